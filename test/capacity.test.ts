import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { TestBrowser } from '../src/api/test-site.ts';
import { record } from '../src/capacity/index.ts';
import { testDevice } from '../src/capacity/testing/device.ts';
import { inTransaction } from '../src/db/pool.ts';
import { readEntries } from '../src/ledger/index.ts';
import { snap, writeRequest } from '../src/sources/prometheus/testing/written.ts';
import { type DataSite, dataSite } from './data-site.ts';

/** Targets, remote write, rounds, problems and forecasts, through the routes of the server. */
let site: DataSite;
let admin: TestBrowser;
let service: http.Server;
let port: number;
let answer: (response: http.ServerResponse) => void = (response) => void response.end('ok');
before(async () => {
  site = await dataSite({ start: '2026-11-22T00:00:00Z' });
  admin = site.administrator;
  service = http.createServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  port = (service.address() as AddressInfo).port;
});
after(async () => {
  service.closeAllConnections();
  service.close();
  await site.close();
});

const add = (target: object) =>
  admin.send('POST', '/api/capacity/targets', {
    kind: 'http',
    name: 'wiki',
    address: `http://127.0.0.1:${port}/`,
    deviceId: null,
    warnMs: null,
    ...target,
  });
const targets = async () => (await admin.send('GET', '/api/capacity/targets')).body;
const post = (payload: Buffer, headers: Record<string, string>) =>
  site.site.app.inject({
    method: 'POST',
    url: '/api/v1/write',
    payload,
    headers: { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy', ...headers },
  });
const metric = (name: string, value: number, at: number, labels: Record<string, string> = {}) => ({
  labels: { __name__: name, instance: 'db01:9100', ...labels },
  samples: [{ value, at }],
});
const minuteMs = 60_000;

describe('targets of capacity', () => {
  it('are named, changed and ended by an administrator, each in the ledger; what must not be looked at is refused', async () => {
    for (const address of ['http://169.254.169.254/', 'file:///etc/passwd', 'http://u:p@x/', 'nothing'])
      assert.equal((await add({ address })).body.error, 'value-out-of-bounds', address);
    assert.equal((await add({ kind: 'tcp', address: '[fe80::1]:22' })).status, 422);
    assert.equal((await add({ deviceId: '00000000-0000-4000-8000-000000000000' })).status, 422);
    const { id } = (await add({ name: '<b>ウィキ</b>' })).body;
    assert.equal((await add({ name: '<b>ウィキ</b>', address: 'http://other/' })).status, 409);
    assert.equal((await add({ name: 'other' })).status, 409);
    const [target] = (await targets()).targets;
    assert.deepEqual([target.name, target.address, target.revision, target.state], ['<b>ウィキ</b>', `http://127.0.0.1:${port}/`, 1, null]);
    const change = { kind: 'http', name: 'wiki', address: target.address, deviceId: null, warnMs: 500 };
    assert.equal((await admin.send('PUT', `/api/capacity/targets/${id}`, { ...change, revision: 1 })).status, 200);
    assert.equal((await admin.send('PUT', `/api/capacity/targets/${id}`, { ...change, revision: 1 })).status, 409);
    assert.equal((await admin.send('POST', `/api/capacity/targets/${id}/end`, { revision: 2 })).status, 200);
    assert.equal((await admin.send('POST', `/api/capacity/targets/${id}/end`, { revision: 3 })).status, 404);
    assert.deepEqual((await targets()).targets, []);
    const entries = (await readEntries(site.database.app, { limit: 100 })).filter(({ kind }) => kind === 'capacity.target');
    assert.equal(entries.length, 3);
    assert.ok(entries.every(({ subject }) => subject === `capacity-target:${id}`));
  });
});

describe('remote write', () => {
  let token = '';
  const write = (series: Parameters<typeof writeRequest>[0]) => post(snap(writeRequest(series)), { authorization: `Bearer ${token}` });
  it('is refused without the token, before its body is read', async () => {
    // Without any it could come from a stranger's page, which is refused first.
    assert.equal((await post(Buffer.from('x'), {})).statusCode, 403);
    assert.equal((await post(Buffer.from('x'), { authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' })).statusCode, 401);
    token = (await admin.send('POST', '/api/capacity/token', {})).body.token;
    const old = token;
    token = (await admin.send('POST', '/api/capacity/token', {})).body.token;
    assert.notEqual(old, token);
    assert.equal((await post(snap(Buffer.alloc(0)), { authorization: `Bearer ${old}` })).statusCode, 204);
    site.clock.advance({ days: 8 });
    assert.equal((await post(snap(Buffer.alloc(0)), { authorization: `Bearer ${old}` })).statusCode, 401);
    assert.equal((await post(snap(Buffer.alloc(0)), { authorization: `Bearer ${token}` })).statusCode, 204);
    const { rows } = await site.database.app.query<{ hash: Buffer }>('SELECT hash FROM capacity_token');
    assert.ok(!rows[0]!.hash.toString('latin1').includes(token));
    // The token opens nothing else.
    const other = await site.site.app.inject({ method: 'GET', url: '/api/capacity', headers: { authorization: `Bearer ${token}` } });
    assert.equal(other.statusCode, 401);
  });
  it('answers 400 to what can never be read, so that nobody sends it again', async () => {
    const authorization = `Bearer ${token}`;
    const bomb = Buffer.from([0xff, 0xff, 0xff, 0x7f, 0]);
    assert.equal((await post(bomb, { authorization })).statusCode, 400);
    assert.equal((await post(Buffer.from([4, 12, 1, 2, 3, 4]), { authorization })).statusCode, 400);
    assert.equal((await post(snap(Buffer.alloc(0)), { authorization, 'content-encoding': 'gzip' })).statusCode, 400);
    assert.equal((await post(Buffer.alloc(1_100_000), { authorization })).statusCode, 413);
    assert.equal((await post(Buffer.from('{}'), { authorization, 'content-type': 'application/json' })).statusCode, 400);
    assert.equal((await post(snap(Buffer.alloc(0)), { authorization, 'content-type': 'text/plain' })).statusCode, 403);
  });
  it('keeps numbers of senders that are named; of others it says that they came', async () => {
    const now = site.clock.now().getTime();
    const page = (at: number, free: number) => [
      metric('node_memory_MemTotal_bytes', 1000, at),
      metric('node_memory_MemAvailable_bytes', free, at),
    ];
    assert.equal((await write(page(now - 3 * minuteMs, 100))).statusCode, 204);
    await write([{ labels: { __name__: 'node_load15', instance: '<img src=x>\u0000' }, samples: [{ value: 1, at: now }] }]);
    const refused = (await targets()).refused.filter(({ reason }: { reason: string }) => reason === 'unknown-sender');
    assert.deepEqual(refused.map(({ name }: { name: string }) => name).sort(), ['<img src=x>\ufffd', 'db01:9100']);
    const { id } = (await add({ kind: 'remote', name: 'db01', address: 'db01:9100' })).body;
    for (const [minutes, free] of [
      [4, 100],
      [3, 200],
      [2, 300],
      [1, 400],
      [0, 500],
    ] as const)
      assert.equal((await write(page(now - minutes * minuteMs, free))).statusCode, 204);
    // What says to come from the future makes nothing whole, and what is sent again changes nothing.
    await write(page(now + 60 * minuteMs, 1));
    await write(page(now - 4 * minuteMs, 999));
    const subject = (await admin.send('GET', `/api/capacity/subjects/target/${id}`)).body;
    assert.deepEqual(
      subject.series.map((series: { metric: string; latest: { value: number } }) => [series.metric, series.latest.value]),
      [['memory', 70]],
    );
    const [target] = (await targets()).targets;
    assert.equal(target.state.ok, true);
  });
});

describe('rounds', () => {
  it('measure services; one that stops is a verdict of its server, and a problem once', async () => {
    const device = await testDevice(site.database, 'srv01');
    site.clock.advance({ hours: 1 });
    const { id } = (await add({ name: '販売管理', deviceId: device, warnMs: 60_000 })).body;
    const standing = async () => {
      const { rows } = await site.database.app.query(
        `SELECT verdict FROM checks_state WHERE check_id = 'capacity/response-time' AND device_id = $1`,
        [device],
      );
      return rows[0]?.verdict ?? null;
    };
    const rounds = async (count: number) => {
      for (let i = 0; i < count; i += 1) {
        site.clock.advance({ minutes: 1 });
        await site.capacity.round();
      }
    };
    await rounds(2);
    assert.equal(await standing(), null);
    await rounds(1);
    assert.equal(await standing(), 'pass');
    answer = (response) => void response.writeHead(503).end();
    await rounds(2);
    assert.equal(await standing(), 'pass');
    await rounds(1);
    assert.equal(await standing(), 'fail');
    const state = (await targets()).targets.find((target: { id: string }) => target.id === id).state;
    assert.deepEqual([state.ok, state.says.en], [false, 'The answer was an error. (503)']);
    await rounds(6);
    const breaches = async () =>
      (await site.database.app.query('SELECT subject, ended_at FROM capacity_breach')).rows.filter(({ subject }) =>
        subject.includes(device),
      );
    assert.equal((await breaches()).length, 1);
    answer = (response) => void response.end('ok');
    await rounds(12);
    assert.equal(await standing(), 'pass');
    answer = (response) => void response.writeHead(503).end();
    await rounds(8);
    assert.equal((await breaches()).length, 1, 'it flutters: still the same problem');
    answer = (response) => void response.end('ok');
    await rounds(10);
    site.clock.advance({ hours: 25 });
    await rounds(6);
    assert.notEqual((await breaches())[0].ended_at, null);
    assert.ok(
      (await admin.send('GET', `/api/capacity/subjects/target/${id}`)).body.series.some(
        ({ metric: which }: { metric: string }) => which === 'response',
      ),
    );
  });
});

describe('forecasts', () => {
  it('follow from the days that were measured, stand in the list and the verdict, and are held against what came', async () => {
    const device = await testDevice(site.database, 'fs01');
    const size = 1000 * 2 ** 30;
    const fill = async (percent: number) => {
      const at = site.clock.now();
      await inTransaction(site.database.app, (tx) =>
        record(tx, [{ of: { device }, samples: [{ metric: 'disk', item: '/<script>', at, value: (size * percent) / 100, size }] }], at),
      );
    };
    const verdict = async () =>
      (
        await site.database.app.query(`SELECT verdict FROM checks_state WHERE check_id = 'capacity/disk-forecast' AND device_id = $1`, [
          device,
        ])
      ).rows[0]?.verdict;
    for (let day = 0; day < 10; day += 1) {
      await fill(20 + day);
      site.clock.advance({ days: 1 });
    }
    await site.capacity.daily();
    assert.equal(await verdict(), 'unknown');
    for (let day = 10; day < 75; day += 1) {
      await fill(20 + day);
      site.clock.advance({ days: 1 });
      await site.capacity.daily();
    }
    // It stands at 94 percent and gains one a day.
    assert.equal(await verdict(), 'fail');
    const list = (await admin.send('GET', '/api/capacity?q=fs01')).body;
    assert.equal(list.total, 1);
    const [disk] = list.disks;
    assert.deepEqual(
      [disk.name, disk.item, disk.kind, disk.warn, disk.percent, disk.size],
      ['fs01', '/<script>', 'filling', true, 94, size],
    );
    const left = (Date.parse(disk.fullOn) - Date.parse(disk.onDay)) / 86_400_000;
    assert.ok(left >= 4 && left <= 9, `${left} days`);
    for (const percent of [95, 96, 97, 98, 99.5, 100]) {
      await fill(percent);
      site.clock.advance({ days: 1 });
      await site.capacity.daily();
    }
    const series = (await admin.send('GET', `/api/capacity/series/${disk.series}?days=400`)).body;
    assert.equal(series.points.length, 81);
    assert.deepEqual([series.hits.hit, series.hits.missed, series.hits.falseAlarm], [1, 0, 0]);
    assert.match((await admin.send('GET', '/api/capacity')).body.hits.says.ja, /予測1件のうち1件が±25%以内/);
    const profile = (await admin.send('GET', `/api/capacity/series/${disk.series}/profile`)).body;
    assert.equal(profile.hours.length, 7);
    await assert.rejects(site.database.app.query('DELETE FROM capacity_forecast'), /permission denied|stay as they are/);
    await assert.rejects(site.database.owner.query(`UPDATE capacity_outcome SET outcome = 'hit'`), /stay as they are/);
  });
  it('are read only by those who read how the company stands', async () => {
    assert.equal((await site.site.browser().send('GET', '/api/capacity')).status, 401);
  });
});
