import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeRule, type LeafletStanding } from './judge.ts';

const standing = (more: Partial<LeafletStanding>): LeafletStanding => ({
  audience: 'everyone',
  version: '1.0',
  content: 'sent',
  sentVersion: '1.0',
  sentAt: new Date('2026-11-24T00:00:00Z'),
  dueOn: '2026-12-08',
  expected: 40,
  acknowledged: 40,
  confirmedAt: new Date('2026-11-25T00:00:00Z'),
  overdue: 0,
  noAddress: 0,
  notAsked: 0,
  ...more,
});

const cases: readonly [string, Partial<LeafletStanding>, 'pass' | 'fail' | 'unknown', RegExp][] = [
  ['everybody confirmed', {}, 'pass', /40人全員/],
  ['somebody is overdue', { acknowledged: 37, overdue: 3 }, 'fail', /3人.*40人中37人/],
  ['one is overdue, others came later', { acknowledged: 38, overdue: 1, notAsked: 1 }, 'fail', /1人/],
  ['open before the date', { acknowledged: 12 }, 'unknown', /40人中12人.*2026-12-08/],
  ['somebody came later', { acknowledged: 39, notAsked: 1 }, 'unknown', /加わった1人/],
  ['nothing in force', { content: 'no-version', version: null, acknowledged: 0 }, 'unknown', /手順書がまだない/],
  ['no rule for them', { content: 'no-lines', acknowledged: 0 }, 'unknown', /決まりがありません/],
  ['never sent', { content: 'not-sent', acknowledged: 0 }, 'unknown', /まだ送っていません/],
  ['changed since, although all had confirmed', { content: 'changed', version: '1.1', acknowledged: 40 }, 'unknown', /1\.1版のしおり/],
  ['nobody to read it', { expected: 0, acknowledged: 0 }, 'unknown', /人がいません/],
];

describe('the verdict of a rule', () => {
  for (const [what, more, verdict, because] of cases) {
    it(`${verdict}: ${what}`, () => {
      const judged = judgeRule(standing(more));
      assert.equal(judged.verdict, verdict);
      assert.match(judged.because.ja, because);
      assert.ok(judged.because.en.endsWith('.') && !/undefined|null/.test(judged.because.en + judged.because.ja));
    });
  }
});
