// The made-up computers of the pictures: they enrol and answer as agents do, over TLS, with rows that somebody wrote. What a page says of
// them is what the server made of these answers.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forecastAll, record, rollUp } from '../src/capacity/index.ts';
import { inTransaction, openPool } from '../src/db/pool.ts';
import { enrolBody } from '../test/bench/messages.ts';
import { rowsFor } from '../test/bench/rows.ts';
import { Wire } from '../test/bench/wire.ts';
import { itemsOf } from './screenshots-fleet-lists.mjs';

const run = 'pictures';
const dayMs = 86_400_000;
const daysLived = 40;
const lastHour = daysLived * 24;
const named = (prefix, count, platform) =>
  Array.from({ length: count }, (_, at) => ({ name: `${prefix}-${String(at + 1).padStart(2, '0')}`, platform }));
const machines = [
  ...[named('pc-eigyo', 14, 'windows'), named('pc-keiri', 5, 'windows'), named('pc-somu', 4, 'windows')],
  ...[named('mac-kikaku', 6, 'macos'), named('mac-kaihatsu', 4, 'macos')],
  ...[['srv-file01', 'srv-hanbai01', 'srv-web01', 'srv-db01', 'srv-mail01', 'srv-test01'].map((name) => ({ name, platform: 'linux' }))],
].flat();
/** What a person would call the path or drive, how full it was, and how fast it grows in shares of it a day. */
const disks = {
  'srv-file01': { item: '/srv/share', size: 2 * 2 ** 40, from: 0.71, pace: 0.0058 },
  'srv-hanbai01': { item: '/var/lib/postgresql', size: 400 * 2 ** 30, from: 0.52, pace: 0.0019 },
  'srv-web01': { item: '/', size: 100 * 2 ** 30, from: 0.34, pace: 0 },
  'srv-db01': { item: '/var/lib/mysql', size: 800 * 2 ** 30, from: 0.63, pace: 0.0009 },
  'pc-keiri-02': { item: 'C:', size: 256 * 10 ** 9, from: 0.84, pace: 0.0021 },
};

export class Fleet {
  #wire;
  #secret;
  #now;
  #hosts;
  /** Grows with each visit: what an answer says has changed since. */
  visit = 0;

  constructor({ home, agentPort, now }) {
    this.#wire = new Wire(agentPort, readFileSync(join(home, 'tls', 'ca.pem'), 'utf8'));
    this.#secret = JSON.parse(readFileSync(join(home, 'secrets', 'enrol-secret.json'), 'utf8')).current;
    this.#now = now;
    const started = Math.floor(now() / 1000);
    this.#hosts = machines.map((machine, number) => ({ ...machine, number, failing: number % 13 === 3, started, drift: 0 }));
  }

  #post = async (host, path, body) => {
    const from = `127.1.0.${host.number + 1}`;
    const { status, body: said } = await this.#wire.post({ path, body: JSON.stringify(body), from });
    if (status !== 200 || said === null) throw new Error(`${host.name} ${path}: ${status}`);
    return said;
  };

  async enrol() {
    for (const host of this.#hosts) {
      const { node_key } = await this.#post(host, '/enroll', JSON.parse(enrolBody(host, this.#secret, run)));
      host.nodeKey = node_key;
    }
  }

  /** Every computer is asked until nothing more is asked of it. */
  async answer(rounds = 12) {
    this.visit += 1;
    for (const host of this.#hosts) host.started = Math.floor(this.#now() / 1000);
    await Promise.all(this.#hosts.map((host) => this.#answerOf(host, rounds)));
  }

  async #answerOf(host, rounds) {
    for (let round = 0; round < rounds; round += 1) {
      const { queries = {} } = await this.#post(host, '/distributed/read', { node_key: host.nodeKey });
      const asked = Object.entries(queries);
      if (asked.length === 0 && round > 2) return;
      const all = (of) => Object.fromEntries(asked.map(([id, sql]) => [id, of(id, sql)]));
      await this.#post(host, '/distributed/write', {
        node_key: host.nodeKey,
        queries: all((id, sql) => this.#rows(host, id, sql)),
        statuses: all(() => 0),
        messages: all(() => ''),
        stats: all((id) => ({ wall_time_ms: 4 + (id.length % 30), user_time: 3, system_time: 1, memory: 262_144 })),
      });
    }
  }

  #rows(host, id, sql) {
    const [question = '', part = ''] = id.split('#');
    const collection = /^(.+)-collection\//.exec(question)?.[1];
    if (collection === undefined || part !== 'items') return this.#plain(host, id, sql);
    const lines = [...new Set(itemsOf(host, collection, this.visit))].sort();
    const token = createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 32);
    const head = { token, line: String(lines.length) };
    return sql.includes(`'${token}'`) ? [head] : [head, ...lines.map((line) => ({ token: '', line }))];
  }

  #plain(host, id, sql) {
    const seconds = Math.floor(this.#now() / 1000);
    if (id.startsWith('clock-offset/')) return [{ unix_time: String(Math.round(seconds)) }];
    if (id.startsWith('neighbours/') && id.endsWith('#seen')) return neighboursOf(host);
    if (/FROM uptime/.test(sql)) return [{ days: String(host.number % 21), hours: String(host.number % 24), minutes: '7' }];
    return volumesOf(host, id.replace(/\/\w+#/, '#'), this.#now()) ?? rowsFor(host, id, sql, seconds);
  }
}

/** Forty days of capacity in one go, written as the server writes them. */
export async function liveThrough({ home, until, days = daysLived }) {
  const [port] = readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8')
    .split('\n')
    .slice(3, 4);
  const password = readFileSync(join(home, 'secrets', 'database-owner-password'), 'utf8');
  const pool = openPool({ url: `postgres://tejun:${password}@127.0.0.1:${port}/tejun`, connectionsMax: 2 });
  const { rows } = await pool.query('SELECT id, name, platform FROM devices_device WHERE name = ANY($1)', [
    machines.map(({ name }) => name),
  ]);
  let at = until - days * dayMs;
  const clock = { now: () => new Date(at) };
  for (let hour = 0; hour < days * 24 - 1; hour += 1, at += 3_600_000) {
    const of = (device, number) => ({ of: { device: device.id }, samples: samplesOf(device, number, hour, clock.now()) });
    await inTransaction(pool, (tx) => record(tx, rows.map(of), clock.now()));
    if (hour % 24 === 23) await rollUp(pool, clock);
  }
  at = until;
  await rollUp(pool, clock);
  await forecastAll({ pool, clock, horizonDays: () => 14, emit: async () => {} });
  await pool.end();
}

/** The same number for the same text, from 0 to 1. */
const chance = (text) => Number.parseInt(createHash('sha256').update(text).digest('hex').slice(0, 8), 16) / 2 ** 32;

function samplesOf({ name, platform }, number, hour, at) {
  const disk = disks[name] ?? {
    item: { windows: 'C:', macos: '/System/Volumes/Data', linux: '/' }[platform],
    size: 512 * 10 ** 9,
    from: 0.25 + (number % 9) / 20,
    pace: 0.0002,
  };
  const tokyo = (at.getUTCHours() + 9) % 24;
  const working = at.getUTCDay() % 6 !== 0 && tokyo >= 9 && tokyo < 18;
  const day = Math.floor(hour / 24);
  const grown = disk.from + disk.pace * (day + chance(`${name} ${day}`) / 2 + (working ? 0.3 : 0)) + chance(`${name} ${hour}`) / 900;
  return [
    { metric: 'disk', item: disk.item, at, value: Math.round(disk.size * Math.min(0.985, grown)), size: disk.size },
    { metric: 'memory', item: '', at, value: (working ? 55 : 38) + 12 * chance(`${name} m ${hour}`) },
    ...(platform === 'windows' ? [] : [{ metric: 'load', item: '', at, value: (working ? 38 : 9) + 25 * chance(`${name} l ${hour}`) }]),
  ];
}

/** Everybody speaks with the router and the server of files, some with what nobody has registered. */
function neighboursOf({ number }) {
  const strange = [
    ['10.20.0.201', '00:26:73:4a:1c:90'],
    ['10.20.0.202', '00:11:32:7e:05:b1'],
    ['10.20.0.231', 'd2:5e:88:19:40:7c'],
  ].filter((_, at) => number % (at + 2) === 0);
  return [['10.20.0.1', '00:1b:22:00:00:00'], ['10.20.0.43', '00:1b:21:00:00:21'], ...strange].map(([address, mac]) => ({ address, mac }));
}

/** What is asked of the disks now goes on where the forty days ended. */
function volumesOf(host, part, now) {
  const [{ item, value, size }] = samplesOf(host, host.number, lastHour, new Date(now));
  if (part === 'disk-space#drives') return [{ device_id: item, free_space: String(size - value), size: String(size), boot_partition: '1' }];
  if (part !== 'disk-space#mounts') return null;
  const path = host.platform === 'macos' ? '/System/Volumes/Data' : item;
  const free = String(Math.floor((size - value) / 4096));
  const blocks = { blocks_size: '4096', blocks: String(Math.floor(size / 4096)), blocks_free: free, blocks_available: free };
  return [{ path, ...blocks, inodes: '0', inodes_free: '0' }];
}
