import { Fault } from '../../base/fault.ts';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import { addMonths, daysBetween } from '../../calendar/index.ts';
import { inTransaction, type Tx } from '../../db/pool.ts';
import { cellsFault } from '../../mechanism/cells.ts';
import type { RequestKind } from '../../mechanism/request.ts';
import { countOpen, type FileRow, holdCase, insertCase, insertFiles, nextNumber, readCase, readFiles, rewriteCase } from './case.store.ts';
import { aboutOf, readForm, refuseDays, searchTextOf } from './form.ts';
import type { Actor } from './ports.ts';
import { type CaseRow, filesMax, openMax, type RequestState, type RequestsDeps, subjectOf } from './shape.ts';
import { freeze, prepare } from './submit.ts';

/** What an applicant wrote. */
export interface Written {
  readonly form: Readonly<Record<string, unknown>>;
  readonly validForDays: number | null;
  /** Files that were uploaded before. */
  readonly attach: readonly string[];
  readonly submit: boolean;
}

/** What an applicant is told of what was kept. */
export interface Kept {
  readonly id: string;
  readonly number: number;
  readonly state: RequestState;
}

/** The account of whoever acts. The command line has none: nobody could be told, and nobody kept from deciding. */
export function accountOf({ accountId }: Actor): string {
  if (accountId === null)
    throw new Fault('forbidden', {
      problem: 'sign in with an account of your own',
      ja: '申請と決定には、自分の利用者でのサインインが必要です。',
      en: 'To apply and to decide, sign in with an account of your own.',
    });
  return accountId;
}

export function kindOf({ kinds }: RequestsDeps, id: string): RequestKind {
  const kind = kinds.get(id);
  if (!kind) throw new Fault('not-found', { kind: id.slice(0, 120) });
  return kind;
}

/** An auditor looks and does nothing else. */
export const mayApply = (kind: RequestKind, roles: readonly string[]): boolean =>
  !roles.includes('auditor') && kind.applicants.some((role) => role === 'employee' || roles.includes(role));

/** At most so many days, counted from a moment; null: for good. */
export function maxDaysOf({ ports }: Pick<RequestsDeps, 'ports'>, { validDays }: RequestKind, at: Date): number | null {
  if (validDays === null || typeof validDays === 'number') return validDays;
  const count = ports.value(validDays, at) as number;
  if (validDays.unit.en !== 'months') return count;
  const from = ports.localDate(at);
  return daysBetween(from, addMonths(from, count));
}

function readWritten(deps: RequestsDeps, kind: RequestKind, { form, validForDays, submit }: Written, at: Date) {
  const cells = readForm(kind.form, form, !submit);
  refuseDays(validForDays, maxDaysOf(deps, kind, at));
  return { form: cells, validForDays, about: aboutOf(kind, cells), search: searchTextOf(kind, cells) };
}

async function addFiles(
  { ports }: RequestsDeps,
  tx: Tx,
  row: { id: string; kind: string },
  attach: readonly string[],
  by: string,
  at: Date,
) {
  if (attach.length === 0) return;
  if ((await readFiles(tx, row.id)).length + attach.length > filesMax)
    throw cellsFault([
      {
        field: 'attach',
        says: words(`添付できるファイルは、1つの申請につき${filesMax}個までです。`, `A request can have at most ${filesMax} files.`),
      },
    ]);
  const bound: readonly FileRow[] = await ports.bindFiles(tx, attach, { subject: subjectOf(row), by, at });
  await insertFiles(tx, row.id, bound, at);
}

export async function create(deps: RequestsDeps, kindId: string, written: Written, actor: Actor): Promise<Kept> {
  const kind = kindOf(deps, kindId);
  const applicant = accountOf(actor);
  if (!mayApply(kind, actor.roles)) throw new Fault('forbidden', { kind: kindId });
  const fields = readWritten(deps, kind, written, deps.clock.now());
  const prepared = written.submit ? await prepare(deps, kind, fields.form, applicant) : null;
  return inTransaction(deps.pool, async (tx) => {
    const at = deps.clock.now();
    const row = { id: newId(), number: await nextNumber(tx), kind: kindId, applicant, ...fields };
    if ((await countOpen(tx, applicant)) >= openMax) throw tooManyOpen();
    await insertCase(tx, { ...row, at });
    await addFiles(deps, tx, row, written.attach, actor.actor, at);
    if (prepared) await freeze(deps, tx, { ...row, round: 0, revision: 1 }, kind, prepared, at);
    return { id: row.id, number: row.number, state: prepared ? 'submitted' : 'draft' };
  });
}

const tooManyOpen = (): Fault =>
  new Fault('not-ready', {
    at: 'open',
    ja: `下書きと決定待ちの申請は、1人${openMax}件までです。要らないものを取り下げてください。`,
    en: `You can have at most ${openMax} drafts and undecided requests. Withdraw what you do not need.`,
  });

/** A request as its applicant saw it. Throws `not-found`, `forbidden`, `conflict` (another revision). */
export function ownAs(row: CaseRow | null, revision: number, account: string): CaseRow {
  if (!row) throw new Fault('not-found', { what: 'request' });
  if (row.applicant !== account) throw new Fault('forbidden', { request: row.number });
  if (row.revision !== revision) throw new Fault('conflict', { at: `request ${row.number}`, revision: row.revision });
  return row;
}

/** The same, while it can be written. Throws `wrong-state` besides. */
export function ownDraft(row: CaseRow | null, revision: number, account: string): CaseRow {
  const own = ownAs(row, revision, account);
  if (own.state !== 'draft') throw new Fault('wrong-state', { state: own.state });
  return own;
}

/** Writes the draft anew, and submits it where `submit` says so. All or nothing. */
export async function change(deps: RequestsDeps, id: string, revision: number, written: Written, actor: Actor): Promise<Kept> {
  const applicant = accountOf(actor);
  const seen = ownDraft(await readCase(deps.pool, id), revision, applicant);
  const kind = kindOf(deps, seen.kind);
  if (!mayApply(kind, actor.roles)) throw new Fault('forbidden', { kind: kind.id });
  const fields = readWritten(deps, kind, written, deps.clock.now());
  const prepared = written.submit ? await prepare(deps, kind, fields.form, applicant) : null;
  return inTransaction(deps.pool, async (tx) => {
    const at = deps.clock.now();
    const row = ownDraft(await holdCase(tx, id), revision, applicant);
    await rewriteCase(tx, id, { ...fields, at });
    await addFiles(deps, tx, row, written.attach, actor.actor, at);
    if (prepared) await freeze(deps, tx, { ...row, ...fields, revision: row.revision + 1 }, kind, prepared, at);
    return { id, number: row.number, state: prepared ? 'submitted' : 'draft' };
  });
}
