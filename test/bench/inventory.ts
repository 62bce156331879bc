import { parseArgs } from 'node:util';
import { systemClock } from '../../src/base/clock.ts';
import { newId } from '../../src/base/id.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import {
  changesOfDevice,
  collectionsOf,
  countItems,
  holdersOf,
  itemById,
  itemsOfDevice,
  listItems,
  listQuestions,
} from '../../src/inventory/index.ts';
import { percentile, round } from './meters.ts';

/**
 * How long the questions of the inventory's screens take. Filled by SQL: `devices` of one system with `packages` programs each, out of a
 * dictionary ten times as large, a month of changes, and a segment of unknown machines. Prints one JSON last.
 */
const { values: given } = parseArgs({
  options: {
    devices: { type: 'string', default: '10000' },
    packages: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '60' },
  },
});
const [devices, packages, rounds] = [Number(given.devices), Number(given.packages), Number(given.rounds)];
const tell = (text: string): void => console.error(`[${(performance.now() / 1000).toFixed(0).padStart(4)} s] ${text}`);

const db = await testDatabase();
const dictionary = packages * 10;
const sql = (text: string, values: unknown[] = []) => db.owner.query(text, values);
await sql(
  `INSERT INTO devices_device (id, hardware_uuid, serial, instance_id, platform, name, search, os, agent_version, hardware, enrolled_at, last_seen_at)
   SELECT gen_random_uuid(), 'u' || n, 's' || n, 'i' || n, 'windows', '経理-' || lpad(n::text, 5, '0'), '経理-' || n, 'Windows 11', '5.23.1', '', now(), now() FROM generate_series(1, $1::int) n`,
  [devices],
);
await sql(
  `INSERT INTO intake_fact (device_id, kind, source, observed_at, received_at, body, digest)
   SELECT id, 'software-collection', 'osquery', now(), now(), '{"count": 1, "digest": "0"}', sha256('') FROM devices_device`,
);
await sql(`INSERT INTO intake_current (device_id, kind, fact_id, last_observed_at) SELECT device_id, kind, id, now() FROM intake_fact`);
await sql(
  `INSERT INTO inventory_item (collection, platform, key, attributes, digest, first_seen_at, devices)
   SELECT 'software', 'windows', CASE WHEN n % 7 = 0 THEN '勤怠くん ' ELSE 'Package ' END || n, jsonb_build_object('version', n || '.1', 'publisher', '㈱サンプル' || n % 50, 'source', 'program'), sha256(n::text::bytea), now(), 0
   FROM generate_series(1, $1::int) n`,
  [dictionary],
);
// Half of what a computer has everybody has; the rest is its own choice of the dictionary.
await sql(
  `INSERT INTO inventory_set (device_id, collection, token, digest, items, fact_id, first_at, changed_at)
   SELECT f.device_id, 'software', 't', sha256(''), ARRAY(SELECT DISTINCT i FROM (SELECT generate_series(1, $1::int / 2) AS i UNION ALL
     SELECT 1 + (hashint8(f.id * 1000 + g) & 2147483647) % $2::int FROM generate_series(1, $1::int / 2) g) AS have ORDER BY i), f.id, now(), now() FROM intake_fact f`,
  [packages, dictionary],
);
await sql(
  `UPDATE inventory_item i SET devices = c.devices FROM (SELECT id, count(*) AS devices FROM inventory_set, unnest(items) AS id GROUP BY id) c WHERE c.id = i.id`,
);
await sql(
  `INSERT INTO inventory_change (device_id, collection, from_at, at, added, removed, fact_id)
   SELECT device_id, 'software', now() - (n || ' days')::interval - interval '1 hour', now() - (n || ' days')::interval, ARRAY[1, 2, 3], ARRAY[4, 5], id
   FROM intake_fact, generate_series(1, 30) n`,
);
await sql(
  `INSERT INTO inventory_segment (network, gateway, rule, first_seen_at, last_reported_at) VALUES ('192.168.0.0/20', '00:a0:de:00:00:01', 'ask', now(), now())`,
);
await sql(
  `INSERT INTO inventory_neighbour (segment_id, mac, addresses, first_seen_at, last_seen_at)
   SELECT 1, '3c:52:82:00:' || lpad(to_hex(n / 256), 2, '0') || ':' || lpad(to_hex(n % 256), 2, '0'), ARRAY['192.168.0.' || n % 250], now(), now() FROM generate_series(1, 4000) n`,
);
await sql(
  `INSERT INTO inventory_question (id, segment_id, subject, opened_at, last_at) SELECT gen_random_uuid(), 1, 'mac:' || mac, now(), now() FROM inventory_neighbour LIMIT 500`,
);
await sql('VACUUM ANALYZE');
tell(`filled: ${devices} devices with ${packages} programs`);

const { rows: some } = await sql('SELECT id FROM devices_device LIMIT 200');
const pick = (n: number): string => some[n % some.length]!.id;
const page = { offset: 0, limit: 50 };
const list = { collection: 'software', sort: 'devices', order: 'desc', ...page } as const;
const common = (await itemById(db.app, 5))!;
const rare = (await itemById(db.app, dictionary - 3))!;
const asked: Readonly<Record<string, (n: number) => Promise<unknown>>> = {
  'counts of collections': () => countItems(db.app),
  'items by devices': () => listItems(db.app, list),
  'items by name, a late page': () => listItems(db.app, { ...list, sort: 'key', order: 'asc', offset: dictionary - 200 }),
  'items searched for': (n) => listItems(db.app, { ...list, q: `くん ${n}` }),
  'devices that have a common item': () => holdersOf(db.app, common, page),
  'devices that have a rare item': () => holdersOf(db.app, rare, page),
  'collections of a device': (n) => collectionsOf(db.app, pick(n)),
  'items of a device': (n) => itemsOfDevice(db.app, pick(n), { collection: 'software', ...page }),
  'items of a device, searched for': (n) => itemsOfDevice(db.app, pick(n), { collection: 'software', q: 'くん', ...page }),
  'changes of a device': (n) => changesOfDevice(db.app, pick(n), { offset: 0, limit: 20 }),
  'unknown machines': () =>
    listQuestions(db.app, { state: 'open', ...page, seenSince: new Date(systemClock.now().getTime() - 86_400_000) }),
};

async function measure() {
  const result: Record<string, { p50: number; p95: number }> = {};
  for (const [name, ask] of Object.entries(asked)) {
    const times: number[] = [];
    for (let n = 0; n < rounds; n += 1) {
      const began = performance.now();
      await ask(n);
      times.push(performance.now() - began);
    }
    result[name] = { p50: round(percentile(times, 0.5)!), p95: round(percentile(times, 0.95)!) };
    tell(`${name}: p95 ${result[name].p95} ms`);
  }
  return result;
}

const sizes = async () =>
  (
    await sql(
      `SELECT pg_total_relation_size('inventory_set') AS sets, pg_total_relation_size('inventory_item') AS items, pg_total_relation_size('inventory_change') AS changes`,
    )
  ).rows[0];
const asking = await measure();
const bytes = await sizes();
console.log(JSON.stringify({ run: newId(), devices, packages, dictionary, bytes, asking }, null, 2));
await db.close();
