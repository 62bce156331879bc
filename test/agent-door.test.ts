import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { systemClock } from '../src/base/clock.ts';
import type { Log } from '../src/base/log.ts';
import { silentLog } from '../src/base/log.ts';
import { type AgentDoor, openDoor } from '../src/sources/osquery/door.ts';
import { FarDesk } from '../src/sources/osquery/far-desk.ts';
import { type ServerCertificate, serverCertificate } from '../src/tls/authority.ts';
import { Wire } from './bench/wire.ts';

describe('the door of the agents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tejun-own-door-'));
  const told: { err: Error; path: string }[] = [];
  const log = { ...silentLog, error: (what: { err: Error; path: string }) => told.push(what) } as unknown as Log;
  let nodes: string[] = ['known'];
  let tls: ServerCertificate;
  let door: AgentDoor;
  let wire: Wire;
  const given = () => ({
    clock: systemClock,
    log,
    key: tls.key,
    certificate: tls.certificate,
    book: {
      node: async (key: string) => {
        // What cannot be copied to another thread, as errors of a driver may hold it.
        if (key === 'broken') throw new Error('the database is gone: ①㈱髙﨑', { cause: { retry: () => {} } });
        return nodes.includes(key) ? { deviceId: 'd', platform: 'linux' } : null;
      },
      seen: () => {},
      refused: async () => {},
    } as never,
    questions: [],
    emit: async () => {},
    enrolSecrets: () => ['the secret'],
    values: () => ({}),
  });
  before(async () => {
    tls = await serverCertificate(folder, ['localhost', '127.0.0.1'], systemClock);
    door = await openDoor(given());
    wire = new Wire(door.port, tls.authority);
  });
  after(async () => {
    await door.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const said = async (path: string, body: unknown) => {
    const { status, body: answer } = await wire.post({ path, body: JSON.stringify(body) });
    return { status, answer: answer! };
  };

  it('carries a call to what lies behind it, and the answer back', async () => {
    assert.ok((await said('/config', { node_key: 'known' })).answer.schedule);
    assert.deepEqual((await said('/config', { node_key: 'unknown' })).answer.node_invalid, true);
    assert.deepEqual(door.protocol.takeCounts(), { 'unknown-node': 1 });
  });

  it('carries refusals and counters, each once', async () => {
    const { status, answer } = await said('/config', [1]);
    assert.deepEqual([status, answer], [400, { error: 'the body is not a JSON object' }]);
    assert.equal((await said('/nowhere', {})).status, 404);
    // What is counted goes its own way, and may come after the answer; before what the next call asks.
    await said('/config', { node_key: 'known' });
    assert.deepEqual(door.protocol.takeCounts(), { 'bad-json': 1, 'unknown-path': 1 });
  });

  it('answers what breaks behind it with words that say nothing of it, and logs it whole', async () => {
    const { status, answer } = await said('/config', { node_key: 'broken' });
    assert.deepEqual([status, Object.keys(answer)], [500, ['error']]);
    assert.ok(!JSON.stringify(answer).includes('database is gone'));
    assert.deepEqual(
      told.map(({ path, err }) => [path, err.message]),
      [['/config', 'the database is gone: ①㈱髙﨑']],
    );
    door.protocol.takeCounts();
  });

  it('decides nothing by what it remembers of a node: one that is gone is refused at its next call', async () => {
    assert.ok((await said('/config', { node_key: 'known' })).answer.schedule);
    nodes = [];
    assert.equal((await said('/config', { node_key: 'known' })).answer.node_invalid, true);
    nodes = ['known'];
  });

  it('says why it cannot be opened, and leaves the one that is open alone', async () => {
    await assert.rejects(openDoor({ ...given(), port: door.port }), { code: 'EADDRINUSE' });
    assert.ok((await said('/config', { node_key: 'known' })).answer.schedule);
  });
});

describe('what the door remembers of nodes', () => {
  it('asks again after ten minutes, and at once for who was not known', async () => {
    const { port1, port2 } = new MessageChannel();
    let now = 0;
    const desk = new FarDesk(port1 as MessagePort, () => now);
    const asked: string[] = [];
    port2.on('message', ({ id, key }: { id: number; key: string }) => {
      asked.push(key);
      port2.postMessage({ is: 'told', id, what: key === 'known' });
    });
    port1.on('message', (message) => desk.hear(message));
    for (const [at, key] of [
      [0, 'known'],
      [1, 'other'],
      [2, 'other'],
      [599_999, 'known'],
      [600_000, 'known'],
    ] as const) {
      now = at;
      assert.equal(await desk.knowsNode(key), key === 'known');
    }
    assert.deepEqual(asked, ['known', 'other', 'other', 'known']);
    port1.close();
  });
});
