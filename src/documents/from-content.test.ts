import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { procedureDocument } from './from-content.ts';
import type { ProcedureDocument } from './model.ts';
import { statementDocument } from './statement.ts';
import { nastyContent, turnedShown } from './testing/nasty.ts';
import { draftVersion, effectiveVersion, sampleContent, sampleInput } from './testing/sample.ts';

const clauseOf = ({ chapters }: ProcedureDocument, id: string) =>
  chapters.flatMap(({ clauses }) => clauses).find((clause) => clause.id === id)!;
const said = (document: ProcedureDocument, id: string): string =>
  clauseOf(document, id)
    .pieces.map((piece) => piece.text)
    .join('');

describe('documents: the model of the procedures', () => {
  it('has the 34 chapters with their articles, and no number moves where something does not apply', () => {
    const whole = procedureDocument(sampleInput('ja'));
    const part = procedureDocument(sampleInput('ja', nastyContent()));
    assert.equal(whole.chapters.length, 34);
    assert.deepEqual(
      part.chapters.flatMap(({ clauses }) => clauses.map(({ label }) => label)),
      whole.chapters.flatMap(({ clauses }) => clauses.map(({ label }) => label)),
    );
    assert.deepEqual([part.chapters[3]!.applicable, part.chapters[3]!.span, part.chapters[27]!.span], [false, '第10条', '第83条–第86条']);
  });

  it('marks values in the sentence and tells which article says each', () => {
    const document = procedureDocument(sampleInput('ja'));
    assert.deepEqual(
      clauseOf(document, '8.1.e').pieces.filter(({ value }) => value !== undefined),
      [
        { text: '10分', value: 'screenLockMinutes' },
        { text: '必須とする', value: 'screenLockPasswordRequired' },
      ],
    );
    const value = (id: string) => document.values.find((each) => each.id === id)!;
    assert.deepEqual(value('byodApproverRole').usedBy, ['第4条(5)']);
    assert.deepEqual(value('cloudDataBackedUp').usedBy, ['8.13.advice']);
    assert.equal(document.values[0]!.id, 'devicePasswordScope');
    assert.equal(document.values.length, Object.keys(sampleContent().values).length);
  });

  it('says Japanese with a mark where nobody wrote English, and never an empty sentence', () => {
    const document = procedureDocument(sampleInput('en', nastyContent()));
    assert.equal(said(document, '8.1.c'), '自社の文だけ未登録。 (Japanese only)');
    assert.ok(document.chapters.every(({ clauses }) => clauses.every(({ pieces }) => pieces.length > 0)));
    assert.doesNotMatch(said(procedureDocument(sampleInput('ja', nastyContent())), '8.1.c'), /Japanese only/);
  });

  it('shows what turns text round, wherever a person typed it', () => {
    const document = procedureDocument(sampleInput('ja', nastyContent()));
    assert.equal(said(document, '8.1.b'), turnedShown);
    const revisions = [{ number: '1.0', date: '2026-04-01', note: 'a\u202Eb', approvedBy: 'c\u202Ed' }];
    const history = procedureDocument(sampleInput('ja', sampleContent(), { ...draftVersion, revisions })).revisions[0]!;
    assert.deepEqual([history.note, history.approvedBy], ['a[U+202E]b', 'c[U+202E]d']);
  });

  it('names reasons, owners and how a clause was taken', () => {
    const document = procedureDocument(sampleInput('ja', nastyContent()));
    const gone = clauseOf(document, '8.1.d.3');
    assert.deepEqual([gone.applicable, gone.adoptionSaid, gone.reason], [false, '適用しない', '*会社支給* の携帯電話がないため。']);
    assert.equal(clauseOf(document, '8.4.p').adoptionSaid, '適用しない');
    assert.equal(clauseOf(document, '8.1.e').owner, '情報システム管理者');
    assert.equal(clauseOf(document, '8.1.advice').owner, '');
  });
});

describe('documents: the model of the statement', () => {
  it('has every control, its articles that were changed, and nothing measured where it does not apply', () => {
    const standing = { stateWords: { ja: '適合 1', en: '1 pass' }, evidenceOn: '2026-11-20' };
    const document = statementDocument({
      ...sampleInput('ja', nastyContent(), effectiveVersion),
      controlStanding: new Map([
        ['8.1', standing],
        ['8.4', standing],
      ]),
    });
    assert.equal(document.controls.length, 34);
    assert.deepEqual(document.controls[0], {
      id: '8.1',
      title: '利用者エンドポイント機器',
      applicable: true,
      reason: '',
      stateSaid: '適合 1',
      evidenceOn: '2026-11-20',
      chapter: '第1章',
      changed: '第1条、第2条、第3条、第4条(3)',
    });
    assert.deepEqual([document.controls[3]!.stateSaid, document.controls[3]!.evidenceOn, document.controls[3]!.changed], ['', '', '']);
    assert.equal(document.elsewhere.length, 2);
  });
});
