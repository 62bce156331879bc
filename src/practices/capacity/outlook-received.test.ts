import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CaseHistory } from '../../mechanism/case-check.ts';
import type { Cells } from '../../mechanism/field.ts';
import { capacityOutlookReceived } from './outlook-received.tool.ts';

const at = (day: number): Date => new Date(Date.UTC(2027, 0, day));
type Event = readonly [step: string, to: string, day: number, cells?: Cells];
const outlook = (number: number, ...events: readonly Event[]): CaseHistory => ({
  id: String(number),
  number: `OTL-${number}`,
  kind: 'capacity/outlook-report',
  variant: 'outlook',
  label: '',
  state: events.at(-1)![1],
  openedAt: at(events[0]![2]),
  endedAt: null,
  events: events.map(([step, to, day, cells = {}]) => ({ step, to, at: at(day), happenedAt: at(day), actors: [], people: [], cells })),
});
const reported: Event = ['report', 'toManagement', 20, { reported: true, reportedOn: '2027-01-20' }];
const notNeeded: Event = ['report', 'notNeeded', 20, { reported: false, reportedOn: null }];
const received: Event = ['receive', 'received', 25];
const instructed: Event = ['receive', 'instructed', 25];

describe('an outlook that was reported was read by management', () => {
  const judge = (...cases: readonly CaseHistory[]) => capacityOutlookReceived.judge(cases, at(28));
  const verdict = (...cases: readonly CaseHistory[]) => judge(...cases).verdict;

  it('passes once the receipt is there, whatever was instructed, and where no report was needed', () => {
    assert.equal(verdict(outlook(1, reported, received)), 'pass');
    assert.equal(verdict(outlook(1, reported, instructed)), 'pass');
    assert.equal(verdict(outlook(1, reported, instructed, ['follow', 'followed', 27])), 'pass');
    assert.equal(verdict(outlook(1, notNeeded)), 'pass');
    assert.deepEqual(judge(outlook(1, reported, received)).evidenceAt, at(25));
  });

  it('does not know while it is missing, and says whose, of which, since when', () => {
    const { verdict: said, because } = judge(outlook(1, notNeeded), outlook(2, reported));
    assert.equal(said, 'unknown');
    assert.equal(because.ja, 'OTL-2: 2027-01-20に報告した見通しに、トップマネジメントの確認の記録がありません。');
    assert.match(because.en, /^OTL-2: .*2027-01-20 lacks the receipt of top management/);
    assert.match(judge(outlook(1, reported), outlook(2, reported)).because.ja, /ほか1件/);
  });

  it('does not know of none', () => assert.equal(verdict(), 'unknown'));
});
