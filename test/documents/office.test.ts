import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  Press,
  type ProcedureDocument,
  procedureDocument,
  procedureWorkbook,
  type StatementDocument,
  statementDocument,
} from '../../src/documents/index.ts';
import { nasty, nastyContent, turnedShown } from '../../src/documents/testing/nasty.ts';
import { effectiveVersion, sampleInput } from '../../src/documents/testing/sample.ts';
import { dense, missing, officePdf, pdfText } from '../../src/documents/testing/tools.ts';

/** LibreOffice opens what we wrote, without a repair, and prints the same text. It stands in for Word and Excel. */
const skip = missing('soffice', 'pdftotext');

describe('LibreOffice opens our files', { skip }, () => {
  const input = sampleInput('ja', nastyContent(), effectiveVersion);
  const procedures: ProcedureDocument = procedureDocument(input);
  const statement: StatementDocument = statementDocument({
    ...input,
    controlStanding: new Map([['8.1', { stateWords: { ja: '適合 3', en: '3 pass' }, evidenceOn: '2026-11-20' }]]),
  });
  const press = new Press();
  let word: string;
  let sheets: string;
  before(async () => {
    word = pdfText(officePdf('procedures.docx', (await press.word(procedures)).bytes));
    sheets = pdfText(officePdf('procedures.xlsx', await procedureWorkbook(procedures, statement)));
  });
  after(() => press.close());

  it('Word: every sentence, the approvals and the values', () => {
    // What a page's end cuts has a header and a footer within; each page is therefore read without them.
    const pages = word.split('\f').map((page) => dense(page));
    const text = pages
      .map((page) => page.replace(dense(procedures.company), '').replace(/情報セキュリティ実施手順書版1\.1\d+\/\d+要約値[0-9a-f]{12}/, ''))
      .join('');
    const missed = procedures.chapters
      .filter(({ applicable }) => applicable)
      .flatMap(({ clauses }) => clauses.filter(({ applicable }) => applicable))
      .filter(({ pieces }) => !text.includes(dense(pieces.map((piece) => piece.text).join(''))))
      .map(({ id }) => id);
    assert.deepEqual(missed, []);
    assert.ok(text.includes(dense(nasty)) && text.includes(dense(turnedShown)));
    for (const { name, date } of procedures.approvals) assert.ok(text.includes(dense(name)) && text.includes(date), name);
    for (const { title } of procedures.values) assert.ok(text.includes(dense(title)), title);
  });

  it('Word: the table of contents is filled in', () => {
    const pages = word.split('\f');
    assert.match(dense(pages[1]!), /目次第1章利用者エンドポイント機器\(8\.1\)\.*\d+第2章/);
  });

  it('Excel: opens and prints its cells as text', () => {
    const text = dense(sheets);
    for (const expected of [dense(nasty).slice(0, 12), '髙﨑𠮷', '適合3', '改訂履歴', '無人の拠点がないため。'])
      assert.ok(text.includes(expected), expected);
    for (const { id } of statement.controls) assert.ok(text.includes(id), id);
  });
});
