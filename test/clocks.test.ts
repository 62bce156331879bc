import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '../src/base/clock.ts';
import { type DataSite, dataSite } from './data-site.ts';

describe('clocks: from an agent’s answer to the page', () => {
  let data: DataSite;
  before(async () => {
    data = await dataSite();
  });
  after(() => data.close());

  it('shows each device by its offset, with where the server’s own clock stands', async () => {
    const { clock, engine, administrator } = data;
    /** Answers the clock's question as a device whose clock is off by so many seconds. */
    const answer = async (name: string, aheadSeconds: number) => {
      const agent = await data.agent(name);
      for (let round = 0; round < 3; round++) {
        const asked = await agent.call('/distributed/read');
        const ids = Object.keys(asked.queries ?? {}).filter((id) => id.startsWith('clock-offset/'));
        if (ids.length === 0) continue;
        const seconds = Math.floor(clock.now().getTime() / 1000) + aheadSeconds;
        await agent.call('/distributed/write', {
          queries: Object.fromEntries(ids.map((id) => [id, [{ unix_time: String(seconds) }]])),
          statuses: Object.fromEntries(ids.map((id) => [id, 0])),
        });
        return agent.deviceId;
      }
      throw new Error('the clock was not asked for');
    };
    const ahead = await answer('進む時計', 3600);
    await answer('right', 0);
    await engine.clocks.trend.flush();
    const page = (await administrator.send('GET', '/api/clocks')).body;
    assert.equal(page.reference.verdict, 'unknown', 'no time server is named');
    assert.deepEqual(page.sums, { measured: 2, found: 2, unmeasured: 0, over: 1, within: 1 });
    assert.equal(page.devices[0].id, ahead);
    assert.equal(page.devices[0].state, 'over');
    assert.ok(Math.abs(page.devices[0].offsetMs - 3_600_000) <= 1000 && page.devices[0].boundMs <= 500, JSON.stringify(page.devices[0]));
    assert.equal(page.devices[1].state, 'within');
    const found = (await administrator.send('GET', `/api/clocks?q=${encodeURIComponent('進む')}&limit=1`)).body;
    assert.deepEqual([found.sums.found, found.devices.length], [1, 1]);
  });

  it('asks nobody while no time server is named', async () => {
    const begun = systemClock.now().getTime();
    const said = (await data.administrator.send('POST', '/api/clocks/reference')).body;
    assert.deepEqual(said.servers, []);
    assert.match(said.because.ja, /定められていない/);
    assert.ok(systemClock.now().getTime() - begun < 1500);
  });
});
