import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../src/base/id.ts';
import { inTransaction } from '../../src/db/pool.ts';
import type { EventListed, EventState } from '../../src/drift/index.ts';
import { statesOfDevice } from '../../src/engine/checks/index.ts';
import { readEntries } from '../../src/ledger/index.ts';
import { type DataSite, dataSite } from '../data-site.ts';
import { told } from './told.ts';

const packages = (...versions: string[]) => versions.map((version, i) => [`pkg-${i}`, { version }] as const);
const services = (...names: string[]) => names.map((name) => [`${name}.service`, { start: 'enabled' }] as const);

describe('changes seen on devices', () => {
  let data: DataSite;
  let server: string;
  const rows = async <T extends object>(sql: string, ...values: unknown[]) => (await data.database.owner.query<T>(sql, values)).rows;
  const sweep = () => data.watching.drift.sweep();
  const events = async (filter: object = {}): Promise<EventListed[]> =>
    (await data.watching.drift.events({ device: server, offset: 0, limit: 50, ...filter })).events;
  const verdict = async (check: string, device = server) =>
    (await statesOfDevice(data.database.app, device)).find(({ checkId }) => checkId === check)?.verdict;
  const unexplained = (device = server) => verdict('configuration/unexplained-changes', device);
  const refused = (code: string) => (error: { code?: string }) => error.code === code;

  before(async () => {
    data = await dataSite({ start: '2026-11-23T15:00:00Z' });
    ({ deviceId: server } = await data.agent('srv-db01'));
    await told(data, server, { software: packages('1', '1', '1'), services: services('ssh') });
    await sweep();
  });
  after(() => data?.close());

  it('are nothing at the beginning, and that is known', async () => {
    assert.deepEqual(await events(), []);
    assert.equal(await unexplained(), 'pass');
    assert.equal(await verdict('configuration/unexplained-server-changes'), 'pass');
    assert.equal(await verdict('configuration/baseline'), 'unknown');
  });

  it('become one event of several hourly looks, with the window in which it happened', async () => {
    data.clock.advance({ hours: 1 });
    await told(data, server, { software: packages('2', '2', '1') });
    await sweep();
    data.clock.advance({ hours: 1 });
    await told(data, server, { software: packages('2', '2', '2'), services: services('ssh', 'xrdp') });
    await sweep();
    const [event, ...others] = await events();
    assert.deepEqual(others, []);
    assert.deepEqual(
      [event!.fromAt.toISOString(), event!.at.toISOString(), event!.state, event!.loud],
      ['2026-11-23T15:00:00.000Z', '2026-11-23T17:00:00.000Z', 'waiting', 4],
    );
    assert.deepEqual(event!.counts.software, { added: 0, removed: 0, changed: 3, example: 'pkg-0' });
    const { total, differences } = await data.watching.drift.differences(
      { id: event!.id, platform: 'linux', deviceClass: 'server', environment: null },
      { offset: 0, limit: 10 },
    );
    assert.equal(total, 4);
    assert.deepEqual(differences.map(({ key, act }) => `${key} ${act}`).sort(), [
      'pkg-0 changed',
      'pkg-1 changed',
      'pkg-2 changed',
      'xrdp.service added',
    ]);
  });

  it('may wait for their reason until the deadline; then the device fails until somebody wrote one', async () => {
    assert.equal(await unexplained(), 'pass');
    // Tuesday to Friday are three business days, and the weekend counts for none.
    for (const [days, is] of [
      [3, 'pass'],
      [2, 'pass'],
      [1, 'fail'],
    ] as const) {
      data.clock.advance({ days });
      await told(data, server, { software: packages('2', '2', '2'), services: services('ssh', 'xrdp') });
      await sweep();
      assert.equal(await unexplained(), is, `after ${days} more days`);
    }
    const [event] = await events();
    const explain = (more: object = {}) =>
      data.watching.drift.explain(
        { events: [{ id: event!.id, revision: event!.revision }], reason: '月例の更新', own: true, row: null, ...more },
        'account:a',
      );
    await assert.rejects(explain({ reason: ' ' }), refused('reason-required'));
    await assert.rejects(explain({ events: [{ id: event!.id, revision: 1 }] }), refused('conflict'), 'it grew since it was read');
    await assert.rejects(explain({ events: [{ id: newId(), revision: 1 }] }), refused('not-found'));
    await assert.rejects(explain({ row: newId() }), refused('not-found'), 'no such line of the register');
    const both = await Promise.allSettled([explain(), explain({ reason: '別の理由' })]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'], 'one of two who explain at once');
    await sweep();
    assert.equal(await unexplained(), 'pass');
    const entries = await readEntries(data.database.app, { limit: 100, kind: 'drift.explained' });
    assert.equal(entries.length, 1);
    const detail = await data.watching.drift.event(event!.id);
    assert.deepEqual([detail?.state, detail?.explanation?.own, detail?.explanation?.by], ['explained', true, 'account:a']);
  });

  it('that come right after an explanation are not covered by it', async () => {
    data.clock.advance({ hours: 1 });
    await told(data, server, { services: services('ssh', 'xrdp', 'vnc') });
    await sweep();
    const [first] = await events();
    await data.watching.drift.explain({ events: [{ id: first!.id, revision: 1 }], reason: '検証', own: false, row: null }, 'account:a');
    data.clock.advance({ minutes: 20 });
    await told(data, server, { services: services('ssh') });
    await sweep();
    const [second] = await events();
    assert.notEqual(second!.id, first!.id);
    assert.equal(second!.state, 'waiting');
  });

  it('are noise where a rule says so, and a rule reaches what still waits but nothing that was judged', async () => {
    const { drift } = data.watching;
    const rule = {
      collection: 'services' as const,
      pattern: '*.service',
      attribute: null,
      platform: null,
      deviceClass: 'server' as const,
      window: null,
      until: null,
    };
    await assert.rejects(drift.addRule({ ...rule, reason: '' }, 'account:a'), refused('reason-required'));
    await assert.rejects(drift.addRule({ ...rule, pattern: '**', reason: 'x' }, 'account:a'), refused('bad-request'));
    const id = await drift.addRule({ ...rule, reason: '検証機のサービスは毎日入れ替わる' }, 'account:a');
    await sweep();
    const [quiet] = await events();
    assert.deepEqual([quiet!.state, quiet!.loud, quiet!.quiet], ['quiet', 0, 2]);
    const { differences } = await drift.differences({ ...quiet!, environment: null }, { offset: 0, limit: 5 });
    assert.ok(
      differences.every(({ quietedBy }) => quietedBy === id),
      'the rule is named',
    );
    await drift.endRule(id, '検証が終わった', 'account:a');
    await assert.rejects(drift.endRule(id, 'again', 'account:a'), refused('wrong-state'));
    await sweep();
    assert.equal((await events())[0]!.state, 'quiet', 'what was quiet stays quiet');
    data.clock.advance({ hours: 3 });
    await told(data, server, { services: services('ssh', 'xrdp') });
    await sweep();
    assert.equal((await events())[0]!.state, 'waiting', 'what comes is loud again');
    const builtIn = (await drift.rules()).find(({ builtin }) => builtin !== null)!;
    await drift.endRule(builtIn.id, '使わない', 'account:a');
    await sweep();
    assert.ok((await drift.rules()).find((each) => each.id === builtIn.id)!.ended, 'a rule that was ended does not come back by itself');
    await drift.restoreRule(builtIn.id, 'やはり使う', 'account:a');
    await assert.rejects(drift.restoreRule(builtIn.id, 'again', 'account:a'), refused('wrong-state'));
  });

  it('of software on a PC are noted only', async () => {
    const { deviceId: pc } = await data.agent('eigyo-03', 'windows');
    await told(data, pc, { software: packages('1'), services: services('a') });
    await sweep();
    data.clock.advance({ hours: 1 });
    await told(data, pc, { software: packages('2') });
    await sweep();
    assert.deepEqual(
      (await events({ device: pc })).map(({ state }) => state),
      ['noted'] satisfies EventState[],
    );
    data.clock.advance({ hours: 1 });
    await told(data, pc, { services: services('a', 'b') });
    await sweep();
    assert.deepEqual(
      (await events({ device: pc })).map(({ state, loud }) => `${state} ${loud}`),
      ['waiting 1'],
    );
    await data.engine.devices.retire(pc, 'account:a', data.engine.forget);
    assert.deepEqual(
      (await events({ device: pc })).map(({ state }) => state),
      ['closed'],
      'nobody is asked about a retired device',
    );
    await sweep();
  });

  it('are matched to an approved change of the device on its day', async () => {
    const cells = { title: 'xrdpを入れる', kind: 'setting', reason: '遠隔保守', plannedOn: '2026-11-30', device: server };
    const from = { request: newId(), by: 'account:a', at: data.clock.now() };
    const { row } = await inTransaction(data.database.app, (tx) => data.running.registers.write(tx, 'changes/changes', cells, from));
    data.clock.set('2026-11-30T02:00:00Z');
    await told(data, server, { services: services('ssh', 'xrdp') });
    data.clock.advance({ hours: 1 });
    await told(data, server, { services: services('ssh', 'xrdp', 'approved') });
    await sweep();
    const [event] = await events();
    assert.deepEqual([event!.state, event!.matchedRow], ['matched', row]);
    data.clock.set('2026-12-02T02:00:00Z');
    await told(data, server, { services: services('ssh', 'xrdp', 'approved') });
    data.clock.advance({ hours: 1 });
    await told(data, server, { services: services('ssh', 'xrdp', 'approved', 'late') });
    await sweep();
    assert.equal((await events())[0]!.state, 'waiting', 'two days later nobody approved it');
  });

  it('belong each to exactly one event, however the rounds fall and however often they are repeated', async () => {
    const grouped = await rows<{ change: number; event: string | null }>(
      'SELECT i.id AS change, c.event_id AS event FROM inventory_change i LEFT JOIN drift_change c ON c.change_id = i.id ORDER BY 1',
    );
    assert.ok(grouped.length >= 8 && grouped.every(({ event }) => event !== null));
    const before = await rows('SELECT * FROM drift_event ORDER BY id');
    // As if the server had been killed before it remembered how far it had come.
    await data.database.owner.query('UPDATE drift_state SET change_id = 0');
    await Promise.all([sweep(), sweep()]);
    assert.deepEqual(await rows('SELECT * FROM drift_event ORDER BY id'), before);
    assert.equal((await rows('SELECT FROM drift_change')).length, grouped.length);
  });

  it('and their reasons stay as they are, whoever asks the database', async () => {
    const { app } = data.database;
    for (const sql of [
      `UPDATE drift_explanation SET reason = 'other'`,
      'DELETE FROM drift_event',
      'DELETE FROM drift_change',
      'TRUNCATE drift_rule',
      `UPDATE drift_event SET state = 'waiting' WHERE state = 'explained'`,
      `UPDATE drift_event SET state = 'explained' WHERE state = 'waiting'`,
      `UPDATE drift_rule SET reason = 'other'`,
      `UPDATE drift_rule SET ended_reason = 'other' WHERE ended_at IS NOT NULL`,
    ])
      await assert.rejects(app.query(sql), { code: '42501' }, sql);
  });
});
