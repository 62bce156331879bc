import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-changes.ts';

/** Shapes of what is measured beside a change. */
export type MeasuredDifferences = z.infer<typeof contract.changeDifferencesSchema>;
export type MeasuredEvent = MeasuredDifferences['events'][number];
