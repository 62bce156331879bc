import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentConfig, intervals, ownIntervals } from './config.ts';

describe('the beat of a computer', () => {
  const many = Array.from({ length: 10_000 }, (_, number) => ownIntervals(`device-${number}`));
  const counted = (values: readonly number[]) =>
    Object.fromEntries([...Map.groupBy(values, (value) => value)].map(([value, all]) => [value, all.length]));

  it('is its own and stays so', () => {
    assert.deepEqual(ownIntervals('device-7'), ownIntervals('device-7'));
    const pairs = new Set(many.map(({ distributedSeconds, logSeconds }) => `${distributedSeconds} ${logSeconds}`));
    assert.equal(pairs.size, 5 * 9, 'polls and log drift apart independently');
  });

  it('lies around the usual interval, so that many call as often as before', () => {
    for (const [of, beats] of [
      ['distributedSeconds', 5],
      ['logSeconds', 9],
    ] as const) {
      const values = many.map((each) => each[of]);
      const counts = counted(values);
      const half = (beats - 1) / 2;
      assert.deepEqual(
        Object.keys(counts).map(Number),
        Array.from({ length: beats }, (_, at) => intervals[of] - half + at),
      );
      for (const count of Object.values(counts)) assert.ok(Math.abs(count - 10_000 / beats) < 300, `${of}: ${JSON.stringify(counts)}`);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      assert.ok(Math.abs(mean - intervals[of]) < 0.2, `${of}: ${mean}`);
    }
  });

  it('is what the configuration says', () => {
    const { options } = agentConfig(ownIntervals('device-7')) as { options: Record<string, unknown> };
    const { distributedSeconds, logSeconds } = ownIntervals('device-7');
    assert.equal(options.distributed_interval, distributedSeconds);
    assert.equal(options.logger_tls_period, logSeconds);
  });
});
