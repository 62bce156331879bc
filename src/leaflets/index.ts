/** Leaflets (しおり) and who confirmed them. Other rooms import this file only. */
export {
  type Acknowledged,
  acknowledgeByToken,
  acknowledgeOnPaper,
  acknowledgeOwn,
  noteCharsMax,
  paperAtOnceMax,
  quizFailuresPerHourMax,
} from './acknowledge.ts';
export {
  type Audience,
  audiences,
  audienceTitles,
  type LeafletClause,
  type LeafletClauses,
  type LeafletLine,
  leafletDigest,
  leafletLines,
  type MarkedLine,
  type RulesContent,
  type SaidClause,
} from './content.ts';
export { type ContentState, judgeRule, type LeafletStanding, type RuleVerdict } from './judge.ts';
export { type OpenLeaflet, openByToken, ownLeaflets } from './open.ts';
export type { InForce, LeafletDeps, LeafletMail, LeafletPaper, Reader } from './ports.ts';
export { type Quiz, quizCharsMax, quizOptionsMax, quizOptionsMin, type StoredQuiz, setQuiz } from './quiz.ts';
export { type EntryState, entryStates, type Register, type RegisterEntry, type RegisterQuery, register } from './register.ts';
export { remindNow, sweepLeaflets } from './remind.ts';
export { dueBusinessDays, dueDaysMax, type SendWanted, type Sent, send, sendToNewcomers } from './send.ts';
export { type LeafletOverview, type LeafletState, leafletOverview, leafletStandings, leafletStandingsAt } from './standing.ts';
