import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Pace } from './pace.ts';

function trial() {
  const state = { now: 0, load: 0.3, isBehind: false, silentMs: 600_000 };
  const pace = new Pace({
    elapsedMs: () => state.now,
    takeLoad: () => state.load,
    isBehind: () => state.isBehind,
    silentAfterMs: () => state.silentMs,
  });
  /** So many ask each second to begin one round; how many of them did. */
  const seconds = (count: number, asking: number) => {
    let begun = 0;
    for (let second = 0; second < count; second++) {
      state.now += 1_000;
      for (let each = 0; each < asking; each++) if (pace.begins(1)) begun += 1;
    }
    return begun;
  };
  return { state, pace, seconds };
}

describe('the pace of telling', () => {
  it('lets a company of 300 begin without a wait', () => {
    const { pace, seconds } = trial();
    assert.equal(seconds(15, 20), 300);
    assert.equal(pace.isCrowded, false);
  });

  it('begins no more than it is given a second, more while there is little to do, less while there is too much', () => {
    const { state, pace, seconds } = trial();
    seconds(10, 1_000);
    assert.equal(pace.isCrowded, true);
    const quick = seconds(60, 1_000);
    assert.ok(quick > 60 * 20 && quick < 60 * 100, String(quick));
    state.load = 0.95;
    seconds(60, 1_000);
    assert.equal(pace.perSecond, 1, 'never nothing');
    assert.ok(seconds(10, 1_000) <= 11);
    state.load = 0.8;
    seconds(60, 1_000);
    assert.equal(pace.perSecond, 1, 'between the two marks it stays');
    state.load = 0.4;
    seconds(60, 1_000);
    assert.ok(pace.perSecond > 50);
  });

  it('does not grow while nobody has to wait, and forgets the crowd after a minute', () => {
    const { pace, seconds } = trial();
    seconds(5, 1_000);
    const before = pace.perSecond;
    seconds(61, 1);
    assert.equal(pace.isCrowded, false);
    const after = pace.perSecond;
    assert.ok(after - before <= 61);
    seconds(600, 1);
    assert.equal(pace.perSecond, after);
  });

  it('says what the intake says', () => {
    const { state, pace } = trial();
    state.isBehind = true;
    assert.equal(pace.isBehind, true);
    assert.equal(pace.minuteWaitMs, 240_000);
    state.silentMs = 120_000;
    assert.ok(pace.minuteWaitMs < 60_000, 'a company that calls a device silent after two minutes is asked each minute');
  });
});
