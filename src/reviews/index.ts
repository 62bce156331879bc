import type { Tx } from '../db/pool.ts';
import { able, assign, type DecisionGiven, decide, decideTogether, handBack, keepable } from './decide.ts';
import { finish, mustBeDecided, onStep } from './finish.ts';
import { newestLists } from './list.store.ts';
import { applyList, type ListFile, previewList } from './list.ts';
import { lookAll } from './look.ts';
import { openDue, openNow } from './open.ts';
import type { ReviewsDeps } from './ports.ts';
import { campaign, campaigns, everyLine, handedLines, type LinesWanted, lineHistory, lines } from './read.ts';
import type { Actor, Part, Variant } from './shape.ts';

export type { CampaignRow, PartCounts } from './campaign.store.ts';
export {
  candidatesOf,
  type Inputs,
  type Listed,
  type ListTaken,
  type MeasuredAccount,
  namesOfList,
  stateOf,
  type Taken,
  type Written,
} from './candidates.ts';
export type { DecisionGiven, Keepable } from './decide.ts';
export type { DecisionRow } from './decision.store.ts';
export { fold } from './join.ts';
export { listLines, newestLists, type StoredList } from './list.store.ts';
export type { ListFile, ListPreview, Mismatch } from './list.ts';
export { guessListColumns, type ListColumns, type ListField, listFieldIds, listFields } from './list-fields.ts';
export { dutiesOf } from './open.ts';
export type { CaseStanding, Handed, Pending, ReviewAccount, ReviewsDeps, ReviewsPorts } from './ports.ts';
export type { CampaignDetail, LinesWanted, ListedCampaign, ReviewToDo, ShownLine } from './read.ts';
export type { Remediation } from './remediation.store.ts';
export {
  type Actor,
  type Answers,
  type Candidate,
  type Collected,
  type Decision,
  decisions,
  type Flag,
  flags,
  kindId,
  type Line,
  type ListVariant,
  type Part,
  type Proof,
  reviewLimits,
  type SourceState,
  type SourceStateId,
  type StaffPerson,
  type Variant,
  variants,
} from './shape.ts';

/** Reviews of who holds what (権限の見直し): their populations, decisions, and what is taken away by them. */
export class Reviews {
  readonly #deps: ReviewsDeps;
  constructor(deps: ReviewsDeps) {
    this.#deps = deps;
  }

  /** Opens what is due, hands back what nobody can review any more, looks whether what was revoked is gone. Any number of times. */
  async sweep(): Promise<{ readonly opened: number; readonly handedBack: number; readonly looks: number }> {
    return { opened: await openDue(this.#deps), handedBack: await handBack(this.#deps), looks: await lookAll(this.#deps) };
  }
  open = (variant: Variant, by: string) => openNow(this.#deps, variant, by);
  onStep = (tx: Tx, done: Parameters<typeof onStep>[2]): Promise<void> => onStep(this.#deps, tx, done);
  /** Refuses in words to record a part whose lines are not decided. @throws Fault `not-ready` */
  mustBeDecided = (tx: Tx, caseId: string, duty: string): Promise<void> => mustBeDecided(tx, caseId, duty);

  campaigns = (page: { readonly offset: number; readonly limit: number }) => campaigns(this.#deps, page);
  campaign = (caseId: string) => campaign(this.#deps, caseId);
  lines = (caseId: string, wanted: LinesWanted, actor: Actor) => lines(this.#deps, caseId, wanted, actor);
  everyLine = (caseId: string, actor: Actor) => everyLine(this.#deps, caseId, actor);
  /** Reviews with lines that were handed to this person and wait for a decision. */
  handedLines = (actor: Actor) => handedLines(this.#deps, actor);
  /** To whom lines can be handed. */
  reviewers = () => able(this.#deps);
  lineHistory = (caseId: string, line: string) => lineHistory(this.#deps, caseId, line);

  decide = (caseId: string, given: readonly DecisionGiven[], actor: Actor): Promise<void> => decide(this.#deps, caseId, given, actor);
  keepable = (caseId: string, actor: Actor) => keepable(this.#deps, caseId, actor);
  decideTogether = (caseId: string, given: { readonly digest: string; readonly lines: number }, actor: Actor): Promise<number> =>
    decideTogether(this.#deps, caseId, given, actor);
  assign = (
    caseId: string,
    given: { readonly lines: readonly string[]; readonly to: string | null; readonly reason: string },
    actor: Actor,
  ): Promise<void> => assign(this.#deps, caseId, given, actor);
  /** Records a part, and looks at once what is still there of what was revoked. */
  finish = async (caseId: string, given: { readonly part: Part; readonly remark: string }, actor: Actor): Promise<void> => {
    await finish(this.#deps, caseId, given, actor);
    await lookAll(this.#deps);
  };

  lists = () => newestLists(this.#deps.pool, null);
  previewList = (file: ListFile) => previewList(this.#deps, file);
  /** Takes a list, and looks at once whether what was revoked is gone from it: whoever imported it is waiting to see that. */
  applyList = async (file: ListFile, given: Parameters<typeof applyList>[2], by: string): ReturnType<typeof applyList> => {
    const applied = await applyList(this.#deps, file, given, by);
    await lookAll(this.#deps);
    return applied;
  };
}
