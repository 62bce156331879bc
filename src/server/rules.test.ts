import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Audience, LeafletStanding } from '../leaflets/index.ts';
import { ruleStandings } from './rules.ts';

const at = new Date('2026-11-20T00:00:00Z');
/** A leaflet that was sent in time and that so many of its readers have confirmed. */
const sent = (audience: Audience, expected: number, acknowledged: number, more: Partial<LeafletStanding> = {}): LeafletStanding => ({
  audience,
  version: '1.0',
  content: 'sent',
  sentVersion: '1.0',
  sentAt: at,
  dueOn: '2026-12-04',
  expected,
  acknowledged,
  confirmedAt: acknowledged === 0 ? null : at,
  overdue: 0,
  noAddress: 0,
  notAsked: 0,
  ...more,
});
const notSent = (audience: Audience, expected: number) => sent(audience, expected, 0, { content: 'not-sent', sentAt: null });
const nobodyElse = [sent('developers', 0, 0), sent('managers', 0, 0)];
const verdict = (leaflets: readonly LeafletStanding[], clause: string) => ruleStandings(leaflets).get(clause)?.verdict;

describe('where rules stand by their leaflets', () => {
  it('runs a rule of the administrator alone by the leaflet of those who run IT', () => {
    const read = [sent('everyone', 9, 9), ...nobodyElse, sent('operators', 2, 2)];
    assert.deepEqual([verdict(read, '8.7.a'), verdict(read, '8.24.c.2'), verdict(read, '8.24.advice')], ['pass', 'pass', 'pass']);
    const { expected, acknowledged, evidenceAt } = ruleStandings(read).get('8.7.a')!;
    assert.deepEqual([expected, acknowledged, evidenceAt], [2, 2, at]);
  });

  it('is unknown while those who run IT were not asked, and fails once one of them is late, whatever employees confirmed', () => {
    const everyone = sent('everyone', 9, 9);
    assert.equal(verdict([everyone, ...nobodyElse, notSent('operators', 2)], '8.7.a'), 'unknown');
    assert.equal(verdict([everyone, ...nobodyElse, sent('operators', 2, 1)], '8.7.a'), 'unknown');
    assert.equal(verdict([everyone, ...nobodyElse, sent('operators', 2, 1, { overdue: 1 })], '8.7.a'), 'fail');
    assert.equal(verdict([everyone, ...nobodyElse, sent('operators', 0, 0)], '8.7.a'), 'unknown', 'nobody has these duties');
  });

  it('waits for both halves of a clause that binds users and administrators', () => {
    assert.equal(verdict([sent('everyone', 9, 9), ...nobodyElse, sent('operators', 2, 1)], '8.1.a'), 'unknown');
    assert.equal(verdict([sent('everyone', 9, 8), ...nobodyElse, sent('operators', 2, 2)], '8.1.a'), 'unknown');
    assert.equal(verdict([sent('everyone', 9, 9), ...nobodyElse, sent('operators', 2, 2)], '8.1.a'), 'pass');
    assert.equal(verdict([sent('everyone', 9, 9), ...nobodyElse, sent('operators', 0, 0)], '8.1.a'), 'pass', 'a leaflet nobody reads');
  });

  it('does not ask those who run IT for what is no rule of theirs', () => {
    assert.equal(verdict([sent('everyone', 9, 9), ...nobodyElse, notSent('operators', 2)], '8.12.c'), 'pass');
  });
});
