import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CaseHistory } from '../../mechanism/case-check.ts';
import type { Cells } from '../../mechanism/field.ts';
import { deletedInTime } from './deleted-in-time.tool.ts';

const at = (hour: number): Date => new Date(Date.UTC(2027, 2, 1) + hour * 3_600_000);
type Event = readonly [step: string, to: string, hour: number, cells?: Cells];
const use = (...events: readonly Event[]): CaseHistory => ({
  id: '1',
  number: 'TDT-1',
  kind: 'test-data/use',
  variant: 'real',
  label: '',
  state: events.at(-1)?.[1] ?? 'in-use',
  openedAt: at(0),
  endedAt: events.at(-1)?.[1] === 'closed' ? at(events.at(-1)![2]) : null,
  events: events.map(([step, to, hour, cells = {}]) => ({ step, to, at: at(hour), happenedAt: at(hour), actors: [], people: [], cells })),
});
const begun: Event = ['approve', 'in-use', 0];
const ended: Event = ['end-test', 'ended', 10];
const deleted: Event = ['delete', 'deleted', 12];

describe('real data are deleted in time, and somebody looked', () => {
  const judge = (one: CaseHistory | null, hour: number, hours = '24') =>
    deletedInTime.judge(one === null ? [] : [one], at(hour), () => hours).verdict;
  it('passes where the place was seen or measured', () => {
    assert.equal(judge(use(begun, ended, deleted, ['acknowledge', 'closed', 13, { seen: 'place' }]), 20), 'pass');
    assert.equal(
      judge(use(begun, ended, deleted, ['look', 'deleted', 12, { found: 'gone' }], ['acknowledge', 'closed', 13, { seen: 'proof' }]), 20),
      'pass',
    );
  });
  it('fails where it is late, by the company’s hours, or something was left', () => {
    assert.equal(judge(use(begun, ended), 34), 'unknown', 'still in time');
    assert.equal(judge(use(begun, ended), 35), 'fail');
    assert.equal(judge(use(begun, ended), 19, '8'), 'fail');
    assert.equal(judge(use(begun, ended, ['delete', 'deleted', 40], ['acknowledge', 'closed', 41, { seen: 'place' }]), 50), 'fail');
    assert.equal(judge(use(begun, ended, deleted, ['acknowledge', 'ended', 13, { seen: 'left' }]), 14), 'fail');
    assert.equal(judge(use(begun, ['run-out', 'ended', 10]), 40), 'fail', 'nobody said that the test was over');
  });
  it('does not know of a report that nobody held against the place, nor of none', () => {
    assert.equal(judge(use(begun, ended, deleted, ['acknowledge', 'closed', 13, { seen: 'proof' }]), 20), 'unknown');
    assert.equal(
      judge(
        use(begun, ended, deleted, ['look', 'deleted', 12, { found: 'unknown' }], ['acknowledge', 'closed', 13, { seen: 'proof' }]),
        20,
      ),
      'unknown',
    );
    assert.equal(judge(use(begun), 20), 'unknown');
    assert.equal(judge(null, 20), 'unknown');
  });
});
