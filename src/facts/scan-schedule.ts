import { z } from 'zod';
import { defineFact } from './kind.ts';

/** What a product's own schedule runs; null where the value is absent or unknown to us. */
export const scanKinds = ['quick', 'full'] as const;

/**
 * The schedule of scans that Microsoft Defender keeps. `otherProduct`: another product guards the device, whose schedule
 * cannot be seen. `everyDays`: how often the schedule comes round, null where it is switched off or not told.
 */
export const scanSchedule = defineFact(
  'scan-schedule',
  z.object({
    otherProduct: z.string().nullable(),
    scan: z.enum(scanKinds).nullable(),
    /** Defender's own word for «no scheduled scan at all». */
    never: z.boolean(),
    everyDays: z.number().int().nullable(),
    /** Whether the task that starts the scan is enabled; null where the task is not there. */
    taskEnabled: z.boolean().nullable(),
    /** Whether Defender's settings could be read at all: without it, absence says nothing. */
    readable: z.boolean(),
  }),
);
