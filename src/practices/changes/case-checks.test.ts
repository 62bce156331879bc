import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CaseHistory } from '../../mechanism/case-check.ts';
import type { Cell, Cells } from '../../mechanism/field.ts';
import { outcomeAsPlanned } from './outcome-as-planned.case-check.ts';
import { serverPrechecked } from './server-prechecked.case-check.ts';
import { testedBeforeApplied } from './tested-before-applied.case-check.ts';
import { versionsAsTested } from './versions-as-tested.case-check.ts';

const at = (said: string) => new Date(`${said}:00+09:00`);
const now = at('2026-12-31T12:00');

type Said = readonly [step: string, to: string, at: string, cells?: Cells];
/** A change by what happened to it; the last state that it came to is its state. */
function history(variant: string, ...said: readonly Said[]): CaseHistory {
  const events = said.map(([step, to, when, cells = {}]) => ({
    step,
    to,
    at: at(when),
    happenedAt: at(when),
    actors: [],
    people: [],
    cells,
  }));
  const state = events.at(-1)!.to;
  return {
    id: 'c',
    number: 'CHG-1',
    kind: 'changes/change',
    variant,
    label: '更新',
    state,
    openedAt: events[0]!.at,
    endedAt: ['closed', 'undone', 'calledOff'].includes(state) ? events.at(-1)!.at : null,
    events,
  };
}
const request: Said = ['request', 'requested', '2026-12-01T09:00', { plannedOn: '2026-12-10' }];
const approve: Said = ['approve', 'approved', '2026-12-01T09:00'];
const test: Said = ['test', 'tested', '2026-12-05T09:00'];
const apply: Said = ['apply', 'applied', '2026-12-10T22:00', { result: 'asPlanned' }];
const audit: Said = ['audit', 'closed', '2026-12-14T10:00'];

describe('tests came before applying', () => {
  const verdict = (...cases: readonly CaseHistory[]) => testedBeforeApplied.judge(cases, now).verdict;
  it('where the last test that was in order did', () => {
    assert.equal(verdict(history('routine', request, approve, test, apply)), 'pass');
    assert.equal(verdict(history('os', request, approve, ['verify', 'tested', '2026-12-05T09:00'], apply)), 'pass');
    assert.equal(
      verdict(
        history('emergency', ['emergency', 'emergencyApplied', '2026-12-01T09:00'], ['testAfterwards', 'applied', '2026-12-02T09:00']),
      ),
      'pass',
    );
  });
  it('not where there is none, it found a problem, or it is of a later day', () => {
    assert.equal(verdict(history('routine', request, approve, apply)), 'fail');
    assert.equal(verdict(history('routine', request, approve, ['test', 'approved', '2026-12-05T09:00'], apply)), 'fail');
    const late = history('routine', request, approve, test, apply);
    const events = late.events.map((event) => (event.step === 'test' ? { ...event, happenedAt: at('2026-12-11T09:00') } : event));
    const said = testedBeforeApplied.judge([{ ...late, events }], now);
    assert.equal(said.verdict, 'fail');
    assert.match(said.because.ja, /^CHG-1: 適用\(2026-12-10\)が試験\(2026-12-11\)より前/);
  });
  it('is unknown where nothing was applied', () => {
    assert.equal(verdict(), 'unknown');
    assert.equal(verdict(history('routine', request, approve, test)), 'unknown');
  });
});

describe('plan and outcome', () => {
  const verdict = (...cases: readonly CaseHistory[]) => outcomeAsPlanned.judge(cases, now).verdict;
  it('agree where it was applied on its day and audited; work of the night counts for the day before', () => {
    assert.equal(verdict(history('routine', request, approve, test, apply, audit)), 'pass');
    assert.equal(
      verdict(history('routine', request, approve, test, ['apply', 'applied', '2026-12-11T02:00', { result: 'asPlanned' }], audit)),
      'pass',
    );
  });
  it('differ where it was called as planned on another day, or what was found is not put right', () => {
    assert.equal(
      verdict(history('routine', request, approve, test, ['apply', 'applied', '2026-12-11T09:00', { result: 'asPlanned' }])),
      'fail',
    );
    assert.equal(verdict(history('routine', request, approve, test, apply, ['audit', 'deviating', '2026-12-12T09:00'])), 'fail');
    assert.equal(
      verdict(
        history('emergency', ['emergency', 'emergencyApplied', '2026-12-01T09:00'], ['approveAfterwards', 'refused', '2026-12-02T09:00']),
      ),
      'fail',
    );
    assert.equal(
      verdict(history('routine', request, approve, test, ['apply', 'applied', '2026-12-11T09:00', { result: 'deviated' }], audit)),
      'pass',
      'it was said that it was not as planned',
    );
  });
  it('are unknown before the audit, and where a named device told of nothing', () => {
    assert.equal(verdict(history('routine', request, approve, test, apply)), 'unknown');
    const named: Said = ['request', 'requested', '2026-12-01T09:00', { plannedOn: '2026-12-10', device: 'd' }];
    assert.equal(verdict(history('routine', named, approve, test, apply, audit)), 'unknown');
    assert.equal(
      verdict(history('routine', named, approve, test, apply, ['measured', 'applied', '2026-12-10T23:00', { differences: 1 }], audit)),
      'pass',
    );
  });
});

describe('plan and outcome of several devices', () => {
  const judged = (device: Cell, measured: Cells | null) => {
    const named: Said = ['request', 'requested', '2026-12-01T09:00', { plannedOn: '2026-12-10', device }];
    const told: readonly Said[] = measured === null ? [] : [['measured', 'applied', '2026-12-10T23:00', measured]];
    return outcomeAsPlanned.judge([history('routine', named, approve, test, apply, ...told, audit)], now);
  };
  it('agree only where each of them told of a difference, or of the version that was tested', () => {
    assert.equal(judged(['a', 'b'], { differences: 3, unchanged: null, same: null }).verdict, 'pass');
    assert.equal(judged(['a', 'b'], { differences: 0, unchanged: ['a', 'b'], same: true }).verdict, 'pass');
    assert.equal(judged(['a', 'b'], { differences: 3 }).verdict, 'pass', 'as it was written before devices were told apart');
    assert.equal(judged([], null).verdict, 'pass', 'none is named');
  });
  it('are unknown where one of them told of none, and it is said of how many', () => {
    const one = judged(['a', 'b', 'c'], { differences: 3, unchanged: ['b'], same: null });
    assert.equal(one.verdict, 'unknown');
    assert.match(one.because.ja, /3台のうち1台で、適用による違いが測定されていません/);
    assert.equal(judged(['a', 'b'], null).verdict, 'unknown');
    assert.equal(judged(['a', 'b'], { differences: 1, unchanged: ['b'], same: false }).verdict, 'unknown');
    assert.equal(judged('a', { differences: 0, unchanged: ['a'], same: null }).verdict, 'unknown');
  });
});

describe('versions of several devices in operation', () => {
  const judged = (measured: Cells) => {
    const named: Said = ['request', 'requested', '2026-12-01T09:00', { plannedOn: '2026-12-10', device: ['a', 'b', 'c'] }];
    const steps: readonly Said[] = [
      ['verify', 'tested', '2026-12-05T09:00'],
      ['measured', 'applied', '2026-12-10T23:00', measured],
    ];
    return versionsAsTested.judge([history('os', named, approve, steps[0]!, apply, steps[1]!)], now);
  };
  it('are those that were tested only where all of them are; else it is said how many are not', () => {
    assert.equal(judged({ same: true, production: 'Debian 13.1', testMachine: 'Debian 13.1' }).verdict, 'pass');
    const other = judged({
      same: false,
      production: 'Debian 13.1 ×2, Debian 13.0 ×1',
      testMachine: 'Debian 13.1',
      otherVersion: ['c'],
      versionUntold: null,
    });
    assert.equal(other.verdict, 'fail');
    assert.match(other.because.ja, /3台のうち1台の版が違います\(Debian 13\.1 ×2, Debian 13\.0 ×1\)/);
    const untold = judged({ same: null, production: 'Debian 13.1', testMachine: 'Debian 13.1', versionUntold: ['b', 'c'] });
    assert.equal(untold.verdict, 'unknown');
    assert.match(untold.because.ja, /3台のうち2台の版を、適用の後に測れていません/);
  });
});

describe('versions in operation', () => {
  const verdict = (...cases: readonly CaseHistory[]) => versionsAsTested.judge(cases, now).verdict;
  const verify: Said = ['verify', 'tested', '2026-12-05T09:00'];
  const measured = (same: boolean | null): Said => [
    'measured',
    'applied',
    '2026-12-10T23:00',
    { same, production: 'Debian 13.1', testMachine: 'Debian 13.0' },
  ];
  it('are those that were tested, as measured last', () => {
    assert.equal(verdict(history('os', request, approve, verify, apply, measured(false), measured(true))), 'pass');
    assert.equal(verdict(history('os', request, approve, verify, apply, measured(true), measured(false))), 'fail');
  });
  it('are unknown where they were not measured, and of no concern elsewhere', () => {
    assert.equal(verdict(history('os', request, approve, verify, apply)), 'unknown');
    assert.equal(verdict(history('os', request, approve, verify, apply, measured(null))), 'unknown');
    assert.match(versionsAsTested.judge([history('routine', request, approve, test, apply)], now).because.ja, /まだありません/);
  });
});

describe('changes to servers', () => {
  const verdict = (...cases: readonly CaseHistory[]) => serverPrechecked.judge(cases, now).verdict;
  const precheck = (backupAt: string | null): Said => ['precheck', 'prechecked', '2026-12-05T09:00', { backupAt }];
  const tested: Said = ['testServer', 'tested', '2026-12-06T09:00'];
  it('were looked up with a backup that is fresh', () => {
    assert.equal(verdict(history('server', request, approve, precheck('2026-12-09T23:00'), tested, apply)), 'pass');
    assert.equal(verdict(history('server', request, approve, precheck('2026-12-05T08:00'), tested, apply)), 'fail');
    assert.equal(verdict(history('server', request, approve, tested, apply)), 'fail');
    assert.equal(verdict(history('server', request, approve, precheck(null), tested, apply)), 'unknown');
    assert.equal(verdict(history('routine', request, approve, test, apply)), 'unknown', 'none came to a server');
  });
});
