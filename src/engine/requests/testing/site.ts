import { FakeClock } from '../../../base/clock.ts';
import { Fault } from '../../../base/fault.ts';
import { newId } from '../../../base/id.ts';
import { silentLog } from '../../../base/log.ts';
import { words } from '../../../base/text.ts';
import { BusinessCalendar, localDateOf, startOfDay } from '../../../calendar/index.ts';
import { type TestDatabase, testDatabase } from '../../../db/test-database.ts';
import { readEntries } from '../../../ledger/index.ts';
import { defineRequest, type RequestKind } from '../../../mechanism/request.ts';
import { type Actor, type Decider, type RequestNews, Requests, type RequestsPorts } from '../index.ts';

/** A kind as plain as can be, for tests of the engine. */
export const testKind = (given: Partial<RequestKind> = {}): RequestKind =>
  defineRequest({
    id: 'test/plain',
    title: words('試しの申請', 'Trial request'),
    purpose: words('試すとき', 'To try'),
    applicants: ['employee'],
    form: [
      { id: 'what', title: words('内容', 'What'), type: 'text', required: true },
      { id: 'size', title: words('規模', 'Size'), type: 'number' },
      { id: 'who', title: words('使う人', 'Who'), type: 'person' },
    ],
    assessment: [{ id: 'risk', title: words('危険', 'Risk'), type: 'text', required: true }],
    route: [{ id: 'administrator', title: words('承認', 'Approval'), roles: ['administrator'], approvals: 1 }],
    validDays: 30,
    decideWithinDays: 3,
    effect: { register: 'test/lines', cells: ({ form, validUntil }) => ({ what: form.what ?? null, until: validUntil }) },
    ...given,
  });

export interface Neighbours {
  people: Map<string, Decider>;
  lines: Map<string, { register: string; cells: unknown; ended: string | null; number: string }>;
  /** A register that holds such a line already. */
  refuseLine: boolean;
  confirmedAt: Date | null;
  closings: Map<string, { title: { ja: string; en: string }; dueAt: Date; done: boolean; overdue: boolean }>;
  /** Occurrences that the next approvals open, by duty. */
  opens: Map<string, string>;
  known: Map<string, { label: string; gone: boolean }>;
  news: RequestNews[];
  values: Map<string, unknown>;
  fail: string | null;
}

export interface RequestSite {
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly requests: Requests;
  readonly neighbours: Neighbours;
  /** Adds an account and says who acts with it. */
  person(name: string, ...roles: string[]): Actor & { readonly accountId: string };
  leaves(actor: Actor): void;
  /** The newest entries, oldest first. */
  entries(count: number): Promise<{ kind: string; actor: string; subject: string; payload: Record<string, unknown> }[]>;
  /** A submitted request of the first kind. */
  submitted(by: Actor, form?: Record<string, unknown>, kind?: string): Promise<string>;
  revision(id: string): Promise<number>;
  approve(id: string, by: Actor, assessment?: Record<string, unknown>): Promise<void>;
  state(id: string): Promise<string>;
  close(): Promise<void>;
}

export async function requestSite(kinds: readonly RequestKind[] = [testKind()]): Promise<RequestSite> {
  const database = await testDatabase();
  // A Tuesday, ten in the morning in Japan; the 23rd before was a holiday.
  const clock = new FakeClock('2026-11-24T01:00:00Z');
  const neighbours: Neighbours = {
    people: new Map(),
    lines: new Map(),
    refuseLine: false,
    confirmedAt: null,
    closings: new Map(),
    opens: new Map(),
    known: new Map(),
    news: [],
    values: new Map(),
    fail: null,
  };
  const requests = new Requests({ pool: database.app, clock, log: silentLog, definitions: kinds, ports: portsOf(neighbours) });
  const one = async (id: string) => (await database.app.query('SELECT state, revision FROM requests_case WHERE id = $1', [id])).rows[0];
  return {
    database,
    clock,
    requests,
    neighbours,
    person(name, ...roles) {
      const accountId = newId();
      neighbours.people.set(accountId, { id: accountId, name, roles });
      return { actor: accountId, accountId, roles };
    },
    leaves: ({ accountId }) => void neighbours.people.delete(accountId!),
    entries: async (count) => (await readEntries(database.app, { limit: count })).reverse() as never,
    submitted: async (by, form = { what: '7-Zip' }, kind = kinds[0]!.id) =>
      (await requests.create(kind, { form, validForDays: null, attach: [], submit: true }, by)).id,
    revision: async (id) => (await one(id)).revision,
    async approve(id, by, assessment = { risk: '低い' }) {
      await requests.decide(id, { revision: (await one(id)).revision, decision: 'approve', comment: '', assessment }, by);
    },
    state: async (id) => (await one(id)).state,
    close: () => database.close(),
  };
}

function portsOf(neighbours: Neighbours): RequestsPorts {
  const calendar = new BusinessCalendar({
    closures: [],
    openWeekdays: [1, 2, 3, 4, 5],
    businessHours: { from: '09:00', to: '18:00' },
    extraHolidays: [],
    fiscalYearStartMonth: 4,
  });
  const failing = (at: string) => {
    if (neighbours.fail === at) throw new Fault('internal', { problem: `${at} was told to fail` });
  };
  return {
    calendar: () => calendar,
    localDate: localDateOf,
    startOfDay,
    value: (param) => (neighbours.values.get(param.id) ?? param.default) as never,
    deciders: async () => [...neighbours.people.values()].filter(({ roles }) => !roles.includes('auditor')),
    accountNames: async (ids) => new Map(ids.map((id) => [id, neighbours.people.get(id)?.name ?? ''])),
    clausesOf: () => ['8.19.b'],
    applies: async () => true,
    named: async (_type, ids) => new Map(ids.flatMap((id) => (neighbours.known.has(id) ? [[id, neighbours.known.get(id)!] as const] : []))),
    bindFiles: async (_tx, ids) => ids.map((id) => ({ id, name: '見積.pdf', hash: 'a'.repeat(64), bytes: 10 })),
    register: {
      write: async (_tx, register, cells) => {
        failing('register');
        if (neighbours.refuseLine) throw new Fault('conflict', { at: register, problem: 'such a line is in force' });
        const row = newId();
        const number = `R-${neighbours.lines.size + 1}`;
        neighbours.lines.set(row, { register, cells, ended: null, number });
        return { row, number };
      },
      end: async (_tx, row, { act }) => {
        const line = neighbours.lines.get(row)!;
        line.ended ??= act;
      },
      describe: async (rows) =>
        new Map(
          rows.map((row) => [row, { register: 'test/lines', title: words('台帳', 'Register'), number: neighbours.lines.get(row)!.number }]),
        ),
      title: () => words('試しの台帳', 'Trial register'),
      confirmedAt: async (_register, at) =>
        neighbours.confirmedAt !== null && neighbours.confirmedAt <= at ? neighbours.confirmedAt : null,
    },
    onApproved: async () => neighbours.opens,
    closings: async (ids) =>
      new Map(ids.flatMap((id) => (neighbours.closings.has(id) ? [[id, neighbours.closings.get(id)!] as const] : []))),
    tell: async (_tx, _at, news) => {
      failing('tell');
      neighbours.news.push(news);
    },
  };
}
