import { FakeClock } from '../../../base/clock.ts';
import { newId } from '../../../base/id.ts';
import { silentLog } from '../../../base/log.ts';
import { words } from '../../../base/text.ts';
import { BusinessCalendar, localDateOf, startOfDay } from '../../../calendar/index.ts';
import { type TestDatabase, testDatabase } from '../../../db/test-database.ts';
import { type Duty, defineDuty } from '../../../mechanism/duty.ts';
import { numberParam } from '../../../mechanism/param.ts';
import { Duties } from '../index.ts';
import type { Actor, DutiesPorts, DutyNews, Party } from '../ports.ts';

const step = [words('手順に沿って行う。', 'Do it as written.')];
const base = { purpose: words('試験のため。', 'For tests.'), steps: step, record: [], file: 'possible', shift: 'next' } as const;

export const driverMonths = numberParam({
  id: 'driverMonths',
  title: words('間隔', 'Interval'),
  origin: 'company',
  default: 1,
  min: 1,
  max: 24,
  unit: words('か月', 'months'),
  stricter: 'lower',
});

/** A duty of every rhythm. */
export const trialDuties = {
  drill: defineDuty({
    ...base,
    id: 'trial/drill',
    title: words('復元の試験', 'Restore drill'),
    owner: 'administrator',
    recurrence: { type: 'every', count: driverMonths, unit: 'month', on: { businessDay: 'first' } },
    sheet: { checks: ['backup/fresh'] },
    record: [
      { id: 'restored', title: words('戻せたもの', 'Restored'), type: 'text', required: true },
      { id: 'by', title: words('実施者', 'Done by'), type: 'person' },
    ],
  }),
  review: defineDuty({
    ...base,
    id: 'trial/review',
    title: words('特権の見直し', 'Review of privileges'),
    owner: 'committee',
    recurrence: {
      type: 'every',
      count: 6,
      unit: 'month',
      on: { day: 31 },
      fiscalMonth: 1,
      also: [{ type: 'organisation-changed' }],
    },
    file: 'needed',
  }),
  weekly: defineDuty({
    ...base,
    id: 'trial/weekly',
    title: words('週の確認', 'Weekly look'),
    owner: 'administrator',
    shift: 'previous',
    recurrence: { type: 'every', count: 1, unit: 'week', on: { day: 1 } },
  }),
  yearly: defineDuty({
    ...base,
    id: 'trial/yearly',
    title: words('年次の評価', 'Yearly assessment'),
    owner: 'management',
    shift: 'none',
    recurrence: { type: 'every', count: 12, unit: 'month', on: { businessDay: 'last' }, fiscalMonth: 12 },
  }),
  disposal: defineDuty({
    ...base,
    id: 'trial/disposal',
    title: words('廃棄の確認', 'Disposal'),
    owner: 'administrator',
    recurrence: {
      type: 'event',
      on: [{ type: 'recorded', says: words('機器を廃棄するとき', 'when a device is disposed of') }],
      within: { businessDays: 5 },
      from: 'event',
      quietMonths: 6,
    },
  }),
  deletion: defineDuty({
    ...base,
    id: 'trial/deletion',
    title: words('消去の報告', 'Deletion report'),
    owner: 'administrator',
    recurrence: {
      type: 'event',
      on: [{ type: 'request-approved', request: 'trial/real-data' }],
      within: { hours: 48 },
      from: 'end-of-validity',
      quietMonths: 0,
    },
  }),
} as const satisfies Record<string, Duty>;

export const aoki: Party = `person:${newId()}`;
export const people = { aoki: aoki.slice(7), baba: newId() };
export const actor = (roles: readonly string[], person: string | null = null): Actor => {
  const id = newId();
  return { actor: id, accountId: id, person, roles };
};

export interface TestCompany {
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly duties: Duties;
  readonly ports: DutiesPorts;
  /** What the ports answer; a test changes it. */
  readonly is: {
    startedOn: string | null;
    applies: (duty: string, at: Date) => boolean;
    interval: (at: Date) => number;
    sheet: string;
    left: Set<string>;
    /** Roles of which there is an account. */
    held: Set<string>;
    closures: { name: string; from: string; to: string }[];
    /** Runs where people are told: the middle of a transaction. */
    whenTold: () => void;
  };
  /** What was told and committed. */
  news(): Promise<DutyNews[]>;
  rows<T>(sql: string, values?: unknown[]): Promise<T[]>;
  /** The occurrences of a duty by date. */
  of(duty: string): Promise<{ id: string; key: string; dueOn: string; state: string; revision: number; escalation: number }[]>;
  ledger(kind: string): Promise<number>;
  /** Another server on the same database, as after a restart or an upgrade. */
  restarted(definitions?: readonly Duty[]): Duties;
  close(): Promise<void>;
}

/** A company with a database of its own. Its year begins in April; what people are told is a row of the same transaction. */
export async function testCompany(start: string, definitions: readonly Duty[] = Object.values(trialDuties)): Promise<TestCompany> {
  const database = await testDatabase();
  await database.owner.query(
    `CREATE TABLE test_news (n bigint GENERATED ALWAYS AS IDENTITY, news jsonb NOT NULL);
     GRANT SELECT, INSERT, UPDATE ON test_news TO tejun_app`,
  );
  const clock = new FakeClock(start);
  const is: TestCompany['is'] = {
    startedOn: localDateOf(clock.now()),
    applies: () => true,
    interval: () => driverMonths.default,
    sheet: '3 of 3',
    left: new Set(),
    held: new Set(['administrator', 'committee', 'management', 'departmentManager', 'employee']),
    closures: [{ name: '年末年始', from: '12-29', to: '01-03' }],
    whenTold: () => {},
  };
  const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await database.owner.query(sql, values)).rows as T[];
  const ports = portsOf(is);
  const opened = (list: readonly Duty[]) => new Duties({ pool: database.app, clock, log: silentLog, definitions: list, ports });
  return {
    database,
    clock,
    ports,
    is,
    rows,
    duties: opened(definitions),
    restarted: (list = definitions) => opened(list),
    news: async () => (await rows<{ news: DutyNews }>('SELECT news FROM test_news ORDER BY n')).map(({ news }) => news),
    of: (duty) =>
      rows(
        `SELECT id, key, due_on::text AS "dueOn", state, revision, escalation FROM duties_occurrence WHERE duty = $1 ORDER BY nominal_on, due_at, key`,
        [duty],
      ),
    ledger: async (kind) => (await rows<{ count: number }>('SELECT count(*) AS count FROM ledger_entry WHERE kind = $1', [kind]))[0]!.count,
    close: () => database.close(),
  };
}

function portsOf(is: TestCompany['is']): DutiesPorts {
  let calendar: { of: string; calendar: BusinessCalendar } | null = null;
  return {
    calendar: () => {
      const of = JSON.stringify(is.closures);
      if (calendar?.of !== of)
        calendar = {
          of,
          calendar: new BusinessCalendar({
            closures: is.closures,
            openWeekdays: [1, 2, 3, 4, 5],
            businessHours: { from: '09:00', to: '18:00' },
            extraHolidays: [],
            fiscalYearStartMonth: 4,
          }),
        };
      return calendar.calendar;
    },
    fiscalYearStartMonth: () => 4,
    value: (_param, at) => is.interval(at),
    clausesOf: () => ['8.13.c'],
    applies: async (duty, at) => is.applies(duty, at),
    startedOn: async () => is.startedOn,
    partyNames: async (parties) =>
      new Map(parties.map((party) => [party, { name: words(party, party), gone: is.left.has(party) }] as const)),
    parties: async () =>
      [aoki, `person:${people.baba}` as Party, 'role:administrator', 'role:committee', 'role:management', 'role:operator']
        .filter((party) => !is.left.has(party))
        .map((party) => ({ party: party as Party, name: words(party, party) })),
    heldRoles: async () => is.held,
    named: async (_type, ids) =>
      new Map(
        ids
          .filter((id) => Object.values(people).includes(id))
          .map((id) => [id, { label: `社員${id.slice(0, 4)}`, gone: is.left.has(`person:${id}`) }] as const),
      ),
    sheet: async (_sheet, since) => ({
      sections: [
        {
          title: words('バックアップ', 'Backups'),
          to: null,
          verdict: 'pass',
          summary: words(`${is.sheet} ${since?.toISOString() ?? ''}`, is.sheet),
          columns: [],
          rows: [],
          more: 0,
        },
      ],
    }),
    bindFiles: async (_tx, ids) => ids.map((id) => ({ id, name: 'a.pdf', hash: 'ab'.repeat(32), bytes: 3 })),
    countFiles: async () => new Map(),
    tell: async (tx, _at, news) => {
      await tx.query('INSERT INTO test_news (news) VALUES ($1)', [JSON.stringify(news)]);
      is.whenTold();
    },
  };
}

/** Nine o'clock in the morning of a day in the company. */
export const nine = (date: string): Date => new Date(startOfDay(date).getTime() + 9 * 3_600_000);
