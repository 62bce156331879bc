import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bank, questionIds, wholeBank } from './bank/index.ts';
import { readSheetFile, writeSheet } from './excel.ts';
import { scoreOf } from './score.ts';
import { type Answers, type AnswerValue, draftProblems, freeze, missing, questionsOf } from './sheet.ts';

const template = { revision: 0, ...wholeBank };
const { content, digest } = freeze(template, ['development'], 70);
const none: ReadonlySet<string> = new Set();
const all = (value: AnswerValue, more: Readonly<Record<string, AnswerValue>> = {}): Answers =>
  Object.fromEntries(
    questionsOf(content).map(({ id, kind }) => [
      id,
      kind === 'text' ? { value: null, note: 'なし' } : { value: more[id] ?? value, note: '説明' },
    ]),
  );

describe('the question bank', () => {
  it('has unique ids of its groups, words in two languages and something of every weight', () => {
    const questions = bank.flatMap((group) => group.questions.map((question) => ({ group: group.id, ...question })));
    assert.ok(questions.length >= 40);
    assert.equal(questionIds.size, questions.length);
    for (const { id, group, text, kind, weight } of questions) {
      assert.match(id, new RegExp(`^${group}-[0-9]+$`));
      assert.ok(text.ja.length > 5 && text.en.length > 5, id);
      assert.equal(kind === 'text', weight === 0, id);
    }
  });

  it('asks by the kind of work, and the same choice gives the same digest', () => {
    assert.equal(freeze(template, ['development'], 70).digest, digest);
    const service = freeze(template, ['service'], 70);
    assert.notEqual(service.digest, digest);
    assert.ok(!questionsOf(service.content).some(({ id }) => id.startsWith('dev-')));
    assert.ok(questionsOf(content).some(({ id }) => id === 'dev-1'));
    const fewer = freeze({ revision: 1, groups: ['org'], leftOut: ['org-4'] }, ['development'], 70);
    assert.deepEqual(
      questionsOf(fewer.content).map(({ id }) => id),
      ['org-1', 'org-2', 'org-3', 'org-5'],
    );
  });
});

describe('the score', () => {
  it('is 100 for yes, 50 for partly, 0 for no and for no answer at all', () => {
    assert.equal(scoreOf(content, all('yes'), none).total, 100);
    assert.equal(scoreOf(content, all('partly'), none).total, 50);
    assert.equal(scoreOf(content, all('no'), none).total, 0);
    assert.equal(scoreOf(content, {}, none).total, 0);
  });

  it('counts what does not apply in neither part, and nobody passes by rounding', () => {
    const group = scoreOf(content, all('yes', { 'org-3': 'na', 'org-4': 'no' }), none).groups.find(({ id }) => id === 'org')!;
    assert.deepEqual([group.points, group.of, group.score], [6, 8, 75]);
    const two = freeze({ revision: 1, groups: ['org'], leftOut: ['org-2', 'org-3'] }, [], 61).content;
    const answers = { 'org-1': { value: 'yes', note: '' }, 'org-4': { value: 'no', note: '' } } as const;
    assert.deepEqual([scoreOf(two, answers, none).total, scoreOf(two, answers, none).passed], [60, false]);
  });

  it('stops at a knock-out whatever the rest, and says what is backed by words only', () => {
    const score = scoreOf(content, all('yes', { 'sub-1': 'no' }), new Set(['org-1']));
    assert.ok(score.total > 90);
    assert.deepEqual([score.passed, score.knockOuts], [false, ['sub-1']]);
    assert.ok(score.unbacked.includes('org-2') && !score.unbacked.includes('org-1'));
  });
});

describe('answers', () => {
  it('are refused where they are none, and missing where something is left', () => {
    const bad = (answers: Answers) => draftProblems(content, answers).map(({ question }) => question);
    assert.deepEqual(bad({ 'ope-6': { value: 'yes', note: '' } }), ['ope-6'], 'not asked of a developer');
    assert.deepEqual(bad({ 'org-1': { value: 'na', note: 'x' } }), ['org-1']);
    assert.deepEqual(bad({ 'org-5': { value: 'yes', note: '' } }), ['org-5']);
    assert.deepEqual(bad({ 'org-1': { value: 'yes', note: '\u202e' } }), ['org-1']);
    assert.deepEqual(bad({ 'org-1': { value: 'yes', note: 'あ'.repeat(1_001) } }), ['org-1']);
    assert.deepEqual(missing(content, all('yes'), none), []);
    const unbacked = { ...all('yes'), 'org-1': { value: 'yes', note: '' } } as const;
    assert.deepEqual(
      missing(content, unbacked, none).map(({ question }) => question),
      ['org-1'],
    );
    assert.deepEqual(missing(content, unbacked, new Set(['org-1'])), [], 'a file backs it');
    assert.equal(missing(content, {}, none).length, questionsOf(content).length);
  });
});

describe('the workbook of a sheet', () => {
  const mark = 'a1b2c3d4e5f60718';
  const said = { mark, company: '株式会社みなと商会', dueOn: '2026-12-07', at: new Date('2026-11-23T00:00:00Z') };
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const made = (rows: readonly (readonly [string, string, string])[]) =>
    Buffer.from([['番号(変えないでください)', '答え', '説明・裏付け'], ...rows].map((row) => row.map(quoted).join(',')).join('\r\n'));
  const problemsOf = async (bytes: Uint8Array, name = 'a.csv'): Promise<string> => {
    const read = await readSheetFile(bytes, name, content, mark);
    assert.ok(!read.ok);
    return read.problems.map(({ question, says }) => `${question} ${says.ja}`).join('\n');
  };
  const lines = (change: (id: string) => readonly [string, string, string] | null) =>
    questionsOf(content).flatMap(({ id, kind }) => {
      const changed = change(id);
      return [changed ?? ([`${mark.slice(0, 10)}:${id}`, kind === 'text' ? '' : 'はい', 'なし'] as const)];
    });

  it('comes back as it went out', async () => {
    const answers = all('partly', { 'org-3': 'na' });
    const read = await readSheetFile(await writeSheet(content, answers, said), '審査票.xlsx', content, mark);
    assert.ok(read.ok, JSON.stringify(read));
    assert.deepEqual(read.answers, answers);
  });

  it('is refused whole for the sheet of another, changed keys, twice the same, lost rows and strange answers', async () => {
    assert.match(await problemsOf(await writeSheet(content, all('yes'), { ...said, mark: 'ffffffffffffffff' }), 'a.xlsx'), /別の審査票/);
    assert.match(await problemsOf(made(lines((id) => (id === 'org-1' ? ['org-1', 'はい', 'x'] : null)))), /番号が変えられて/);
    assert.match(await problemsOf(made([...lines(() => null), [`${mark.slice(0, 10)}:org-1`, 'はい', 'x']])), /2度/);
    assert.match(await problemsOf(made(lines(() => null).slice(1))), /消えている/);
    assert.match(await problemsOf(made(lines((id) => (id === 'org-1' ? [`${mark.slice(0, 10)}:org-1`, 'たぶん', ''] : null)))), /答えは/);
    assert.match(await problemsOf(made([['a', 'b', 'c']])), /番号が変えられて/);
    assert.match(await problemsOf(Buffer.from('a,b\n1,2\n')), /Excelではありません/);
  });

  it('takes no formula for its value, and no huge file', async () => {
    const csv = `番号(変えないでください),答え,説明・裏付け\n${mark.slice(0, 10)}:org-1,"=HYPERLINK(""http://x"")",\n`;
    const read = await readSheetFile(Buffer.from(csv), 'a.csv', content, mark);
    assert.ok(!read.ok);
    assert.match(await problemsOf(Buffer.alloc(2 * 1024 * 1024 + 1)), /2MB/);
    await assert.rejects(readSheetFile(Buffer.from('PK\u0003\u0004 no archive'), 'a.xlsx', content, mark), /file-unreadable/);
  });
});
