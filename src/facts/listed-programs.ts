import { z } from 'zod';
import { defineFact } from './kind.ts';

const found = z.object({ name: z.string(), version: z.string().optional(), path: z.string().optional() });

/** Which of the names asked for are running now. `asked` is lower case: a check trusts the answer only for those names. */
export const runningPrograms = defineFact('running-programs', z.object({ asked: z.array(z.string()), running: z.array(found) }));

/**
 * Which of the names asked for are installed. `listReadable` is false where the device listed no program at
 * all: then the list could not be read, never is nothing installed.
 */
export const installedPrograms = defineFact(
  'installed-programs',
  z.object({ asked: z.array(z.string()), installed: z.array(found), listReadable: z.boolean() }),
);
