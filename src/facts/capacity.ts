import { z } from 'zod';
import { defineFact } from './kind.ts';

const percent = z.number().int().min(0).max(100).nullable();

/** How full each local volume is, in whole percent rounded up as df does. Inodes are null where the file system has none. */
export const diskSpace = defineFact(
  'disk-space',
  z.object({ volumes: z.array(z.object({ volume: z.string(), usedPercent: percent, inodePercent: percent })) }),
);

/** How many points of percent count as the same reading: a number that moves at each look would fill the store. */
export const memoryTolerancePoints = 2;
export const loadTolerancePoints = 5;

/** Memory in use that cannot be given back at once (caches are not counted), in whole percent. */
export const memoryUse = defineFact(
  'memory-use',
  z.object({ usedPercent: z.number().int().min(0).max(100) }),
  (previous, next) => Math.abs(previous.usedPercent - next.usedPercent) <= memoryTolerancePoints,
);

/** Waiting and running tasks on average over 5 and 15 minutes, and the number of logical processors that share them. */
export const processorLoad = defineFact(
  'processor-load',
  z.object({ cores: z.number().int().positive(), load5: z.number().nonnegative(), load15: z.number().nonnegative() }),
  (previous, next) =>
    previous.cores === next.cores &&
    Math.abs(previous.load5 - next.load5) / next.cores <= loadTolerancePoints / 100 &&
    Math.abs(previous.load15 - next.load15) / next.cores <= loadTolerancePoints / 100,
);
