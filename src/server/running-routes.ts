import { caseSubject } from '../acceptance/index.ts';
import type { AcceptanceRouteDeps } from '../api/acceptance.routes.ts';
import { type AttachmentRouteDeps, attachmentView } from '../api/attachments.routes.ts';
import type { CaseRouteDeps } from '../api/cases.routes.ts';
import type { ChoiceRouteDeps } from '../api/choices.routes.ts';
import type { AttachmentView } from '../api/contract-mechanisms.ts';
import type { DutyRouteDeps } from '../api/duties.routes.ts';
import type { OwnDevicesDeps } from '../api/own-devices.routes.ts';
import { readers } from '../api/readers.ts';
import type { RegisterRouteDeps } from '../api/registers.routes.ts';
import type { RequestRouteDeps } from '../api/requests.routes.ts';
import type { Clock } from '../base/clock.ts';
import type { Words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import type { Actor } from '../engine/duties/index.ts';
import { citedRequests, clausesOfPractice } from '../overview/index.ts';
import { accountById, accountByLogin, loginKey } from '../people/account.store.ts';
import { addressGroup, type Caller, giveBack, hasRole, takeAttempt, worksAt } from '../people/index.ts';
import type { Running } from './running.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly running: Running;
  readonly publicUrl: string | undefined;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  silentBefore(): Date;
  queued(): void;
}

export interface RunningRouteDeps {
  readonly attachments: AttachmentRouteDeps;
  readonly choices: ChoiceRouteDeps;
  readonly ownDevices: OwnDevicesDeps;
  readonly registers: RegisterRouteDeps;
  readonly duties: DutyRouteDeps;
  readonly requests: RequestRouteDeps;
  readonly cases: CaseRouteDeps;
  readonly acceptance: AcceptanceRouteDeps;
}

/** What the routes of registers, duties, requests and their files are given. */
export function runningRouteDeps(wiring: Wiring): RunningRouteDeps {
  const { pool, clock, running, nameOf, silentBefore, queued } = wiring;
  const { attachments, registers, duties, lookups } = running;
  const accountNames = namesOfAccounts(nameOf);
  const filesOf = async (subject: string): Promise<AttachmentView[]> => {
    const files = await attachments.of(subject);
    const names = await accountNames(files.map(({ addedBy }) => addedBy));
    return files.map((file) => attachmentView(file, names));
  };
  const actorOf = async (caller: Caller): Promise<Actor> => ({
    actor: caller.actor,
    accountId: caller.accountId,
    person: caller.accountId === null ? null : await lookups.personOf(caller.accountId),
    roles: caller.roles,
  });
  return {
    attachments: { attachments, accountNames, mayRead: (caller, subject) => mayReadFile(running, actorOf, caller, subject) },
    choices: {
      people: (q, whole) => lookups.people(q, whole),
      devices: (q, whole, most) => lookups.devices(q, whole, most),
      group: (id) => lookups.devicesOfGroup(id),
      named: async (type, ids) => {
        const found = type === 'row' ? await registers.namedRows(ids) : await lookups.named(type, ids);
        return [...found].flatMap(([id, { label, gone }]) => (gone ? [] : [{ id, label, detail: '' }]));
      },
      ownDevices: async (account) =>
        (await lookups.devicesOf(account)).flatMap(({ id, name }) => (id === null ? [] : [{ id, label: name, detail: '' }])),
      rows: async (register, q) => {
        const definition = registers.definition(register);
        return definition && { openToAll: definition.openToAll === true, choices: await registers.choices(register, q) };
      },
    },
    ownDevices: { pool, silentBefore, devicesOf: (account) => lookups.devicesOf(account) },
    registers: {
      registers,
      clock,
      attachments,
      clausesOf: (register) => clausesOfPractice(`register:${register}`),
      requestsOf: (register) => citedRequests.filter(({ effect }) => effect.register === register).map(({ id, title }) => ({ id, title })),
      caseOf: (row, caller) => running.cases.ofLine(row, caller),
      accountNames,
    },
    duties: {
      duties,
      clock,
      actorOf,
      nameOf,
      filesOf,
      queued,
      caseOf: async (id, actor) => (id === null ? null : running.cases.named(id, actor)),
      feed: feedDeps(wiring, actorOf),
    },
    requests: {
      requests: running.requests,
      filesOf,
      queued,
      caseOf: async (request, actor) => {
        const opened = await running.cases.ofRequest(request);
        return opened === null ? null : running.cases.named(opened, actor);
      },
    },
    acceptance: {
      acceptance: running.acceptance,
      named: async (ids) => ({
        accounts: await accountNames(ids.accounts),
        people: new Map([...(await lookups.named('person', ids.people))].map(([id, { label }]) => [id, label])),
        files: new Map((await attachments.of(caseSubject(ids.case))).map(({ id, name }) => [id, name])),
      }),
    },
    cases: {
      cases: running.cases,
      filesOf,
      clausesOf: (kind) => clausesOfPractice(`case:${kind}`),
      standings: () => running.cases.standings(clock.now()),
      queued,
    },
  };
}

const namesOfAccounts =
  (nameOf: Wiring['nameOf']) =>
  async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
    new Map([...(await nameOf([...new Set(ids)]))].map(([id, { ja }]) => [id, ja]));

/** A file is open to whoever may read what it is part of. */
async function mayReadFile(
  running: Running,
  actorOf: (caller: Caller) => Promise<Actor>,
  caller: Caller,
  subject: string,
): Promise<boolean> {
  // What a supplier added to its answers: for whoever reads its sheets.
  if (/^supplier-sheet:[0-9a-f-]{36}$/.test(subject)) return hasRole(caller, readers);
  const [, kind, mechanism, , id] = /^(register|duty|request|case):(\S+) (row|occurrence|case):(\S+)$/.exec(subject) ?? [];
  if (kind === undefined || mechanism === undefined || id === undefined) return false;
  // Also of a register that is open to all: a line's files are shown to those who keep, direct or audit.
  if (kind === 'register') return hasRole(caller, readers) && running.registers.definition(mechanism) !== null;
  if (kind === 'duty' && hasRole(caller, readers)) return true;
  // A draft is its applicant's alone, and not every reader of the company reads every request.
  const own: Promise<unknown> =
    kind === 'duty'
      ? running.duties.occurrence(id, await actorOf(caller))
      : kind === 'case'
        ? running.cases.detail(id, caller)
        : running.requests.detail(id, caller);
  return own.then(
    () => true,
    (error: { code?: string }) => {
      if (error.code === 'not-found' || error.code === 'forbidden') return false;
      throw error;
    },
  );
}

function feedDeps({ pool, clock, publicUrl }: Wiring, actorOf: (caller: Caller) => Promise<Actor>): DutyRouteDeps['feed'] {
  const limits = (address: string, login: string) =>
    [
      // The address first, as for a sign-in: one stranger at one address must not empty what belongs to the login.
      { rule: 'address', of: addressGroup(address) },
      { rule: 'account', of: `feed ${loginKey(login)}` },
    ] as const;
  return {
    publicUrl,
    loginOf: async (id) => (await accountById(pool, id))!.login,
    reader: async (login) => {
      const account = await accountByLogin(pool, login);
      const now = clock.now();
      if (account === null || !worksAt(account, now)) return null;
      const caller = { actor: account.id, accountId: account.id, roles: account.roles } as Caller;
      return { actor: await actorOf(caller), accountId: account.id, language: account.language };
    },
    attempts: {
      take: (address, login) => takeAttempt(pool, [...limits(address, login)], clock.now()),
      giveBack: (address, login) => giveBack(pool, [...limits(address, login)]),
    },
  };
}
