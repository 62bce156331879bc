import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { silentLog } from '../base/log.ts';
import type { Pool } from '../db/pool.ts';
import { Sender } from './index.ts';
import { chat, type NotifySite, notifySite } from './testing/site.ts';

describe('the sender', () => {
  let site: NotifySite;
  let server: Server;
  /** Requests that wait for their answer, in order. */
  const waiting: ServerResponse[] = [];
  let arrived: () => void = () => {};
  const nextRequest = () =>
    new Promise<void>((resolve) => {
      arrived = resolve;
    });
  before(async () => {
    server = createServer((request, response) => {
      request.resume();
      waiting.push(response);
      arrived();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = await notifySite();
    const { port } = server.address() as AddressInfo;
    await site.use('webhook', {}, { url: `http://127.0.0.1:${port}/`, secret: 'a shared secret of 30 characters' });
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await site.close();
  });
  const answer = (): void => {
    waiting.shift()!.end('ok');
  };

  it('lets what is under way finish when the server stops, and takes nothing new', async () => {
    const sender = site.newSender();
    await site.put(chat('webhook', 'stop:1'), chat('webhook', 'stop:2'));
    const heard = nextRequest();
    const run = sender.runDue();
    await heard;
    assert.deepEqual((await site.rows()).map(({ state }) => state).sort(), ['queued', 'sending'], 'committed before it leaves');
    const stopped = sender.stop();
    answer();
    await Promise.all([run, stopped]);
    assert.deepEqual((await site.rows()).map(({ state }) => state).sort(), ['queued', 'sent']);
    await sender.runDue();
    assert.equal(waiting.length, 0, 'a stopped sender sends no more');
  });

  it('breaks off what does not end, and calls it uncertain', async () => {
    const sender = site.newSender();
    const heard = nextRequest();
    const run = sender.runDue();
    await heard;
    await sender.stop(1);
    await run;
    waiting.shift()!.destroy();
    const states = (await site.rows()).map(({ state, problem }) => `${state} ${problem}`).sort();
    assert.deepEqual(states, ['sent null', 'uncertain no-answer']);
  });

  it('writes down what it sent once the database is there again', async () => {
    await site.put(chat('webhook', 'outage:1'));
    let failures = 2;
    const pool = {
      query: (text: string, values: unknown[]) => {
        if (failures > 0 && text.includes('sent_at = CASE')) {
          failures -= 1;
          return Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
        }
        return site.db.app.query(text, values);
      },
    } as unknown as Pool;
    const { clock, settings } = site;
    const sender = new Sender({ pool, clock, settings, log: silentLog, quiet: { nextQuietEnd: (at) => at } });
    const heard = nextRequest();
    const run = sender.runDue();
    await heard;
    answer();
    await run;
    assert.deepEqual([failures, (await site.row('outage:1')).state, waiting.length], [0, 'sent', 0]);
    await sender.stop();
  });

  it('leaves to the one who sent it the last word: a notice called uncertain meanwhile becomes sent', async () => {
    await site.put(chat('webhook', 'two:1'));
    const [first, second] = [site.newSender(), site.newSender()];
    const heard = nextRequest();
    const run = first.runDue();
    await heard;
    assert.equal(await second.start(), 1, 'another run of the server takes the first for dead');
    assert.equal((await site.row('two:1')).state, 'uncertain');
    answer();
    await run;
    assert.equal((await site.row('two:1')).state, 'sent');
    await Promise.all([first.stop(), second.stop()]);
  });
});
