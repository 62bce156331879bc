import { addDays } from '../../calendar/index.ts';
import { inTransaction, type Tx } from '../../db/pool.ts';
import { append } from '../../ledger/index.ts';
import { recordAbilities } from './ability.ts';
import { dueCases, type dueWhere, holdDue, holdUnopened, markEnded, markExpiring, markOpened, markOverdue } from './case.store.ts';
import { newsOf, recordEnd } from './end.ts';
import { insertEvent, readSteps } from './route.store.ts';
import { type CaseRow, type RequestsDeps, subjectOf } from './shape.ts';
import { closingKinds } from './standings.ts';
import { askedNow } from './submit.ts';

/** Who acts where nobody acts. */
const system = 'system';
/** Who hears beside those who are asked that a decision is overdue. */
const overdueReaders = ['administrator', 'committee'];

type Due = keyof typeof dueWhere;
type Move = (deps: RequestsDeps, tx: Tx, row: CaseRow, at: Date) => Promise<void>;

/** In this order: what lapsed or ended during a long stop is not told to be overdue or to be running out any more. */
const moves: readonly (readonly [Due, Move])[] = [
  ['lapsed', lapse],
  ['expired', expire],
  ['overdue', tellOverdue],
  ['expiring', tellExpiring],
];

/** Each in a transaction of its own: one that fails holds up no other. One that somebody else holds waits for the next time. */
export async function sweep(deps: RequestsDeps): Promise<number> {
  const { pool, clock, ports, log } = deps;
  let moved = 0;
  for (const [what, move] of moves) {
    const at = clock.now();
    const due = what === 'lapsed' ? at : ports.localDate(at);
    for (const id of await dueCases(pool, what, due)) {
      try {
        moved += await inTransaction(pool, async (tx) => {
          const row = await holdDue(tx, id, what, due);
          if (!row) return 0;
          await move(deps, tx, row, at);
          return 1;
        });
      } catch (error) {
        log.error({ err: error, request: id, what }, 'a request could not be moved');
      }
    }
  }
  moved += await openClosings(deps);
  await recordAbilities(deps);
  return moved;
}

/** Before the company put anything into force no duty opens. Once one does, those that close approvals given before are caught up. */
async function openClosings(deps: RequestsDeps): Promise<number> {
  const { pool, clock, ports, kinds } = deps;
  return inTransaction(pool, async (tx) => {
    const at = clock.now();
    let opened = 0;
    for (const row of await holdUnopened(tx, closingKinds(deps))) {
      const { id: request, kind, number, about, applicant, validUntil } = row;
      const duties = await ports.onApproved(tx, { kind, request, number, about, applicant, validUntil, whole: null, by: system, at });
      const occurrence = duties.get(kinds.get(kind)!.closing!.duty);
      if (occurrence === undefined) continue;
      await markOpened(tx, request, occurrence);
      opened += 1;
    }
    return opened;
  });
}

async function lapse(deps: RequestsDeps, tx: Tx, row: CaseRow, at: Date): Promise<void> {
  await markEnded(tx, row.id, { state: 'lapsed', at, by: system });
  await deps.ports.tell(tx, at, newsOf(deps, row, 'lapsed'));
  await recordEnd(tx, row, { act: 'lapsed', at, by: system });
}

/** The end of the validity: the line ends with it, whatever anybody remembers. */
async function expire(deps: RequestsDeps, tx: Tx, row: CaseRow, at: Date): Promise<void> {
  const reason = `申請${row.number}の承認は${row.validUntil}まで`;
  await markEnded(tx, row.id, { state: 'expired', at, by: system });
  await deps.ports.register.end(tx, row.line!, { act: 'expired', reason, by: system, at });
  await deps.ports.tell(tx, at, newsOf(deps, row, 'expired', { date: row.validUntil }));
  await recordEnd(tx, row, { act: 'expired', at, by: system, more: { validUntil: row.validUntil } });
}

async function tellOverdue(deps: RequestsDeps, tx: Tx, row: CaseRow, at: Date): Promise<void> {
  const { ports } = deps;
  await markOverdue(tx, row.id, at);
  const step = (await readSteps(tx, row.id, row.round))[row.place!]!;
  const asked = await askedNow(tx, ports.localDate(at), step, row.applicant);
  const above = (await ports.deciders(tx)).filter(({ roles }) => roles.some((role) => overdueReaders.includes(role))).map(({ id }) => id);
  const deciders = [...new Set([...asked, ...above])];
  await ports.tell(tx, at, newsOf(deps, row, 'overdue', { deciders, date: row.decideBy }));
  const payload = { number: row.number, round: row.round, step: step.step, decideBy: row.decideBy };
  const ledgerSeq = await append(tx, at, [{ kind: 'request.overdue', actor: system, subject: subjectOf(row), payload }]);
  await insertEvent(tx, {
    request: row.id,
    kind: row.kind,
    round: row.round,
    act: 'overdue',
    at,
    by: system,
    decideBy: row.decideBy,
    ledgerSeq,
  });
}

async function tellExpiring(deps: RequestsDeps, tx: Tx, row: CaseRow, at: Date): Promise<void> {
  await markExpiring(tx, row.id, at);
  // An approval for a week or less was given with its end in sight.
  const { ports } = deps;
  if (addDays(ports.localDate(row.approvedAt!), 7) < row.validUntil!)
    await ports.tell(tx, at, newsOf(deps, row, 'expiring', { date: row.validUntil }));
  const { id: request, kind, round, validUntil, occurrence } = row;
  await insertEvent(tx, { request, kind, round, act: 'expiring', at, by: system, validUntil, occurrence, ledgerSeq: null });
}
