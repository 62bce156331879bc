import { z } from 'zod';
import { defineFact } from './kind.ts';

/** Scheduled or resident backup jobs on a device. `readable`: whether a device without any would have shown so. */
export const backupSchedule = defineFact('backup-schedule', z.object({ jobs: z.array(z.string()), readable: z.boolean() }));
