import { FakeClock } from '../../base/clock.ts';
import { newId } from '../../base/id.ts';
import { words } from '../../base/text.ts';
import { BusinessCalendar } from '../../calendar/index.ts';
import { type TestDatabase, testDatabase } from '../../db/test-database.ts';
import type { Audience, LeafletClauses, RulesContent } from '../content.ts';
import type { InForce, LeafletDeps, LeafletMail, Reader } from '../ports.ts';

type Clause = RulesContent['controls'][number]['clauses'][number];

export const clause = (id: string, ja: string, en: string, more: Partial<Clause> = {}): Clause => ({
  id,
  adoption: 'adopted',
  text: words(ja, en),
  plain: null,
  ...more,
});

/** Four clauses for everyone (two of them twins), one of them told to operators otherwise; one for developers, one for both. */
export const testClauses: LeafletClauses = new Map([
  [
    '8.1.e',
    leafletClause(['everyone'], 1, '席を離れても{lockMinutes}以内に画面が隠れるようにしてください。', 'Lock within {lockMinutes}.'),
  ],
  ['8.1.c', leafletClause(['everyone'], 0, '公衆無線LANにつながないでください。', 'No public Wi-Fi.')],
  ['8.20.i', leafletClause(['everyone'], 0, '公衆無線LANにつながないでください。', 'No public Wi-Fi.')],
  [
    '8.12.c',
    {
      ...leafletClause(['everyone'], 0, '画面を撮影しないでください。', 'Take no photos of screens.'),
      ...leafletClause(['operators'], 0, '撮影を見張ってください。', 'Watch for photos.'),
    },
  ],
  ['8.28.a', leafletClause(['developers'], 0, '入力を検査してください。', 'Check input.')],
  ['8.29.b.2', leafletClause(['developers', 'managers'], 1, '仕様書を作ってください。', 'Write a specification.')],
]);

function leafletClause(audiences: readonly Audience[], order: number, ja: string, en: string) {
  const said = { order, topic: words(`見出し${order}`, `Heading ${order}`), plain: words(ja, en) };
  return Object.fromEntries(audiences.map((audience) => [audience, said]));
}

export function rules(changes: Readonly<Record<string, Partial<Clause>>> = {}, lockMinutes = 10): RulesContent {
  const ids = ['8.1.c', '8.1.e', '8.12.c', '8.20.i', '8.28.a', '8.29.b.2'];
  return {
    company: { name: '株式会社髙﨑' },
    controls: ids.map((id) => ({ applicable: true, clauses: [clause(id, `${id}の定め{lockMinutes}。`, `The rule ${id}.`, changes[id])] })),
    values: { lockMinutes: { said: words(`${lockMinutes}分`, `${lockMinutes} minutes`) } },
  };
}

export interface TestCompany {
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly deps: LeafletDeps;
  /** What the ports answer; a test changes it. */
  readonly is: { people: Reader[]; version: InForce | null; base: string | null; afterEnqueue: () => Promise<void> };
  /** The mails that were queued and committed, oldest first. */
  mails(): Promise<LeafletMail[]>;
  /** The secret in the newest mail to a person. */
  tokenOf(person: Reader): Promise<string>;
  close(): Promise<void>;
}

export const person = (name: string, more: Partial<Reader> = {}): Reader => ({
  id: newId(),
  name,
  kana: '',
  email: `${newId()}@example.co.jp`,
  department: '総務部',
  duties: [],
  active: true,
  accountId: null,
  ...more,
});

/** A company with a database of its own. Mails go to a table in the same transaction, as the queue's do. */
export async function testCompany(): Promise<TestCompany> {
  const database = await testDatabase();
  await database.owner.query(
    `CREATE TABLE test_outbox (n bigint GENERATED ALWAYS AS IDENTITY, key text PRIMARY KEY, mail jsonb NOT NULL);
     GRANT SELECT, INSERT ON test_outbox TO tejun_app`,
  );
  // A Tuesday, 9 o'clock in Tokyo.
  const clock = new FakeClock('2026-11-24T00:00:00Z');
  const is: TestCompany['is'] = {
    people: [],
    version: { id: newId(), number: '1.0', content: rules() },
    base: 'https://tejun.example.co.jp',
    afterEnqueue: async () => {},
  };
  const calendar = new BusinessCalendar({
    closures: [{ name: '年末年始', from: '12-29', to: '01-03' }],
    openWeekdays: [1, 2, 3, 4, 5],
    businessHours: { from: '09:00', to: '18:00' },
    extraHolidays: [],
    fiscalYearStartMonth: 4,
  });
  const mails = async () =>
    (await database.owner.query<{ mail: LeafletMail }>('SELECT mail FROM test_outbox ORDER BY n')).rows.map(({ mail }) => mail);
  return {
    database,
    clock,
    is,
    mails,
    deps: {
      pool: database.app,
      clock,
      readers: async () => is.people,
      readersAt: async () => is.people,
      inForce: async () => is.version,
      draft: async () => rules(),
      clauses: testClauses,
      calendar: () => calendar,
      mailBase: async () => is.base,
      enqueue: async (tx, _at, queued) => {
        const { rowCount } = await tx.query(
          'INSERT INTO test_outbox (key, mail) SELECT key, mail FROM unnest($1::text[], $2::jsonb[]) AS n (key, mail) ON CONFLICT DO NOTHING',
          [queued.map(({ dedupeKey }) => dedupeKey), queued.map((mail) => JSON.stringify(mail))],
        );
        await is.afterEnqueue();
        return rowCount ?? 0;
      },
    },
    tokenOf: async (reader) => (await mails()).findLast((mail) => mail.to.person === reader.id)!.text.link.url.split('#')[1]!,
    close: () => database.close(),
  };
}
