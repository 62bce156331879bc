import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathOf } from './agent-paths.ts';
import { ownIntervals } from './config.ts';
import { answerTo, ask, booth } from './testing/booth.ts';

const questions = [ask('clock', 'minute'), ask('disk', 'hourly'), ask('names', 'hourly', { values: ['list'] })];
const drafts = (emission: { drafts?: readonly { kind: string; body?: unknown; unreadable?: unknown }[] } | undefined) =>
  Object.fromEntries((emission?.drafts ?? []).map((draft) => [draft.kind, draft.body ?? 'unreadable']));

describe('the agents’ protocol', () => {
  it('enrols with a good secret only, and records who was refused and why', async () => {
    const site = booth(questions);
    assert.equal(await site.enrol(), 'key-1');
    for (const enroll_secret of ['wrong', '', undefined, 7, ['secret-now']]) {
      const refused = await site.call('/enroll', { enroll_secret, platform_type: '9', host_details: site.host('u') });
      assert.equal(refused.node_invalid, true);
      assert.ok(!('node_key' in refused));
    }
    assert.deepEqual(new Set(site.refusals), new Set(['192.0.2.9 wrong-secret']));
    site.state.secrets = ['secret-next', 'secret-now'];
    await site.enrol();
    site.refusals.length = 0;
    for (const body of [
      {},
      { platform_type: '9' },
      { platform_type: '4', host_details: site.host('u') },
      { platform_type: '9', host_details: [] },
    ])
      assert.equal((await site.call('/enroll', { enroll_secret: 'secret-now', ...body })).node_invalid, true);
    assert.deepEqual(site.refusals, Array(4).fill('192.0.2.9 no-identity'));
  });

  it('tells an unknown key on every path to enrol again, as a boolean', async () => {
    const site = booth(questions);
    for (const path of ['/config', '/log', '/distributed/read', '/distributed/write']) {
      for (const body of [{ node_key: 'nobody' }, {}, { node_key: '' }, { node_key: 5 }]) {
        assert.strictEqual((await site.call(path, { ...body, queries: {}, data: [] })).node_invalid, true);
      }
    }
    assert.equal(site.emitted.length, 0);
    assert.deepEqual(site.protocol.takeCounts(), { 'unknown-node': 16 });
  });

  it('lets the key in the header go before the one in the body: nobody writes for another', async () => {
    const site = booth(questions);
    const [mine, other] = [await site.enrol('mine'), await site.enrol('other')];
    const write = { node_key: other, log_type: 'status', data: [{ unixTime: 5, filename: 'a' }] };
    await site.call('/log', write, `NodeKey ${mine}`);
    assert.equal(site.emitted.at(-1)!.lines![0]!.deviceId, 'device-mine');
    assert.equal((await site.call('/log', write, 'NodeKey nobody')).node_invalid, true);
    await site.call('/log', { ...write, hostIdentifier: 'other', deviceId: 'device-other' }, `NodeKey ${mine}`);
    assert.equal(site.emitted.at(-1)!.lines![0]!.deviceId, 'device-mine');
    await site.call('/log', write);
    assert.equal(site.emitted.at(-1)!.lines![0]!.deviceId, 'device-other', 'older agents have no header');
  });

  it('answers every path with an object, collects no files, and knows no other path', async () => {
    const site = booth(questions);
    const node_key = await site.enrol();
    assert.ok((await site.call('/config', { node_key })).schedule);
    const { options } = (await site.call('/config', { node_key })) as { options: { distributed_interval: number } };
    assert.equal(options.distributed_interval, ownIntervals('device-u1').distributedSeconds, 'each device has its own beat');
    for (const path of ['/carve/init', '/carve/block']) assert.match((await site.call(path, {})).error, /not collected/);
    assert.deepEqual(
      ['/toString', '/', '/log', '/config/b7', '/config/b'].map((path) => pathOf(path).path),
      [null, null, '/log', '/config', null],
    );
    for (const queries of [undefined, null, 'x', [], 5])
      assert.match((await site.call('/distributed/write', { node_key, queries })).error, /queries/);
  });

  it('asks, stores what is answered, and says what discovery skipped', async () => {
    const site = booth(questions);
    const node_key = await site.enrol();
    const minute = await site.call('/distributed/read', { node_key });
    assert.deepEqual(Object.keys(minute.queries), ['clock/linux#rows']);
    assert.ok(minute.accelerate > 0);
    await site.call('/distributed/write', { node_key, ...answerTo(minute) });
    assert.deepEqual(drafts(site.emitted.at(-1)), { clock: { word: 'fine' } });
    const slow = await site.call('/distributed/read', { node_key });
    const half = answerTo({ queries: { 'disk/linux#rows': '' } });
    await site.call('/distributed/write', { node_key, ...half });
    assert.deepEqual(Object.keys(slow.queries).length, 2);
    assert.deepEqual(drafts(site.emitted.at(-1)), { disk: { word: 'fine' }, names: 'unreadable' });
    assert.equal(site.unanswered.get('names/linux')?.message, 'tables not active: names');
    site.clock.advance({ minutes: 5 });
    const next = await site.call('/distributed/read', { node_key });
    assert.deepEqual(Object.keys(next.queries), ['clock/linux#rows'], 'the refused one rests');
  });

  it('blames no table for a round that never reached the agent', async () => {
    const site = booth(questions);
    const node_key = await site.enrol();
    assert.ok('clock/linux#rows' in (await site.call('/distributed/read', { node_key })).queries);
    const next = await site.call('/distributed/read', { node_key });
    await site.call('/distributed/write', { node_key, ...answerTo(next) });
    assert.deepEqual(drafts(site.emitted.at(-1)), { disk: { word: 'fine' }, names: { word: 'fine' } });
    assert.equal(site.unanswered.size, 0);
  });

  it('quarantines rows that break a translation, and calls the fact unreadable', async () => {
    const site = booth(questions);
    const node_key = await site.enrol();
    await site.call('/distributed/write', { node_key, ...answerTo(await site.call('/distributed/read', { node_key }), 'break') });
    const [kept] = site.emitted.at(-1)!.quarantined!;
    assert.deepEqual([kept!.what, kept!.deviceId], ['rows:clock/linux', 'device-u1']);
    assert.deepEqual(drafts(site.emitted.at(-1)), { clock: 'unreadable' });
  });

  it('describes a device from its own snapshot, and from nothing else', async () => {
    const site = booth(questions);
    const node_key = await site.enrol();
    const line = (snapshot: unknown) => ({ name: 'tejun/details', unixTime: 5, snapshot });
    const good = { name: 'Debian', version: '13', agent_version: '5.23.1' };
    const bad = [[], [null], 'x', [{ ...good, name: { a: 1 } }], [{ name: 'Debian' }]].map(line);
    assert.deepEqual(await site.call('/log', { node_key, log_type: 'result', data: [...bad, line([good])] }), {});
    assert.deepEqual(site.described, [['device-u1', 'Debian 13', '5.23.1']]);
  });

  it('asks nothing slow where there is no room, except where a person waits for it', async () => {
    const full = { begins: () => false, isCrowded: true, isBehind: false, minuteWaitMs: 240_000 };
    const slowAsked = async (waits: boolean) => {
      const live = {
        concerns: () => waits,
        next: async () => ({ query: null, accelerate: 0 }),
        answered: async () => 0,
        observed: async () => {},
      };
      const site = booth(questions, { room: full, live });
      const node_key = await site.enrol();
      await site.call('/distributed/write', { node_key, ...answerTo(await site.call('/distributed/read', { node_key })) });
      return 'disk/linux#rows' in ((await site.call('/distributed/read', { node_key })).queries ?? {});
    };
    assert.deepEqual([await slowAsked(false), await slowAsked(true)], [false, true]);
  });
});
