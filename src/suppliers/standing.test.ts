import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CaseHistory } from '../mechanism/case-check.ts';
import type { Cells } from '../mechanism/field.ts';
import { judgeContracts, judgeDeliveries, judgeServices, judgeSheets, judgeUnregistered } from './standing.ts';

const today = '2026-11-23';
const at = new Date('2026-11-20T00:00:00Z');
const event = (step: string, cells: Cells) => ({ step, to: 'active', at, happenedAt: at, actors: [], people: [], cells });
const supplier = (events: readonly ReturnType<typeof event>[], state = 'active'): CaseHistory => ({
  id: 'c1',
  number: 'SUP-1',
  kind: 'suppliers/supplier',
  variant: 'development',
  label: 'x',
  state,
  openedAt: at,
  endedAt: null,
  events,
});
const answer = event('answer', { score: 80, reassessBy: '2027-11-20' });
const contract = (more: Cells = {}) =>
  event('contract', {
    signedOn: '2026-11-01',
    workFrom: '2026-11-10',
    contractUntil: '2027-10-31',
    clauses: ['confidentiality', 'incidents', 'return'],
    ...more,
  });

describe('who works for us', () => {
  it('passes with a sheet within its date, fails without one or after it, and is unknown where nobody does', () => {
    assert.equal(judgeSheets([supplier([answer])], today).verdict, 'pass');
    assert.equal(judgeSheets([supplier([])], today).verdict, 'fail');
    assert.equal(judgeSheets([supplier([event('answer', { reassessBy: '2026-11-22' })])], today).verdict, 'fail');
    assert.equal(judgeSheets([supplier([event('answer', {})])], today).verdict, 'unknown');
    assert.equal(judgeSheets([supplier([answer], 'candidate')], today).verdict, 'unknown');
  });
});

describe('who works for us by the register alone', () => {
  const line = (state: string, of: CaseHistory | null = null) => ({ number: 'R-VENDOR-3', cells: { name: '港システム', state }, case: of });
  const both = (lines: readonly ReturnType<typeof line>[]) => [
    judgeSheets([supplier([answer])], today, lines),
    judgeContracts([supplier([answer, contract()])], today, 'basic', lines),
  ];
  it('is unknown without a case, and the words say where to begin', () => {
    for (const { verdict, because } of both([line('active')])) {
      assert.equal(verdict, 'unknown');
      assert.match(because.ja, /^R-VENDOR-3 港システム: .*「審査を始める」/);
    }
  });
  it('is unknown while its case has not come to a contract, and passes with it', () => {
    for (const state of ['candidate', 'asked', 'answered', 'selected'])
      for (const { verdict, because } of both([line('active', supplier([], state))])) {
        assert.equal(verdict, 'unknown');
        assert.match(because.ja, /SUP-1/);
      }
    for (const state of ['active', 'reviewed', 'leaving'])
      for (const { verdict } of both([line('active', supplier([answer], state))])) assert.equal(verdict, 'pass', state);
  });
  it('is nobody who is a candidate or paused, and hides no failure', () => {
    for (const { verdict } of both([line('candidate'), line('paused')])) assert.equal(verdict, 'pass');
    assert.equal(judgeSheets([supplier([])], today, [line('active')]).verdict, 'fail');
  });
});

describe('contracts', () => {
  const judge = (cells: Cells, required = 'basic') => judgeContracts([supplier([answer, contract(cells)])], today, required).verdict;
  it('pass with what is required, and fail where something lacks, ran out or came after the work', () => {
    assert.equal(judge({}), 'pass');
    assert.equal(judge({}, 'standard'), 'fail');
    assert.equal(judge({ contractUntil: '2026-11-22' }), 'fail');
    assert.equal(judge({ contractUntil: null }), 'pass');
    assert.equal(judge({ workFrom: '2026-10-31' }), 'fail');
    assert.equal(judge({}, 'something new'), 'fail', 'an option that nobody knows asks for everything');
  });
  it('is unknown where none is recorded; a renewal counts, and hides no work before the first contract', () => {
    assert.equal(judgeContracts([], today, 'basic').verdict, 'unknown');
    assert.equal(judgeContracts([supplier([answer])], today, 'basic').verdict, 'unknown');
    const renewed = event('renew-in-active', { ...contract().cells, signedOn: '2026-11-15', contractUntil: '2028-01-01' });
    assert.equal(judgeContracts([supplier([contract({ contractUntil: '2026-11-01' }), renewed])], today, 'basic').verdict, 'pass');
    assert.equal(judgeContracts([supplier([contract({ workFrom: '2026-10-01' }), renewed])], today, 'basic').verdict, 'fail');
  });
});

describe('deliveries', () => {
  const delivery = (acceptance: string | null) => ({ caseId: 'c1', at, what: '受注管理', deliveredOn: today, acceptance });
  const accepted = (state: string) => new Map([['a1', { ...supplier([], state), id: 'a1', number: 'ACC-1' }]]);
  it('pass with an acceptance, fail without one or with one that was called off, and are unknown where it is lost', () => {
    assert.equal(judgeDeliveries([delivery('a1')], accepted('testing'), []).verdict, 'pass');
    assert.equal(judgeDeliveries([delivery(null)], accepted('testing'), []).verdict, 'fail');
    assert.equal(judgeDeliveries([delivery('a1')], accepted('given-up'), []).verdict, 'fail');
    assert.equal(judgeDeliveries([delivery('a2')], accepted('live'), []).verdict, 'unknown');
    assert.equal(judgeDeliveries([], new Map(), []).verdict, 'unknown');
  });
});

describe('services', () => {
  const dates = { today, reviewedSince: '2025-11-23', lastMonth: '2026-10', required: true };
  const line = (cells: Cells) => ({
    row: 'r1',
    number: 'R-NSVC-1',
    changedAt: at,
    cells: { name: '本社回線', sla: 'agreed', reviewedOn: '2026-04-01', ...cells },
  });
  const level = (value: number | null, month = '2026-10') => ({
    id: 's1',
    service: 'r1',
    what: '稼働率',
    unit: '%',
    sense: 'at-least' as const,
    agreed: 99.9,
    since: '2026-01-01',
    figures: value === null ? [] : [{ sla: 's1', month, value, source: 'reported' as const, note: '', at, by: 'x' }],
  });
  const judge = (cells: Cells, levels: readonly ReturnType<typeof level>[] = []) => judgeServices([line(cells)], levels, dates).verdict;
  it('pass, fail and are unknown by agreement, dates and figures', () => {
    assert.equal(judge({}), 'pass');
    assert.equal(judge({ sla: 'terms' }), 'pass', 'terms that were accepted stand for an agreement');
    assert.equal(judge({ sla: 'none' }), 'fail');
    assert.equal(judge({ renewOn: '2026-11-22' }), 'fail');
    assert.equal(judge({ reviewedOn: '2025-11-22' }), 'fail');
    assert.equal(judge({ reviewedOn: null }), 'unknown');
    assert.equal(judge({}, [level(99.95)]), 'pass');
    assert.equal(judge({}, [level(99.8)]), 'fail');
    assert.equal(judge({}, [level(null)]), 'unknown');
    assert.equal(judge({}, [level(100, '2026-09')]), 'unknown', 'nobody said how last month was');
    assert.equal(judgeServices([], [], dates).verdict, 'unknown');
  });
});

describe('what listens and is in no line', () => {
  const compared = { at, complete: true, because: { ja: '', en: '' } };
  it('passes only for what was measured whole, and says what it cannot see', () => {
    const pass = judgeUnregistered({ unregistered: 0, compared }, 1, 3);
    assert.equal(pass.verdict, 'pass');
    assert.match(pass.because.ja, /社外のサービスは端末から測れない/);
    assert.equal(judgeUnregistered({ unregistered: 2, compared }, 1, 3).verdict, 'fail');
    assert.equal(judgeUnregistered({ unregistered: 0, compared: { ...compared, complete: false } }, 1, 3).verdict, 'unknown');
    assert.equal(judgeUnregistered({ unregistered: 0, compared: null }, 1, 3).verdict, 'unknown');
    assert.equal(judgeUnregistered({ unregistered: 0, compared }, 0, 0).verdict, 'unknown');
    assert.equal(judgeUnregistered(null, 0, 0).verdict, 'unknown');
  });
});
