export { isServerDoubted } from './doubt.ts';
export { type ClockOfDevice, type ClockQuery, listClocks } from './list.ts';
export type { ReferenceRow } from './reference.store.ts';
export { ReferenceClock, type ReferenceStands, type TimeSaid } from './reference.ts';
export { type ReferenceStanding, referenceSpeaksMs } from './reference-standing.ts';
export type { ClockSums } from './trend.store.ts';
export { ClockTrend, type OfferedDraft, trendDays } from './trend.ts';
