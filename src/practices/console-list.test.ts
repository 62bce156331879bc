import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pass, unknown } from '../mechanism/check.ts';
import { dayInList, orByList } from './console-list.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A moment in Japan. */
const at = (moment: string): Date => new Date(`${moment}+09:00`);

describe('lists of consoles', () => {
  it('count a day from its beginning in Japan, to the hour of the limit', () => {
    assert.equal(dayInList('2026-11-20', '2026-11-20', 72 * hourMs, at('2026-11-23T00:00:00')), 'within');
    assert.equal(dayInList('2026-11-20', '2026-11-20', 72 * hourMs, at('2026-11-23T00:00:00.001')), 'open');
  });
  it('say that it was too long ago only of the day on which they were written', () => {
    const now = at('2026-11-23T09:00:00');
    assert.equal(dayInList('2026-11-20', '2026-11-23', 72 * hourMs, now), 'open', 'it may be some hours less');
    assert.equal(dayInList('2026-11-19', '2026-11-23', 72 * hourMs, now), 'beyond');
    assert.equal(dayInList('2026-11-24', '2026-11-23', 72 * hourMs, now), 'impossible');
  });
  it('are as old as the days of the company that went by since', () => {
    const own = unknown('分かりません。', 'Not known.');
    const verdict = (moment: string) =>
      orByList(own, { product: 'ESET', asOf: '2026-11-20', value: true }, { maxDays: 1, now: at(moment) }, () => pass('可', 'yes')).verdict;
    assert.equal(verdict('2026-11-19T23:59:59'), 'unknown', 'of a day to come');
    assert.equal(verdict('2026-11-20T00:00:00'), 'pass');
    assert.equal(verdict('2026-11-21T23:59:59'), 'pass');
    assert.equal(verdict('2026-11-22T00:00:00'), 'unknown');
    assert.equal(
      orByList(own, undefined, { maxDays: 1, now: new Date(7 * dayMs) }, () => pass('可', 'yes')),
      own,
    );
  });
});
