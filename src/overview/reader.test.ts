import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { controls } from '../catalog/index.ts';
import { platforms } from '../facts/kind.ts';
import { citedChecks, clausesOfCheck, type Measured, OverviewReader } from './index.ts';

const nothing: Measured = {
  devicesByPlatform: { windows: 0, macos: 0, linux: 0 },
  counts: new Map(),
  examples: new Map(),
  oldestByKind: new Map(),
};

describe('the overview', () => {
  it('is read once for all who ask within a moment, and again after it', async () => {
    const clock = new FakeClock();
    let reads = 0;
    const reader = new OverviewReader(async () => {
      reads += 1;
      return nothing;
    }, clock);
    await Promise.all([reader.now(), reader.now(), reader.now()]);
    assert.equal(reads, 1);
    clock.advance({ ms: 799 });
    await reader.now();
    assert.equal(reads, 1);
    clock.advance({ ms: 1 });
    await reader.now();
    assert.equal(reads, 2);
    clock.advance({ hours: -3 });
    await reader.now();
    assert.equal(reads, 3, 'a clock that was set back does not freeze it');
  });

  it('does not hold a failed read', async () => {
    let fails = true;
    const reader = new OverviewReader(async () => {
      if (fails) throw new Error('the database is away');
      return nothing;
    }, new FakeClock());
    await assert.rejects(reader.now(), /away/);
    fails = false;
    assert.equal((await reader.now()).clauses.size, controls.flatMap((control) => control.clauses).length);
  });

  it('believes no pass when nobody has looked for silent devices lately', async () => {
    const clock = new FakeClock();
    const sweptAt = clock.now();
    const check = citedChecks.find((each) => each.platforms.windows === 'judged')!;
    const reader = new OverviewReader(
      async () => ({
        ...nothing,
        devicesByPlatform: { windows: 1, macos: 0, linux: 0 },
        counts: new Map([[check.id, { pass: 1, fail: 0, unknown: 0 }]]),
        sweptAt,
      }),
      clock,
    );
    const verdict = async () => (await reader.now()).checks.get(check.id)!.verdict;
    clock.advance({ minutes: 15 });
    assert.equal(await verdict(), 'pass');
    clock.advance({ minutes: 1 });
    assert.equal(await verdict(), 'unknown');
  });

  it('shows no clause as passed before anything was measured', async () => {
    const { clauses, checks } = await new OverviewReader(async () => nothing, new FakeClock()).now();
    assert.ok([...clauses.values()].every((standing) => standing.verdict !== 'pass' && standing.evidenceAt === null));
    assert.equal(checks.size, citedChecks.length);
    for (const check of citedChecks) assert.ok(clausesOfCheck(check.id).length > 0);
    assert.deepEqual(clausesOfCheck('nobody/knows'), []);
  });

  it('has checks on twelve controls at least, judged somewhere, with freshness and a reason in both languages', () => {
    assert.ok(citedChecks.length >= 25);
    const cited = controls.filter((control) => control.clauses.some((clause) => clause.mechanisms.some((m) => m.status === 'running')));
    assert.ok(cited.length >= 12);
    for (const check of citedChecks)
      assert.ok(
        platforms.some((platform) => check.platforms[platform] === 'judged'),
        check.id,
      );
  });
});
