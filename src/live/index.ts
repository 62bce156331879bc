/** Asking devices at once. Other rooms import this file only. */
export type { LiveAnswer, LiveCost } from './answer.ts';
export { type BuiltIn, builtIns } from './library.ts';
export { liveLimits, refusals } from './limits.ts';
export { type Asking, Live, type LiveDeps, type LiveRound, liveId } from './live.ts';
export {
  type Ask,
  askById,
  type CostSums,
  costSums,
  type LiveRow,
  listAsks,
  listRows,
  listTargets,
  type TargetView,
  targetsSince,
} from './read.store.ts';
export { type Saved, SavedQueries, type Saving } from './saved.ts';
export { type Statement, statementOf } from './statement.ts';
export { type AskKind, type Ended, sumsOfTargets, type TargetState } from './store.ts';
