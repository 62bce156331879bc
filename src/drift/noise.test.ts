import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInRules } from './built-in.ts';
import { dayOf, minuteOf } from './day.ts';
import type { Difference } from './differences.ts';
import { isLike, isWithinDaily, type NoiseRule, quietedBy } from './noise.ts';

const rule = (more: Partial<NoiseRule> = {}): NoiseRule => ({
  id: 'r',
  collection: 'software',
  pattern: 'linux-image-*',
  attribute: null,
  platform: null,
  deviceClass: null,
  window: null,
  until: null,
  ...more,
});
const changed = (key: string, before: Record<string, string>, after: Record<string, string>): Difference => ({
  collection: 'software',
  key,
  act: 'changed',
  before,
  after,
});
const span = (from: string, at: string) => ({ from: new Date(`2026-11-24T${from}:00+09:00`), at: new Date(`2026-11-24T${at}:00+09:00`) });
const context = (from = '02:10', at = '03:10') => ({
  traits: { platform: 'linux', deviceClass: 'server', environment: null } as const,
  span: span(from, at),
  minuteOf,
  dayOf,
});
const upgrade = changed('linux-image-amd64', { version: '1' }, { version: '2' });

describe('noise', () => {
  it('knows patterns by their stars alone', () => {
    for (const [pattern, text, like] of [
      ['linux-image-*', 'linux-image-6.1', true],
      ['linux-image-*', 'xlinux-image-6.1', false],
      ['*Task*', '\\GoogleUpdaterTaskSystem', true],
      ['WinDefend', 'windefend', true],
      ['WinDefend', 'WinDefend2', false],
      ['a*a', 'a', false],
      ['a*b*c', 'aXbYc', true],
      ['a*b*c', 'acb', false],
      ['a.c', 'abc', false],
      ['*', 'anything', true],
    ] as const)
      assert.equal(isLike(pattern, text), like, `${pattern} ${text}`);
    const begun = performance.now();
    isLike('*a'.repeat(100), 'a'.repeat(400));
    assert.ok(performance.now() - begun < 50, 'many stars cost no time');
  });

  it('quiets what it names and nothing else', () => {
    assert.equal(quietedBy([rule()], upgrade, context())?.id, 'r');
    for (const [why, other] of Object.entries({
      collection: rule({ collection: 'services' }),
      platform: rule({ platform: 'windows' }),
      class: rule({ deviceClass: 'client' }),
      ended: rule({ until: '2026-11-23' }),
      attribute: rule({ attribute: 'publisher' }),
      name: rule({ pattern: 'bash' }),
    }))
      assert.equal(quietedBy([other], upgrade, context()), null, why);
    assert.equal(quietedBy([rule({ until: '2026-11-24' })], upgrade, context())?.id, 'r');
  });

  it('by one attribute lets no other change pass, and nothing come or go', () => {
    const only = [rule({ attribute: 'version' })];
    assert.equal(quietedBy(only, upgrade, context())?.id, 'r');
    assert.equal(
      quietedBy(only, changed('linux-image-amd64', { version: '1', publisher: 'a' }, { version: '2', publisher: 'b' }), context()),
      null,
    );
    assert.equal(quietedBy(only, { ...upgrade, act: 'added', before: null }, context()), null);
  });

  it('of certain hours excuses only what cannot have happened at others', () => {
    const night = { from: 120, until: 300 };
    assert.ok(isWithinDaily(night, span('02:10', '03:10'), minuteOf));
    assert.ok(isWithinDaily(night, span('01:30', '02:30'), minuteOf), 'the look before it');
    assert.ok(isWithinDaily(night, span('04:50', '05:50'), minuteOf), 'the look after it');
    assert.ok(!isWithinDaily(night, span('09:00', '10:00'), minuteOf));
    assert.ok(!isWithinDaily(night, span('00:00', '09:00'), minuteOf), 'off for a night');
    const midnight = { from: 1380, until: 60 };
    assert.ok(isWithinDaily(midnight, span('00:10', '01:10'), minuteOf));
    assert.ok(!isWithinDaily(midnight, span('12:00', '13:00'), minuteOf));
    for (const each of [night, midnight])
      assert.ok(!isWithinDaily(each, span('23:30', '12:00'), minuteOf), 'the server’s clock was set back in between');
  });

  it('comes with few rules, each with its reason and its own name', () => {
    assert.equal(new Set(builtInRules.map(({ builtin }) => builtin)).size, builtInRules.length);
    for (const { why, pattern } of builtInRules) assert.ok(why.ja.length > 10 && why.en.length > 10 && pattern.length > 4);
    const defender = { collection: 'services', key: 'WinDefend', act: 'changed' } as const;
    const windows = { ...context(), traits: { platform: 'windows', deviceClass: 'client', environment: null } as const };
    const rules = builtInRules.map((each) => rule({ ...each, id: each.builtin }));
    const moved = {
      ...defender,
      before: { path: 'Platform\\4.1\\MsMpEng.exe', start: 'AUTO_START' },
      after: { path: 'Platform\\4.2\\MsMpEng.exe', start: 'AUTO_START' },
    };
    assert.ok(quietedBy(rules, moved, windows));
    assert.equal(
      quietedBy(rules, { ...moved, after: { ...moved.after, start: 'DISABLED' } }, windows),
      null,
      'Defender switched off is loud',
    );
    assert.equal(quietedBy(rules, { ...moved, act: 'removed', after: null }, windows), null);
  });
});
