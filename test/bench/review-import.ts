import { performance } from 'node:perf_hooks';
import { FakeClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import { Reviews, type ReviewsPorts, type StaffPerson } from '../../src/reviews/index.ts';
import { writeWorkbook } from '../../src/tables/index.ts';

/** The target: 500 accounts imported and joined to the staff list in at most three seconds, every mismatch named. */
const accounts = 500;
const staffCount = 600;

const staff = Array.from(
  { length: staffCount },
  (_, i): StaffPerson => ({
    id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    number: String(i).padStart(4, '0'),
    name: `社員 ${i}`,
    email: `user${i}@example.co.jp`,
    department: '総務部',
    active: i % 20 !== 0,
    accountId: null,
  }),
);
const rows = Array.from({ length: accounts }, (_, i) => ({
  login: i % 25 === 3 ? `unknown${i}` : `user${i}`,
  email: i % 25 === 3 ? '' : `user${i}@example.co.jp`,
  name: i % 25 === 3 ? '' : i % 50 === 7 ? '別の名前' : `社員 ${i}`,
  role: i % 10 === 0 ? 'admin' : 'write',
  repository: 'core',
}));
const columns = ['login', 'email', 'name', 'role', 'repository'].map((key) => ({ key, title: key, width: 20, kind: 'text' as const }));
const database = await testDatabase();
const clock = new FakeClock('2026-11-24T01:00:00Z');
const ports = { staff: async () => staff, localDate: () => '2026-11-24' } as unknown as ReviewsPorts;
const reviews = new Reviews({ pool: database.app, clock, log: silentLog, ports });
const csv = Buffer.from(
  [columns.map(({ title }) => title).join(','), ...rows.map((row) => Object.values(row).join(','))].join('\r\n'),
  'utf8',
);
const xlsx = await writeWorkbook([{ name: 'members', columns, rows }], { title: 'members', at: clock.now() });
try {
  for (const [file, bytes] of [
    ['members.csv', csv],
    ['members.xlsx', Buffer.from(xlsx)],
  ] as const) {
    const from = performance.now();
    const given = { variant: 'source-code' as const, file, bytes };
    const shown = await reviews.previewList(given);
    const seen = performance.now();
    await reviews.applyList(given, { digest: shown.digest, name: file, asOf: '2026-11-24' }, 'account:bench');
    const done = performance.now();
    const kinds = Map.groupBy(shown.mismatches, ({ kind }) => kind);
    console.log(
      `${file}: ${shown.lines} accounts, ${shown.joined} joined; preview ${Math.round(seen - from)} ms, with import ${Math.round(done - from)} ms; ` +
        [...kinds].map(([kind, all]) => `${kind} ${all.length}`).join(', '),
    );
  }
} finally {
  await database.close();
}
