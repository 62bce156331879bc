import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cells } from '../../mechanism/field.ts';
import { supplierLine } from './supplier-line.ts';

const now = new Date('2026-11-24T03:00:00Z');
const so = (...steps: readonly (readonly [string, Cells])[]) => ({
  variant: 'operation',
  state: 'candidate',
  now,
  done: new Map(steps.map(([step, cells]) => [step, { at: now, cells }])),
});
const enter = ['enter', { name: '港システム', work: '保守', access: 'なし', contact: null, person: null, subcontractors: 'なし' }] as const;
const answer = ['answer', { score: 80, assessedOn: '2026-11-24', reassessBy: '2027-11-24' }] as const;
const decide = ['decide', { outcome: 'approve' }] as const;
const contract = ['contract', { signedOn: '2026-11-24', workFrom: '2026-12-01', contractUntil: null, clauses: ['audit'] }] as const;

describe('what the register says of a supplier by its case', () => {
  it('is a candidate, selected, then active, where the case made the line', () => {
    const states = [so(enter), so(enter, answer), so(enter, answer, decide), so(enter, answer, decide, contract)].map(
      (each) => supplierLine(each, null).state,
    );
    assert.deepEqual(states, ['candidate', 'candidate', 'selected', 'active']);
  });

  it('says nothing of what the case has not come to, so that an older contract stays', () => {
    const said = supplierLine(so(enter), { state: 'active', contractOn: '2025-04-01' });
    assert.deepEqual(said, { name: '港システム', work: '保守', access: 'なし', subcontractors: 'なし' });
  });

  it('calls nobody a candidate who works for us, and a candidate selected once it is', () => {
    for (const state of ['active', 'paused']) assert.equal(supplierLine(so(enter, answer, decide), { state }).state, undefined);
    assert.equal(supplierLine(so(enter), { state: 'candidate' }).state, undefined);
    assert.equal(supplierLine(so(enter, answer, decide), { state: 'candidate' }).state, 'selected');
  });

  it('makes blank what a contract leaves open', () => {
    const said = supplierLine(so(enter, answer, decide, contract), { state: 'active', contractUntil: '2027-03-31' });
    assert.deepEqual([said.contractUntil, said.state, said.score], [null, 'active', 80]);
  });
});
