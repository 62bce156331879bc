import type { Clock } from '../base/clock.ts';
import type { Words } from '../base/text.ts';
import { addDays, localDateOf, startOfDay } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import { waitingSums } from '../drift/index.ts';
import { awaitedActs } from '../engine/cases/index.ts';
import { statesOfDevice } from '../engine/checks/index.ts';
import type { Actor, ListedOccurrence } from '../engine/duties/index.ts';
import type { ListedRequest } from '../engine/requests/index.ts';
import { practiceKey } from '../mechanism/standing.ts';
import { citedChecks } from '../overview/index.ts';
import { type Caller, hasRole } from '../people/index.ts';
import type { Reviews } from '../reviews/index.ts';
import type { Dated, DutyToDo, PracticeSituation } from '../today/index.ts';
import type { Running } from './running.ts';
import type { Writing } from './writing.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly running: Running;
  readonly reviews: Pick<Reviews, 'handedLines'>;
  readonly writing: Pick<Writing, 'procedures'>;
  /** By when the reason of a change is to be written that has waited since a day. */
  readonly reasonDueOn: (waitsSince: string) => string;
}

/** How many of each are read; the page shows a few and links to the rest. */
const readMax = 50;
/** Cases of which each has a line of its own. */
const casesShown = 4;
const endingSoonDays = 14;
const exceptionsSoonDays = 31;
/** On the first days of a month the page of the month before waits for management. */
const reportDays = 10;
const exceptionsRegister = 'exceptions/exceptions';

/** What a person does, decides, keeps and owns, read from the rooms that know. */
export async function practiceSituation(wiring: Wiring, caller: Caller): Promise<PracticeSituation> {
  const { clock, running } = wiring;
  const today = localDateOf(clock.now());
  const person = caller.accountId === null ? null : await running.lookups.personOf(caller.accountId);
  const actor: Actor = { actor: caller.actor, accountId: caller.accountId, person, roles: caller.roles };
  const [duties, requests, cases, scans, reviews, devices, registers, escalated, endingExceptions, changes] = await Promise.all([
    ownDuties(running, actor),
    ownRequests(running, caller, today),
    ownCases(running, actor),
    ownScans(wiring, actor),
    wiring.reviews.handedLines(actor),
    ownDevices(wiring, caller),
    // Before the first procedures are in force nobody owes a register anything.
    wiring.writing.procedures.inForceAt(clock.now()).then((found) => (found === null ? nothingKept : keptRegisters(wiring, caller))),
    escalatedDuties(running, actor),
    hasRole(caller, ['committee']) ? exceptionsEnding(running, today) : null,
    hasRole(caller, ['administrator']) ? changesWaiting(wiring) : null,
  ]);
  return {
    duties,
    requests,
    cases,
    scans,
    reviews,
    devices,
    registers,
    changes,
    escalated,
    endingExceptions,
    report: await reportOf(wiring, caller, today),
  };
}

const occurrence = ({ id, title, about, dueOn, owner, escalation, kind }: ListedOccurrence): DutyToDo => ({
  id,
  title,
  about,
  dueOn,
  owner: owner.name,
  escalation,
  isQuiet: kind === 'quiet',
});

async function ownDuties({ duties }: Running, actor: Actor): Promise<DutyToDo[]> {
  const page = await duties.occurrences(
    { state: 'todo', mine: true, q: '', sort: 'dueOn', order: 'asc', offset: 0, limit: readMax },
    actor,
  );
  return page.occurrences.filter(({ canAct }) => canAct).map(occurrence);
}

/** What went up to the caller: to the committee from the first step on, to management from the second. */
async function escalatedDuties({ duties }: Running, actor: Actor): Promise<DutyToDo[]> {
  const from = actor.roles.includes('committee') ? 1 : actor.roles.includes('management') ? 2 : null;
  if (from === null) return [];
  const page = await duties.occurrences(
    { state: 'overdue', mine: false, q: '', sort: 'dueOn', order: 'asc', offset: 0, limit: readMax },
    actor,
  );
  return page.occurrences.filter(({ escalation, canAct }) => escalation >= from && !canAct).map(occurrence);
}

/** Cases that wait for an act of the caller; what a duty waits for stands among the duties. */
async function ownCases({ cases }: Running, actor: Actor): Promise<PracticeSituation['cases']> {
  const page = await cases.list({ state: 'open', mine: false, waiting: true, q: '', offset: 0, limit: casesShown }, actor);
  return {
    total: page.total,
    first: page.cases.map(({ one, kind, number }) => ({
      id: one.id,
      kind: kind.title,
      number,
      label: one.label,
      state: kind.states[one.state]?.title ?? { ja: one.state, en: one.state },
      does: awaitedActs(kind, one.variant, one.state)
        .filter(({ by }) => by.some((role) => role === 'employee' || actor.roles.includes(role)))
        .map(({ does }) => does),
      since: localDateOf(one.changedAt),
    })),
  };
}

const dayMs = 86_400_000;

/** Targets on which the caller works as a named developer and that wait for something. Whoever reads all of them finds those in the menu. */
async function ownScans({ clock, running: { scans } }: Wiring, who: Actor): Promise<PracticeSituation['scans']> {
  const { accountId, roles } = who;
  if (accountId === null || roles.includes('auditor')) return [];
  const freshSince = clock.now().getTime() - scans.rules().freshDays * dayMs;
  const named = (await scans.targets(who)).filter(({ ended, developers }) => !ended && developers.includes(accountId));
  return named
    .filter(({ open, toConfirm, lastImportAt }) => open + toConfirm > 0 || lastImportAt === null || lastImportAt.getTime() < freshSince)
    .map(({ id, name, open, overdue, toConfirm }) => ({ id, name, open, overdue, toConfirm }));
}

async function ownRequests({ requests }: Running, caller: Caller, today: string): Promise<PracticeSituation['requests']> {
  const read = (scope: 'mine' | 'waiting', state: 'submitted' | 'draft' | 'approved', sort: 'decideBy' | 'number' | 'validUntil') =>
    requests.list({ scope, state, q: '', sort, order: sort === 'number' ? 'desc' : 'asc', offset: 0, limit: readMax }, caller);
  const [waiting, drafts, approved] = await Promise.all([
    read('waiting', 'submitted', 'decideBy'),
    read('mine', 'draft', 'number'),
    read('mine', 'approved', 'validUntil'),
  ]);
  const soon = addDays(today, endingSoonDays);
  const line = (request: ListedRequest, dueOn: string | null): Dated => ({
    id: request.id,
    title: request.title,
    about: { ja: request.about, en: request.about },
    dueOn,
  });
  return {
    decide: waiting.requests.map((request) => ({
      ...line(request, request.decideBy),
      applicant: request.applicantName,
      since: request.submittedAt && localDateOf(request.submittedAt),
      // It lapses at the beginning of the day after the last one on which it can be decided.
      lapsesOn: request.lapsesAt && addDays(localDateOf(request.lapsesAt), -1),
    })),
    // A draft that was submitted once has come back.
    returned: drafts.requests.filter(({ round }) => round > 0).map((request) => line(request, null)),
    ending: approved.requests
      .filter(({ validUntil }) => validUntil !== null && validUntil <= soon)
      .map((request) => line(request, request.validUntil)),
  };
}

async function changesWaiting({ pool, reasonDueOn }: Wiring): Promise<PracticeSituation['changes']> {
  const { events, devices, oldest } = await waitingSums(pool);
  return oldest === null ? null : { count: events, devices, dueOn: reasonDueOn(oldest) };
}

const checks = new Map(citedChecks.map((check) => [check.id, check]));

async function ownDevices({ pool, running }: Wiring, { accountId }: Caller): Promise<PracticeSituation['devices']> {
  if (accountId === null) return [];
  const owned = (await running.lookups.devicesOf(accountId)).flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]));
  const found = await Promise.all(
    owned.map(async ({ id, name }) => {
      const failing = (await statesOfDevice(pool, id)).filter(({ verdict }) => verdict === 'fail');
      const [first] = failing;
      const example: Words = first?.because ?? { ja: '', en: '' };
      const title = first && checks.get(first.checkId)?.title;
      return {
        id,
        name,
        failing: failing.length,
        example: title ? { ja: `${title.ja}:${example.ja}`, en: `${title.en}: ${example.en}` } : example,
      };
    }),
  );
  return found.filter(({ failing }) => failing > 0);
}

const nothingKept: PracticeSituation['registers'] = { overdue: [], differences: [], toConfirm: [] };

async function keptRegisters({ clock, running }: Wiring, caller: Caller): Promise<PracticeSituation['registers']> {
  const at = clock.now();
  const kept = (await running.registers.list()).filter(({ definition }) => hasRole(caller, [definition.owner]));
  if (kept.length === 0) return nothingKept;
  const [standings, compared] = await Promise.all([running.registers.standings(at), running.registers.comparisons(at)]);
  const title = ({ definition: { id, title: words } }: (typeof kept)[number]) => ({ id, title: words });
  const differences = kept.flatMap((each) => {
    const count = compared.get(each.definition.id)?.differences ?? 0;
    return count > 0 ? [{ ...title(each), count }] : [];
  });
  const overdue = await Promise.all(
    kept
      .filter(({ definition }) => definition.deadlines !== undefined && standings.get(practiceKey(definition))?.verdict === 'fail')
      .map(async (each) => ({
        ...title(each),
        count: (await running.registers.rows(each.definition.id, { filters: ['deadline:overdue'], limit: 1 })).total,
      })),
  );
  return {
    overdue: overdue.filter(({ count }) => count > 0),
    differences,
    toConfirm: kept
      .filter(({ definition, confirmedAt }) => isToConfirm(standings.get(practiceKey(definition))?.dueOn ?? null, confirmedAt, at))
      .map(title),
  };
}

const isToConfirm = (dueOn: string | null, confirmedAt: Date | null, at: Date): boolean =>
  confirmedAt === null || (dueOn !== null && dueOn < localDateOf(at));

async function exceptionsEnding({ registers }: Running, today: string): Promise<PracticeSituation['endingExceptions']> {
  const definition = registers.definition(exceptionsRegister);
  const column = definition?.deadlines?.[0]?.column;
  if (!definition || column === undefined) return null;
  const soon = addDays(today, exceptionsSoonDays);
  const { rows } = await registers.rows(exceptionsRegister, { sort: column, order: 'asc', limit: 200 });
  const ends = rows.flatMap(({ cells }) => (typeof cells[column] === 'string' && cells[column] <= soon ? [cells[column]] : []));
  return ends[0] === undefined ? null : { count: ends.length, soonest: ends[0] };
}

/** The month before, on its first days, if procedures were in force within it. */
async function reportOf({ writing }: Wiring, caller: Caller, today: string): Promise<string | null> {
  const first = `${today.slice(0, 8)}01`;
  if (!hasRole(caller, ['management']) || Number(today.slice(8)) > reportDays) return null;
  return (await writing.procedures.inForceAt(startOfDay(first))) === null ? null : addDays(first, -1).slice(0, 7);
}
