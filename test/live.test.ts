import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DataSite, dataSite, type TestAgent } from './data-site.ts';

/** 今すぐ確認, from the button to the answer, through the rooms as the server wires them. */
describe('checking now', () => {
  let data: DataSite;
  let agent: TestAgent;
  before(async () => {
    data = await dataSite({ whole: true });
    agent = await data.agent('srv-01');
    await pollAll();
  });
  after(() => data.close());

  /** Polls until nothing more waits; the agent refuses every question. Returns which it was asked, and how long it polls quickly. */
  async function pollAll(): Promise<{ asked: string[]; accelerate: number }> {
    const asked: string[] = [];
    let accelerate = 0;
    for (let round = 0; round < 20; round++) {
      data.clock.advance({ seconds: 1 });
      const message = await agent.call('/distributed/read');
      accelerate = Math.max(accelerate, message.accelerate ?? 0);
      const ids = Object.keys(message.queries ?? {});
      if (ids.length === 0) continue;
      asked.push(...ids);
      await agent.call('/distributed/write', {
        queries: Object.fromEntries(ids.map((id) => [id, ''])),
        statuses: Object.fromEntries(ids.map((id) => [id, 1])),
        stats: Object.fromEntries(ids.map((id) => [id, { wall_time_ms: 2, user_time: 1, system_time: 1, memory: 100 }])),
      });
    }
    return { asked, accelerate };
  }
  const post = async (path: string) => {
    await data.site.stepUp(data.administrator);
    return data.administrator.post(path, {});
  };
  const standing = async (id: string) => (await data.administrator.get(`/api/live/${id}`)).body;
  const kindsIn = (asked: readonly string[]) => new Set(asked.map((id) => id.split('/')[0]));

  it('asks the question of a check at the next poll, though it was not due, and polls quickly meanwhile', async () => {
    assert.ok(!kindsIn((await pollAll()).asked).has('dns-resolvers'), 'it is not due');
    const { status, body } = await post('/api/live/checks/network/designated-resolvers');
    assert.deepEqual([status, body.devices], [201, 1]);
    assert.deepEqual((await standing(body.id)).states, [{ state: 'waiting', count: 1 }]);
    const { asked, accelerate } = await pollAll();
    assert.ok(kindsIn(asked).has('dns-resolvers'));
    assert.ok(accelerate > 10);
    await data.engine.asking.live.idle();
    const done = await standing(body.id);
    assert.deepEqual([done.kind, done.ended, done.states], ['check', 'complete', [{ state: 'answered', count: 1 }]]);
    assert.ok(done.cost.wallMsMedian > 0, 'what it cost is known here, too');
    assert.equal((await post('/api/live/checks/no/such')).status, 404);
  });

  it('asks everything of a device again, but what failed before', async () => {
    const { body } = await post(`/api/live/devices/${agent.deviceId}`);
    const { asked } = await pollAll();
    await data.engine.asking.live.idle();
    assert.equal((await standing(body.id)).ended, 'complete');
    assert.ok(!kindsIn(asked).has('dns-resolvers'), 'the agent has refused it twice');
    assert.equal((await post('/api/live/devices/00000000-0000-4000-8000-000000000000')).status, 404);
  });

  it('says what would be asked before anybody is', async () => {
    const preview = async (body: object) => (await data.administrator.post('/api/live/preview', body)).body;
    assert.deepEqual(await preview({ sql: 'SELECT 1', devices: {} }), { refused: null, devices: 1, silent: 0 });
    assert.equal((await preview({ sql: 'SELECT 1', devices: { platforms: ['windows'] } })).devices, 0);
    assert.equal((await preview({ sql: 'SELECT 1', devices: { deviceClass: 'server' } })).devices, 1);
    assert.match((await preview({ sql: 'DROP TABLE x', devices: {} })).refused.en, /SELECT/);
    const { limits, refused, total } = (await data.administrator.get('/api/live?limit=1')).body;
    assert.deepEqual([limits.keptDays, total], [7, 2]);
    assert.ok(refused.some(({ names }: { names: string[] }) => names.includes('curl')));
  });
});
