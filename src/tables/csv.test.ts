import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { readTable, tableLimits, writeCsv } from './index.ts';
import type { ReadOptions } from './read.ts';

const read = (bytes: Uint8Array | string, options: Partial<ReadOptions> = {}) =>
  readTable(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, { name: 'list.csv', ...options });
const rowsOf = async (bytes: Uint8Array | string, options: Partial<ReadOptions> = {}) =>
  (await read(bytes, options)).sheets[0]!.rows.map((row) => [row.number, ...row.cells]);
const refused = (bytes: Uint8Array | string, why: string, says: RegExp, options: Partial<ReadOptions> = {}) =>
  assert.rejects(read(bytes, options), (error: { code: string; params: Record<string, string> }) => {
    assert.deepEqual([error.code, error.params.why], ['file-unreadable', why]);
    assert.match(error.params.ja!, says);
    assert.ok(error.params.en!.length > 10);
    return true;
  });

describe('reading CSV', () => {
  it('tells which encoding was read: UTF-8 with and without a mark, Shift_JIS, Excel’s Unicode text', async () => {
    const text = '社員番号,氏名\r\n001,髙﨑 花子\r\n';
    const about = async (bytes: Uint8Array) => {
      const { encoding, byteOrderMark, sheets } = await read(bytes);
      assert.deepEqual(sheets[0]!.header, ['社員番号', '氏名']);
      assert.deepEqual(sheets[0]!.rows, [{ number: 2, cells: ['001', '髙﨑 花子'] }]);
      return [encoding, byteOrderMark];
    };
    assert.deepEqual(await about(Buffer.from(text)), ['utf-8', false]);
    assert.deepEqual(await about(Buffer.from(`\uFEFF${text}`)), ['utf-8', true]);
    assert.deepEqual(await about(iconv.encode(text, 'cp932')), ['cp932', false]);
    assert.deepEqual(await about(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.replaceAll(',', '\t'), 'utf16le')])), [
      'utf-16le',
      true,
    ]);
  });

  it('refuses bytes that belong to no character, naming the row, and never guesses', async () => {
    const cp932 = iconv.encode('番号,氏名\n1,青木\n2,山田\n', 'cp932');
    await refused(cp932, 'wrong-encoding', /^1行目.*UTF-8/, { encoding: 'utf-8' });
    await refused(Buffer.concat([Buffer.from('\uFEFF番号,氏名\n1,'), Buffer.from([0x90, 0xc2])]), 'wrong-encoding', /^2行目.*UTF-8/);
    await refused(
      Buffer.concat([Buffer.from('番号,氏名\n1,青木\n2,'), Buffer.from([0x90, 0xc2, 0x0a])]),
      'wrong-encoding',
      /^3行目に、UTF-8/,
    );
    await refused(Buffer.concat([cp932, Buffer.from([0xff, 0x0a])]), 'unknown-encoding', /Shift_JIS としては4行目/);
    await refused(Buffer.from('b8e6b0f62cbbe1cca30abcd2b0f72cc0c4cdda0a', 'hex'), 'euc-jp', /EUC-JP/);
    await refused(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]), 'wrong-encoding', /UTF-16/);
    assert.deepEqual(
      await rowsOf(iconv.encode('氏名,カナ\n青木,ｱｵｷ\n', 'cp932')),
      [[2, '青木', 'ｱｵｷ']],
      'half-width kana are no reason to refuse',
    );
  });

  it('understands quoted line breaks, doubled quotes, tabs, semicolons and empty lines', async () => {
    assert.deepEqual(await rowsOf('番号,備考\n1,"一行目\n二行目, ""引用"""\n\n3,x\n'), [
      [2, '1', '一行目\n二行目, "引用"'],
      [4, '3', 'x'],
    ]);
    for (const [separator, text] of [
      ['\t', '番号\t氏名\n1\t青木, 花子\n'],
      [';', '番号;氏名\n1;青木, 花子\n'],
      [',', '番号,氏名\n1,"青木, 花子"\n'],
    ] as const) {
      const table = await read(text);
      assert.equal(table.separator, separator);
      assert.deepEqual(table.sheets[0]!.rows[0]!.cells, ['1', '青木, 花子']);
    }
  });

  it('finds the header below lines of title, and gives a column without a title its letter', async () => {
    const table = await read('端末一覧\n出力日 2026-11-22\n番号,氏名,,備考,備考\n1,青木,a,b,c\n');
    assert.equal(table.sheets[0]!.headerNumber, 3);
    assert.deepEqual(table.sheets[0]!.header, ['番号', '氏名', 'C列', '備考', '備考 (2)']);
    assert.deepEqual(table.sheets[0]!.rows, [{ number: 4, cells: ['1', '青木', 'a', 'b', 'c'] }]);
  });

  it('tells by row what cannot be taken', async () => {
    const long = 'あ'.repeat(tableLimits.cellCharsMax + 1);
    const { problems } = await read(`番号,氏名\n1,${long}\n2,a\u0001b\n3,青木,余り\n4,山田,,\n`);
    assert.deepEqual(
      problems.map(({ row, column, says }) => [row, column, says.ja.slice(0, 7)]),
      [
        [2, '氏名', '4,001文字'],
        [3, '氏名', '文字化けした文'],
        [4, 'C', '見出しのない列'],
      ],
    );
    await refused('番号,氏名\n1,"青木\n2,山田\n', 'broken-quotes', /^2行目の引用符/);
    await refused('番号,氏名\n1,"青木"x\n', 'broken-quotes', /^2行目の引用符/);
  });

  it('holds its limits and says them', async () => {
    const row = 'a,b\n';
    await refused(`x,y\n${row.repeat(100_000)}`, 'too-many-rows', /100,000行あります.*20,000行まで/);
    assert.equal((await read(`x,y\n${row.repeat(tableLimits.rowsMax)}`)).sheets[0]!.rows.length, tableLimits.rowsMax);
    await refused(`x,y\n${row.repeat(tableLimits.rowsMax + 1)}`, 'too-many-rows', /20,001行/);
    await refused(`${'x,'.repeat(201)}\n1,2\n`, 'too-many-columns', /201列/);
    await refused(Buffer.alloc(tableLimits.fileBytesMax + 1, 'a'), 'too-large', /20 MB/);
    await refused('', 'empty', /空/);
    await refused('番号,氏名\n', 'no-rows', /見出しの下/);
    await refused('%PDF-1.7 …', 'other-kind', /PDF/);
    await refused('just text', 'broken-archive', /壊れて/, { name: 'list.xlsx' });
  });
});

describe('writing CSV', () => {
  const columns = [
    { key: 'a', title: '=見出し' },
    { key: 'b', title: '備考' },
  ];
  const dangerous = ['=1+1', '+81-3', '-2', '@SUM(A1)', '\tx', '＝1', "'=1", "''@x", "'plain", '"', 'a,b', 'a\nb', ' a ', ''];

  it('guards cells that a spreadsheet would run, and reads them back unchanged', async () => {
    const { bytes } = writeCsv({ columns, rows: dangerous.map((a, index) => ({ a, b: `${index}` })) }, 'utf-8');
    const text = bytes.toString('utf8');
    assert.ok(text.startsWith("\uFEFF'=見出し,備考\r\n"));
    for (const line of text.slice(1).split('\r\n')) assert.doesNotMatch(line, /^"?[=+\-@\t＝]/);
    const table = await read(bytes);
    assert.deepEqual(
      table.sheets[0]!.rows.map((row) => row.cells[0]),
      dangerous,
    );
    assert.deepEqual(table.sheets[0]!.header, ['=見出し', '備考']);
  });

  it('reads back whatever it wrote', async () => {
    const cell = fc.array(fc.constantFrom(...`=+-@'",;\t\n abcあ髙𠮷＝`), { maxLength: 6 }).map((parts) => parts.join(''));
    const rows = fc.sample(fc.tuple(cell, cell), { numRuns: 500, seed: 8034 });
    const written = rows.map(([a, b], index) => ({ a: `${index}`, b: a, c: b }));
    const { bytes } = writeCsv({ columns: ['a', 'b', 'c'].map((key) => ({ key, title: key })), rows: written }, 'utf-8');
    const table = await read(bytes);
    assert.deepEqual(
      table.sheets[0]!.rows.map((row) => row.cells),
      written.map(({ a, b, c }) => [a, b, c]),
    );
  });

  it('tells what Shift_JIS lacks and puts 〓 there', async () => {
    const sheet = {
      columns,
      rows: [
        { a: '髙﨑①～', b: null },
        { a: '𠮷野', b: '東京〜大阪' },
      ],
    };
    const { bytes, unwritable, unwritableCount } = writeCsv(sheet, 'cp932');
    assert.deepEqual(unwritable, [
      { character: '𠮷', row: 3, column: '=見出し' },
      { character: '〜', row: 3, column: '備考' },
    ]);
    assert.equal(unwritableCount, 2);
    const table = await read(bytes);
    assert.equal(table.encoding, 'cp932');
    assert.deepEqual(
      table.sheets[0]!.rows.map((row) => row.cells),
      [
        ['髙﨑①～', ''],
        ['〓野', '東京〓大阪'],
      ],
    );
    assert.deepEqual(writeCsv(sheet, 'utf-8').unwritable, []);
  });
});
