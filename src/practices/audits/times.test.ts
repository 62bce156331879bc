import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CaseHistory } from '../../mechanism/case-check.ts';
import type { Cells } from '../../mechanism/field.ts';
import { auditTimes, outageDowntime } from './times.casecheck.ts';

const now = new Date('2026-12-20T00:00:00Z');
const plan = { windowFrom: '2026-11-28T19:00', windowTo: '2026-11-28T22:00' };
type Said = readonly [step: string, cells: Cells, at?: string];
const one = (variant: string, state: string, ...events: Said[]): CaseHistory => ({
  id: '1',
  number: 'AUD-1',
  kind: 'audits/audit',
  variant,
  label: '監査',
  state,
  openedAt: new Date('2026-11-24T00:00:00Z'),
  endedAt: null,
  events: events.map(([step, cells, at = '2026-11-24T00:00:00Z']) => ({
    step,
    to: state,
    at: new Date(at),
    happenedAt: new Date(at),
    actors: [],
    people: [],
    cells,
  })),
});
const agreed: readonly Said[] = [
  ['apply', plan],
  ['agree', {}],
];
const ended: Said = ['end', {}, '2026-11-28T13:00:00Z'];
const outcome = (from: string, until: string): Said => [
  'outcome',
  { actualFrom: `2026-11-28T${from}`, actualUntil: `2026-11-28T${until}` },
];

describe('the check of audit times', () => {
  const verdict = (...cases: CaseHistory[]) => auditTimes.judge(cases, now);
  it('passes an audit that kept to its window', () => {
    assert.equal(verdict(one('audit', 'closed', ...agreed, ended, outcome('19:00', '22:00'))).verdict, 'pass');
  });
  it('fails one that left its window, or was agreed on too late, or had no reason', () => {
    assert.match(verdict(one('audit', 'closed', ...agreed, ended, outcome('18:30', '21:00'))).because.ja, /AUD-1: 合意した時間帯の外/);
    assert.equal(verdict(one('audit', 'closed', ...agreed, ended, outcome('19:30', '22:01'))).verdict, 'fail');
    const late = one('audit', 'running', ['apply', plan], ['agree', {}, '2026-11-28T10:30:00Z']);
    assert.match(verdict(late).because.ja, /始まってから合意/);
    const bare = one('audit', 'agreed', ['apply', { ...plan, inBusinessHours: true }], ['agree', {}]);
    assert.match(verdict(bare).because.ja, /理由がありません/);
  });
  it('does not know of one that is over and not recorded, nor of none', () => {
    assert.equal(verdict(one('audit', 'over', ...agreed, ended)).verdict, 'unknown');
    assert.equal(verdict(one('audit', 'agreed', ...agreed)).verdict, 'unknown', 'one to come says nothing');
    assert.equal(verdict(one('audit', 'cancelled', ...agreed)).verdict, 'unknown');
    assert.equal(verdict().verdict, 'unknown');
  });
});

describe('the check of planned stops', () => {
  const begun: Said = ['begin', {}, '2026-11-28T10:00:00Z'];
  const notice = (noticedOn: string): readonly Said[] => [
    ['noticeDue', { dueOn: '2026-11-23', days: 5 }],
    ['notice', { noticedOn }],
  ];
  const measured = (outsideMinutes: number | null): Said => [
    'end',
    { outsideMinutes, unknown: outsideMinutes === null ? '測っていません。' : null },
  ];
  const recorded = (until: string): Said => ['outageOutcome', { actualFrom: plan.windowFrom, actualUntil: `2026-11-28T${until}` }];
  const stop = (...events: Said[]) => one('outage', 'closed', ...agreed, ...notice('2026-11-20'), begun, ...events);
  const verdict = (...cases: CaseHistory[]) => outageDowntime.judge(cases, now);

  it('passes what was measured, or else recorded, to be back in time', () => {
    assert.equal(verdict(stop(measured(0))).verdict, 'pass');
    assert.equal(verdict(stop(measured(null), recorded('21:00'))).verdict, 'pass');
  });
  it('fails an overrun, by either, and a stop without notice or with a late one', () => {
    assert.match(verdict(stop(measured(12))).because.ja, /12分/);
    assert.match(verdict(stop(measured(0), recorded('22:40'))).because.ja, /40分遅れて/, 'what people say counts too');
    assert.match(verdict(one('outage', 'running', ...agreed, begun)).because.ja, /知らせないまま/);
    assert.match(verdict(one('outage', 'running', ...agreed, ...notice('2026-11-25'), begun)).because.ja, /期限/);
  });
  it('does not know of one that nobody measured or recorded', () => {
    assert.match(verdict(stop(measured(null))).because.ja, /測っていません/);
    assert.equal(verdict(one('outage', 'noticed', ...agreed, ...notice('2026-11-20'))).verdict, 'unknown');
  });
});
