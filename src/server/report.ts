import type { ReportView } from '../api/contract-today.ts';
import type { Clock } from '../base/clock.ts';
import { addDays, addMonths, localDateOf, startOfDay } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import { countByPlatformAt } from '../devices/index.ts';
import { countsAt } from '../engine/checks/index.ts';
import type { Actor, ListedOccurrence, OccurrenceQuery } from '../engine/duties/index.ts';
import { citedChecks, overviewOf } from '../overview/index.ts';
import type { Running } from './running.ts';
import type { Writing } from './writing.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly writing: Writing;
  readonly running: Running;
}

/** One page: lists are short, what is more is counted. */
const linesMax = 12;
const exceptionsRegister = 'exceptions/exceptions';
type Counts = ReportView['clauses']['now'];
type Line = ReportView['escalated'][number];

/** The month on one page, as it stood at its end, or as it stands today. */
export async function monthlyReport(wiring: Wiring, actor: Actor, wanted: string | undefined): Promise<ReportView> {
  const { clock, writing, running } = wiring;
  const now = clock.now();
  const today = localDateOf(now);
  const month = wanted === undefined || wanted > today.slice(0, 7) ? addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7) : wanted;
  const first = `${month}-01`;
  const next = addMonths(first, 1);
  const complete = next <= today;
  const end = complete ? startOfDay(next) : now;
  const [after, before, duties, waiting, counted, exceptions] = await Promise.all([
    standingsAt(wiring, end),
    standingsAt(wiring, startOfDay(first)),
    dutiesOf(running, actor, first, addDays(next, -1)),
    waitingRequests(running),
    running.requests.countsBetween(startOfDay(first), end),
    openExceptions(running),
  ]);
  return {
    month,
    complete,
    company: writing.company.facts().name,
    madeAt: now.toISOString(),
    clauses: { now: after.counts, before: before.counts },
    failing: after.failing,
    duties: { due: duties.due, done: duties.done, skipped: duties.skipped, overdue: duties.overdue, problems: duties.problems },
    requests: { ...counted, waiting },
    exceptions,
    escalated: duties.escalated,
  };
}

/** Clauses by verdict at a moment, and those that fail with their reasons. */
async function standingsAt({ pool, writing, running }: Wiring, at: Date): Promise<{ counts: Counts; failing: ReportView['failing'] }> {
  const ids = citedChecks.map(({ id }) => id);
  const [rows, devicesByPlatform, notApplicable, rules, practices] = await Promise.all([
    countsAt(pool, ids, at),
    countByPlatformAt(pool, at),
    writing.procedures.applicabilityAt(at),
    writing.rulesAt(at),
    running.practicesAt(at),
  ]);
  const counts = new Map<string, { pass: number; fail: number; unknown: number }>();
  for (const { checkId, verdict, count } of rows)
    counts.set(checkId, { ...(counts.get(checkId) ?? { pass: 0, fail: 0, unknown: 0 }), [verdict]: count });
  const measured = { devicesByPlatform, counts, examples: new Map(), oldestByKind: new Map(), notApplicable, rules, practices };
  const operative = [...overviewOf(measured, at).clauses.values()].filter((standing) => standing.operative);
  const of = (verdict: string) => operative.filter((standing) => standing.verdict === verdict).length;
  return {
    counts: { pass: of('pass'), fail: of('fail'), unknown: of('unknown'), planned: of('planned'), notApplicable: of('not-applicable') },
    failing: operative.filter(({ verdict }) => verdict === 'fail').map(({ clause, because }) => ({ id: clause.id, because })),
  };
}

const lineOf = ({ id, title, about, dueOn }: ListedOccurrence): Line => ({ title, about, date: dueOn, to: `/duties/${id}` });

async function dutiesOf({ duties }: Running, actor: Actor, from: string, to: string) {
  const read = (query: Partial<OccurrenceQuery>) =>
    duties.occurrences({ state: 'all', mine: false, q: '', sort: 'dueOn', order: 'asc', offset: 0, limit: 200, ...query }, actor);
  const [due, overdue] = await Promise.all([read({ from, to }), read({ state: 'overdue' })]);
  const problems = due.occurrences.filter(({ result }) => result === 'problem');
  return {
    due: due.total,
    done: due.counts.completed,
    skipped: due.counts.skipped,
    overdue: overdue.occurrences.slice(0, linesMax).map(lineOf),
    problems: problems.slice(0, linesMax).map(lineOf),
    escalated: overdue.occurrences
      .filter(({ escalation }) => escalation > 0)
      .slice(0, linesMax)
      .map(lineOf),
  };
}

/** Of everybody: management reads what waits, whoever it waits for. */
async function waitingRequests({ requests }: Running): Promise<Line[]> {
  const { requests: found } = await requests.list(
    { scope: 'all', state: 'submitted', q: '', sort: 'decideBy', order: 'asc', offset: 0, limit: linesMax },
    { actor: 'system', accountId: null, roles: ['management'] },
  );
  return found.map(({ id, title, about, decideBy }) => ({ title, about: { ja: about, en: about }, date: decideBy, to: `/requests/${id}` }));
}

async function openExceptions({ registers }: Running): Promise<Line[]> {
  const definition = registers.definition(exceptionsRegister);
  const column = definition?.deadlines?.[0]?.column;
  if (!definition || column === undefined) return [];
  const { rows } = await registers.rows(exceptionsRegister, { sort: column, order: 'asc', limit: linesMax });
  return rows.map(({ label, number, cells }) => ({
    title: { ja: label, en: label },
    about: { ja: number, en: number },
    date: typeof cells[column] === 'string' ? (cells[column] as string) : null,
    to: `/registers/${exceptionsRegister}`,
  }));
}
