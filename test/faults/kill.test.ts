import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import { openPool } from '../../src/db/pool.ts';
import { openSigner, verifyLedger } from '../../src/ledger/index.ts';
import { lostLines, storedLines } from '../bench/lost-lines.ts';
import { newPlace, removePlace, ServerProcess } from '../bench/server-process.ts';
import { BusyFleet, until } from './fleet.ts';

const skip = existsSync('/proc/self/stat') ? false : 'processes are watched through /proc, which only Linux has';
const kills = 10;
const agents = 50;

test('kill -9 of the server and of PostgreSQL in the middle of ingest, ten times: every acknowledged line is there', {
  skip,
}, async (t) => {
  const place = await newPlace();
  let server = await ServerProcess.start(place);
  after(async () => {
    await server.stop();
    removePlace(place);
  });
  const fleet = new BusyFleet(server, agents);
  await fleet.enrol();
  fleet.start(30);

  for (let round = 0; round < kills; round++) {
    await fleet.hasWorked(agents * 4);
    if (round % 2 === 0) {
      await server.kill();
      // The database lives on without its server, and must not be in the way of the next one.
      server = await ServerProcess.start(place);
    } else {
      const pid = server.databasePid;
      process.kill(pid, 'SIGKILL');
      await until(() => server.isReady().then((ready) => ready && server.databasePid !== pid), 'a new database under the same server');
      assert.equal(server.child.exitCode, null, 'the server lives on');
    }
  }
  await fleet.hasWorked(agents * 4);
  await fleet.finish();

  const pool = openPool({ url: server.databaseUrl, connectionsMax: 2 });
  const { acknowledged } = fleet;
  const lost = await lostLines(pool, acknowledged);
  const stored = await storedLines(pool);
  const report = await verifyLedger(pool, openSigner(place.home).vkey);
  const { rows } = await pool.query<{ facts: number }>('SELECT count(*) AS facts FROM intake_fact');
  await pool.end();
  const emptyBodies = [...fleet.problems].filter(([problem]) => problem.includes('empty body'));
  t.diagnostic(
    `${acknowledged.length} acknowledged lines, ${report.size} ledger entries, ${rows[0]!.facts} facts, ${fleet.good} good calls`,
  );
  for (const [problem, count] of fleet.problems) t.diagnostic(`${count} × ${problem}`);
  assert.ok(acknowledged.length > kills * agents, `only ${acknowledged.length} lines were sent`);
  assert.deepEqual(lost, []);
  assert.ok(rows[0]!.facts >= agents * 2, `answers were stored too, not only lines: ${rows[0]!.facts} facts`);
  assert.equal(stored.length, new Set(stored).size, 'a line is stored once, however often it was sent');
  assert.equal(
    fleet.agents.reduce((sum, agent) => sum + agent.buffered, 0),
    0,
    'every line was taken in the end',
  );
  assert.equal(report.ok, true, JSON.stringify(report));
  assert.deepEqual(emptyBodies, [], 'an agent deletes its buffer at an empty body');
});
