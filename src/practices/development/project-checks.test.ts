import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CaseHistory } from '../../mechanism/case-check.ts';
import type { Cells } from '../../mechanism/field.ts';
import { developmentProject, projectLine } from './project.case.ts';
import { projectEnvironments } from './project-environments.tool.ts';
import { requirementsFirst } from './requirements-first.tool.ts';
import { stagesReviewed } from './stages-reviewed.tool.ts';

type Told = readonly [step: string, to: string, actor: string, person?: string, cells?: Cells];
const now = new Date('2026-11-24T00:00:00Z');

/** A project as its history tells it, a day for each step. */
const project = (...told: readonly Told[]): CaseHistory => ({
  id: 'p',
  number: 'DEV-1',
  kind: 'development/project',
  variant: 'four',
  label: '受注システム',
  state: told.at(-1)![1],
  openedAt: now,
  endedAt: null,
  events: told.map(([step, to, actor, person, cells], day) => {
    const at = new Date(Date.UTC(2026, 9, day + 1));
    return { step, to, at, happenedAt: at, actors: [actor], people: person === undefined ? [] : [person], cells: cells ?? {} };
  }),
});

const begun: readonly Told[] = [
  ['open', 'requirements', 'aoki'],
  ['submitRequirements', 'requirementsReview', 'aoki', 'Aoki'],
];
const approved: readonly Told[] = [...begun, ['reviewRequirements', 'design', 'baba', 'Baba']];
const designed: readonly Told[] = [
  ...approved,
  ['submitDesign', 'designReview', 'aoki', 'Aoki', { environment: 'line' }],
  ['reviewDesign', 'build', 'baba', 'Baba'],
];

describe('requirements before design', () => {
  const verdict = (...cases: CaseHistory[]) => requirementsFirst.judge(cases, now).verdict;
  it('pass where another approved them first', () => assert.equal(verdict(project(...approved)), 'pass'));
  it('are unknown while nothing came to its design', () => {
    assert.equal(verdict(), 'unknown');
    assert.equal(verdict(project(...begun)), 'unknown');
    assert.equal(verdict(project(['open', 'requirements', 'aoki'], ['reviewRequirements', 'design', 'baba'])), 'unknown');
  });
  it('fail where design came first, or their author said yes', () => {
    assert.equal(
      verdict(project(['open', 'requirements', 'aoki'], ['submitDesign', 'designReview', 'aoki'], ...approved.slice(1))),
      'fail',
    );
    assert.equal(verdict(project(...begun, ['reviewRequirements', 'design', 'aoki'])), 'fail');
    assert.equal(verdict(project(...approved), project(...begun, ['approveRequirements', 'design', 'baba', 'Aoki'])), 'fail');
  });
});

describe('stages that were reviewed', () => {
  const verdict = (...told: readonly Told[]) => stagesReviewed.judge([project(...told)], now).verdict;
  it('pass by another, also where a stage was done again', () => {
    assert.equal(verdict(...designed), 'pass');
    const again: readonly Told[] = [
      ['submitBuild', 'buildReview', 'aoki'],
      ['reviewBuild', 'build', 'baba'],
      ['submitBuild', 'buildReview', 'aoki'],
      ['reviewBuild', 'test', 'baba'],
      ['backToBuild', 'build', 'aoki'],
    ];
    assert.equal(verdict(...designed, ...again), 'pass');
  });
  it('are unknown before the first', () => assert.equal(verdict(...approved), 'unknown'));
  it('are unknown where the author is not known', () => assert.equal(verdict(...approved, ['reviewDesign', 'build', 'baba']), 'unknown'));
  it('fail where one was passed over, or reviewed by its author', () => {
    assert.equal(verdict(...approved, ['submitDesign', 'build', 'aoki']), 'fail');
    assert.equal(verdict(...approved, ['submitDesign', 'designReview', 'aoki', 'Aoki'], ['reviewDesign', 'build', 'baba', 'Aoki']), 'fail');
  });
});

describe('environments of projects', () => {
  const verdict = (...told: readonly Told[]) => projectEnvironments.judge([project(...told)], now).verdict;
  it('pass where one is named', () => assert.equal(verdict(...designed), 'pass'));
  it('fail where none is', () =>
    assert.equal(verdict(...approved, ['submitDesign', 'designReview', 'aoki'], ['reviewDesign', 'build', 'baba']), 'fail'));
  it('are unknown before anything is built, and where the design is not recorded', () => {
    assert.equal(verdict(...approved), 'unknown');
    assert.equal(verdict(...approved, ['reviewDesign', 'build', 'baba']), 'unknown');
  });
});

describe('the project as a kind of case', () => {
  it('knows every state and step that it names', () => {
    const states = new Set(Object.keys(developmentProject.states));
    const steps = new Set(developmentProject.steps.map(({ id }) => id));
    assert.equal(steps.size, developmentProject.steps.length, 'two steps of one id');
    for (const { id, from, to, onProblem, apart } of developmentProject.steps) {
      const targets = typeof to === 'string' ? [to] : Object.values(to.is);
      for (const state of [...from, ...targets, ...(onProblem === undefined ? [] : [onProblem])])
        assert.ok(states.has(state), `${id}: ${state}`);
      for (const other of apart ?? []) assert.ok(steps.has(other), `${id}: ${other}`);
    }
  });
  it('does not let anything end that has not been reached, and every state but the ends leads on', () => {
    for (const [state, { end }] of Object.entries(developmentProject.states))
      assert.equal(
        developmentProject.steps.some(({ from }) => from.includes(state)),
        end === undefined,
        state,
      );
  });
  it('says in the register how far it is', () => {
    const done = new Map<string, { at: Date; cells: Cells }>([
      ['open', { at: now, cells: { name: '受注システム', kind: 'inHouse', requirements: '二要素', repository: 'Git core' } }],
      ['submitRequirements', { at: now, cells: { estimate: '60万円' } }],
      ['reviewRequirements', { at: new Date('2026-11-24T16:00:00Z'), cells: {} }],
      ['submitDesign', { at: now, cells: { roles: '添付' } }],
    ]);
    const line = projectLine({ variant: 'four', state: 'designReview', done, now });
    assert.equal(line.stage, 'design');
    assert.deepEqual(line.reviewed, ['requirements']);
    assert.equal(line.requirementsOn, '2026-11-25');
    assert.equal(line.estimate, '60万円');
    const reopened = projectLine({ variant: 'four', state: 'requirements', done, now });
    assert.equal(reopened.reviewed, null);
    assert.equal(reopened.requirementsOn, null);
  });
});
