import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { downtimeOf } from './downtime.ts';

const at = (time: string) => new Date(`2026-11-28T${time}:00+09:00`);
const spansFrom = (start: string, ups: readonly number[]) => ({
  spans: ups.map((upPercent, i) => {
    const from = new Date(at(start).getTime() + i * 300_000);
    return { from, to: new Date(from.getTime() + 300_000), upPercent };
  }),
});

describe('downtime of a window', () => {
  it('is what was not answered, and what of it came after the window', () => {
    const spans = spansFrom('21:00', [100, 0, 0, 40, 100, 100]);
    assert.deepEqual(downtimeOf(spans, at('21:00'), at('21:30'), at('21:30')), {
      downMinutes: 13,
      outsideMinutes: 0,
      isDown: false,
      covered: 1,
    });
    assert.deepEqual(downtimeOf(spans, at('21:00'), at('21:10'), at('21:30')), {
      downMinutes: 13,
      outsideMinutes: 8,
      isDown: false,
      covered: 1,
    });
  });
  it('says that it is still down, and how much of the window was looked at', () => {
    const down = downtimeOf(spansFrom('21:00', [100, 0]), at('21:00'), at('22:00'), at('22:00'))!;
    assert.equal(down.isDown, true);
    assert.ok(down.covered < 0.2);
  });
  it('is not known where nobody looked', () => assert.equal(downtimeOf({ spans: [] }, at('21:00'), at('22:00'), at('22:00')), null));
});
