import { z } from 'zod';
import { besideAgent } from './console-part.ts';
import { defineFact } from './kind.ts';

const schedule = z.object({
  name: z.string(),
  /** The longest time between two runs; null where it cannot be told. */
  intervalDays: z.number().int().nullable(),
  /** Whether everything from the root is scanned; null where it cannot be told. */
  wholeDisk: z.boolean().nullable(),
});

/**
 * Full scans. Windows keeps a record of finished scans: `lastAt`, out of a log read `windowDays` back that reaches to
 * `logSince`. Linux shows what is scheduled, and `lastAt` only where `tejun-full-scan` leaves its record (docs/clamav.md);
 * `schedules` is null where schedules are not asked for.
 */
export const fullScan = defineFact(
  'full-scan',
  z.object({
    lastAt: z.iso.datetime().nullable(),
    logSince: z.iso.datetime().nullable(),
    windowDays: z.number().int(),
    schedules: z.array(schedule).nullable(),
    /** Whether the scanner whose schedules can be seen (ClamAV) is there, and whether timers can be seen. */
    scannerInstalled: z.boolean().nullable(),
    timersReadable: z.boolean(),
    /** The day of the last full scan. */
    ...besideAgent(z.iso.date()),
  }),
);

export type FullScan = z.infer<typeof fullScan.schema>;
