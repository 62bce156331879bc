import { z } from 'zod';
import { defineFact } from './kind.ts';

/** The programs that write the system's log: those running, and those that are there but stand still. */
export const logServices = defineFact('log-services', z.object({ running: z.array(z.string()), stopped: z.array(z.string()) }));

/** Log files that tell who signed in and did what; `mode` in octal («0640»), null where it cannot be read. */
export const logFileModes = defineFact(
  'log-file-modes',
  z.object({ files: z.array(z.object({ path: z.string(), mode: z.string().nullable(), ownerId: z.number().int().nullable() })) }),
);
