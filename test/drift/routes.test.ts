import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { collectionIds } from '../../src/facts/collection.ts';
import { changeSections } from '../../src/server/sheets-changes.ts';
import { type DataSite, dataSite } from '../data-site.ts';
import { told } from './told.ts';

describe('the pages about changes', () => {
  let data: DataSite;
  const devices: string[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape are looked into
  const get = async (path: string): Promise<any> => {
    const answer = await data.administrator.get(`/api/drift/${path}`);
    assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const post = (path: string, body: object) => data.administrator.post(`/api/drift/${path}`, body);

  before(async () => {
    data = await dataSite({ start: '2026-11-23T17:00:00Z' });
    for (let i = 0; i < 3; i += 1) devices.push((await data.agent(`srv-db0${i + 1}`)).deviceId);
    for (const device of devices) await told(data, device, { software: [['bash', { version: '1' }]], services: [['ssh.service']] });
    await data.watching.drift.sweep();
    data.clock.advance({ minutes: 4 });
    for (const device of devices)
      await told(data, device, { software: [['bash', { version: '2' }]], services: [['ssh.service'], ['=1+1<b>.service']] });
    await data.watching.drift.sweep();
  });
  after(() => data?.close());

  it('know every list that devices report', async () => {
    const asked = collectionIds.map(async (id) => [id, typeof (await get(`events?collection=${id}`)).total]);
    const wanted = collectionIds.map((id) => [id, 'number']);
    assert.deepEqual(await Promise.all(asked), wanted);
  });

  it('list events by what is asked for', async () => {
    const all = await get('events?state=waiting');
    assert.deepEqual([all.total, all.more, all.waiting.events, all.waiting.devices], [3, false, 3, 3]);
    const [event] = all.events;
    assert.deepEqual(event.title, {
      ja: 'サービス「=1+1<b>.service」を追加、パッケージ「bash」を更新',
      en: 'service =1+1<b>.service added, package bash upgraded',
    });
    assert.deepEqual([event.fromAt, event.at], ['2026-11-23T17:00:00.000Z', '2026-11-23T17:04:00.000Z']);
    for (const [query, total] of [
      ['q=db02', 1],
      ['q=nobody', 0],
      [`device=${devices[0]}`, 1],
      ['class=client', 0],
      ['collection=services', 3],
      ['collection=accounts', 0],
      ['from=2026-11-24&until=2026-11-24', 3],
      ['until=2026-11-23', 0],
      ['state=quiet', 0],
      ['offset=2&limit=1', 3],
    ] as const)
      assert.equal((await get(`events?${query}`)).total, total, query);
    assert.equal((await data.administrator.get('/api/drift/events?collection=nonsense')).status, 400);
    const detail = await get(`events/${event.id}`);
    assert.deepEqual([detail.explanation, detail.matched, detail.dueOn], [null, null, '2026-11-27']);
    const { differences } = await get(`events/${event.id}/differences?collection=software`);
    assert.deepEqual(
      differences.map(({ key, before, after }: { key: string; before: object; after: object }) => ({ key, before, after })),
      [{ key: 'bash', before: { version: '1' }, after: { version: '2' } }],
    );
    assert.equal((await data.administrator.get('/api/drift/events/00000000-0000-4000-8000-000000000000')).status, 404);
  });

  it('stand on the list of the week and on the sheet of the duty', async () => {
    const { lines } = (await data.administrator.get('/api/today')).body as {
      lines: { id: string; title: { ja: string }; dueOn: string }[];
    };
    const line = lines.find(({ id }) => id === 'changes');
    assert.deepEqual([line?.title.ja, line?.dueOn], ['説明を待つ変更 3件(3台)', '2026-11-27']);
    const [section] = await changeSections(data.database.app, null, data.clock.now());
    assert.deepEqual([section!.verdict, section!.rows.length, section!.more], ['fail', 3, 0]);
    assert.equal(section!.rows[0]![2], '2026-11-24 02:00〜02:04');
  });

  it('explain many with one reason, all or none', async () => {
    const { events } = await get('events?state=waiting');
    const chosen = events.map(({ id, revision }: { id: string; revision: number }) => ({ id, revision }));
    const body = { events: chosen, reason: '月例の更新', own: false, row: null };
    const wrong = { ...body, events: [...chosen.slice(1), { ...chosen[0], revision: 99 }] };
    assert.equal((await post('explain', wrong)).status, 409);
    assert.equal((await get('events?state=explained')).total, 0, 'none of them');
    assert.equal((await post('explain', { ...body, reason: '' })).status, 422);
    assert.equal((await post('explain', body)).status, 200);
    const done = await get('events?state=explained');
    assert.equal(done.total, 3);
    const detail = await get(`events/${done.events[0].id}`);
    assert.deepEqual([detail.explanation.reason, detail.explanation.own, detail.dueOn], ['月例の更新', false, null]);
    const [section] = await changeSections(data.database.app, null, data.clock.now());
    assert.match(section!.summary.ja, /理由を記録済み3/);
    assert.equal(section!.verdict, 'pass');
  });

  it('make, end and show rules and approved states', async () => {
    const rule = {
      collection: 'services',
      pattern: 'xrdp*',
      attribute: null,
      platform: null,
      class: null,
      window: { from: 120, until: 300 },
      reason: '保守',
      until: null,
    };
    const made = await post('rules', rule);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const { id } = made.body as { id: string };
    assert.equal((await post(`rules/${id}/end`, { reason: '終わり' })).status, 200);
    const { rules } = await get('rules');
    assert.equal(rules.find((each: { id: string }) => each.id === id).ended.reason, '終わり');
    assert.ok(rules.some(({ builtin }: { builtin: boolean }) => builtin));
    const units = await get('baselines');
    assert.deepEqual(
      units.units.map(({ platform, class: is, devices: many }: { platform: string; class: string; devices: number }) => [
        platform,
        is,
        many,
      ]),
      [['linux', 'server', 3]],
    );
    const proposal = {
      platform: 'linux',
      class: 'server',
      environment: null,
      collections: { services: 'exact' },
      reference: null,
      share: 90,
    };
    assert.equal((await post('baselines', { ...proposal, share: null })).status, 400);
    const proposed = (await post('baselines', proposal)).body as { id: string };
    const shown = await get(`baselines/${proposed.id}`);
    assert.deepEqual([shown.version, shown.state, shown.collections[0].items, shown.against], [1, 'proposed', 2, null]);
    assert.equal((await get(`baselines/${proposed.id}/differences`)).total, 2);
    assert.equal((await post(`baselines/${proposed.id}/approve`, { digest: shown.digest, reason: '確かめた' })).status, 200);
    await data.watching.drift.sweep();
    const held = await get(`baselines/${proposed.id}/devices`);
    assert.deepEqual([held.total, held.devices[0].differs], [3, 0]);
    assert.equal((await get(`baselines/${proposed.id}/differences?device=${devices[0]}`)).total, 0);
    assert.equal((await get('versions?platform=linux&class=server')).versions.length, 1);
    assert.equal((await get('baselines')).units[0].equal, 3);
  });
});
