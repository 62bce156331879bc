import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { estimateOf, narrowed, windowOf } from '../../src/clocks/window.ts';
import { clockOffsetSmall } from '../../src/practices/clock/offset.check.ts';
import { clockQuestions } from '../../src/sources/osquery/questions/clock.ts';
import { askTime } from '../../src/sources/sntp/client.ts';
import { debianPackage } from './debian.ts';
import { type Flips, openFlips, skipFlips } from './real-agent.ts';

const chrony = skipFlips === false ? debianPackage('chrony') : null;
const host = '127.0.0.1';

describe('flips: a real chrony', { skip: skipFlips || (chrony === null && 'no chrony') }, () => {
  let folder = '';
  let daemon: ChildProcess | undefined;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tejun-flip-chrony-'));
  });
  after(() => {
    daemon?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const freePort = async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, host, resolve));
    const { port } = socket.address() as AddressInfo;
    await new Promise<void>((resolve) => socket.close(resolve));
    return port;
  };
  /** Never touches the clock (-x); a server without any source of its own, on a port of its own. */
  const start = async (line: string): Promise<number> => {
    const port = await freePort();
    const file = join(folder, 'chrony.conf');
    const lines = [
      `port ${port}`,
      'bindaddress 127.0.0.1',
      'cmdport 0',
      'allow 127.0.0.1',
      `pidfile ${folder}/pid`,
      'bindcmdaddress /',
      line,
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
    daemon = spawn(`${chrony}/usr/sbin/chronyd`, ['-x', '-d', '-u', 'root', '-f', file], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    daemon.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    // Before it listens the system refuses at once: only time passed counts, not how often it was asked.
    for (let round = 0; round < 100; round++) {
      const answer = await askTime({ host, port, clock: systemClock, timeoutMs: 100 });
      if (!('refused' in answer) || answer.refused === 'unsynchronised') return port;
      if (daemon.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    // A daemon that is left behind would keep this process, and with it the whole run, for ever.
    daemon.kill('SIGKILL');
    throw new Error(`chronyd does not answer: ${said}`);
  };
  const stop = async () => {
    const ended = new Promise<void>((resolve) => daemon!.once('exit', () => resolve()));
    daemon!.kill('SIGTERM');
    await ended;
  };

  it('is measured within milliseconds where it says that its clock is right', async () => {
    const port = await start('local stratum 10');
    const answer = await askTime({ host, port, clock: systemClock });
    assert.ok(!('refused' in answer), JSON.stringify(answer));
    assert.equal(answer.stratum, 10);
    assert.ok(Math.abs(answer.offsetMs) < 50 && answer.boundMs < 100, JSON.stringify(answer));
    await stop();
    assert.ok('refused' in (await askTime({ host, port, clock: systemClock, timeoutMs: 200 })));
  });

  it('is refused where it has no source: it does not know the time', async () => {
    const port = await start('');
    assert.deepEqual(await askTime({ host, port, clock: systemClock }), { refused: 'unsynchronised' });
    await stop();
  });
});

describe('flips: the clock of a device', { skip: skipFlips }, () => {
  let flips: Flips;
  before(async () => {
    // The clock of this machine is everybody's, and the agent's program takes no preloaded library: the answer is shifted on its way
    // out of the real agent's SQL.
    const [asked] = clockQuestions.filter(({ platform }) => platform === 'linux');
    const shifted = (id: string, seconds: number) => ({
      ...asked!,
      id: `${id}/linux`,
      kind: { ...asked!.kind, kind: id },
      sql: { time: `SELECT unix_time + ${seconds} AS unix_time FROM time` },
    });
    flips = await openFlips([shifted('clock-ahead', 3600), shifted('clock-behind', -5)]);
  });
  after(() => flips?.close());
  const judge = async (id: string) => {
    const said = await flips.ask(`${id}/linux`);
    assert.ok('body' in said);
    const body = clockOffsetSmall.reads.schema.parse(said.body);
    return {
      body,
      ...clockOffsetSmall.judge({ body, platform: 'linux', observedAt: said.observedAt }, { maxClockOffsetMs: 2000 }, said.observedAt),
    };
  };

  it('is right against this very machine, and several looks together say it more finely than one', async () => {
    const first = await judge('clock-offset');
    assert.equal(first.verdict, 'pass', first.because.en);
    let window = windowOf(first.body, systemClock.now());
    for (let look = 0; look < 3; look++) {
      const next = narrowed(window, (await judge('clock-offset')).body, systemClock.now());
      assert.ok(next !== null, 'two true looks never exclude one another');
      window = next;
    }
    const { offsetMs, boundMs } = estimateOf(window);
    assert.ok(Math.abs(offsetMs) <= boundMs, `${offsetMs} ± ${boundMs}`);
    assert.ok(boundMs <= first.body.boundMs);
  });

  it('is wrong by an hour, wrong by five seconds, and right again', async () => {
    const ahead = await judge('clock-ahead');
    assert.equal(ahead.verdict, 'fail');
    assert.ok(Math.abs(ahead.body.offsetMs - 3_600_000) <= ahead.body.boundMs, JSON.stringify(ahead.body));
    const behind = await judge('clock-behind');
    assert.equal(behind.verdict, 'fail');
    assert.match(behind.because.en, /behind/);
    assert.equal(await flips.is(clockOffsetSmall), 'pass');
  });
});
