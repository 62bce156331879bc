import { parseArgs } from 'node:util';
import { systemClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import { Integrator, openSigner } from '../../src/ledger/index.ts';
import { newEngine } from '../../src/server/engine.ts';
import { fillDevices } from './fill.ts';
import { newPlace, removePlace } from './server-process.ts';

/**
 * What a device costs the database once it has enrolled and answered everything, five hundred programs included. Prints one JSON
 * object last: kilobytes a device in all, and by table with its indexes.
 */
const { values: given } = parseArgs({ options: { devices: { type: 'string', default: '1000' } } });
const devices = Number(given.devices);
const tell = (text: string): void => console.error(`[${(performance.now() / 1000).toFixed(0).padStart(4)} s] ${text}`);

const db = await testDatabase();
const place = await newPlace();
const signer = openSigner(place.home);
const integrator = new Integrator({ pool: db.app, signer, clock: systemClock, log: silentLog });
const engine = await newEngine({ pool: db.app, clock: systemClock, log: silentLog, integrator });
const sizes = async (): Promise<Map<string, number>> => {
  const { rows } = await db.owner.query<{ name: string; bytes: number }>(
    `SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  return new Map(rows.map((row) => [row.name, row.bytes]));
};
const before = await sizes();
await fillDevices(engine, devices, tell);
await engine.stop();
await integrator.settle();
await db.owner.query('VACUUM ANALYZE');
const after = await sizes();
const kb = (bytes: number): number => Math.round((bytes / 1024 / devices) * 10) / 10;
const grown = [...after].map(([name, bytes]) => [name, kb(bytes - (before.get(name) ?? 0))] as const).filter(([, size]) => size >= 0.1);
const count = async (table: string) => (await db.owner.query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]!.n;
console.log(
  JSON.stringify({
    devices,
    kbADevice: kb([...after].reduce((sum, [name, bytes]) => sum + bytes - (before.get(name) ?? 0), 0)),
    tables: Object.fromEntries(grown.sort(([, a], [, b]) => b - a)),
    rowsADevice: Object.fromEntries(
      await Promise.all(
        ['intake_fact', 'checks_finding', 'ledger_entry', 'inventory_item', 'inventory_set'].map(async (table) => [
          table,
          Math.round(((await count(table)) / devices) * 10) / 10,
        ]),
      ),
    ),
  }),
);
await db.close();
removePlace(place);
process.exit(0);
