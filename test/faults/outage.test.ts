import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { openPool } from '../../src/db/pool.ts';
import { lostLines, storedLines } from '../bench/lost-lines.ts';
import { newPlace, removePlace, ServerProcess } from '../bench/server-process.ts';
import { agentTimeoutMs } from '../bench/wire.ts';
import { BusyFleet } from './fleet.ts';

const skip = existsSync('/proc/self/stat') ? false : 'processes are watched through /proc, which only Linux has';

/** The database's main process and all that it started. */
function family(pid: number): number[] {
  const parentOf = (name: string): number => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    } catch {
      return 0; // it has ended meanwhile
    }
  };
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  return [pid, ...children.map(Number)];
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as { code?: string }).code !== 'ESRCH') throw error;
    }
  }
}

test('the database hangs: agents get a JSON error in time and keep their lines; when it is back all are stored once', {
  skip,
}, async (t) => {
  const place = await newPlace();
  const server = await ServerProcess.start(place);
  let stopped: number[] = [];
  after(async () => {
    signal(stopped, 'SIGCONT');
    await server.stop();
    removePlace(place);
  });
  const fleet = new BusyFleet(server, 20);
  await fleet.enrol();
  fleet.start(20);
  await fleet.hasWorked(100);
  await fleet.finish();
  const before = fleet.acknowledged.length;

  stopped = family(server.databasePid);
  signal(stopped, 'SIGSTOP');
  const startedAt = performance.now();
  await Promise.all(
    fleet.agents.map(async (agent) => {
      agent.happen(6);
      await agent.flush();
    }),
  );
  const answeredMs = performance.now() - startedAt;
  assert.ok(answeredMs < agentTimeoutMs, `the answer took ${answeredMs} ms`);
  assert.equal(fleet.acknowledged.length, before, 'nothing was acknowledged');
  assert.equal(
    fleet.agents.reduce((sum, agent) => sum + agent.buffered, 0),
    fleet.agents.length * 6,
    'everything is kept',
  );
  const refusal = [...fleet.problems.keys()].filter((problem) => !/^\/log: status 500: the server cannot store/.test(problem));
  assert.deepEqual(refusal, [], 'status 500 and a sentence in JSON');
  t.diagnostic(`answered after ${Math.round(answeredMs)} ms: ${[...fleet.problems]}`);

  signal(stopped, 'SIGCONT');
  stopped = [];
  await fleet.finish();
  const pool = openPool({ url: server.databaseUrl, connectionsMax: 1 });
  const lost = await lostLines(pool, fleet.acknowledged);
  const stored = await storedLines(pool);
  await pool.end();
  assert.deepEqual(lost, []);
  assert.equal(fleet.acknowledged.length, before + fleet.agents.length * 6, 'everything was taken in the end');
  assert.equal(stored.length, fleet.acknowledged.length, 'each line once');
  assert.equal(server.child.exitCode, null);
});
