import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import { Storm } from './storm.ts';

const skip = existsSync('/proc/self/stat') ? false : 'processes are watched through /proc, which only Linux has';

test('kills and jumps of clocks under work, at random: nothing acknowledged is lost, and no verdict is wrongly green', {
  skip,
}, async (t) => {
  const storm = new Storm({
    seconds: 0,
    agents: 10,
    pauseMs: 40,
    seed: 20261123,
    liveMinutes: 10,
    realAgent: false,
    events: false,
    tell: (line) => t.diagnostic(line),
  });
  after(() => storm.close());
  await storm.open();
  const found = await storm.run();
  t.diagnostic(JSON.stringify({ ...found, lines: { ...found.lines, lost: found.lines.lost.length } }));
  assert.ok(found.lines.acknowledged > 100 && found.greens.verdicts > 100 && found.atTheEnd.verdicts > 100 && found.atTheEnd.lists > 50);
  assert.deepEqual(found.lines.lost, []);
  assert.equal(found.lines.twice, 0);
  assert.deepEqual(found.greens.wrong, []);
  assert.deepEqual(found.atTheEnd.wrong, []);
  assert.deepEqual(found.sums, []);
  assert.deepEqual(found.recounted, []);
  assert.ok(found.ledger.ok);
  assert.deepEqual(
    Object.keys(found.calls.problems).filter((problem) => problem.includes('empty body')),
    [],
  );
});
