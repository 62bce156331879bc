import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CaseHistory } from '../../mechanism/case-check.ts';
import type { Cells } from '../../mechanism/field.ts';
import { acceptanceCase } from './acceptance.case.ts';
import { acceptanceSpecification } from './acceptance-specification.tool.ts';
import { testedBeforeLive } from './tested-before-live.tool.ts';

const now = new Date('2027-03-10T00:00:00Z');
type Event = readonly [step: string, to: string, day: string, cells?: Cells];
const history = (variant: string, ...events: readonly Event[]): CaseHistory => ({
  id: '1',
  number: 'ACC-1',
  kind: 'development/acceptance',
  variant,
  label: '',
  state: events.at(-1)![1],
  openedAt: now,
  endedAt: null,
  events: events.map(([step, to, day, cells = {}]) => ({
    step,
    to,
    at: now,
    happenedAt: new Date(`${day}T03:00:00Z`),
    actors: [],
    people: [],
    cells,
  })),
});
const opened: Event = ['open', 'specification', '2027-03-01'];

describe('what went live had been tested', () => {
  const judge = (...cases: CaseHistory[]) => testedBeforeLive.judge(cases, now).verdict;
  it('passes by the order of two days, fails by the other', () => {
    const live = (tested: string, on: string) => history('specified', opened, ['tested', 'counting', tested], ['live', 'live', on]);
    assert.equal(judge(live('2027-03-02', '2027-03-02')), 'pass');
    assert.equal(judge(live('2027-03-03', '2027-03-02')), 'fail');
    assert.equal(judge(live('2027-03-02', '2027-03-02'), live('2027-03-03', '2027-03-02')), 'fail');
    assert.equal(judge(history('documented', ['apply', 'tested', '2027-03-01'], ['live', 'live', '2027-03-02'])), 'pass');
  });
  it('does not know of what was never tested, and of none at all', () => {
    assert.equal(judge(), 'unknown');
    assert.equal(judge(history('specified', opened)), 'unknown', 'not live yet');
    assert.equal(judge(history('specified', opened, ['live', 'live', '2027-03-02'])), 'unknown');
    assert.equal(
      judge(history('specified', opened, ['tested', 'testing', '2027-03-01'], ['live', 'live', '2027-03-02'])),
      'unknown',
      'rejected',
    );
  });
});

describe('specifications are frozen before testing', () => {
  const judge = (...cases: CaseHistory[]) => acceptanceSpecification.judge(cases, now).verdict;
  it('counts frozen ones, and does not know of a delivery that was tested on paper', () => {
    assert.equal(judge(history('specified', opened, ['begin-testing', 'testing', '2027-03-01'])), 'pass');
    assert.equal(judge(history('documented', ['apply', 'tested', '2027-03-01', { kind: 'delivery' }])), 'unknown');
    assert.equal(judge(history('documented', ['apply', 'tested', '2027-03-01', { kind: 'package' }])), 'unknown', 'none was frozen');
    assert.equal(judge(history('specified', opened, ['give-up', 'given-up', '2027-03-01'])), 'unknown');
  });
});

describe('the line of the register', () => {
  it('says what the opening, the test, the numbers and the going live said', () => {
    const done = new Map<string, { at: Date; cells: Cells }>([
      ['open', { at: now, cells: { title: '受注', kind: 'new', developer: 'x' } }],
      ['tested', { at: now, cells: { testedOn: '2027-03-09', result: 'accepted', remark: 'よい' } }],
      ['counted', { at: now, cells: { cases: 3, failed: 0, digest: 'ab' } }],
    ]);
    const cells = acceptanceCase.mirror!.cells({ variant: 'specified', state: 'tested', done, now }, null);
    assert.deepEqual(cells, {
      title: '受注',
      kind: 'new',
      testedOn: '2027-03-09',
      result: 'accepted',
      cases: 3,
      failed: 0,
      openedOn: '2027-03-10',
    });
  });
});
