import type { ReportView } from '../api/contract-today.ts';
import type { Clock } from '../base/clock.ts';
import type { Words } from '../base/text.ts';
import { addDays, addMonths, localDateOf, startOfDay } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import { deviceCounts } from '../devices/index.ts';
import { countsAt } from '../engine/checks/index.ts';
import type { Actor, ListedOccurrence, OccurrenceQuery } from '../engine/duties/index.ts';
import { type ClauseStanding, citedChecks, overviewOf } from '../overview/index.ts';
import type { Running } from './running.ts';
import type { Writing } from './writing.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly writing: Writing;
  readonly running: Running;
}

/** One page: lists are short, what is more is counted. */
const overdueMax = 6;
const linesMax = 4;
const problemsMax = 2;
const causesMax = 5;
const pageSize = 200;
const exceptionsRegister = 'exceptions/exceptions';
type Counts = ReportView['clauses']['now'];
type Lines = ReportView['waiting'];

/** The month on one page: how it ended, or how it goes, and what is late, waits and is excepted now. */
export async function monthlyReport(wiring: Wiring, actor: Actor, wanted: string | undefined): Promise<ReportView> {
  const { clock, writing, running } = wiring;
  const now = clock.now();
  const today = localDateOf(now);
  const month = wanted === undefined || wanted > today.slice(0, 7) ? addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7) : wanted;
  const first = `${month}-01`;
  const next = addMonths(first, 1);
  const complete = next <= today;
  const end = complete ? startOfDay(next) : now;
  const [inForce, after, before, duties, overdue, waiting, requests, exceptions] = await Promise.all([
    writing.procedures.inForceAt(end),
    standingsAt(wiring, end),
    standingsAt(wiring, startOfDay(first)),
    dutiesOf(running, actor, first, addDays(next, -1)),
    overdueDuties(running, actor),
    waitingRequests(running),
    running.requests.countsBetween(startOfDay(first), end),
    openExceptions(running),
  ]);
  return {
    month,
    complete,
    inForce: inForce !== null,
    company: writing.company.facts().name,
    madeAt: now.toISOString(),
    clauses: { now: after.counts, before: before.counts },
    failing: after.failing,
    duties,
    requests,
    overdue,
    waiting,
    exceptions,
  };
}

/** Clauses by verdict at a moment, and by what they fail. */
async function standingsAt({ pool, writing, running }: Wiring, at: Date): Promise<{ counts: Counts; failing: ReportView['failing'] }> {
  const ids = citedChecks.map(({ id }) => id);
  const [rows, devices, notApplicable, rules, practices] = await Promise.all([
    countsAt(pool, ids, at),
    deviceCounts(pool, at),
    writing.procedures.applicabilityAt(at),
    writing.rulesAt(at),
    running.practicesAt(at),
  ]);
  const counts = new Map<string, { pass: number; fail: number; unknown: number }>();
  for (const { checkId, verdict, count } of rows)
    counts.set(checkId, { ...(counts.get(checkId) ?? { pass: 0, fail: 0, unknown: 0 }), [verdict]: count });
  const measured = { ...devices, counts, examples: new Map(), oldestByKind: new Map(), notApplicable, rules, practices };
  const operative = [...overviewOf(measured, at).clauses.values()].filter((standing) => standing.operative);
  const of = (verdict: string) => operative.filter((standing) => standing.verdict === verdict).length;
  return {
    counts: { pass: of('pass'), fail: of('fail'), unknown: of('unknown'), planned: of('planned'), notApplicable: of('not-applicable') },
    failing: causesOf(operative.filter(({ verdict }) => verdict === 'fail')),
  };
}

interface Cause {
  readonly titles: Map<string, Words>;
  readonly because: Words;
  readonly clauses: string[];
}

/** Twenty clauses that fail by one leaflet are one cause, not twenty lines. */
function causesOf(failing: readonly ClauseStanding[]): ReportView['failing'] {
  const causes = new Map<string, Cause>();
  for (const { clause, worst } of failing) {
    if (worst === null) continue;
    const cause = causes.get(worst.because.ja) ?? { titles: new Map<string, Words>(), because: worst.because, clauses: [] as string[] };
    cause.titles.set(worst.title.ja, worst.title);
    cause.clauses.push(clause.id);
    causes.set(worst.because.ja, cause);
  }
  return [...causes.values()]
    .toSorted((a, b) => b.clauses.length - a.clauses.length)
    .slice(0, causesMax)
    .map(({ titles, because, clauses }) => ({ title: [...titles.values()][0]!, others: titles.size - 1, because, clauses }));
}

const lineOf = ({ id, title, about, dueOn }: ListedOccurrence) => ({ title, about, date: dueOn, to: `/duties/${id}` });

const occurrencesBy = ({ duties }: Running, actor: Actor, query: Partial<OccurrenceQuery>) =>
  duties.occurrences({ state: 'all', mine: false, q: '', sort: 'dueOn', order: 'asc', offset: 0, limit: pageSize, ...query }, actor);

async function dutiesOf(running: Running, actor: Actor, from: string, to: string): Promise<ReportView['duties']> {
  const found: ListedOccurrence[] = [];
  for (let total = 1; found.length < total; ) {
    const page = await occurrencesBy(running, actor, { from, to, offset: found.length });
    if (page.occurrences.length === 0) break;
    total = page.total;
    found.push(...page.occurrences);
  }
  const of = (wanted: string) => found.filter(({ state }) => state === wanted).length;
  const problems = found.filter(({ result }) => result === 'problem');
  return {
    due: found.length,
    done: of('completed'),
    skipped: of('skipped'),
    open: found.length - of('completed') - of('skipped'),
    problems: { total: problems.length, lines: problems.slice(0, problemsMax).map(lineOf) },
  };
}

/** What went up highest first, and the longest overdue of that. */
async function overdueDuties(running: Running, actor: Actor): Promise<ReportView['overdue']> {
  const { total, occurrences } = await occurrencesBy(running, actor, { state: 'overdue' });
  const lines = occurrences.toSorted((a, b) => b.escalation - a.escalation || a.dueOn.localeCompare(b.dueOn));
  return { total, lines: lines.slice(0, overdueMax).map((one) => ({ ...lineOf(one), owner: one.owner.name, escalation: one.escalation })) };
}

/** Of everybody: management reads what waits, whoever it waits for. */
async function waitingRequests({ requests }: Running): Promise<Lines> {
  const { total, requests: found } = await requests.list(
    { scope: 'all', state: 'submitted', q: '', sort: 'decideBy', order: 'asc', offset: 0, limit: linesMax },
    { actor: 'system', accountId: null, roles: ['management'] },
  );
  return {
    total,
    lines: found.map(({ id, title, about, decideBy }) => ({
      title,
      about: { ja: about, en: about },
      date: decideBy,
      to: `/requests/${id}`,
    })),
  };
}

async function openExceptions({ registers }: Running): Promise<Lines> {
  const definition = registers.definition(exceptionsRegister);
  const column = definition?.deadlines?.[0]?.column;
  if (!definition || column === undefined) return { total: 0, lines: [] };
  const { total, rows } = await registers.rows(exceptionsRegister, { sort: column, order: 'asc', limit: linesMax });
  return {
    total,
    lines: rows.map(({ id, label, number, cells }) => ({
      title: { ja: label, en: label },
      about: { ja: number, en: number },
      date: typeof cells[column] === 'string' ? cells[column] : null,
      to: `/registers/${exceptionsRegister}?row=${id}`,
    })),
  };
}
