import { parseArgs } from 'node:util';
import { dutyRoutes } from '../../src/api/duties.routes.ts';
import { must, testSite } from '../../src/api/test-site.ts';
import { people, testCompany, trialDuties } from '../../src/engine/duties/testing/company.ts';
import { defineDuty } from '../../src/mechanism/duty.ts';
import { percentile, round } from './meters.ts';

/**
 * How fast duties answer with many occurrences: lists by every filter, one occurrence, the list of duties with its standings, and the
 * calendar; over the whole server but the network. Half of the occurrences are closed. Prints one JSON object last.
 */
const { values: given } = parseArgs({
  options: { occurrences: { type: 'string', default: '10000' }, requests: { type: 'string', default: '60' } },
});
const occurrences = Number(given.occurrences);
const requests = Number(given.requests);

const definitions = Array.from({ length: 40 }, (_, i) => defineDuty({ ...trialDuties.weekly, id: `bench/duty${i}` }));
const company = await testCompany('2026-11-24T00:00:00Z', definitions);
await fill();
const site = await testSite({
  routes: [
    (app) =>
      dutyRoutes(app, {
        duties: company.duties,
        clock: company.clock,
        actorOf: async ({ actor, accountId, roles }) => ({ actor, accountId, roles, person: people.aoki }),
        nameOf: async () => new Map(),
        filesOf: async () => [],
        feed: {
          publicUrl: undefined,
          loginOf: async () => '',
          reader: async () => null,
          attempts: { take: async () => {}, giveBack: async () => {} },
        },
      }),
  ],
});
const browser = await site.setUp();
const { id } = must(await browser.get('/api/duties/occurrences?state=completed&limit=1')).body.occurrences[0];
const paths = {
  'to do': '/api/duties/occurrences',
  mine: '/api/duties/occurrences?mine=true&state=all',
  'all, far behind': `/api/duties/occurrences?state=all&offset=${Math.floor(occurrences / 2)}&limit=200`,
  'by title': '/api/duties/occurrences?state=all&sort=title&order=desc',
  'closed last': '/api/duties/occurrences?state=completed&sort=closedAt&order=desc&limit=200',
  'found by words': `/api/duties/occurrences?state=all&q=${encodeURIComponent('2031年')}`,
  'by dates': '/api/duties/occurrences?state=all&from=2028-01-01&to=2028-12-31',
  one: `/api/duties/occurrences/${id}`,
  'duties and standings': '/api/duties',
  calendar: '/api/duties/calendar',
};
const result: Record<string, { p50: number; p95: number }> = {};
for (const [name, path] of Object.entries(paths)) {
  for (let i = 0; i < 5; i += 1) must(await browser.get(path));
  const times: number[] = [];
  for (let i = 0; i < requests; i += 1) {
    const begun = performance.now();
    must(await browser.get(path));
    times.push(performance.now() - begun);
  }
  result[name] = { p50: round(percentile(times, 0.5)!), p95: round(percentile(times, 0.95)!) };
}
const sweeping = performance.now();
await company.duties.sweep();
const sweepMs = round(performance.now() - sweeping);
const again = performance.now();
await company.duties.sweep();
const idleSweepMs = round(performance.now() - again);
await site.close();
await company.close();
console.log(JSON.stringify({ occurrences, requests, ms: result, sweepMs, idleSweepMs }, null, 2));

/** By the front door of the tables: each is planned, half are done, with their history. */
async function fill(): Promise<void> {
  const { database } = company;
  const tx = await database.owner.connect();
  await tx.query('BEGIN');
  // Of so many no entries are made: what is measured is the reading.
  await tx.query('ALTER TABLE duties_event DISABLE TRIGGER duties_in_ledger');
  await tx.query(
    `INSERT INTO duties_occurrence (id, duty, key, kind, title_ja, title_en, about_ja, about_en, search, nominal_on, opens_on, due_on, due_at, state, created_at, changed_at)
     SELECT gen_random_uuid(), 'bench/duty' || n % 40, 'k' || n, 'scheduled', '週の確認' || n % 40, 'Look ' || n % 40, d || 'からの週', 'Week of ' || d,
       extract(year FROM d) || '年 週の確認', d, d - 3, d, d + 1, 'open', '2026-11-01', '2026-11-01'
     FROM (SELECT n, date '2026-12-01' + n / 4 AS d FROM generate_series(1, $1) AS n) s`,
    [occurrences],
  );
  const events = (act: string, where: string) =>
    tx.query(
      `INSERT INTO duties_event (occurrence, act, at, by, due_on, due_at, ledger_seq) SELECT id, '${act}', '2026-11-01', 'bench', due_on, due_at, 1 FROM duties_occurrence WHERE ${where}`,
    );
  await events('opened', 'true');
  await tx.query(
    `UPDATE duties_occurrence SET state = 'completed', result = 'in-order', record = '{}', revision = 2, closed_at = due_at, closed_by = 'bench'
     WHERE substr(key, 2)::int % 2 = 0`,
  );
  await events('completed', `state = 'completed'`);
  await tx.query('SET CONSTRAINTS ALL IMMEDIATE');
  await tx.query('ALTER TABLE duties_event ENABLE ALWAYS TRIGGER duties_in_ledger');
  await tx.query('COMMIT');
  tx.release();
  await database.owner.query('ANALYZE');
}
