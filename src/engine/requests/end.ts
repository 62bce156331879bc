import { Fault } from '../../base/fault.ts';
import { inTransaction, type Tx } from '../../db/pool.ts';
import { append } from '../../ledger/index.ts';
import { holdCase, markEnded, markReported, readCase } from './case.store.ts';
import { accountOf, ownAs } from './draft.ts';
import { readSaid } from './form.ts';
import type { Actor, RequestNews } from './ports.ts';
import { accountsAsked, insertEvent } from './route.store.ts';
import { type CaseRow, type RequestsDeps, reasonCharsMax, subjectOf, titleOf } from './shape.ts';

/** Who may end an approval beside those who gave it. */
const revokers = ['administrator', 'committee'];

export const newsOf = (
  { kinds }: RequestsDeps,
  { id, number, kind, about, applicant }: CaseRow,
  what: RequestNews['what'],
  more: Partial<Pick<RequestNews, 'deciders' | 'words' | 'date'>> = {},
): RequestNews => ({
  what,
  request: id,
  number,
  title: titleOf(kinds, kind),
  about,
  applicant,
  deciders: [],
  words: '',
  date: null,
  ...more,
});

type End = 'withdrawn' | 'lapsed' | 'expired' | 'revoked' | 'closed';

/** The entry of an end and its event, last in the transaction. */
export async function recordEnd(
  tx: Tx,
  row: CaseRow,
  end: {
    readonly act: End;
    readonly at: Date;
    readonly by: string;
    readonly reason?: string;
    readonly more?: Record<string, string | null>;
  },
): Promise<void> {
  const { act, at, by, reason = '', more = {} } = end;
  const payload = { number: row.number, round: row.round, revision: row.revision, reason, row: row.line, ...more };
  const ledgerSeq = await append(tx, at, [{ kind: `request.${act}`, actor: by, subject: subjectOf(row), payload }]);
  const { id: request, kind, round, validUntil, occurrence } = row;
  await insertEvent(tx, { request, kind, round, act, at, by, reason, validUntil, occurrence, ledgerSeq });
}

/** Takes a request back, or gives a draft up. Its applicant alone. */
export async function withdraw(deps: RequestsDeps, id: string, revision: number, actor: Actor): Promise<void> {
  const account = accountOf(actor);
  await inTransaction(deps.pool, async (tx) => {
    const at = deps.clock.now();
    const row = ownAs(await holdCase(tx, id), revision, account);
    if (row.state !== 'submitted' && row.state !== 'draft') throw new Fault('wrong-state', { state: row.state });
    await markEnded(tx, id, { state: 'withdrawn', at, by: account });
    await recordEnd(tx, row, { act: 'withdrawn', at, by: account });
  });
}

/** Whether somebody may revoke an approval, by role or because they were asked to give it. */
export const mayRevoke = (row: Pick<CaseRow, 'applicant'>, actor: Actor, asked: readonly string[]): boolean =>
  actor.accountId !== null &&
  actor.accountId !== row.applicant &&
  !actor.roles.includes('auditor') &&
  (actor.roles.some((role) => revokers.includes(role)) || asked.includes(actor.accountId));

export async function revoke(deps: RequestsDeps, id: string, revision: number, given: string, actor: Actor): Promise<void> {
  const account = accountOf(actor);
  const reason = readSaid('reason', given, reasonCharsMax);
  if (reason === '') throw new Fault('reason-required', { at: id });
  const seen = await readCase(deps.pool, id);
  if (!seen || seen.round === 0) throw new Fault('not-found', { request: id });
  if (seen.applicant === account) throw new Fault('same-person', { request: seen.number });
  await inTransaction(deps.pool, async (tx) => {
    const at = deps.clock.now();
    const row = (await holdCase(tx, id))!;
    if (!mayRevoke(row, actor, await accountsAsked(tx, id, row.round))) throw new Fault('forbidden', { request: row.number });
    if (row.state !== 'approved') throw new Fault('wrong-state', { state: row.state });
    if (row.revision !== revision) throw new Fault('conflict', { at: `request ${row.number}`, revision: row.revision });
    await markEnded(tx, id, { state: 'revoked', at, by: account });
    await deps.ports.register.end(tx, row.line!, { act: 'ended', reason, by: account, at });
    await deps.ports.tell(tx, at, newsOf(deps, row, 'revoked', { words: reason }));
    await recordEnd(tx, row, { act: 'revoked', at, by: account, reason });
  });
}

/**
 * The closing duty's record, in its transaction. While the approval holds, it ends with its line: what was allowed is over. One that
 * had expired or was revoked keeps that state, and says beside it that the report came.
 */
export async function close(
  deps: RequestsDeps,
  tx: Tx,
  id: string,
  { occurrence, by, at }: { readonly occurrence: string; readonly by: string; readonly at: Date },
): Promise<void> {
  const row = await holdCase(tx, id);
  if (!row || row.occurrence !== occurrence || row.closedAt !== null) return;
  if (row.state === 'approved') {
    await markEnded(tx, id, { state: 'closed', at, by });
    await deps.ports.register.end(tx, row.line!, { act: 'ended', reason: `申請${row.number}の完了`, by, at });
  } else await markReported(tx, id, at);
  await deps.ports.tell(tx, at, newsOf(deps, row, 'closed'));
  await recordEnd(tx, row, { act: 'closed', at, by, more: { occurrence } });
}
