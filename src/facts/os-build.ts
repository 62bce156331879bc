import { z } from 'zod';
import { defineFact } from './kind.ts';

/**
 * The exact version of the system: on Windows the build and its revision (26100.7171), on macOS the version (15.7.2). It
 * is what the maker's list of fixed versions names. null where a part is not told.
 */
export const osBuild = defineFact('os-build', z.object({ name: z.string(), numbers: z.array(z.number().int()).nullable() }));
