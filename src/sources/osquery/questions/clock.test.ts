import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { clockQuestions } from './clock.ts';
import { answer } from './question-tester.ts';

const askedAt = new Date('2026-11-22T03:00:00.000Z');
const after = (ms: number) => ({ askedAt, receivedAt: new Date(askedAt.getTime() + ms) });
const ask = (rows: Record<string, string>[], ms = 1000) => answer(clockQuestions, 'clock-offset/linux', { time: rows }, {}, after(ms));
const seconds = askedAt.getTime() / 1000;

describe('clock-offset', () => {
  it('is asked on all three platforms, every minute', () => {
    assert.deepEqual(clockQuestions.map(({ id }) => id).sort(), ['clock-offset/linux', 'clock-offset/macos', 'clock-offset/windows']);
    assert.ok(clockQuestions.every(({ cadence }) => cadence === 'minute'));
  });
  it('holds the true offset within its bound, wherever in the round the clock was read', () => {
    for (const trueOffset of [0, 1500, -4000, 86_400_000]) {
      for (const readAt of [0, 300, 700, 1000]) {
        const told = Math.floor((askedAt.getTime() + readAt + trueOffset) / 1000);
        const { offsetMs, boundMs } = ask([{ unix_time: String(told) }]);
        assert.ok(Math.abs(offsetMs - trueOffset) <= boundMs, `${trueOffset} at ${readAt}: ${offsetMs} ± ${boundMs}`);
        assert.ok(boundMs <= 1000);
      }
    }
  });
  it('has a bound of half a second even where the answer comes at once', () => {
    assert.deepEqual(ask([{ unix_time: String(seconds) }], 0), { offsetMs: 500, boundMs: 500 });
  });
  it('accepts a round of ten seconds and no longer one', () => {
    assert.notEqual(ask([{ unix_time: String(seconds) }], 10_000), 'unreadable');
    assert.equal(ask([{ unix_time: String(seconds) }], 10_001), 'unreadable');
    assert.equal(ask([{ unix_time: String(seconds) }], -1), 'unreadable');
  });
  it('makes nothing of no row or of garbage', () => {
    assert.equal(ask([]), 'unreadable');
    for (const cell of ['', '不明', '1.5', '99999999999999999999']) assert.equal(ask([{ unix_time: cell }]), 'unreadable');
    assert.equal(ask([{}]), 'unreadable');
  });
});
