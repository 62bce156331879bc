import { parseArgs } from 'node:util';
import { systemClock } from '../../src/base/clock.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import { Devices } from '../../src/devices/index.ts';
import { type Derived, Drift } from '../../src/drift/index.ts';
import { percentile, round } from './meters.ts';

/**
 * Changes of a whole company: how long grouping takes, a look at every device against its approved state, and each list that a
 * screen asks for. Devices have so many packages and services each; each device changed ten times. Prints one JSON last.
 */
const { values: given } = parseArgs({
  options: { devices: { type: 'string', default: '10000' }, packages: { type: 'string', default: '500' } },
});
const count = Number(given.devices);
const packages = Number(given.packages);
const tell = (text: string): void => console.error(`[${(performance.now() / 1000).toFixed(0).padStart(4)} s] ${text}`);

const db = await testDatabase();
const devices = new Devices(db.app, systemClock);
const ids: string[] = [];
for (let from = 0; from < count; from += 100)
  ids.push(
    ...(await Promise.all(
      Array.from({ length: Math.min(100, count - from) }, async (_, i) => {
        const name = `srv-${String(from + i).padStart(5, '0')}`;
        const said = { name, serial: name, hardwareUuid: name, instanceId: name, os: 'Debian', agentVersion: '5.23.1', hardware: 'x' };
        return (await devices.enrol({ ...said, platform: 'linux' })).deviceId;
      }),
    )),
  );
tell(`${count} devices`);
await db.owner.query(
  `INSERT INTO inventory_item (collection, platform, key, attributes, digest, first_seen_at)
   SELECT c, 'linux', c || '-' || (n / 2), jsonb_build_object('version', n::text, 'publisher', 'Debian'), sha256((c || n)::bytea), now()
   FROM unnest(ARRAY['software', 'services']) c, generate_series(1, $1::int) n`,
  [packages * 2],
);
await db.owner.query(
  `INSERT INTO intake_fact (device_id, kind, source, observed_at, received_at, body, digest)
   SELECT id, c || '-collection', 'bench', now(), now(), '{}', sha256('x') FROM devices_device, unnest(ARRAY['software', 'services']) c`,
);
await db.owner.query('INSERT INTO intake_current SELECT device_id, kind, id, observed_at FROM intake_fact');
await db.owner.query(
  `INSERT INTO inventory_set (device_id, collection, token, digest, items, fact_id, first_at, changed_at)
   SELECT f.device_id, c, 'x', sha256('x'), i.items || CASE WHEN f.id % 10 = 0 THEN ARRAY[i.other] ELSE '{}'::int[] END, f.id, now(), now()
   FROM intake_fact f, LATERAL (SELECT replace(f.kind, '-collection', '') AS c) k,
     LATERAL (SELECT array_agg(id ORDER BY id) FILTER (WHERE id % 2 = 0) AS items, min(id) FILTER (WHERE id % 2 = 1) AS other
              FROM inventory_item WHERE collection = k.c) i`,
);
await db.owner.query(
  `INSERT INTO inventory_change (device_id, collection, from_at, at, added, removed, fact_id)
   SELECT f.device_id, replace(f.kind, '-collection', ''), now() - make_interval(days => n, hours => 1), now() - make_interval(days => n),
     ARRAY(SELECT 1 + (g * 2 + n) % $1::int FROM generate_series(1, 12) g), ARRAY(SELECT 2 + (g * 2 + n) % $1::int FROM generate_series(1, 12) g), f.id
   FROM generate_series(5, 1, -1) n, intake_fact f`,
  [packages * 2 - 2],
);
await db.owner.query('VACUUM ANALYZE');
tell('filled');

let derived: Derived[] = [];
const drift = new Drift({
  pool: db.app,
  clock: systemClock,
  ports: {
    tell: async (all) => {
      derived = [...derived, ...all];
    },
    wants: (_, { deviceClass }) => deviceClass === 'server',
    approvedChanges: async () => new Map(),
    isChangeLine: async () => false,
    businessDaysSince: () => 1,
    silentMs: () => 86_400_000,
    committed: () => {},
  },
});
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return round(performance.now() - begun);
};

const sweepMs = await timed(() => drift.sweep());
tell(`${count * 10} changes grouped and ${derived.length} facts told in ${sweepMs} ms`);
const unit = { platform: 'linux', deviceClass: 'server', environment: null } as const;
let baseline = '';
const proposeMs = await timed(async () => {
  const made = await drift.propose({ traits: unit, collections: { services: 'exact', software: 'keys' }, share: 90 }, 'account:bench');
  await drift.approve(made.id, { digest: made.digest, reason: 'bench' }, 'account:bench');
  baseline = made.id;
});
derived = [];
const heldMs = await timed(() => drift.sweep());
tell(`${derived.length} facts about an approved state told in ${heldMs} ms`);
await db.owner.query('VACUUM ANALYZE');

const [some] = (await drift.events({ offset: 0, limit: 1 })).events;
const page = { offset: 0, limit: 50 };
const lists: Readonly<Record<string, () => Promise<unknown>>> = {
  'events waiting': () => drift.events({ state: 'waiting', ...page }),
  'events waiting, sums': () => drift.waiting(),
  'events of servers with packages': () => drift.events({ deviceClass: 'server', collection: 'software', ...page }),
  'events of devices by name': () => drift.events({ q: 'srv-009', ...page }),
  'events of one device': () => drift.events({ device: some!.deviceId, ...page }),
  'events, the hundredth page': () => drift.events({ offset: 5_000, limit: 50 }),
  'one event': () => drift.event(some!.id),
  'its differences': () => drift.differences({ ...some!, environment: null }, page),
  'classes with their approved states': () => drift.units(),
  'devices of an approved state': () => drift.devicesOf(baseline, page),
};
const listMs: Record<string, { p50: number; p95: number }> = {};
for (const [name, read] of Object.entries(lists)) {
  const times: number[] = [];
  for (let i = 0; i < 40; i += 1) times.push(await timed(read));
  listMs[name] = { p50: round(percentile(times, 0.5)!), p95: round(percentile(times, 0.95)!) };
}
console.log(JSON.stringify({ devices: count, packages, changes: count * 10, sweepMs, proposeMs, heldMs, listMs }, null, 2));
await db.close();
