import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CaseOnDevices } from '../engine/cases/index.ts';
import type { Cells } from '../mechanism/field.ts';
import { windowsOf } from './change-windows.ts';

const at = (said: string) => new Date(`${said}:00+09:00`);
const said = (moment: Date) => new Date(moment.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);

function changed(variant: string, state: string, ...steps: readonly (readonly [step: string, at: string, cells?: Cells])[]) {
  const events = steps.map(([step, when, cells = {}]) => ({ step, at: at(when), happenedAt: at(when), cells }));
  return { one: { line: 'line', variant, state, openedAt: events[0]!.at }, events } as unknown as CaseOnDevices;
}
const spans = (one: CaseOnDevices) => windowsOf(one).map(({ from, until }) => `${said(from)} ${said(until)}`);
const request = ['request', '2026-12-01T09:00', { plannedOn: '2026-12-10' }] as const;
const approve = ['approve', '2026-12-01T09:00'] as const;

describe('when a change accounts for what is seen', () => {
  it('is the planned day and its night, until it is applied', () => {
    assert.deepEqual(spans(changed('routine', 'tested', request, approve)), ['2026-12-10T00:00 2026-12-11T06:00']);
    assert.deepEqual(spans(changed('routine', 'applied', request, approve, ['apply', '2026-12-11T02:00'])), [
      '2026-12-10T00:00 2026-12-11T02:30',
    ]);
  });
  it('is the day of the application where that is another', () => {
    assert.deepEqual(spans(changed('routine', 'applied', request, approve, ['apply', '2026-12-14T10:00'])), [
      '2026-12-14T00:00 2026-12-14T10:30',
    ]);
    assert.deepEqual(
      spans(changed('routine', 'applied', request, approve, ['apply', '2026-12-15T01:00'])),
      ['2026-12-14T00:00 2026-12-15T01:30'],
      'work of the night began the evening before',
    );
  });
  it('is what the emergency says, whatever was approved when, and what was undone later', () => {
    const emergency = ['emergency', '2026-12-01T09:00', { startedAt: '2026-12-01T08:00', appliedAt: '2026-12-01T08:40' }] as const;
    const [window, way] = windowsOf(changed('emergency', 'reverted', emergency, ['revert', '2026-12-03T10:00']));
    assert.deepEqual([said(window!.from), said(window!.until), window!.emergency], ['2026-12-01T08:00', '2026-12-01T09:10', true]);
    assert.deepEqual([said(way!.from), said(way!.until)], ['2026-12-03T00:00', '2026-12-03T10:30']);
  });
  it('is never, where it was called off, not approved, or has no line', () => {
    assert.deepEqual(spans(changed('routine', 'calledOff', request, approve)), []);
    assert.deepEqual(spans(changed('routine', 'requested', request)), []);
    const one = changed('routine', 'tested', request, approve);
    assert.deepEqual(windowsOf({ ...one, one: { ...one.one, line: null } }), []);
  });
});
