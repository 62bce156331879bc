import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../src/base/id.ts';
import { statesOfDevice } from '../../src/engine/checks/index.ts';
import type { DeviceTraits } from '../../src/facts/kind.ts';
import { type DataSite, dataSite } from '../data-site.ts';
import { told } from './told.ts';

const unit: DeviceTraits = { platform: 'linux', deviceClass: 'server', environment: null };
const services = (...names: string[]) => names.map((name) => [name, { start: 'enabled' }] as const);
const collections = { services: 'exact', software: 'keys' } as const;

describe('the approved state of a class of devices', () => {
  let data: DataSite;
  const servers: string[] = [];
  const sweep = () => data.watching.drift.sweep();
  const state = async (device: string) => {
    const found = (await statesOfDevice(data.database.app, device)).find(({ checkId }) => checkId === 'configuration/baseline');
    return found && `${found.verdict} ${found.because.ja}`;
  };
  const refused = (code: string) => (error: { code?: string }) => error.code === code;
  const tell = (device: string, version: string, ...names: string[]) =>
    told(data, device, { software: [['bash', { version }]], services: services('ssh', ...names) });

  before(async () => {
    data = await dataSite();
    for (let i = 0; i < 10; i += 1) servers.push((await data.agent(`srv-${i}`)).deviceId);
    for (const [i, device] of servers.entries()) await tell(device, '1', ...(i < 9 ? ['cron'] : []), ...(i === 0 ? ['xrdp'] : []));
    await sweep();
  });
  after(() => data?.close());

  it('is unknown until somebody approved one', async () => {
    assert.match((await state(servers[0]!)) ?? '', /^unknown/);
    assert.deepEqual(
      (await data.watching.drift.units()).map(({ devices, approved }) => ({ devices, approved })),
      [{ devices: 10, approved: null }],
    );
  });

  it('is what most of the class have, frozen, and counts from its approval on', async () => {
    const { drift } = data.watching;
    const proposed = await drift.propose({ traits: unit, collections, share: 90 }, 'account:a');
    assert.deepEqual([proposed.version, proposed.devices, proposed.items.length], [1, 10, 3]);
    await sweep();
    assert.match((await state(servers[0]!)) ?? '', /^unknown/, 'a proposal counts for nothing');
    const reason = '構築手順書のとおり';
    await assert.rejects(drift.approve(proposed.id, { digest: 'f'.repeat(64), reason }, 'account:b'), refused('conflict'));
    await assert.rejects(drift.approve(proposed.id, { digest: proposed.digest, reason: ' ' }, 'account:b'), refused('reason-required'));
    const given = { digest: proposed.digest, reason };
    const both = await Promise.allSettled([drift.approve(proposed.id, given, 'account:b'), drift.approve(proposed.id, given, 'account:c')]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await sweep();
    assert.match((await state(servers[0]!)) ?? '', /^fail .*1件.*services \+ xrdp/);
    assert.match((await state(servers[1]!)) ?? '', /^pass/);
    assert.match((await state(servers[9]!)) ?? '', /^fail .*services - cron/);
    const [found] = await drift.units();
    assert.deepEqual([found!.equal, found!.differing, found!.approved?.version], [8, 2, 1]);
    assert.deepEqual(
      (await drift.devicesOf(proposed.id, { offset: 0, limit: 2 })).devices.map(({ differs }) => differs),
      [1, 1],
    );
  });

  it('takes another version for the same where it goes by names, and says what never came as unknown', async () => {
    data.clock.advance({ hours: 1 });
    await tell(servers[1]!, '2', 'cron');
    const { deviceId: bare } = await data.agent('srv-bare');
    await told(data, bare, { software: [['bash', { version: '9' }]] });
    await sweep();
    assert.match((await state(servers[1]!)) ?? '', /^pass/);
    assert.match((await state(bare)) ?? '', /^unknown .*services/);
  });

  it('is left by a change, noise by rule left out, and reached again by undoing it', async () => {
    const { drift } = data.watching;
    data.clock.advance({ hours: 1 });
    await tell(servers[1]!, '2', 'cron', 'vnc');
    await sweep();
    assert.match((await state(servers[1]!)) ?? '', /^fail .*vnc/);
    const anywhere = { attribute: null, platform: null, deviceClass: null, until: null, reason: '保守用' } as const;
    await drift.addRule({ ...anywhere, collection: 'services', pattern: 'vnc', window: { from: 0, until: 60 } }, 'account:a');
    await sweep();
    assert.match((await state(servers[1]!)) ?? '', /^fail/, 'a rule of certain hours says nothing of a state');
    const id = await drift.addRule({ ...anywhere, collection: 'services', pattern: 'vnc', window: null }, 'account:a');
    await sweep();
    assert.match((await state(servers[1]!)) ?? '', /^pass .*1件/);
    await drift.endRule(id, '保守は終わり', 'account:a');
    await sweep();
    assert.match((await state(servers[1]!)) ?? '', /^fail/);
    data.clock.advance({ hours: 1 });
    await tell(servers[1]!, '2', 'cron');
    await sweep();
    assert.match((await state(servers[1]!)) ?? '', /^pass/);
  });

  it('from a device of reference takes the place of the one before; a proposal can be dropped', async () => {
    const { drift } = data.watching;
    await assert.rejects(
      drift.propose({ traits: { ...unit, deviceClass: 'client' }, collections, reference: servers[0]! }, 'a'),
      refused('bad-request'),
    );
    await assert.rejects(drift.propose({ traits: unit, collections, reference: newId() }, 'a'), refused('not-found'));
    await assert.rejects(
      drift.propose({ traits: unit, collections: { settings: 'exact' }, reference: servers[0]! }, 'a'),
      refused('not-ready'),
    );
    await assert.rejects(drift.propose({ traits: unit, collections: { settings: 'exact' }, share: 90 }, 'a'), refused('not-ready'));
    await assert.rejects(drift.propose({ traits: unit, collections: {}, share: 90 }, 'a'), refused('bad-request'));
    const unwanted = await drift.propose({ traits: unit, collections, share: 51 }, 'account:a');
    await drift.drop(unwanted.id, 'account:a');
    await assert.rejects(drift.approve(unwanted.id, { digest: unwanted.digest, reason: 'x' }, 'account:b'), refused('wrong-state'));
    const next = await drift.propose({ traits: unit, collections, reference: servers[0]! }, 'account:a');
    const before = (await drift.approved(unit))!;
    assert.deepEqual(
      (await drift.compare(next, before)).map(({ key, act }) => `${key} ${act}`),
      ['xrdp added'],
    );
    await drift.approve(next.id, { digest: next.digest, reason: '遠隔保守を認めた' }, 'account:b');
    await sweep();
    assert.match((await state(servers[0]!)) ?? '', /^pass .*第3版/);
    assert.match((await state(servers[2]!)) ?? '', /^fail .*services - xrdp/);
    assert.deepEqual(
      (await drift.versions(unit)).map(({ version, state: is }) => `${version} ${is}`),
      ['3 approved', '2 dropped', '1 superseded'],
    );
    await assert.rejects(data.database.app.query(`UPDATE drift_baseline SET items = '{}'`), { code: '42501' });
    await assert.rejects(data.database.app.query(`UPDATE drift_baseline SET state = 'approved' WHERE state = 'superseded'`), {
      code: '42501',
    });
  });

  it('speaks for no device that has grown silent', async () => {
    data.clock.advance({ days: 2 });
    await data.engine.sweep();
    assert.match((await state(servers[0]!)) ?? '', /^unknown/);
    await sweep();
    assert.match((await state(servers[0]!)) ?? '', /^unknown/, 'nothing new was seen');
    const { drift } = data.watching;
    const next = await drift.propose({ traits: unit, collections, reference: servers[2]! }, 'account:a');
    await drift.approve(next.id, { digest: next.digest, reason: '元に戻した' }, 'account:b');
    await sweep();
    assert.match((await state(servers[2]!)) ?? '', /^unknown/, 'another version makes nobody speak');
    data.clock.advance({ minutes: 2 });
    await tell(servers[2]!, '1', 'cron');
    data.engine.devices.seen(servers[2]!);
    await data.engine.devices.flush();
    await sweep();
    assert.match((await state(servers[2]!)) ?? '', /^pass/, 'as soon as it is heard again');
  });
});
