import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import { words } from '../base/text.ts';
import { contentOf, type DraftValues, draftValues, partiesIn, sampleContent } from './build.ts';
import { countOf, type Difference, differences } from './compare.ts';
import type { ElsewhereRow, Party, ProcedureContent } from './content.ts';
import { type DraftRows, type KeptState, readDraft, readStates } from './draft.store.ts';
import { type ClauseEdit, type ControlEdit, editClause, editControl, editElsewhere, type Saved } from './edit.ts';
import { namesOf, type PartyName, type PartyNames, partiesToName } from './ports.ts';
import { type Problem, problemsOf } from './problems.ts';
import { type Recommendation, recommendations } from './recommend.ts';
import { type SavedValue, setValue, type ValueEdit } from './set-value.ts';
import { decide, numberOf, parseContent, type Submission, type SubmitDeps, submit, type WantedDecision, withdraw } from './submit.ts';
import { type Suggestions, suggestAll } from './suggest.ts';
import { idInForce, isAdopted, newestApproved, readContent, readVersion, readVersions, type VersionRow } from './version.store.ts';

export { textOf } from './build.ts';
export { clausesSaying, clauseWords, type Difference } from './compare.ts';
export * from './content.ts';
export type { ClauseRow, DraftRows, KeptState } from './draft.store.ts';
export type { ClauseEdit, ControlEdit, Saved } from './edit.ts';
export type { CompanyNow, PartyName, PartyNames, ProcedureNews, ProceduresPorts } from './ports.ts';
export { asksForSomething, inEffect, type Problem, unsaidValues } from './problems.ts';
export type { Recommendation } from './recommend.ts';
export type { SavedValue, ValueEdit } from './set-value.ts';
export { numberOf, type Submission, type WantedDecision } from './submit.ts';
export type { Suggestions } from './suggest.ts';
export { isAdopted, type VersionRow } from './version.store.ts';
export type { DiffRun } from './word-diff.ts';

/** The state of a version at a moment: what was decided, and for an approved one where it lies in time. */
export type VersionState = 'submitted' | 'returned' | 'withdrawn' | 'upcoming' | 'effective' | 'superseded';
export interface Version extends Omit<VersionRow, 'state'> {
  readonly number: string;
  readonly state: VersionState;
}

/** Everything about the draft that a screen shows. */
export interface Draft {
  readonly rows: DraftRows;
  readonly values: DraftValues;
  readonly content: ProcedureContent;
  readonly names: PartyNames;
}

/** Contents of versions never change; this many are held, so that reading is fast. */
const contentsHeldMax = 40;
const statesReadMax = 200;
const dayMs = 86_400_000;
/** Moments that are asked for lie between; no database holds every year that can be typed. */
const yearMin = 1900;
const yearMax = 2999;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The company's procedures: its draft, its versions, and what was in force at any time. */
export class Procedures {
  readonly #deps: SubmitDeps;
  readonly #contents = new Map<string, ProcedureContent>();
  #sample: ProcedureContent | null = null;

  constructor(deps: SubmitDeps) {
    this.#deps = deps;
  }

  editClause(id: string, edit: ClauseEdit, by: string): Promise<Saved> {
    return editClause(this.#deps, id, edit, by);
  }
  editControl(id: string, edit: ControlEdit, by: string): Promise<Saved> {
    return editControl(this.#deps, id, edit, by);
  }
  editElsewhere(rows: readonly ElsewhereRow[], revision: number, by: string): Promise<Saved> {
    return editElsewhere(this.#deps, rows, revision, by);
  }
  setValue(edit: ValueEdit): Promise<SavedValue> {
    return setValue(this.#deps, edit);
  }
  /** Takes our suggestions where nothing was decided yet. Returns how many clauses changed. */
  suggestAll(wanted: Suggestions, by: string): Promise<{ changed: number; draftRevision: number }> {
    return suggestAll(this.#deps, wanted, by);
  }
  /** Every state of a row of the draft that was ever saved, newest first. `clause:8.1.e` */
  states(subject: string): Promise<KeptState[]> {
    return readStates(this.#deps.pool, subject, statesReadMax);
  }

  async draft(): Promise<Draft> {
    const { pool, values, ports } = this.#deps;
    const rows = await readDraft(pool);
    const drafted = draftValues(rows, await values.newest(pool));
    const company = ports.company();
    const names = await namesOf(ports.persons, partiesIn(rows, company));
    return { rows, values: drafted, names, content: contentOf({ rows, values: drafted, names, company }) };
  }

  problems({ content, values, names }: Draft): Problem[] {
    return problemsOf({ content, values, names, proposed: this.#deps.ports.proposed });
  }

  /** As the company is called now; '' while nobody named it. */
  companyName(): string {
    return this.#deps.ports.company().name;
  }

  /** A day as a moment: its end, because what came into force on that day counts. A moment is itself. */
  momentOf(at: string): Date {
    const moment = at.length > 10 ? new Date(at) : new Date(this.#deps.ports.startOfDay(at).getTime() + dayMs - 1);
    const year = moment.getUTCFullYear();
    if (!(year >= yearMin && year <= yearMax)) throw new Fault('bad-request', { field: 'at', problem: 'too far away' });
    return moment;
  }

  proposed(id: string): { applicable: boolean; reason: Words } | null {
    return this.#deps.ports.proposed(id);
  }

  parties(): Promise<{ party: Party; name: Words }[]> {
    return partiesToName(this.#deps.ports.persons);
  }
  names(parties: Iterable<Party>): Promise<ReadonlyMap<string, PartyName>> {
    return namesOf(this.#deps.ports.persons, parties);
  }

  submit(wanted: Submission): Promise<string> {
    return submit(this.#deps, wanted);
  }
  decide(id: string, wanted: WantedDecision): Promise<void> {
    return decide(this.#deps, id, wanted);
  }
  withdraw(id: string, by: { account: string; administrator: boolean }): Promise<void> {
    return withdraw(this.#deps, id, by);
  }

  /** Newest submission first. */
  async versions(): Promise<Version[]> {
    const rows = await readVersions(this.#deps.pool);
    const now = this.#deps.clock.now();
    const inForce = await idInForce(this.#deps.pool, now);
    return rows.map((row) => withState(row, rows, inForce, now));
  }

  async version(id: string): Promise<{ version: Version; content: ProcedureContent }> {
    const row = await readVersion(this.#deps.pool, id);
    if (!row) throw new Fault('not-found', { version: id });
    const version = (await this.versions()).find((each) => each.id === id)!;
    return { version, content: await this.#content(id) };
  }

  /** What was in force at a moment; null before the first version was. */
  async inForceAt(at: Date): Promise<{ version: Version; content: ProcedureContent } | null> {
    const id = await idInForce(this.#deps.pool, at);
    return id === null ? null : this.version(id);
  }

  isAdopted(): Promise<boolean> {
    return isAdopted(this.#deps.pool);
  }

  /** Why a clause does not apply, for each that the version in force at a moment excludes. */
  async applicabilityAt(at: Date): Promise<ReadonlyMap<string, Words>> {
    const id = await idInForce(this.#deps.pool, at);
    if (id === null) return new Map();
    const { controls } = await this.#content(id);
    return new Map(
      controls.flatMap((control) =>
        control.clauses
          .filter((clause) => !control.applicable || clause.adoption === 'not-applicable')
          .map((clause) => {
            const reason = control.applicable ? clause.reason : control.reason;
            return [clause.id, { ja: reason, en: reason }] as const;
          }),
      ),
    );
  }

  /** A content by a version's id, `draft`, `sample` or `in-force`, with its name. */
  async named(which: string): Promise<{ content: ProcedureContent; says: Words; version: Version | null }> {
    if (which === 'sample') return { content: this.sample(), says: words('手本', 'Our sample'), version: null };
    if (which === 'draft') return { content: (await this.draft()).content, says: words('草案', 'Draft'), version: null };
    if (which !== 'in-force' && !uuid.test(which)) throw new Fault('not-found', { version: which });
    const found = which === 'in-force' ? await this.inForceAt(this.#deps.clock.now()) : await this.version(which);
    if (!found)
      return {
        content: this.sample(),
        says: words('手本(施行中の版はまだありません)', 'Our sample (nothing is in force yet)'),
        version: null,
      };
    const { number } = found.version;
    return { content: found.content, says: words(`${number}版`, `Version ${number}`), version: found.version };
  }

  /** What differs between two, each a version's id, `draft`, `sample` or `in-force`. */
  async compare(from: string, to: string) {
    const [before, after] = await Promise.all([this.named(from), this.named(to)]);
    return {
      before,
      after,
      difference: differences(before.content, after.content, { fromSample: before.version === null && from !== 'draft' }),
    };
  }

  /** How the draft differs from the newest approved version, or from the sample where there is none. */
  async changes(draft: Draft): Promise<{ count: number; difference: Difference }> {
    const newest = await newestApproved(this.#deps.pool);
    const before = newest ? await this.#content(newest.id) : this.sample();
    const difference = differences(before, draft.content, { fromSample: newest === null });
    return { count: countOf(difference), difference };
  }

  /** What has changed behind the version in force. */
  async recommendations(): Promise<Recommendation[]> {
    const { values, ports, clock } = this.#deps;
    const now = clock.now();
    const inForce = await this.inForceAt(now);
    if (!inForce) return [];
    const { content } = inForce;
    const parties = content.controls.flatMap(({ clauses }) =>
      clauses.flatMap(({ owner, deputy }) => [owner, deputy].filter((party) => party !== null)),
    );
    return recommendations({
      content,
      conditions: ports.company().conditions,
      names: await namesOf(ports.persons, parties),
      values: values.params().map((param) => ({
        param,
        value: values.inForce(param, now),
        since: values.versionInForce(param, now)?.effectiveFrom ?? null,
      })),
      contradictions: await ports.contradictions(),
    });
  }

  /** The frozen bytes of a version, with its number, for whoever checks their digest. Throws `not-found`. */
  async frozen(id: string): Promise<{ number: string; bytes: Buffer }> {
    const [row, bytes] = await Promise.all([readVersion(this.#deps.pool, id), readContent(this.#deps.pool, id)]);
    if (!row || !bytes) throw new Fault('not-found', { version: id });
    return { number: numberOf(row), bytes };
  }

  sample(): ProcedureContent {
    this.#sample ??= sampleContent();
    return this.#sample;
  }

  async #content(id: string): Promise<ProcedureContent> {
    const held = this.#contents.get(id);
    if (held) return held;
    const content = parseContent(await readContent(this.#deps.pool, id));
    const [oldest] = this.#contents.keys();
    if (this.#contents.size >= contentsHeldMax && oldest !== undefined) this.#contents.delete(oldest);
    this.#contents.set(id, content);
    return content;
  }
}

function withState(row: VersionRow, all: readonly VersionRow[], inForce: string | null, now: Date): Version {
  const number = numberOf(row);
  if (row.state !== 'approved') return { ...row, number, state: row.state };
  const newer = (other: VersionRow) => other.major > row.major || (other.major === row.major && other.minor > row.minor);
  // One that begins at the same moment under a newer number takes its place before it ever began.
  const overtaken = all.some((other) => other.state === 'approved' && newer(other) && other.effectiveFrom! <= row.effectiveFrom!);
  const state = row.id === inForce ? 'effective' : row.effectiveFrom! > now && !overtaken ? 'upcoming' : 'superseded';
  return { ...row, number, state };
}
