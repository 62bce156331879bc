import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { bundleMaker } from '../src/server/bundles.ts';
import { BundleKey } from '../src/sources/osquery/bundle-signature.ts';
import { type DataSite, dataSite, type TestAgent } from './data-site.ts';

describe('what devices are used as: from a person’s decision to the verdicts', () => {
  let data: DataSite;
  let srv: TestAgent;
  before(async () => {
    data = await dataSite();
    srv = await data.agent('srv-01');
  });
  after(() => data.close());

  const send = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => data.administrator.send(method, path, body);
  const place = (body: object) => send('POST', '/api/devices/place', { devices: [srv.deviceId], reason: '用途の確認', ...body });
  const standing = async () => {
    const { findings } = (await send('GET', `/api/devices/${srv.deviceId}`)).body;
    return new Map<string, string>(findings.map((finding: { check: string; verdict: string }) => [finding.check, finding.verdict]));
  };
  const sumsAreRight = async () => {
    const { rows } = await data.database.owner.query<{ stored: string; counted: string }>(
      `SELECT (SELECT coalesce(sum(count), 0)::text FROM checks_count) AS stored, (SELECT count(*)::text FROM checks_state) AS counted`,
    );
    assert.equal(rows[0]!.stored, rows[0]!.counted);
    const [, device] = (
      await data.database.owner.query<{ n: number }>(
        'SELECT coalesce(sum(pass + fail + unknown), 0)::int AS n FROM checks_device UNION ALL SELECT count(*)::int FROM checks_state',
      )
    ).rows;
    assert.equal(String(device!.n), rows[0]!.counted);
  };

  it('drops what no longer concerns a device with its sums, keeps the rest, and asks it anew', async () => {
    const offset = { offsetMs: 0, boundMs: 10 };
    await data.observe(srv.deviceId, 'clock-offset', offset);
    const before = await standing();
    const onlyServers = [...before.keys()].filter((check) => check === 'backup/job-scheduled' || check === 'software/development-tools');
    assert.ok(onlyServers.includes('backup/job-scheduled'), [...before.keys()].join(' '));
    assert.equal(before.get('clock/offset'), 'pass');
    await data.database.owner.query(
      `INSERT INTO checks_state (check_id, device_id, verdict, because, since, finding_id, fact_id, kind, stale)
       SELECT 'backup/job-scheduled', device_id, 'pass', because, since, finding_id, fact_id, kind, false FROM checks_state WHERE check_id = 'clock/offset'`,
    );
    await data.database.owner.query("INSERT INTO checks_count VALUES ('backup/job-scheduled', 'pass', 1)");
    await data.database.owner.query('UPDATE checks_device SET pass = pass + 1');
    await sumsAreRight();
    for (let round = 0; round < 60; round++) {
      const { queries } = await srv.call('/distributed/read');
      if (Object.keys(queries ?? {}).length === 0) break;
    }
    assert.deepEqual((await place({ class: 'client' })).body, { changed: 1 });
    const after = await standing();
    assert.equal(after.has('backup/job-scheduled'), false);
    assert.equal(after.get('clock/offset'), 'pass', 'what concerns every device stays');
    await sumsAreRight();
    assert.ok(Object.keys((await srv.call('/distributed/read')).queries ?? {}).length > 0, 'it is asked at the next poll');
    assert.deepEqual((await place({ class: 'by-rule' })).body, { changed: 1 });
    assert.equal((await standing()).get('backup/job-scheduled'), 'unknown', 'it is unknown until the device has answered');
    await sumsAreRight();
  });

  it('lists, filters and places by group', async () => {
    const rule = { deviceClass: 'server', name: 'srv-*' };
    assert.deepEqual((await send('POST', '/api/groups/preview', { rule })).body, { devices: 1, names: ['srv-01'] });
    const { id } = (await send('POST', '/api/groups', { name: 'サーバ', rule, reason: '点検のため' })).body;
    assert.equal((await send('GET', `/api/devices?group=${id}`)).body.total, 1);
    assert.equal((await send('GET', '/api/devices?environment=production')).body.total, 0);
    const placed = await send('POST', '/api/devices/place', { group: id, environment: 'production', reason: '本番' });
    assert.deepEqual(placed.body, { changed: 1 });
    const [row] = (await send('GET', '/api/devices?environment=production')).body.devices;
    assert.deepEqual([row.class, row.environment, row.agentVersion], ['server', 'production', '5.23.1']);
    const { groups } = (await send('GET', '/api/groups')).body;
    assert.deepEqual([groups[0].name, groups[0].devices, groups[0].version], ['サーバ', 1, 1]);
    assert.equal((await send('PUT', `/api/groups/${id}`, { version: 2, name: 'x', rule, reason: 'r' })).status, 409);
    assert.equal((await send('POST', '/api/devices/place', { reason: 'r', class: 'client' })).status, 400, 'neither devices nor a group');
    assert.equal((await send('POST', '/api/live/preview', { sql: 'SELECT 1', devices: { group: id } })).body.devices, 1);
    assert.equal((await send('POST', `/api/groups/${id}/end`, { version: 1, reason: '不要' })).status, 200);
    assert.equal((await send('GET', `/api/devices?group=${id}`)).body.total, 0);
  });

  it('finds agents that are older than the company allows', async () => {
    assert.equal((await send('GET', '/api/devices?agent=old')).body.total, 0);
    await data.engine.devices.describe(srv.deviceId, 'Debian', '5.12.1');
    assert.equal((await send('GET', '/api/devices?agent=old')).body.total, 1);
  });

  it('counts bundles by their content and their secret, and knows which devices run each', async () => {
    const { database, clock, engine } = data;
    let generation = 1;
    const folder = mkdtempSync(join(tmpdir(), 'tejun-key-'));
    try {
      const key = new BundleKey(join(folder, 'key.pem'));
      const wiring = { pool: database.app, clock, key, tlsHost: 'tejun.example.co.jp:8035', authority: 'CA' };
      const make = bundleMaker({ ...wiring, secret: () => ({ text: `s${generation}`, generation }) });
      await make('linux', 'account:a');
      await make('linux', 'account:a');
      await make('windows', 'account:a');
      generation = 2;
      await Promise.all([make('linux', 'account:a'), make('linux', 'account:b')]);
    } finally {
      rmSync(folder, { recursive: true });
    }
    assert.deepEqual(await srv.call('/config/b3'), await srv.call('/config'));
    await engine.devices.flush();
    const { bundles, versions, generations } = (await send('GET', '/api/agents')).body;
    assert.deepEqual(
      bundles.map(({ version, platform, secretGeneration, devices }: Record<string, unknown>) => [
        version,
        platform,
        secretGeneration,
        devices,
      ]),
      [
        [3, 'linux', 2, 1],
        [2, 'windows', 1, 0],
        [1, 'linux', 1, 0],
      ],
    );
    assert.deepEqual(versions, [{ version: '5.12.1', devices: 1, old: true }]);
    assert.deepEqual(generations, [{ generation: null, devices: 1 }]);
    const { rows } = await database.owner.query<{ n: number }>("SELECT count(*)::int AS n FROM ledger_entry WHERE kind = 'bundle.written'");
    assert.equal(rows[0]!.n, 5, 'each time one is handed out');
    await assert.rejects(database.app.query('UPDATE devices_bundle SET version = 9'), { code: '42501' });
  });
});
