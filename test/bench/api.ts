import { parseArgs } from 'node:util';
import { systemClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import { Integrator, openSigner } from '../../src/ledger/index.ts';
import { newEngine } from '../../src/server/engine.ts';
import { fillDevices } from './fill.ts';
import { percentile, round } from './meters.ts';
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
const warmUpRequests = 20;
const tell = (text: string): void => console.error(`[${(performance.now() / 1000).toFixed(0).padStart(4)} s] ${text}`);

const db = await testDatabase();
const place = { ...(await newPlace()), databaseUrl: db.url };
// A server refuses a ledger whose key is not in its home.
const signer = openSigner(place.home);
const integrator = new Integrator({ pool: db.app, signer, clock: systemClock, log: silentLog });
const engine = await newEngine({ pool: db.app, clock: systemClock, log: silentLog, integrator });

await fillDevices(engine, devices, tell);
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
