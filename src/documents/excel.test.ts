import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTable, type TableSheet } from '../tables/index.ts';
import { procedureWorkbook, statementWorkbook } from './excel.ts';
import { procedureDocument } from './from-content.ts';
import { statementDocument } from './statement.ts';
import { nasty, nastyContent } from './testing/nasty.ts';
import { effectiveVersion, sampleInput } from './testing/sample.ts';

const standing = new Map([
  [
    '8.1.e',
    { mechanisms: [{ ja: '画面ロックの点検', en: 'Check of screen lock' }], status: { ja: '適合', en: 'pass' }, evidenceOn: '2026-11-21' },
  ],
]);
const input = { ...sampleInput('ja', nastyContent(), effectiveVersion), standing };
const procedures = procedureDocument(input);
const statement = statementDocument({
  ...input,
  controlStanding: new Map([['8.1', { stateWords: { ja: '適合 3', en: '3 pass' }, evidenceOn: '2026-11-20' }]]),
});

/** A sheet as our own reader sees it, its rows by their titles. */
function rowsOf(sheets: readonly TableSheet[], name: string, headed: string): Record<string, string>[] {
  const sheet = sheets.find((each) => each.name === name)!;
  const lines = [sheet.header, ...sheet.rows.map(({ cells }) => cells)];
  const header = lines.findIndex((cells) => cells.includes(headed));
  return lines.slice(header + 1).map((cells) => Object.fromEntries(lines[header]!.map((title, index) => [title, cells[index] ?? ''])));
}

describe('excel: the procedures', () => {
  it('has clauses, values, statement and history, as text', async () => {
    const { sheets, problems } = await readTable(Buffer.from(await procedureWorkbook(procedures, statement)), { name: 'p.xlsx' } as never);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      sheets.map(({ name }) => name),
      ['手順の項', '値', '適用宣言書', '改訂履歴'],
    );
    const clauses = rowsOf(sheets, '手順の項', '項番');
    assert.equal(clauses.length, procedures.chapters.flatMap((chapter) => chapter.clauses).length);
    assert.equal(clauses[0]!.本文, `${nasty}10文字`);
    const lock = clauses.find(({ 項番 }) => 項番 === '8.1.e')!;
    assert.deepEqual(
      [lock.条, lock.値, lock.担当者, lock.手本との関係, lock.仕組み, lock.判定, lock.最後の証跡],
      ['第5条', '10分、必須とする', '情報システム管理者', '手本のとおり', '画面ロックの点検', '適合', '2026-11-21'],
    );
    assert.equal(rowsOf(sheets, '値', '値の名前').length, procedures.values.length);
    const soa = rowsOf(sheets, '適用宣言書', '適用');
    assert.equal(soa.length, 36);
    assert.deepEqual([soa[3]!.適用, soa[0]!.実施の状況], ['適用外', '適合 3']);
    assert.deepEqual(
      rowsOf(sheets, '改訂履歴', '版').map((row) => row.施行日),
      ['2026-04-01', '2026-12-01'],
    );
  });

  it('writes the statement alone', async () => {
    const { sheets } = await readTable(Buffer.from(await statementWorkbook(statement)), { name: 's.xlsx' } as never);
    assert.deepEqual(
      sheets.map(({ name }) => name),
      ['適用宣言書', '改訂履歴'],
    );
  });
});
