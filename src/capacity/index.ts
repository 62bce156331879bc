/** Capacity's public face. Other rooms import this file only. */
export { type DayAhead, type LoadAhead, loadAhead } from './ahead.ts';
export { keptDays } from './bins.ts';
export { type Breach, breachesById, breachesSince, openBreachSubjects } from './breach.store.ts';
export { type Reached, settleBreaches } from './breaches.ts';
export { type Answered, answersBetween, coveredPartMin, type Downtime, downtimeOf } from './downtime.ts';
export { forecastsSince, type OutcomeCounts, type Outlook, outcomeCounts } from './forecast.store.ts';
export { type DerivedDraft, type ForecastDeps, forecastAll } from './forecast.ts';
export { hasSize, shownSize } from './metric.ts';
export { hitPart } from './outcomes.ts';
export {
  type ListRow,
  type ListWanted,
  listOutlooks,
  outlookCounts,
  outlookOfSeries,
  outlooksOfTargets,
  type SeriesRow,
  seriesById,
  seriesOfTargets,
  subjectOf,
} from './read.store.ts';
export { dayPoints, hourPoints, type Latest, latest, type Point, weekProfile } from './read.ts';
export { countRefused, holdSubjects, seriesOf } from './record.store.ts';
export { cleanItem, type Measured, record } from './record.ts';
export { rollUp } from './roll.ts';
export {
  heldToken,
  refusals,
  type Target,
  type TargetKind,
  type TargetState,
  targetKinds,
  targetStates,
  targets,
  writeTargetStates,
} from './target.store.ts';
export { addTarget, changeTarget, endTarget, mayWrite, rotateToken, type TargetGiven } from './targets.ts';
