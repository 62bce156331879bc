import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { clauseById, controlById } from '../catalog/index.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { append, type Json, type LedgerEvent } from '../ledger/index.ts';
import { lockValues } from '../values/index.ts';
import { textOf } from './build.ts';
import type { Adoption, ElsewhereRow } from './content.ts';
import { type ClauseRow, countChange, type DraftRows, keepState, putClause, putControl, putElsewhere, readDraft } from './draft.store.ts';
import { partyOf } from './ports.ts';
import { required, written } from './written.ts';

export interface EditDeps {
  readonly pool: Pool;
  readonly clock: Clock;
}
/** The row's new revision and the draft's. */
export interface Saved {
  readonly revision: number;
  readonly draftRevision: number;
}
export interface ClauseEdit {
  /** The revision the person saw; 0 where nobody has changed the clause. */
  readonly revision: number;
  readonly adoption: Adoption;
  readonly text?: { readonly ja: string; readonly en: string } | undefined;
  readonly reason: string;
  readonly owner: string | null;
  readonly deputy: string | null;
  readonly necessity: string;
  readonly note: string;
  readonly plain: { readonly ja: string; readonly en: string } | null;
}
export interface ControlEdit {
  readonly revision: number;
  readonly applicable: boolean;
  readonly reason: string;
}

/** A row of the draft about to be stored: what it is about, its content, how it is put. */
interface Change {
  readonly subject: string;
  readonly revision: number;
  readonly content: Json;
  /** What the ledger says of it beside its revision. */
  readonly payload: Readonly<Record<string, Json>>;
  put(tx: Tx, changed: { revision: number; changedAt: Date; changedBy: string }): Promise<void>;
}

/**
 * Stores one changed row of the draft with its history and its entry. Everything that changes what the company's rules say goes
 * one after another, so that nothing slips between a submission and the bytes it freezes. Throws `conflict` where the row was
 * saved by somebody else since.
 */
export function saveRow(deps: EditDeps, by: string, change: (draft: DraftRows) => Change): Promise<Saved> {
  return inTransaction(deps.pool, async (tx) => {
    await lockValues(tx);
    const at = deps.clock.now();
    const wanted = change(await readDraft(tx));
    const event = await storeChange(tx, wanted, at, by);
    const draftRevision = await countChange(tx, at, by);
    await append(tx, at, [event]);
    return { revision: wanted.revision + 1, draftRevision };
  });
}

const revisionMax = 2_147_483_647;

/** Keeps the new state, puts the row, and returns the entry for the ledger. */
export async function storeChange(tx: Tx, change: Change, at: Date, by: string): Promise<LedgerEvent> {
  const { subject, content, payload } = change;
  const revision = change.revision + 1;
  // A number that the database cannot hold is none that anybody saw.
  if (revision > revisionMax) throw new Fault('conflict', { at: subject, revision: change.revision });
  if (!(await keepState(tx, { subject, revision, content, at, by })))
    throw new Fault('conflict', { at: subject, revision: change.revision });
  await change.put(tx, { revision, changedAt: at, changedBy: by });
  return { kind: 'procedure.edited', actor: by, subject, payload: { revision, ...payload } };
}

/** The content of a clause's row, but for who changed it when. */
export type ClauseState = Omit<ClauseRow, 'revision' | 'changedAt' | 'changedBy'>;

/** A clause as a person wants it, its texts cleaned and its rules kept. */
function clauseState(id: string, edit: ClauseEdit): ClauseState {
  const own = edit.adoption === 'changed' || edit.adoption === 'replaced';
  const reason = written('reason', edit.reason);
  if ((edit.adoption === 'replaced' || edit.adoption === 'not-applicable') && reason === '') throw new Fault('reason-required', { at: id });
  const plain = edit.plain && { ja: written('plain', edit.plain.ja), en: written('plain', edit.plain.en) };
  return {
    clause: id,
    adoption: edit.adoption,
    textJa: own ? required('text', edit.text?.ja) : null,
    textEn: own ? written('text', edit.text?.en ?? '') : null,
    reason,
    owner: partyOf('owner', edit.owner),
    deputy: partyOf('deputy', edit.deputy),
    necessity: written('necessity', edit.necessity),
    note: written('note', edit.note),
    plainJa: plain?.ja ? plain.ja : null,
    plainEn: plain?.ja ? plain.en : null,
  };
}

/** Adoption, text and owner of a clause for the ledger: the company's own words are no secret, and their digest proves them. */
function said(state: ClauseState | undefined, id: string): Json {
  const text = textOf(clauseById(id)!.clause, state as ClauseRow | undefined);
  const own = state?.textJa == null ? {} : { text: { ...text } };
  return {
    adoption: state?.adoption ?? 'adopted',
    digest: sha256Hex(canonicalJson(text)),
    ...own,
    reason: state?.reason ?? '',
    owner: state?.owner ?? null,
    deputy: state?.deputy ?? null,
    necessity: state?.necessity ?? '',
  };
}

/** A change of a clause's row from what stands now. */
export const clauseChange = (state: ClauseState, revision: number, before: ClauseRow | undefined): Change => ({
  subject: `clause:${state.clause}`,
  revision,
  content: { ...state },
  payload: { before: said(before, state.clause), after: said(state, state.clause) },
  put: (tx, changed) => putClause(tx, { ...state, ...changed }),
});

/** Throws `not-found`, `reason-required`, `value-out-of-bounds` (its text), `conflict`. */
export async function editClause(deps: EditDeps, id: string, edit: ClauseEdit, by: string): Promise<Saved> {
  if (!clauseById(id)) throw new Fault('not-found', { clause: id });
  const state = clauseState(id, edit);
  return saveRow(deps, by, (draft) => clauseChange(state, edit.revision, draft.clauses.get(id)));
}

/** Throws `not-found`, `reason-required` (for one that does not apply), `conflict`. */
export async function editControl(deps: EditDeps, id: string, edit: ControlEdit, by: string): Promise<Saved> {
  if (!controlById(id)) throw new Fault('not-found', { control: id });
  const state = { control: id, applicable: edit.applicable, reason: written('reason', edit.reason) };
  if (!state.applicable && state.reason === '') throw new Fault('reason-required', { at: id });
  return saveRow(deps, by, (draft) => {
    const before = draft.controls.get(id);
    return {
      subject: `control:${id}`,
      revision: edit.revision,
      content: state,
      payload: {
        before: { applicable: before?.applicable ?? true, reason: before?.reason ?? '' },
        after: { applicable: state.applicable, reason: state.reason },
      },
      put: (tx, changed) => putControl(tx, { ...state, ...changed }),
    };
  });
}

/** The rows of controls outside A.8 that the company keeps elsewhere, all at once. Throws `conflict`, `value-out-of-bounds`. */
export async function editElsewhere(deps: EditDeps, rows: readonly ElsewhereRow[], revision: number, by: string): Promise<Saved> {
  const twice = rows.find((row, i) => rows.findIndex((other) => other.control === row.control) !== i);
  if (twice) {
    const words = { ja: `${twice.control}が2行あります。`, en: `There are two rows for ${twice.control}.` };
    throw new Fault('value-out-of-bounds', { field: twice.control, ...words });
  }
  const clean = rows.map((row) => ({
    control: row.control,
    title: written('title', row.title),
    applicable: row.applicable,
    reason: written('reason', row.reason),
    where: written('where', row.where),
  }));
  const missing = clean.find((row) => !row.applicable && row.reason === '');
  if (missing) throw new Fault('reason-required', { at: missing.control });
  return saveRow(deps, by, (draft) => ({
    subject: 'statement:elsewhere',
    revision,
    content: clean,
    payload: { before: draft.elsewhere?.rows.length ?? 0, after: clean },
    put: (tx, changed) => putElsewhere(tx, { rows: clean, ...changed }),
  }));
}
