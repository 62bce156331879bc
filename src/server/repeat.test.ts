import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { repeat } from './repeat.ts';

/** Lets what was promised come true before the next look. */
const settle = async () => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

describe('what is done again and again', () => {
  const timersOf = (test: TestContext) => {
    test.mock.timers.enable({ apis: ['setTimeout'] });
    return test.mock.timers;
  };

  it('rests at least as long as asked, and longer where a round was long, but never for hours', async (test) => {
    const timers = timersOf(test);
    let counted = 0;
    let rounds = 0;
    let tookMs = 0;
    const repeated = repeat(
      60_000,
      async () => {
        rounds += 1;
        counted += tookMs;
      },
      assert.ifError,
      () => counted,
    );
    const after = async (ms: number) => {
      timers.tick(ms);
      await settle();
      return rounds;
    };
    assert.equal(await after(59_999), 0);
    tookMs = 10_000;
    assert.equal(await after(1), 1);
    assert.equal(await after(199_999), 1, 'twenty times ten seconds');
    tookMs = 30 * 86_400_000;
    assert.equal(await after(1), 2);
    assert.equal(await after(15 * 60_000), 3, 'never for longer than a quarter of an hour');
    await repeated.stop();
    assert.equal(await after(3_600_000), 3);
  });

  it('goes on after a round that failed, which is told', async (test) => {
    const timers = timersOf(test);
    const told: unknown[] = [];
    const repeated = repeat(
      1_000,
      async () => {
        throw new Error(`round ${told.length + 1}`);
      },
      (error) => told.push(error),
    );
    for (let second = 0; second < 3; second += 1) {
      timers.tick(1_000);
      await settle();
    }
    assert.deepEqual(
      told.map((error) => (error as Error).message),
      ['round 1', 'round 2', 'round 3'],
    );
    await repeated.stop();
  });
});
