import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Pool, Tx } from '../db/pool.ts';
import { type CaseOccurrence, Cases, type StepDone } from '../engine/cases/index.ts';
import type { CasesPorts } from '../engine/cases/ports.ts';
import type { Duties } from '../engine/duties/index.ts';
import type { Registers } from '../engine/registers/index.ts';
import type { Requests } from '../engine/requests/index.ts';
import type { ValueAt } from '../mechanism/case-check.ts';
import { responsibleRoles } from '../mechanism/role.ts';
import { type PracticeStandings, practiceKey } from '../mechanism/standing.ts';
import { citedCaseChecks, citedCases, citedRequests } from '../overview/index.ts';
import { caseNews } from './case-news.ts';
import type { Lookups } from './lookups.ts';
import type { Writing } from './writing.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly writing: Writing;
  readonly lookups: Lookups;
  readonly registers: Registers;
  duties(): Duties;
  requests(): Requests;
  readonly shared: Pick<CasesPorts, 'localDate' | 'startOfDay' | 'bindFiles' | 'accounts' | 'accountNames' | 'named'>;
  applies(key: string, at: Date): Promise<boolean>;
  onStep(tx: Tx, done: StepDone): Promise<void>;
}

/** Duties whose record closes a request. */
const closingDuties: ReadonlySet<string> = new Set(citedRequests.flatMap(({ closing }) => (closing === undefined ? [] : [closing.duty])));

/** Opens the engine of cases and ties it to duties, requests and registers. */
export function openCases(wiring: Wiring): Cases {
  const { pool, clock, log, shared, lookups, registers, duties } = wiring;
  return new Cases({
    pool,
    clock,
    log,
    definitions: citedCases,
    ports: {
      ...shared,
      peopleOf: (accounts) => lookups.peopleOf(accounts),
      applies: (kind, at) => wiring.applies(`case:${kind}`, at),
      duties: {
        record: (id) => {
          const found = duties().definitions.find((duty) => duty.id === id);
          return found === undefined ? null : { title: found.title, fields: found.record };
        },
        open: async (tx, duty, { case: caseId, request, falls, ...rest }) => {
          const person = falls === null ? null : await lookups.personOf(falls);
          const closes = request !== null && closingDuties.has(duty);
          const owner = person === null ? null : (`person:${person}` as const);
          const occurrence = await duties().openForCase(tx, duty, { ...rest, caseId, owner, request: closes ? request : null });
          // Its record also closes the request with which the case opened.
          if (closes && occurrence !== null) await wiring.requests().closingOpened(tx, request, occurrence);
        },
        hold: (tx, caseId) => duties().holdForCase(tx, caseId),
        leaveOut: (tx, { case: caseId, ...rest }) => duties().leaveOutForCase(tx, { caseId, ...rest }),
        waiting: (cases, at) => waitingOf(duties(), cases, at),
      },
      requestForm: (id) => {
        const found = citedRequests.find((kind) => kind.id === id);
        return found === undefined
          ? null
          : { title: found.title, fields: found.form, assessment: found.assessment, register: found.effect.register };
      },
      register: {
        add: (tx, register, cells, by) => registers.addWithin(tx, register, cells, by),
        change: (tx, row, cells, by) => registers.changeWithin(tx, row, cells, by),
        hold: (tx, row) => registers.holdLine(tx, row),
        back: (tx, row, to, by) => registers.backWithin(tx, row, to, by),
        end: (tx, row, why) => registers.endRow(tx, row, why),
        describe: (rows) => registers.describe(rows),
      },
      tell: caseNews(wiring.writing),
      onStep: (tx, done) => wiring.onStep(tx, done),
    } satisfies CasesPorts,
  });
}

async function waitingOf(duties: Duties, cases: readonly string[], at: Date): Promise<ReadonlyMap<string, readonly CaseOccurrence[]>> {
  const found = await duties.awaited(cases, at);
  const owners = new Map(duties.definitions.map(({ id, owner }) => [id, responsibleRoles[owner]]));
  const occurrences = found.map((one) => ({
    case: one.caseId,
    id: one.id,
    duty: one.duty,
    dueOn: one.dueOn,
    dueAt: one.dueAt,
    overdue: one.dueAt <= at,
    owner: owners.get(one.duty) ?? { ja: '', en: '' },
  }));
  return Map.groupBy(occurrences, (occurrence) => occurrence.case);
}

/** How every check over cases stood at a moment. */
export async function caseChecksAt(cases: Cases, at: Date, value: ValueAt): Promise<PracticeStandings> {
  const kinds = [...new Set(citedCaseChecks.flatMap(({ reads }) => reads))];
  const histories = kinds.length === 0 ? [] : await cases.histories(kinds, at);
  return new Map(
    citedCaseChecks.map((check) => [
      practiceKey(check),
      check.judge(
        histories.filter(({ kind }) => check.reads.includes(kind)),
        at,
        value,
      ),
    ]),
  );
}
