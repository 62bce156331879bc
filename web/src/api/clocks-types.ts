import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-clocks.ts';

export type ClockList = z.infer<typeof contract.clockListSchema>;
export type ClockReference = ClockList['reference'];
export type ClockOfDevice = ClockList['devices'][number];
