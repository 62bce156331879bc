import { parseArgs } from 'node:util';
import { newId } from '../../src/base/id.ts';
import type { Actor, ListQuery } from '../../src/engine/requests/index.ts';
import { requestSite, testKind } from '../../src/engine/requests/testing/site.ts';
import { percentile, round } from './meters.ts';

/**
 * What a person waits for at requests: every scope, search, state and order of the list with 10,000 of them, one request whole, how all
 * kinds stand now and stood in the past, and a sweep that finds nothing to do. Against PostgreSQL, one call after another. Prints one
 * JSON object last.
 */
const { values: given } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    waiting: { type: 'string', default: '2000' },
    calls: { type: 'string', default: '60' },
  },
});
const [many, waiting, calls] = [Number(given.requests), Number(given.waiting), Number(given.calls)];

const kinds = Array.from({ length: 21 }, (_, i) => testKind({ id: `bench/kind-${i}` }));
const site = await requestSite(kinds);
const administrator = site.person('管理者', 'administrator');
const employees = Array.from({ length: 200 }, (_, i) => site.person(`社員 ${i}`, 'employee'));

/** As the engine would have left them after some years; written at once, since what is measured is the reading. */
const fill = `
  INSERT INTO requests_case (id, number, kind, applicant, state, revision, round, place, form, about, search, created_at, changed_at, submitted_at,
    decide_by, lapses_at, approved_at, valid_until, line, ended_at, ended_by)
  SELECT gen_random_uuid(), n, 'bench/kind-' || n % 21, ($2::uuid[])[1 + n % 200],
    CASE WHEN n > $1 - $3 THEN 'submitted' WHEN n % 10 < 3 THEN 'approved' WHEN n % 10 < 8 THEN 'expired' ELSE 'denied' END, 1, 1,
    CASE WHEN n > $1 - $3 THEN 0 END, jsonb_build_object('what', 'ソフトウェア ' || n), 'ソフトウェア ' || n,
    'ソフトウェア ' || n || ' ' || repeat('業務で使うため ', 20), at, at, at, (at + interval '3 days')::date, at + interval '31 days',
    CASE WHEN n <= $1 - $3 AND n % 10 < 8 THEN at + interval '1 day' END,
    CASE WHEN n <= $1 - $3 AND n % 10 < 8 THEN CASE WHEN n % 10 < 3 THEN date '2027-01-01' + n % 300 ELSE (at + interval '31 days')::date END END,
    CASE WHEN n <= $1 - $3 AND n % 10 < 8 THEN gen_random_uuid() END,
    CASE WHEN n <= $1 - $3 AND n % 10 >= 3 THEN at + interval '40 days' END, CASE WHEN n <= $1 - $3 AND n % 10 >= 3 THEN 'system' END
  FROM generate_series(1, $1::int) AS n, LATERAL (SELECT timestamptz '2026-11-24' - ($1 - n) * interval '1 hour' AS at) AS t`;
const laid = [
  `INSERT INTO requests_submission (request, round, revision, content, digest, decide_by, at)
   SELECT id, 1, 1, convert_to(form::text, 'UTF8'), encode(sha256(convert_to(form::text, 'UTF8')), 'hex'), decide_by, submitted_at FROM requests_case`,
  `INSERT INTO requests_step (request, round, place, step, title_ja, title_en, approvals, roles)
   SELECT id, 1, 0, 'administrator', '承認', 'Approval', 1, '{administrator}' FROM requests_case`,
  `INSERT INTO requests_event (request, kind, round, act, at, by, reason, decide_by, ledger_seq)
   SELECT id, kind, 1, 'submitted', submitted_at, applicant::text, '', decide_by, 1 FROM requests_case`,
  `INSERT INTO requests_event (request, kind, round, act, at, by, reason, valid_until, ledger_seq)
   SELECT id, kind, 1, 'approved', approved_at, 'a', '', valid_until, 1 FROM requests_case WHERE approved_at IS NOT NULL`,
  `INSERT INTO requests_event (request, kind, round, act, at, by, reason, ledger_seq)
   SELECT id, kind, 1, state, ended_at, 'a', '', 1 FROM requests_case WHERE ended_at IS NOT NULL`,
];

async function written(): Promise<Record<string, number>> {
  const begun = performance.now();
  const tables = ['case', 'submission', 'step', 'decider', 'decision', 'event'].map((name) => `requests_${name}`);
  const { owner } = site.database;
  for (const table of tables) await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await owner.query(fill, [many, employees.map(({ accountId }) => accountId), waiting]);
  for (const each of laid) await owner.query(each);
  await owner.query('INSERT INTO requests_decider (request, round, place, account) SELECT id, 1, 0, $1 FROM requests_case', [
    administrator.accountId,
  ]);
  await owner.query(
    `INSERT INTO requests_decision (id, request, round, place, account, decision, comment, digest, at)
     SELECT gen_random_uuid(), id, 1, 0, $1, CASE state WHEN 'denied' THEN 'deny' ELSE 'approve' END, '可', '', submitted_at FROM requests_case WHERE state <> 'submitted'`,
    [administrator.accountId],
  );
  for (const table of tables) await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  await owner.query('UPDATE requests_counter SET last = $1', [many]);
  await owner.query('ANALYZE');
  return { requests: many, waiting, seconds: round((performance.now() - begun) / 1000) };
}

async function timed(name: string, call: (i: number) => Promise<unknown>) {
  const times: number[] = [];
  for (let i = 0; i < calls; i += 1) {
    const begun = performance.now();
    await call(i);
    times.push(performance.now() - begun);
  }
  return { name, medianMs: round(percentile(times, 0.5) ?? 0), p95Ms: round(percentile(times, 0.95) ?? 0) };
}

const plain: ListQuery = { scope: 'all', state: 'all', q: '', sort: 'number', order: 'desc', offset: 0, limit: 50 };
const list = (name: string, actor: (i: number) => Actor, wanted: (i: number) => Partial<ListQuery>) =>
  timed(name, (i) => site.requests.list({ ...plain, ...wanted(i) }, actor(i)));
const asAdministrator = () => administrator;

const filled = await written();
site.clock.set('2026-11-24T03:00:00Z');
const [first] = (await site.requests.list({ ...plain, scope: 'waiting' }, administrator)).requests;
const report = {
  written: filled,
  lists: [
    await list('all, first page', asAdministrator, () => ({})),
    await list('all, last page', asAdministrator, () => ({ offset: many - 50 })),
    await list('all, by the date to decide by', asAdministrator, () => ({ sort: 'decideBy', order: 'asc' })),
    await list('all, by the last day', asAdministrator, () => ({ sort: 'validUntil' })),
    await list('all, in force or under way', asAdministrator, () => ({ state: 'active' })),
    await list('all, search', asAdministrator, (i) => ({ q: `ソフトウェア ${i * 37}` })),
    await list('all, search by a name', asAdministrator, (i) => ({ q: `社員 ${i}` })),
    await list('all, search that finds nothing', asAdministrator, () => ({ q: 'どこにもない' })),
    await list('of one kind', asAdministrator, (i) => ({ kind: `bench/kind-${i % 21}` })),
    await list('what waits for me', asAdministrator, () => ({ scope: 'waiting' })),
    await list(
      'mine',
      (i) => employees[i % 200]!,
      () => ({ scope: 'mine' }),
    ),
  ],
  others: [
    await timed('one request, whole', () => site.requests.detail(first!.id, administrator)),
    await timed('kinds, for whoever applies', (i) => site.requests.kinds(employees[i % 200]!)),
    await timed('standings now', () => site.requests.standings(site.clock.now())),
    await timed('standings a month ago', () => site.requests.standings(new Date('2026-10-24T03:00:00Z'))),
  ],
};
await site.requests.sweep();
const others = [...report.others, await timed('a sweep with nothing to do', () => site.requests.sweep())];
const { id } = await site.requests.create(
  kinds[0]!.id,
  { form: { what: newId() }, validForDays: null, attach: [], submit: true },
  employees[0]!,
);
await site.approve(id, administrator);
console.log(JSON.stringify({ ...report, others }, null, 2));
await site.close();
