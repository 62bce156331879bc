/** What a person has to do now. Other rooms import this file only. */
export { type AdministratorSituation, type Situation, type TodayLine, todayLines } from './lines.ts';
export type { CaseToDo, Dated, DutyToDo, PracticeSituation, RequestToDecide } from './practice.ts';
