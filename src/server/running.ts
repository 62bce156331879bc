import type { Acceptance } from '../acceptance/index.ts';
import { Attachments } from '../attachments/index.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { localDateOf, startOfDay } from '../calendar/index.ts';
import type { Consoles } from '../consoles/index.ts';
import type { Db, Pool, Tx } from '../db/pool.ts';
import type { Cases, StepDone } from '../engine/cases/index.ts';
import { Duties } from '../engine/duties/index.ts';
import type { DutiesPorts, Party } from '../engine/duties/ports.ts';
import { Registers } from '../engine/registers/index.ts';
import type { RegistersPorts } from '../engine/registers/ports.ts';
import { Requests } from '../engine/requests/index.ts';
import type { Decider, RequestsPorts } from '../engine/requests/ports.ts';
import { collectingStands } from '../inventory/index.ts';
import { type PracticeStandings, practiceKey } from '../mechanism/standing.ts';
import { citedDuties, citedRegisters, citedRequests, clausesOfPractice } from '../overview/index.ts';
import { listPeople } from '../people/account.store.ts';
import { websitesLook } from '../practices/cryptography/websites.tool.ts';
import { phonePasscodes } from '../practices/devices/phone-passcodes.tool.ts';
import { configurationCollecting } from '../practices/inventory/collecting.tool.ts';
import { settingsSilenceMinutes } from '../practices/inventory/params.ts';
import type { PartyName } from '../procedures/index.ts';
import type { Scans } from '../scans/index.ts';
import type { Suppliers } from '../suppliers/index.ts';
import type { Values } from '../values/index.ts';
import type { Websites } from '../websites/index.ts';
import { openAcceptances } from './acceptance.ts';
import { caseChecksAt, openCases } from './cases.ts';
import { openConsoles } from './consoles.ts';
import { dutyNews, heldRoles } from './duty-news.ts';
import { Lookups } from './lookups.ts';
import { measuredListReader } from './measured-lists.ts';
import { requestNews } from './request-news.ts';
import { openScans, scansAt } from './scans.ts';
import { sheetSources } from './sheet-sources.ts';
import { prepareSheet } from './sheets.ts';
import { openSuppliers, suppliersAt } from './suppliers.ts';
import { endTestsRunOut } from './test-data.ts';
import { openWebsites } from './websites.ts';
import type { Writing } from './writing.ts';

export type AddedLine = Parameters<NonNullable<RegistersPorts['onAdded']>>[1];

/** The rooms in which a company does what it wrote: registers, duties, requests, and the files that prove them. */
export interface Running {
  /** The company's websites; nothing is looked at but by `look()`. */
  readonly websites: Websites;
  /** Lists that people import from consoles. */
  readonly consoles: Consoles;
  /** What scanners found, and what people decided of it. */
  readonly scans: Scans;
  readonly attachments: Attachments;
  readonly registers: Registers;
  readonly duties: Duties;
  readonly requests: Requests;
  readonly cases: Cases;
  /** What suppliers are asked and answer, and service levels. */
  readonly suppliers: Suppliers;
  /** Acceptance specifications and their results. */
  readonly acceptance: Acceptance;
  readonly lookups: Lookups;
  /** Says what other rooms do when a case takes a step, in its transaction. Called while the server is composed. */
  onCaseStep(listen: (tx: Tx, done: StepDone) => Promise<void>): void;
  /** Says what other rooms do when a line was added to a register, in its transaction. Called while the server is composed. */
  onLine(listen: (tx: Tx, added: AddedLine) => Promise<void>): void;
  /** Says what other rooms ask before a duty that is a step of a case is recorded, in its transaction. They refuse by a Fault. */
  onCaseDuty(listen: (tx: Tx, recorded: { readonly caseId: string; readonly duty: string }) => Promise<void>): void;
  /** Says how tools of other rooms stood at a moment. Called while the server is composed. */
  onStandings(read: (at: Date) => Promise<PracticeStandings>): void;
  /** Where every register, duty and kind of request stood at a moment. */
  practicesAt(at: Date): Promise<PracticeStandings>;
  /** What time brings: dates that come, decisions that are late, approvals that end, differences. */
  sweep(): Promise<void>;
}

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly values: Values;
  readonly writing: Writing;
  /** When silence was last looked for; left out where nobody looks by the clock. */
  readonly sweptAt?: () => Date;
  /** Left out where nothing guards what is old. */
  readonly mayDelete?: () => Promise<boolean>;
}

/** Opens the three engines and ties each to what it asks of the others. They know nothing of one another. */
export function openRunning(wiring: Wiring): Running {
  const { pool, clock, log } = wiring;
  const attachments = new Attachments({ pool, clock });
  const websites = openWebsites(wiring);
  const lookups = new Lookups(pool);
  const shared = sharedPorts(wiring, attachments);
  const named = async (type: 'person' | 'device' | 'row', ids: readonly string[]) =>
    type === 'row' ? registers.namedRows(ids) : lookups.named(type, ids);
  const lineListeners: ((tx: Tx, added: AddedLine) => Promise<void>)[] = [];
  const registers: Registers = new Registers({
    pool,
    clock,
    definitions: citedRegisters,
    ports: {
      ...shared,
      named: (type, ids) => lookups.named(type, ids),
      find: (type, texts) => lookups.find(type, texts),
      everyone: (type) => lookups.everyone(type),
      measured: measuredListReader({ pool, value: shared.value }),
      onAdded: async (tx, added) => {
        const { register, row, label, by, at } = added;
        const about = { ja: label, en: label };
        await duties.event(tx, { type: 'row-added', register }, { about, key: `row:${row}`, at, by });
        for (const listen of lineListeners) await listen(tx, added);
      },
    } satisfies RegistersPorts,
  });
  const consoles = openConsoles({ pool, clock, values: wiring.values, registers });
  const scans = openScans({ pool, clock, values: wiring.values, registers });
  const sources = sheetSources(pool, clock, () => ({ registers }), wiring.sweptAt);
  const duties: Duties = new Duties({
    pool,
    clock,
    log,
    definitions: citedDuties,
    ports: {
      ...shared,
      ...dutyPorts(wiring),
      clausesOf: (duty) => clausesOfPractice(`duty:${duty}`),
      applies: (duty, at) => applies(wiring, `duty:${duty}`, at),
      named,
      sheet: (sheet, since, at, caseId) => prepareSheet(sources, sheet, since, at, caseId),
      onCompleted: async (tx, { occurrence, duty, request, caseId, cells, problem, remark, by, at }) => {
        // The case first: what it writes into the line of a register comes before the request ends that line.
        if (caseId !== null) for (const listen of dutyListeners) await listen(tx, { caseId, duty });
        const recorded = { duty, occurrence, cells, problem, remark, by, at };
        if (caseId !== null) await cases.fromDuty(tx, { case: caseId, ...recorded });
        else await cases.openByDuty(tx, recorded);
        if (request !== null) await requests.close(tx, request, { occurrence, by, at });
      },
    } satisfies DutiesPorts,
  });
  const dutyListeners: ((tx: Tx, recorded: { readonly caseId: string; readonly duty: string }) => Promise<void>)[] = [];
  const toolReaders: ((at: Date) => Promise<PracticeStandings>)[] = [];
  const stepListeners: ((tx: Tx, done: StepDone) => Promise<void>)[] = [];
  const requests: Requests = new Requests({
    pool,
    clock,
    log,
    definitions: citedRequests,
    ports: {
      ...shared,
      calendar: () => wiring.writing.company.calendar(),
      deciders: (db) => decidersOf(db, clock),
      accountNames: (ids) => accountNames(pool, clock, ids),
      clausesOf: (kind) => clausesOfPractice(`request:${kind}`),
      applies: (kind, at) => applies(wiring, `request:${kind}`, at),
      named,
      register: {
        write: (tx, register, cells, from) => registers.write(tx, register, cells, from),
        end: (tx, row, why) => registers.endRow(tx, row, why),
        describe: (rows) => registers.describe(rows),
        title: (register) => registers.definition(register)?.title ?? { ja: register, en: register },
        confirmedAt: (register, at) => registers.confirmedAt(register, at),
      },
      onApproved: async (tx, approved) => {
        const { kind, request, number, about, applicant, validUntil, whole, by, at } = approved;
        const words = { ja: `申請${number}:${about}`, en: `Request ${number}: ${about}` };
        // Whoever asked also reports, where the staff list knows who that is; else it falls to the duty's owner.
        const person = await lookups.personOf(applicant);
        const owner = person === null ? null : (`person:${person}` as const);
        if (whole !== null) await cases.fromRequest(tx, { kind, request, applicant, by, at, ...whole });
        return duties.event(
          tx,
          { type: 'request-approved', request: kind },
          { about: words, key: `request:${request}`, at, by, validUntil, request, owner },
        );
      },
      closings: (occurrences) => duties.closings(occurrences),
      dutyTitle: (duty) => citedDuties.find(({ id }) => id === duty)?.title ?? null,
      tell: requestNews(wiring),
    } satisfies RequestsPorts,
  });
  const cases: Cases = openCases({
    pool,
    clock,
    log,
    writing: wiring.writing,
    lookups,
    registers,
    duties: () => duties,
    requests: () => requests,
    shared: {
      ...shared,
      accounts: (db) => decidersOf(db, clock),
      accountNames: (ids) => accountNames(pool, clock, ids),
      named,
    },
    applies: (key, at) => applies(wiring, key, at),
    onStep: async (tx, done) => {
      for (const listen of stepListeners) await listen(tx, done);
    },
  });
  const onCaseStep: Running['onCaseStep'] = (listen) => void stepListeners.push(listen);
  const suppliers = openSuppliers({
    pool,
    clock,
    values: wiring.values,
    writing: wiring.writing,
    cases,
    registers,
    attachments,
    onCaseStep,
  });
  const acceptance = openAcceptances({ pool, clock, values: wiring.values, running: { cases, lookups, attachments, onCaseStep } });
  return {
    websites,
    consoles,
    scans,
    attachments,
    registers,
    duties,
    requests,
    cases,
    acceptance,
    suppliers,
    onCaseStep,
    onLine: (listen) => void lineListeners.push(listen),
    onCaseDuty: (listen) => void dutyListeners.push(listen),
    lookups,
    onStandings: (read) => void toolReaders.push(read),
    practicesAt: async (at) => {
      const [websitesStand, phonesStand, collecting, ...standings] = await Promise.all([
        websites.standing(at),
        consoles.phones(at),
        collectingStands(pool, at, (shared.value(settingsSilenceMinutes, at) as number) * 60_000),
        registers.standings(at),
        duties.standings(at),
        requests.standings(at),
        cases.standings(at),
        scansAt(scans, at),
        caseChecksAt(cases, at, shared.value),
        suppliersAt({ values: wiring.values, cases, registers }, suppliers, at),
        ...toolReaders.map((read) => read(at)),
      ]);
      return new Map([
        ...standings.flatMap((each) => [...each]),
        [practiceKey(websitesLook), websitesStand],
        [practiceKey(phonePasscodes), phonesStand],
        [practiceKey(configurationCollecting), collecting],
      ]);
    },
    sweep: async () => {
      const dropOld = async () => {
        if (wiring.mayDelete !== undefined && !(await wiring.mayDelete())) return;
        await registers.sweepUploads();
        await attachments.sweep();
        await suppliers.dropExpired();
      };
      // One that fails does not keep the others from their dates; the first failure is told.
      const parts = [
        () => duties.sweep(),
        () => suppliers.sweep(),
        () => requests.sweep(),
        () => endTestsRunOut({ pool, clock, cases, requests }),
        () => registers.sweep(),
        dropOld,
      ];
      let failed: { error: unknown } | null = null;
      for (const part of parts) {
        try {
          await part();
        } catch (error) {
          failed ??= { error };
        }
      }
      wiring.writing.sender.wake();
      if (failed) throw failed.error;
    },
  };
}

const sharedPorts = ({ values }: Wiring, attachments: Attachments) => ({
  value: (param: Parameters<Values['inForce']>[0], at: Date) => values.inForce(param, at),
  localDate: localDateOf,
  startOfDay,
  bindFiles: attachments.bind.bind(attachments),
  countFiles: (db: Db, subjects: readonly string[]) => attachments.count(subjects, db),
});

function dutyPorts(wiring: Wiring) {
  const { writing } = wiring;
  return {
    calendar: () => writing.company.calendar(),
    fiscalYearStartMonth: () => writing.company.facts().fiscalYearStartMonth,
    startedOn: async () => {
      const days = (await writing.procedures.versions())
        .filter(({ state }) => state === 'effective' || state === 'superseded')
        .map(({ effectiveOn }) => effectiveOn);
      return days.sort()[0] ?? null;
    },
    partyNames: async (parties: readonly Party[]) => new Map([...(await writing.procedures.names(parties))] as [Party, PartyName][]),
    parties: () => writing.procedures.parties(),
    heldRoles: () => heldRoles(wiring.pool, wiring.clock.now()),
    tell: dutyNews(wiring),
  };
}

/** Whether any clause that cites a mechanism applies. */
async function applies({ writing }: Wiring, key: string, at: Date): Promise<boolean> {
  const excluded = await writing.procedures.applicabilityAt(at);
  return clausesOfPractice(key).some((clause) => !excluded.has(clause));
}

/** Whoever could say yes: able to sign in, for good, and no auditor. */
async function decidersOf(db: Db, clock: Clock): Promise<Decider[]> {
  return (await listPeople(db, clock.now()))
    .filter(({ status, expiresAt, roles }) => status === 'active' && expiresAt === null && !roles.includes('auditor'))
    .map(({ id, name, roles }) => ({ id, name, roles }));
}

async function accountNames(pool: Pool, clock: Clock, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(ids);
  return new Map((await listPeople(pool, clock.now())).filter(({ id }) => wanted.has(id)).map(({ id, name }) => [id, name]));
}
