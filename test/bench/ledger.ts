import { parseArgs } from 'node:util';
import { FakeClock } from '../../src/base/clock.ts';
import { newId } from '../../src/base/id.ts';
import { silentLog } from '../../src/base/log.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import { append, Integrator, type LedgerEvent, memorySigner, verifyLedger } from '../../src/ledger/index.ts';

/**
 * How fast the ledger takes and proves entries, on a database of its own. Prints one JSON object last. Its settings are the
 * tests' (no fsync), so `appendPerSecond` says what the program costs, not what the disk does.
 */
const { values } = parseArgs({ options: { entries: { type: 'string', default: '1000000' }, batch: { type: 'string', default: '500' } } });
const entries = Number(values.entries);
const batch = Number(values.batch);

const db = await testDatabase();
const clock = new FakeClock();
const signer = memorySigner();
const devices = Array.from({ length: 5000 }, newId);
const because = { ja: '画面ロックまでの時間は10分以内です。', en: 'The screen locks within 10 minutes.' };

function event(i: number): LedgerEvent {
  const device = devices[i % devices.length]!;
  const payload = { verdict: i % 7 === 0 ? 'fail' : 'pass', because, facts: [device] };
  return { kind: 'finding.changed', actor: 'system', subject: `check:endpoint/screen-lock device:${device}`, payload };
}

const seconds = (since: number): number => (performance.now() - since) / 1000;
const cpuSeconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};
const round = (value: number): number => Math.round(value * 100) / 100;

const appendStart = performance.now();
for (let done = 0; done < entries; done += batch) {
  const events = Array.from({ length: Math.min(batch, entries - done) }, (_, i) => event(done + i));
  clock.advance({ ms: 10 });
  await inTransaction(db.app, (tx) => append(tx, clock.now(), events));
  if (done % 50_000 === 0) console.error(`append ${done} / ${entries}`);
}
const appendSeconds = seconds(appendStart);

const integrateStart = performance.now();
const integrator = new Integrator({ pool: db.app, signer, clock, log: silentLog });
await integrator.settle();
const integrateSeconds = seconds(integrateStart);

// What autovacuum does to a living table soon after its rows came in: the first reader after a bulk load pays for it instead.
await db.owner.query('VACUUM (ANALYZE) ledger_entry');
await db.owner.query('VACUUM (ANALYZE) ledger_payload');

const verifyStart = performance.now();
const cpuStart = process.cpuUsage();
const report = await verifyLedger(db.app, signer.vkey);
const verifySeconds = seconds(verifyStart);
const verifyCpuSeconds = cpuSeconds(cpuStart);
const rssMb = process.memoryUsage().rss / 1_048_576;
const { rows } = await db.owner.query<{ bytes: number }>('SELECT pg_database_size(current_database()) AS bytes');
await db.close();

console.log(
  JSON.stringify({
    entries,
    batch,
    appendPerSecond: Math.round(entries / appendSeconds),
    integrateSeconds: round(integrateSeconds),
    verifySeconds: round(verifySeconds),
    verifyCpuSeconds: round(verifyCpuSeconds),
    verifyOk: report.ok,
    databaseBytesPerEntry: Math.round(rows[0]!.bytes / entries),
    rssMb: Math.round(rssMb),
  }),
);
