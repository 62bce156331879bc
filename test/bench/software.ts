import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { systemClock } from '../../src/base/clock.ts';
import { sha256Hex } from '../../src/base/hash.ts';
import { newId } from '../../src/base/id.ts';
import { silentLog } from '../../src/base/log.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import { type CollectedItem, collectionFacts } from '../../src/facts/collection.ts';
import { Integrator, openSigner } from '../../src/ledger/index.ts';
import { vaultWith } from '../../src/people/index.ts';
import { newEngine } from '../../src/server/engine.ts';
import { openRunning } from '../../src/server/running.ts';
import { openSoftware } from '../../src/server/software.ts';
import { openWriting } from '../../src/server/writing.ts';
import {
  common,
  holdersOf,
  permitCommon,
  readCollections,
  titleListed,
  titlePage,
  versionsOf,
  versionsOn,
} from '../../src/software/index.ts';
import { uuidOf } from './messages.ts';
import { percentile, round } from './meters.ts';
import { newPlace, removePlace } from './server-process.ts';

/**
 * Software control with so many devices of five hundred programs each: how long the first lists take, permitting what is common in one
 * act, a change of one line (of a program that every device has, and of one that few have), and what a page of titles costs. Most
 * programs come with the system, fifty are the company's, ten are somebody's own. Prints one JSON last.
 */
const { values: given } = parseArgs({
  options: { devices: { type: 'string', default: '10000' }, looks: { type: 'string', default: '200' } },
});
const devices = Number(given.devices);
const looks = Number(given.looks);
const tell = (text: string): void => console.error(`[${(performance.now() / 1000).toFixed(0).padStart(4)} s] ${text}`);

const db = await testDatabase();
const place = await newPlace();
const signer = openSigner(place.home);
const integrator = new Integrator({ pool: db.app, signer, clock: systemClock, log: silentLog });
integrator.start();
const engine = await newEngine({ pool: db.app, clock: systemClock, log: silentLog, integrator });
const wiring = { pool: db.app, clock: systemClock, log: silentLog, values: engine.values };
const writing = await openWriting({ ...wiring, vault: vaultWith(randomBytes(32)), publicUrl: undefined });
const running = openRunning({ ...wiring, writing });
const software = openSoftware({
  pool: db.app,
  clock: systemClock,
  log: console as never,
  engine,
  running,
  calendar: () => writing.company.calendar(),
});

const item = (key: string, version: string, publisher: string): CollectedItem => ({
  key,
  attributes: { version, publisher, source: 'deb' },
});
/** A number that looks random and is the same at each run. */
const mixed = (text: string): number => Number.parseInt(sha256Hex(text).slice(0, 8), 16);
const baseCount = 2_000;
const ownCount = 900;

function itemsOf(device: number): CollectedItem[] {
  const items = new Map<string, CollectedItem>();
  const add = (each: CollectedItem) => items.set(each.key, each);
  for (let i = 0; items.size < 440; i += 1) {
    const n = i < 300 ? i : mixed(`base ${device} ${i}`) % baseCount;
    add(item(`libbase${n}`, `1.${n % 7}.${mixed(`v ${device} ${n}`) % 3}`, 'Debian Team <team@lists.debian.org>'));
  }
  for (let i = 0; items.size < 490; i += 1) {
    // A few are everywhere, most are here and there.
    const n = i < 5 ? i : Math.floor(ownCount * (mixed(`own ${device} ${i}`) / 2 ** 32) ** 2);
    add(item(`gyomu${n}`, `${1 + (n % 3)}.${mixed(`w ${device} ${n}`) % 2}`, '株式会社例'));
  }
  for (let i = 0; items.size < 500; i += 1) add(item(`kojin${mixed(`tail ${device} ${i}`) % 8_000}`, '1.0', '不明'));
  return [...items.values()];
}

const { kind } = collectionFacts.software;
const ids: string[] = [];
async function seen(number: number, items: readonly CollectedItem[]): Promise<void> {
  const at = systemClock.now();
  const digest = sha256Hex(JSON.stringify(items));
  const collected = { collection: 'software' as const, token: digest.slice(0, 32), items };
  const body = { count: items.length, digest };
  await engine.intake.accept({
    drafts: [{ deviceId: ids[number]!, kind, source: 'bench', observedAt: at, receivedAt: at, body, collected }],
  });
}
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return round((performance.now() - startedAt) / 1000, 2);
};

for (let number = 0; number < devices; number += 1) {
  const { deviceId } = await engine.devices.enrol({
    hardwareUuid: uuidOf(`hardware ${number}`),
    serial: `PF${String(number).padStart(6, '0')}`,
    instanceId: newId(),
    platform: 'linux',
    name: `srv-${String(number).padStart(5, '0')}`,
    os: 'Debian GNU/Linux 13',
    agentVersion: '5.23.1',
    hardware: 'ThinkPad',
  } as Parameters<typeof engine.devices.enrol>[0]);
  ids.push(deviceId);
}
tell('enrolled');
const fillSeconds = await timed(async () => {
  let next = 0;
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      for (let number = next++; number < devices; number = next++) await seen(number, itemsOf(number));
    }),
  );
  await software.control.look();
});
await db.owner.query('VACUUM ANALYZE');
tell(`filled and derived in ${fillSeconds} s`);

const counts = async () =>
  Object.fromEntries(
    (
      await db.owner.query<{ verdict: string; count: number }>(
        `SELECT verdict, count(*) AS count FROM checks_state WHERE check_id = 'software/unlisted' GROUP BY 1`,
      )
    ).rows.map(({ verdict, count }) => [verdict, count]),
  );
const act = { by: 'account:bench', reason: '導入時の一括許可' };
const before = await counts();
const shown = await common(db.app, 3);
const commonSeconds = await timed(async () => {
  await permitCommon(software.acts, shown, '業務', act);
  await software.control.look();
});
tell(`${shown.count} common programs permitted in ${commonSeconds} s`);

/** A line comes and goes: each until every verdict stands. */
async function line(name: string) {
  const { rows } = await db.owner.query<{ devices: number }>('SELECT devices FROM software_title WHERE name = $1', [name]);
  let row = { row: '', revision: 0 };
  const forbidSeconds = await timed(async () => {
    row = await running.registers.add('software/forbidden', { name, reason: '試験' }, act);
    await software.control.look();
  });
  const standing = (
    await db.owner.query<{ count: number }>(
      `SELECT count(*) AS count FROM checks_state WHERE check_id = 'software/forbidden' AND verdict = 'fail'`,
    )
  ).rows[0]!.count;
  const endSeconds = await timed(async () => {
    await running.registers.end('software/forbidden', { id: row.row, revision: row.revision }, act);
    await software.control.look();
  });
  return { onDevices: rows[0]?.devices ?? 0, failing: standing, forbidSeconds, endSeconds };
}
const lines = { everywhere: await line('gyomu0'), often: await line('gyomu100'), seldom: await line('kojin7') };
tell(JSON.stringify(lines));

const confirmSeconds = await timed(async () => {
  await Promise.all(ids.slice(0, 500).map((_, number) => seen(number, itemsOf(number))));
  await software.control.look();
});

const waits: Record<string, number[]> = {};
const measure = async (what: string, work: () => Promise<unknown>) => {
  const startedAt = performance.now();
  await work();
  waits[what] = [...(waits[what] ?? []), performance.now() - startedAt];
};
const page = { kind: 'installed', platform: null, publisher: null, gone: false, sort: 'devices', order: 'desc', limit: 50 } as const;
for (let i = 0; i < looks; i += 1) {
  const id = 1 + (mixed(`look ${i}`) % 2_000);
  await measure('list', () => titlePage(db.app, { ...page, q: undefined, state: null, offset: (i % 20) * 50 }));
  await measure('listSearched', () =>
    titlePage(db.app, { ...page, q: `u${i % 90}`, state: i % 2 === 0 ? 'new' : null, sort: 'name', offset: 0 }),
  );
  await measure('detail', () => Promise.all([titleListed(db.app, id), versionsOf(db.app, id, 101)]));
  await measure('devices', async () => {
    const { devices: some } = await holdersOf(db.app, id, 0, 50);
    await versionsOn(
      db.app,
      id,
      some.map((each) => each.id),
      readCollections,
    );
  });
}
const p95 = Object.fromEntries(Object.entries(waits).map(([what, ms]) => [what, round(percentile(ms, 0.95) ?? 0)]));
const size = await db.owner.query<{ bytes: number; titles: number; items: number }>(
  `SELECT (SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relname LIKE 'software\\_%' AND relkind = 'r') AS bytes,
     (SELECT count(*) FROM software_title) AS titles, (SELECT count(*) FROM software_item) AS items`,
);
const { bytes, titles, items } = size.rows[0]!;
const after = await counts();
await software.stop();
await engine.stop();
await integrator.settle();
integrator.stop();
removePlace(place);
await db.close();
console.log(
  JSON.stringify({
    devices,
    titles,
    items,
    fillSeconds,
    before,
    common: { titles: shown.count, seconds: commonSeconds },
    after,
    lines,
    confirm500Seconds: confirmSeconds,
    p95Ms: p95,
    bytesPerDevice: Math.round(Number(bytes) / devices),
  }),
);
