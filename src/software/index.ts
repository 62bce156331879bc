export {
  type ActLine,
  type ActsDeps,
  actLimits,
  type Common,
  common,
  forbid,
  link,
  type Permission,
  permit,
  permitCommon,
} from './acts.ts';
export { type DerivedDraft, readCollections, SoftwareControl, type SoftwareDeps, type SoftwarePorts } from './control.ts';
export type { ItemState, TitleState } from './decide.ts';
export {
  type HoldingDevice,
  holdersOf,
  type OwnTitle,
  type TitleListed,
  titleListed,
  unlistedOn,
  type VersionListed,
  versionsOf,
  versionsOn,
} from './list.store.ts';
export { itemStateOfNumber, type TitleQuery, type TitleSums, titlePage } from './list.ts';
export type { ReadRule, RuleSet } from './matcher.ts';
export { type Review, type ReviewedLine, type ReviewedWaiting, reviewNow } from './review.ts';
export { linksOf, type StoredLink } from './rule.store.ts';
export { plainRule, type Rule, versionsReadable } from './rule.ts';
export { type Title, type TitleKind, titleOf } from './title.ts';
