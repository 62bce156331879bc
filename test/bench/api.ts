import { parseArgs } from 'node:util';
import { systemClock } from '../../src/base/clock.ts';
import { newId } from '../../src/base/id.ts';
import { silentLog } from '../../src/base/log.ts';
import { allParams } from '../../src/catalog/index.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import type { Draft } from '../../src/intake/index.ts';
import { Integrator, openSigner } from '../../src/ledger/index.ts';
import { type Engine, newEngine } from '../../src/server/engine.ts';
import { translateAnswer } from '../../src/sources/osquery/answers.ts';
import { questions } from '../../src/sources/osquery/questions/index.ts';
import { uuidOf } from './messages.ts';
import { percentile, round } from './meters.ts';
import { type Host, platformOf, rowsFor } from './rows.ts';
import { newPlace, removePlace, ServerProcess } from './server-process.ts';

/**
 * How fast the screens' data come with many devices. The devices enrol and answer every question through the real intake
 * and engine; then a server of its own is asked over loopback HTTP, one request after another. Prints one JSON last.
 */
const { values: given } = parseArgs({
  options: { devices: { type: 'string', default: '10000' }, requests: { type: 'string', default: '200' } },
});
const devices = Number(given.devices);
const requests = Number(given.requests);
const atOnce = 200;
const warmUpRequests = 20;
const tell = (text: string): void => console.error(`[${(performance.now() / 1000).toFixed(0).padStart(4)} s] ${text}`);

const db = await testDatabase();
const place = { ...(await newPlace()), databaseUrl: db.url };
// A server refuses a ledger whose key is not in its home.
const signer = openSigner(place.home);
const integrator = new Integrator({ pool: db.app, signer, clock: systemClock, log: silentLog });
const engine = await newEngine({ pool: db.app, clock: systemClock, log: silentLog, integrator });
const values = Object.fromEntries(allParams.map((param) => [param.id, engine.values.now(param)]));

/** One device enrols and answers everything that is asked of its platform. */
async function fill({ devices: book, intake }: Engine, number: number): Promise<void> {
  const platform = platformOf(number);
  const at = systemClock.now();
  const started = Math.floor(at.getTime() / 1000);
  const host: Host = {
    number,
    name: `${platform === 'linux' ? 'srv' : 'pc'}-${String(number).padStart(5, '0')}`,
    platform,
    failing: number % 20 === 3,
    started,
    drift: 0,
  };
  const { deviceId } = await book.enrol({
    hardwareUuid: uuidOf(`hardware ${number}`),
    serial: `PF${String(number).padStart(6, '0')}`,
    instanceId: newId(),
    hostIdentifier: uuidOf(`hardware ${number}`),
    platform,
    name: host.name,
    os: platform === 'windows' ? 'Microsoft Windows 11 Pro 10.0.26100' : platform === 'macos' ? 'macOS 15.6.1' : 'Debian GNU/Linux 13',
    agentVersion: '5.23.1',
    hardware: 'LENOVO ThinkPad X13 Gen 5',
  } as Parameters<typeof book.enrol>[0]);
  const drafts = questions
    .filter((question) => question.platform === platform)
    .flatMap((question): Draft[] => {
      const queries: Record<string, unknown> = {};
      const statuses: Record<string, number> = {};
      for (const [part, sql] of Object.entries(question.sql)) {
        const id = `${question.id}#${part}`;
        queries[id] = rowsFor(host, id, typeof sql === 'string' ? sql : sql(values), started);
        statuses[id] = 0;
      }
      const answer = translateAnswer(question, { queries, statuses }, { askedAt: at, receivedAt: at }, values);
      const draft = { deviceId, kind: question.kind.kind, source: 'osquery', observedAt: at, receivedAt: at };
      if (answer.is === 'fact') return [{ ...draft, body: answer.body }];
      return answer.is === 'unreadable' ? [{ ...draft, unreadable: answer.words }] : [];
    });
  await intake.accept({ drafts });
}

let next = 0;
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let number = next++; number < devices; number = next++) {
      await fill(engine, number);
      if (number % 2000 === 1999) tell(`${number + 1} devices have answered`);
    }
  }),
);
await engine.stop();
// As autovacuum leaves a database that was not filled in one minute.
await db.owner.query('VACUUM ANALYZE');
const fillSeconds = performance.now() / 1000;

const server = await ServerProcess.start(place);
const headers = { authorization: `Bearer ${server.cliToken}` };
async function get(path: string): Promise<{ ms: number; bytes: number; body: unknown }> {
  const startedAt = performance.now();
  const response = await fetch(server.webUrl + path, { headers });
  const text = await response.text();
  const ms = performance.now() - startedAt;
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}`);
  return { ms, bytes: text.length, body: JSON.parse(text) };
}

const { devices: some, total } = (await get('/api/devices?limit=100')).body as { devices: { id: string }[]; total: number };
const last = Math.max(0, total - 50);
const paths: Readonly<Record<string, (i: number) => string>> = {
  board: () => '/api/board',
  devices: () => '/api/devices',
  'devices by text': (i) => `/api/devices?q=${encodeURIComponent(`pc-0${i % 100}`)}`,
  'devices by name': () => '/api/devices?sort=name&order=asc',
  'devices by lastSeenAt': () => '/api/devices?sort=lastSeenAt&order=desc',
  'devices that fail': () => '/api/devices?verdict=fail&sort=fail&order=desc',
  'devices, last page': () => `/api/devices?sort=name&order=asc&offset=${last}&limit=50`,
  device: (i) => `/api/devices/${some[i % some.length]!.id}`,
  control: () => '/api/controls/8.1',
  status: () => '/api/status',
};
const routes: Record<string, { p50Ms: number; p95Ms: number; bytes: number }> = {};
for (const [name, path] of Object.entries(paths)) {
  const times: number[] = [];
  let bytes = 0;
  for (let i = -warmUpRequests; i < requests; i++) {
    const got = await get(path(i + warmUpRequests));
    bytes = got.bytes;
    if (i >= 0) times.push(got.ms);
  }
  routes[name] = { p50Ms: round(percentile(times, 0.5)!), p95Ms: round(percentile(times, 0.95)!), bytes };
  tell(`${name}: ${JSON.stringify(routes[name])}`);
}
const { rows } = await db.owner.query<{ facts: number; states: number }>(
  'SELECT (SELECT count(*) FROM intake_fact) AS facts, (SELECT count(*) FROM checks_state) AS states',
);
await server.stop();
removePlace(place);
await db.close();
console.log(
  JSON.stringify({ devices: total, facts: rows[0]!.facts, verdicts: rows[0]!.states, requests, fillSeconds: round(fillSeconds), routes }),
);
