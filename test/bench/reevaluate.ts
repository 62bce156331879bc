import { parseArgs } from 'node:util';
import { systemClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import { platforms } from '../../src/facts/kind.ts';
import { Integrator, integrate, openSigner } from '../../src/ledger/index.ts';
import type { Check } from '../../src/mechanism/check.ts';
import type { NumberParam, Param } from '../../src/mechanism/param.ts';
import { citedChecks } from '../../src/overview/index.ts';
import { newEngine } from '../../src/server/engine.ts';
import { carriedValues } from '../../src/server/reevaluation.ts';
import { fillDevices } from './fill.ts';
import { percentile, round } from './meters.ts';
import { newPlace, removePlace } from './server-process.ts';

/**
 * How long it takes until every standing verdict is that of a value that comes into force, while observations go on coming in. Each
 * number that is judged on all three platforms is set as strict as it may be, and back. Prints one JSON last.
 */
const { values: given } = parseArgs({
  options: { devices: { type: 'string', default: '10000' }, value: { type: 'string' } },
});
const devices = Number(given.devices);
const deliverEveryMs = 50;
const tell = (text: string): void => console.error(`[${(performance.now() / 1000).toFixed(0).padStart(4)} s] ${text}`);

const db = await testDatabase();
const place = await newPlace();
const signer = openSigner(place.home);
const integrator = new Integrator({ pool: db.app, signer, clock: systemClock, log: silentLog });
integrator.start();
const engine = await newEngine({ pool: db.app, clock: systemClock, log: silentLog, integrator });
await fillDevices(engine, devices, tell);
await integrator.settle();
await db.owner.query('VACUUM ANALYZE');
tell('filled');

const isEverywhere = (check: Check, param: Param): boolean =>
  Object.values(check.params as Record<string, Param>).some(({ id }) => id === param.id) &&
  platforms.every((platform) => check.platforms[platform] === 'judged' && !carriedValues(check.reads.kind, platform).has(param.id));
const candidates = engine.values
  .params()
  .filter((param): param is NumberParam => param.type === 'number' && citedChecks.some((check) => isEverywhere(check, param)))
  .filter((param) => given.value === undefined || param.id === given.value);

const { rows: some } = await db.owner.query<{ deviceId: string; kind: string; body: unknown }>(
  `SELECT c.device_id AS "deviceId", c.kind, f.body FROM intake_current c JOIN intake_fact f ON f.id = c.fact_id WHERE f.body IS NOT NULL LIMIT 500`,
);

/** Sets the value and waits until all is judged; meanwhile devices confirm what they said, and each delivery is measured. */
async function come(param: NumberParam, value: number) {
  const before = (await db.owner.query<{ count: number }>('SELECT count(*) AS count FROM checks_finding')).rows[0]!.count;
  const waits: number[] = [];
  let at = 0;
  const timer = setInterval(() => {
    const { deviceId, kind, body } = some[at++ % some.length]!;
    const now = systemClock.now();
    const startedAt = performance.now();
    const draft = { deviceId, kind, source: 'osquery', observedAt: now, receivedAt: now, body };
    engine.intake.accept({ drafts: [draft] }).then(() => waits.push(performance.now() - startedAt), console.error);
  }, deliverEveryMs);
  const version = engine.values.history(param.id)[0]?.version ?? 0;
  await engine.values.set({ param: param.id, value, version, by: 'account:bench' });
  const startedAt = performance.now();
  await engine.reevaluation.look();
  const seconds = round((performance.now() - startedAt) / 1000, 2);
  clearInterval(timer);
  await engine.intake.idle();
  const after = (await db.owner.query<{ count: number }>('SELECT count(*) AS count FROM checks_finding')).rows[0]!.count;
  return {
    value,
    seconds,
    turned: after - before,
    intakeP50Ms: round(percentile(waits, 0.5) ?? 0),
    intakeMaxMs: round(Math.max(0, ...waits)),
  };
}

const results: Record<string, unknown> = {};
for (const param of candidates) {
  const strict = param.stricter === 'lower' ? param.min : param.max;
  const runs = [await come(param, strict), await come(param, param.default)];
  results[param.id] = { checks: citedChecks.filter((check) => isEverywhere(check, param)).length, runs };
  tell(`${param.id}: ${JSON.stringify(results[param.id])}`);
}
await engine.stop();
const integratedAt = performance.now();
await integrator.settle();
const settleSeconds = round((performance.now() - integratedAt) / 1000, 2);
integrator.stop();
await integrate(db.app, signer, systemClock);
removePlace(place);
await db.close();
console.log(JSON.stringify({ devices, settleSeconds, results }));
