import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answer } from '../src/api/test-site.ts';
import { newId } from '../src/base/id.ts';
import { controls } from '../src/catalog/index.ts';
import { screenLockMinutes } from '../src/practices/endpoint/params.ts';
import { type DataSite, dataSite } from './data-site.ts';

describe('routes over the data', () => {
  let data: DataSite;
  let windows: string;
  let mac: string;
  before(async () => {
    data = await dataSite();
    windows = (await data.agent('経理-01', 'windows')).deviceId;
    mac = (await data.agent('mac-02', 'macos')).deviceId;
    await data.observe(windows, 'guest-access', { unforeseen: true });
    await data.observe(windows, 'clock-offset', { offsetMs: 20, boundMs: 500 });
    await data.integrate();
  });
  after(() => data.close());

  const get = (url: string) => data.administrator.get(url);
  const ok = (answer: Answer) => {
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  };
  const refused = (answer: Answer) => `${answer.status} ${answer.body.error}`;

  it('show the board: 34 tiles, planned parts counted, devices and ledger', async () => {
    const board = ok(await get('/api/board'));
    assert.equal(board.controls.length, 34);
    assert.deepEqual(board.devices, { total: 2, silent: 0, conflicts: 0 });
    assert.ok(board.ledger.size > 0 && /^[0-9a-f]{64}$/.test(board.ledger.root));
    for (const tile of board.controls) {
      const operative = controls
        .find((control) => control.id === tile.id)!
        .clauses.filter((c) => !c.heading && ['item', 'sub', 'para'].includes(c.type));
      const { pass, fail, unknown, planned, notApplicable } = tile.clauses;
      assert.equal(pass + fail + unknown + planned + notApplicable, operative.length, tile.id);
    }
  });

  it('show a control with its sentences, values and mechanisms, and know no other', async () => {
    const control = ok(await get('/api/controls/8.17'));
    assert.ok(control.clauses.length > 0);
    const mechanisms = control.clauses.flatMap(
      (clause: { mechanisms: { check: { id: string; counts: object } | null }[] }) => clause.mechanisms,
    );
    const offset = mechanisms.find((m: { check: { id: string } | null }) => m.check?.id === 'clock/offset').check;
    assert.deepEqual([offset.expected, offset.counts], [2, { pass: 1, fail: 0, unknown: 1 }]);
    for (const id of ['8.35', '__proto__', '9', '8.17%00']) assert.equal(refused(await get(`/api/controls/${id}`)), '404 not-found');
  });

  it('show the state as the command line prints it', async () => {
    const status = ok(await get('/api/status'));
    assert.equal(status.controls.length, 34);
    assert.equal(status.devices.length, 2);
    assert.ok(
      status.clauses.every(
        (clause: { verdict: string; complete: boolean; mechanisms: unknown[] }) => clause.verdict !== 'planned' || !clause.complete,
      ),
    );
    assert.equal(status.ledger.size, (await data.database.owner.query('SELECT next_seq FROM ledger_head')).rows[0].next_seq);
  });

  it('list devices with filters, and refuse odd ones', async () => {
    const listed = ok(await get('/api/devices?q=%E7%B5%8C%E7%90%86&platform=windows&state=active&sort=name&order=asc'));
    assert.deepEqual([listed.total, listed.devices[0].name, listed.devices[0].silent], [1, '経理-01', false]);
    assert.deepEqual(ok(await get('/api/devices?offset=50')), { total: 2, devices: [] });
    assert.equal(ok(await get('/api/devices?q=%00')).total, 2);
    for (const query of ['limit=0', 'limit=201', 'offset=-1', 'sort=id', 'verdict=planned', `q=${'x'.repeat(201)}`])
      assert.equal(refused(await get(`/api/devices?${query}`)), '400 bad-request', query);
  });

  it('show one device with every check that concerns it, the worst first', async () => {
    const device = ok(await get(`/api/devices/${windows}`));
    assert.deepEqual([device.name, device.platform, device.serial, device.conflict], ['経理-01', 'windows', 'serial-経理-01', null]);
    const rank = device.findings.map((finding: { verdict: string }) => ['fail', 'unknown', 'pass'].indexOf(finding.verdict));
    assert.deepEqual(rank, rank.toSorted());
    const guest = device.findings.find((finding: { factId: number | null; because: { ja: string } }) =>
      finding.because.ja.includes('隔離'),
    );
    assert.ok(guest, 'what was not of its kind is unknown, with the reason');
    assert.ok(device.flips.length >= 2 && device.flips.every((flip: { ledgerSeq: number }) => flip.ledgerSeq >= 0));
    assert.equal(refused(await get(`/api/devices/${newId()}`)), '404 not-found');
    assert.equal(refused(await get('/api/devices/none')), '400 bad-request');
  });

  it('show a check with all devices that it concerns, measured or not, and its numbers fit its rows', async () => {
    const check = ok(await get('/api/checks/clock/offset'));
    assert.deepEqual(
      check.findings.map((f: { device: string; verdict: string }) => [f.device, f.verdict]),
      [
        [mac, 'unknown'],
        [windows, 'pass'],
      ],
    );
    assert.equal(check.total, 2);
    for (const verdict of ['pass', 'fail', 'unknown'] as const) {
      const page = ok(await get(`/api/checks/clock/offset?verdict=${verdict}`));
      assert.deepEqual([page.total, page.findings.length], [check.counts[verdict], check.counts[verdict]], verdict);
    }
    assert.equal(refused(await get('/api/checks/clock/nothing')), '404 not-found');
  });

  it('show a fact with the digest that the ledger carries', async () => {
    const finding = ok(await get('/api/checks/clock/offset?verdict=pass')).findings[0];
    const fact = ok(await get(`/api/facts/${finding.factId}`));
    assert.deepEqual([fact.device, fact.kind, fact.body], [windows, 'clock-offset', { offsetMs: 20, boundMs: 500 }]);
    const entry = ok(await get(`/api/ledger/entries/${finding.ledgerSeq}`));
    assert.equal(entry.payload.factDigest, fact.digest);
    for (const id of ['0', '-1', 'x', '1.5', '9'.repeat(30)]) assert.equal(refused(await get(`/api/facts/${id}`)), '400 bad-request', id);
    assert.equal(refused(await get('/api/facts/999999')), '404 not-found');
  });

  it('set a value with a fresh second factor, and show the conflict, the bounds and what is for the committee', async () => {
    const url = `/api/params/${screenLockMinutes.id}`;
    const put = (body: object) => data.administrator.send('PUT', url, body);
    data.site.clock.advance({ minutes: 10 });
    assert.equal(refused(await put({ value: 5, version: 0 })), '403 step-up-required');
    await data.site.stepUp(data.administrator);
    const set = ok(await put({ value: 5, version: 0 }));
    assert.deepEqual([set.value, set.version, set.laxer, set.history[0].by], [5, 1, false, data.administrator.accountId]);
    assert.equal(set.history[0].byName.ja, `名前 ${data.administrator.accountId}`, 'people read a name');
    assert.equal(refused(await put({ value: 6, version: 0 })), '409 conflict');
    for (const reason of [undefined, '手術室']) assert.equal(refused(await put({ value: 30, version: 1, reason })), '409 needs-approval');
    assert.equal(refused(await put({ value: 61, version: 1, reason: 'x' })), '422 value-out-of-bounds');
    assert.equal(ok(await put({ value: 7, version: 1, reason: '手術室' })).laxer, false);
    assert.equal(ok(await get(url)).history.length, 2);
    assert.equal(refused(await get('/api/params/nothing')), '404 not-found');
    assert.ok(ok(await get('/api/params')).params.length > 30);
    const sentences = JSON.stringify(ok(await get('/api/controls/8.1')).clauses);
    assert.match(sentences, /"said":"7分"/);
  });

  it('find controls, clauses, checks and devices by a word', async () => {
    const hits = ok(await get(`/api/search?q=${encodeURIComponent('経理')}`));
    assert.deepEqual(
      hits.devices.map((hit: { id: string }) => hit.id),
      [windows],
    );
    assert.equal(ok(await get('/api/search?q=8.17')).controls[0].id, '8.17');
    assert.equal(refused(await get('/api/search?q=')), '400 bad-request');
  });

  it('rotate the secret and hand out a bundle to the administrator only, with a fresh second factor', async () => {
    await data.site.stepUp(data.administrator);
    ok(await data.administrator.post('/api/agents/rotate-secret', {}));
    const bundle = await get('/api/agents/bundle/linux');
    assert.deepEqual(
      [bundle.status, bundle.headers['content-type'], bundle.headers['cache-control']],
      [200, 'application/zip', 'no-store'],
    );
    assert.equal(refused(await get('/api/agents/bundle/amiga')), '400 bad-request');
    const by = data.administrator.accountId;
    assert.deepEqual(data.agentCalls, [`rotate by ${by}`, `bundle linux by ${by}`]);
    const agents = ok(await get('/api/agents'));
    assert.deepEqual([agents.quarantine.length, agents.quarantine[0].device, agents.counters.quarantined], [1, '経理-01', 1]);
    const auditor = await data.site.join(
      data.administrator,
      'auditor@example.co.jp',
      ['auditor'],
      new Date(data.site.clock.now().getTime() + 86_400_000),
    );
    await data.site.stepUp(auditor);
    for (const url of ['/api/agents', '/api/agents/bundle/linux']) assert.equal(refused(await auditor.get(url)), '403 forbidden');
    assert.equal(refused(await auditor.post('/api/agents/rotate-secret', {})), '403 forbidden');
    assert.equal((await auditor.get('/api/board')).status, 200);
    const employee = await data.site.join(data.administrator, 'staff@example.co.jp', ['employee']);
    for (const url of ['/api/board', '/api/devices', '/api/status', '/api/params', `/api/devices/${windows}`])
      assert.equal(refused(await employee.get(url)), '403 forbidden');
  });

  it('decide a conflict once', async () => {
    const twin = await data.agent('mac-02', 'macos', { uuid: 'another board' });
    const decide = (decision: string) => data.administrator.post(`/api/devices/${twin.deviceId}/decide-conflict`, { decision });
    await data.site.stepUp(data.administrator);
    assert.equal(refused(await decide('merge')), '400 bad-request');
    ok(await decide('separate'));
    assert.equal(refused(await decide('separate')), '404 not-found');
  });
});
