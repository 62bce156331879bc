import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { type Condition, conditions } from '../catalog/control.ts';
import { allParams } from '../catalog/index.ts';
import { countRequired, interviewSteps, requiredAnswersMax } from '../catalog/interview.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { Company, droppedBy, Interview, isFactKey } from './index.ts';

const keys = Object.keys(conditions) as Condition[];
/** Every way in which the yes/no questions can be answered: 1024. */
const everyAnswer = Array.from({ length: 2 ** keys.length }, (_, bits) =>
  Object.fromEntries(keys.map((key, i) => [key, (bits & (1 << i)) !== 0])),
);

describe('the questions', () => {
  it('are at most sixty, whatever is answered', () => {
    const counts = everyAnswer.map((answers) => countRequired(droppedBy(answers)));
    const most = Math.max(...counts);
    assert.ok(most <= requiredAnswersMax, `${most} answers`);
    assert.ok(most >= 40 && Math.min(...counts) >= 35, `${Math.min(...counts)} to ${most}: something is not asked any more`);
    assert.equal(countRequired(), 36, 'before the yes/no answers nothing waits for a confirmation');
  });

  it('ask for facts that the company keeps and values that the guideline leaves open, each once', () => {
    const params = new Map(allParams.map((param) => [param.id, param]));
    const questions = interviewSteps().flatMap((step) => step.questions);
    assert.equal(new Set(questions.map(({ id }) => id)).size, questions.length);
    for (const { kind, key, suggestion, why, changes } of questions) {
      if (kind === 'fact' || kind === 'condition') assert.ok(isFactKey(key), key);
      if (kind === 'value') assert.deepEqual([params.get(key)?.origin, params.get(key)?.default], ['company', suggestion], key);
      for (const said of [why, changes]) assert.ok(said.ja.length > 3 && said.en.length > 3, key);
    }
    const asked = new Set(questions.filter(({ kind }) => kind === 'value').map(({ key }) => key));
    const open = allParams.filter(({ origin }) => origin === 'company').map(({ id }) => id);
    assert.deepEqual([...asked].sort(), open.sort(), 'in the end every open value is asked');
    assert.equal(questions.filter(({ kind, required }) => kind === 'value' && required).length, 16);
  });

  it('ask to confirm exactly what the answers leave out, and no value of a chapter that is left out', () => {
    for (const answers of everyAnswer.filter((_, i) => i % 7 === 0)) {
      const dropped = droppedBy(answers);
      const steps = interviewSteps(dropped);
      const confirmed = steps.find(({ id }) => id === 'applicability')!.questions;
      assert.deepEqual(
        confirmed.filter(({ kind }) => kind === 'control').map(({ key }) => key),
        dropped.controls,
      );
      assert.equal(
        confirmed.some(({ kind }) => kind === 'clauses'),
        dropped.clauses.length > 0,
      );
      const asksForScore = steps.some(({ questions }) => questions.some(({ key }) => key === 'passScore'));
      assert.equal(asksForScore, answers.outsourcesDevelopment, 'the supplier sheet’s score');
    }
  });
});

describe('the interview', () => {
  let database: TestDatabase;
  let company: Company;
  let interview: Interview;
  const clock = new FakeClock();
  before(async () => {
    database = await testDatabase();
    company = await Company.open(database.app, clock);
    interview = new Interview(database.app, clock, company);
  });
  after(() => database.close());
  const answeredAt = async (id: string) =>
    (await interview.state()).steps.flatMap(({ questions }) => questions).find((question) => question.id === id)?.answeredAt;

  it('begins at nothing, and keeps what was answered for another day', async () => {
    assert.deepEqual((await interview.state()).required, { total: 36, answered: 0 });
    await interview.answer(['fact:name', 'value:fullScanIntervalDays', 'fact:name'], 'account:a');
    clock.advance({ days: 1 });
    const resumed = new Interview(database.app, clock, await Company.open(database.app, clock));
    assert.deepEqual((await resumed.state()).required, { total: 36, answered: 2 });
    const { rows } = await database.owner.query('SELECT question, answered_by FROM company_interview ORDER BY 1');
    assert.deepEqual(rows, [
      { question: 'fact:name', answered_by: 'account:a' },
      { question: 'value:fullScanIntervalDays', answered_by: 'account:a' },
    ]);
  });

  it('refuses a question that it does not ask, and then marks none', async () => {
    await assert.rejects(interview.answer(['fact:headcount', 'control:8.25'], 'account:a'), { code: 'not-found' });
    await assert.rejects(interview.answer(["'; DROP TABLE company_interview; --"], 'account:a'), { code: 'not-found' });
    assert.equal(await answeredAt('fact:headcount'), null);
  });

  it('asks to confirm what the answers leave out, with the reason, and again once an answer has changed', async () => {
    await company.setAll(
      [
        { key: 'developsSoftware', value: false, revision: 0 },
        { key: 'outsourcesDevelopment', value: false, revision: 0 },
        { key: 'hasWirelessLan', value: false, revision: 0 },
      ],
      'account:a',
    );
    const step = (await interview.state()).steps.find(({ id }) => id === 'applicability')!;
    assert.equal(step.questions.length, 8, 'seven chapters, and the clauses in one');
    const [chapter] = step.questions;
    assert.deepEqual(
      chapter!.proposals.map(({ id, applicable }) => [id, applicable]),
      [[chapter!.key, false]],
    );
    assert.match(chapter!.proposals[0]!.reason.ja, /開発/);
    const clauses = step.questions.at(-1)!;
    assert.deepEqual(clauses.proposals.map(({ id }) => id).sort(), ['8.20.h', '8.22.c', '8.24.a.2', '8.24.b.2']);
    await interview.answer([chapter!.id, clauses.id], 'account:a');
    assert.notEqual(await answeredAt(chapter!.id), null);
    clock.advance({ minutes: 5 });
    await company.set('hasOwnServers', false, 0, 'account:a');
    assert.equal(await answeredAt(clauses.id), null, 'more clauses are left out now');
    await interview.answer([chapter!.id, clauses.id], 'account:b');
    assert.deepEqual(await answeredAt(clauses.id), clock.now());
    await company.set('developsSoftware', true, 1, 'account:a');
    const after = (await interview.state()).steps.find(({ id }) => id === 'applicability')!;
    assert.ok(!after.questions.some(({ id }) => id === 'control:8.25'), 'what concerns the company again is not asked');
  });
});
