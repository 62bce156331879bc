import { z } from 'zod';
import { defineFact } from './kind.ts';

/** Whether the device signs somebody in by itself after it starts; null where the setting cannot be understood. */
export const automaticLogon = defineFact('automatic-logon', z.object({ enabled: z.boolean().nullable(), user: z.string().nullable() }));
