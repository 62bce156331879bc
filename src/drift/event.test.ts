import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayOf, minuteOf } from './day.ts';
import type { Difference } from './differences.ts';
import { begin, join, joins, type WeighedChange, weigh } from './event.ts';

const traits = { platform: 'linux', deviceClass: 'server', environment: null } as const;
const at = (time: string) => new Date(`2026-11-24T${time}:00+09:00`);
const difference = (collection: Difference['collection'] = 'services'): Difference => ({
  collection,
  key: 'xrdp',
  act: 'added',
  before: null,
  after: {},
});
const change = (
  id: number,
  from: string,
  until: string,
  more: Partial<Parameters<typeof weigh>[2]> = {},
  what = [difference()],
): WeighedChange => {
  const span = { fromAt: at(from), at: at(until) };
  return weigh({ id, deviceId: 'd', ...span }, what, {
    traits,
    span: { from: span.fromAt, at: span.at },
    minuteOf,
    dayOf,
    rules: [],
    wants: () => true,
    approved: [],
    ...more,
  });
};
const beginning = { id: 'e', traits, retired: false, dayOf };
const approval = (from: string, until: string, approvedAt: string) => ({
  row: 'line',
  from: at(from),
  until: at(until),
  approvedAt: at(approvedAt),
});

describe('an event', () => {
  it('takes in what is first seen within ninety minutes of its first difference, and nothing later', () => {
    const first = begin(change(1, '02:00', '03:00'), beginning);
    assert.ok(joins(first, change(2, '02:05', '03:05')));
    const both = join(first, change(2, '03:00', '04:30'), dayOf);
    assert.deepEqual([both.fromAt, both.at, both.revision], [at('02:00'), at('04:30'), 2]);
    assert.ok(!joins(both, change(3, '03:30', '04:31')), 'counted from the first, not from the last: a day’s work is no single event');
    assert.ok(!joins({ ...both, state: 'explained' }, change(3, '03:00', '04:00')), 'nobody explained what comes later');
    assert.ok(!joins(both, { ...change(3, '03:00', '04:00'), deviceId: 'other' }));
  });

  it('is matched by an approval that was there before, for the time in which it may have happened', () => {
    const state = (approved: ReturnType<typeof approval>) => begin(change(1, '02:00', '03:00', { approved: [approved] }), beginning).state;
    assert.equal(state(approval('00:00', '06:00', '01:00')), 'matched');
    assert.equal(state(approval('02:30', '06:00', '01:00')), 'matched');
    assert.equal(state(approval('03:00', '06:00', '01:00')), 'waiting', 'it had happened before');
    assert.equal(state(approval('00:00', '02:00', '01:00')), 'waiting', 'it was over');
    assert.equal(state(approval('00:00', '06:00', '03:30')), 'waiting', 'approved afterwards');
  });

  it('waits for as long as one difference is neither approved nor noise', () => {
    const approved = begin(change(1, '02:00', '03:00', { approved: [approval('00:00', '06:00', '01:00')] }), beginning);
    const joined = join(approved, change(2, '03:00', '04:00'), dayOf);
    assert.deepEqual([joined.state, joined.matchedRow], ['waiting', 'line']);
    const noise = {
      id: 'r',
      collection: 'services',
      pattern: 'x*',
      attribute: null,
      platform: null,
      deviceClass: null,
      window: null,
      until: null,
    } as const;
    const quiet = change(3, '02:00', '03:00', { rules: [noise] });
    assert.deepEqual([begin(quiet, beginning).state, quiet.quietRules, quiet.loud], ['quiet', ['r'], 0]);
    assert.equal(join(begin(quiet, beginning), change(4, '02:00', '03:00'), dayOf).state, 'waiting');
    const mixed = change(5, '02:00', '03:00', { rules: [noise] }, [difference(), difference('accounts')]);
    assert.deepEqual([mixed.loud, mixed.quiet, begin(mixed, beginning).state], [1, 1, 'waiting']);
  });

  it('is only noted where the company wants no reason, and closed on a retired device', () => {
    assert.equal(begin(change(1, '02:00', '03:00', { wants: () => false }), beginning).state, 'noted');
    assert.equal(begin(change(1, '02:00', '03:00'), { ...beginning, retired: true }).state, 'closed');
  });
});
