import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { readTable, type SheetColumn, tableLimits, writeWorkbook } from './index.ts';

const read = (bytes: Uint8Array, name = 'list.xlsx') => readTable(bytes, { name });
const refused = (bytes: Uint8Array, why: string, says: RegExp) =>
  assert.rejects(read(bytes), (error: { code: string; params: Record<string, string> }) => {
    assert.deepEqual([error.code, error.params.why], ['file-unreadable', why]);
    assert.match(error.params.ja!, says);
    return true;
  });

/** A workbook as somebody else would have made it. */
async function made(fill: (sheet: Worksheet, book: Workbook) => void): Promise<Uint8Array> {
  const book = new Workbook();
  const sheet = book.addWorksheet('名簿');
  sheet.addRow(['番号', '氏名', '入社日']);
  fill(sheet, book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}
const told = async (bytes: Uint8Array) =>
  (await read(bytes)).problems.map(({ sheet, row, column, says }) => `${sheet} ${row} ${column}: ${says.ja.split('。')[0]}`);

describe('reading .xlsx', () => {
  it('gives what the reader of a cell sees: dates, numbers, padded numbers, rich text, links', async () => {
    const bytes = await made((sheet) => {
      const row = sheet.addRow([12, { richText: [{ text: '髙﨑' }, { text: '𠮷' }] }, new Date('2020-04-01T00:00:00Z')]);
      row.getCell(1).numFmt = '00000';
      row.getCell(3).numFmt = 'yyyy/m/d';
      sheet
        .addRow([0.1 + 0.2, { text: '青木', hyperlink: 'mailto:aoki@example.co.jp' }, new Date('2020-04-01T09:30:00Z')])
        .getCell(3).numFmt = 'yyyy/m/d h:mm';
      sheet.addRow([1234567890123, true, '2020年4月1日']);
    });
    const { sheets, format, encoding, problems } = await read(bytes);
    assert.deepEqual([format, encoding, problems], ['xlsx', null, []]);
    assert.deepEqual(
      sheets[0]!.rows.map((row) => [row.number, ...row.cells]),
      [
        [2, '00012', '髙﨑𠮷', '2020-04-01'],
        [3, '0.3', '青木', '2020-04-01 09:30'],
        [4, '1234567890123', 'TRUE', '2020年4月1日'],
      ],
    );
  });

  it('tells formulas, merged cells and errors by row and column, but not those above the header', async () => {
    const bytes = await made((sheet) => {
      sheet.insertRow(1, ['社員名簿']);
      sheet.mergeCells('A1:C1');
      sheet.addRow([1, { formula: 'A3&"x"', result: '1x' }, '']);
      sheet.addRow([2, '青木', '']);
      sheet.mergeCells('B4:B5');
      sheet.addRow([3, { error: '#N/A' }, '']);
    });
    assert.deepEqual(await told(bytes), [
      '名簿 3 氏名: 数式のセルです',
      '名簿 4 氏名: 結合されたセルです',
      '名簿 6 氏名: エラー値(#N/A など)のセルです',
    ]);
    assert.deepEqual((await read(bytes)).sheets[0]!.headerNumber, 2);
  });

  it('reads visible sheets only and names the hidden ones', async () => {
    const bytes = await made((sheet, book) => {
      sheet.addRow([1, '青木', '']);
      book.addWorksheet('控え', { state: 'hidden' }).addRow(['秘密']);
      const second = book.addWorksheet('二枚目');
      second.addRow(['番号']);
      second.addRow(['7']);
    });
    const table = await read(bytes);
    assert.deepEqual(
      table.sheets.map((sheet) => sheet.name),
      ['名簿', '二枚目'],
    );
    assert.deepEqual(table.hiddenSheets, ['控え']);
  });

  it('refuses what only bears the name, each with its own words', async () => {
    await refused(zipSync({ 'a.txt': strToU8('x') }), 'not-a-workbook', /別の種類の圧縮ファイル/);
    await refused(zipSync({ 'xl/workbook.bin': strToU8('x') }), 'binary-workbook', /xlsb/);
    await refused(zipSync({ 'content.xml': strToU8('x'), 'META-INF/manifest.xml': strToU8('x') }), 'open-document', /ods/);
    const old = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    await refused(old, 'old-excel', /\.xls/);
    await refused(Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]), 'encrypted', /パスワード/);
    await refused(Buffer.from('番号,氏名\n1,青木\n'), 'broken-archive', /壊れて/);
    const whole = await made((sheet) => sheet.addRow([1]));
    await refused(whole.subarray(0, whole.length - 40), 'broken-archive', /壊れて/);
    await refused(await made(() => {}), 'no-rows', /見出しの下/);
  });

  it('unpacks no bomb: by the sizes that the directory promises, and by what really comes out', async () => {
    const bomb = zipSync({ 'xl/workbook.xml': strToU8('<x/>'), 'xl/worksheets/sheet1.xml': new Uint8Array(tableLimits.unpackedBytesMax) });
    assert.ok(bomb.length < 400_000);
    await refused(bomb, 'unpacked-too-large', /展開せずに止めました/);
    // The same, with a directory that promises 100 bytes.
    const lying = Buffer.from(zipSync({ 'xl/workbook.xml': strToU8('<x/>'), 'xl/worksheets/sheet1.xml': new Uint8Array(50_000_000) }));
    const entry = lying.indexOf(Buffer.from('504b0102', 'hex'), lying.indexOf(Buffer.from('504b0102', 'hex')) + 4);
    lying.writeUInt32LE(100, entry + 24);
    await refused(lying, 'unpacked-too-large', /展開/);
    const many = Object.fromEntries(Array.from({ length: tableLimits.entriesMax + 1 }, (_, index) => [`e${index}`, new Uint8Array()]));
    await refused(zipSync(many), 'unpacked-too-large', /展開/);
  });

  it('takes no declarations of entities, and no dialect that it would read as empty', async () => {
    const parts = unzipSync(await made((sheet) => sheet.addRow([1, '青木'])));
    const sheet = Buffer.from(parts['xl/worksheets/sheet1.xml']!).toString();
    const bomb = sheet.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet');
    await refused(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(bomb) }), 'entities', /DOCTYPE/);
    const prefixed = sheet.replaceAll(/<(\/?)(worksheet|sheetData|row|c|v)\b/g, '<$1x:$2');
    await refused(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(prefixed) }), 'other-dialect', /保存し直して/);
    await refused(
      zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData><row </sheetData></worksheet>') }),
      'broken-archive',
      /壊れて/,
    );
  });

  it('drops rows that hold nothing but colour, and counts the others before it takes them apart', async () => {
    const parts = unzipSync(await made((sheet) => sheet.addRow([1, '青木'])));
    const sheet = Buffer.from(parts['xl/worksheets/sheet1.xml']!).toString();
    const with_ = (rows: string) =>
      zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(sheet.replace('</sheetData>', `${rows}</sheetData>`)) });
    const painted = Array.from({ length: 300_000 }, (_, index) => `<row r="${index + 3}"><c r="A${index + 3}" s="1"/></row>`).join('');
    assert.equal((await read(with_(painted))).sheets[0]!.rows.length, 1);
    const long = Array.from({ length: 100_000 }, (_, index) => `<row r="${index + 3}"><c r="A${index + 3}"><v>1</v></c></row>`).join('');
    await refused(with_(long), 'too-many-rows', /100,001行/);
  });
});

describe('writing .xlsx', () => {
  const columns: readonly SheetColumn[] = [
    { key: 'number', title: '社員番号', width: 12, kind: 'text', locked: true },
    { key: 'name', title: '氏名', width: 20, kind: 'text', wrap: true },
    { key: 'joined', title: '入社日', width: 12, kind: 'date' },
    { key: 'state', title: '在籍区分', width: 10, kind: 'list', options: ['在籍', '退職'] },
    {
      key: 'choice',
      title: '長い選択肢',
      width: 20,
      kind: 'list',
      options: Array.from({ length: 90 }, (_, index) => `選択肢, その${index}`),
    },
    { key: 'count', title: '数', width: 8, kind: 'number' },
  ];
  const rows = [
    { number: '00012', name: '=髙﨑"𠮷"\n二行目', joined: '2020-04-01', state: '在籍', choice: '選択肢, その89', count: -1.5 },
    { number: '3', name: '<script>&amp;', joined: '未定', state: '', choice: null, count: null },
  ];
  const at = new Date('2026-11-22T00:00:00Z');
  const write = () =>
    writeWorkbook([{ name: "社員/名簿's:[1]", lines: ['社員名簿', '2026-11-22 現在'], columns, rows, landscape: true }], {
      title: '社員名簿',
      at,
    });

  it('writes text as text, and reads the same back', async () => {
    const table = await read(await write());
    assert.deepEqual(table.problems, []);
    assert.deepEqual(table.hiddenSheets, []);
    const [sheet] = table.sheets;
    assert.deepEqual([sheet!.headerNumber, sheet!.header], [4, columns.map((column) => column.title)]);
    assert.deepEqual(sheet!.rows, [
      { number: 5, cells: ['00012', '=髙﨑"𠮷"\n二行目', '2020-04-01', '在籍', '選択肢, その89', '-1.5'] },
      { number: 6, cells: ['3', '<script>&amp;', '未定', '', '', ''] },
    ]);
  });

  it('sets what a person needs: frozen header, choices, protected key, A4, print titles', async () => {
    const bytes = await write();
    const book = new Workbook();
    await book.xlsx.load(bytes);
    const [sheet, lists] = book.worksheets;
    assert.equal(sheet!.name, "社員 名簿's  1");
    assert.deepEqual([sheet!.pageSetup.paperSize, sheet!.pageSetup.orientation, sheet!.pageSetup.fitToWidth], [9, 'landscape', 1]);
    assert.equal((sheet!.views[0] as { ySplit: number }).ySplit, 4);
    assert.equal(sheet!.getCell('A5').numFmt, '@');
    assert.notEqual(sheet!.getCell('A5').protection?.locked, false);
    assert.equal(sheet!.getCell('B5').protection?.locked, false);
    assert.deepEqual(sheet!.getCell('D5').dataValidation?.type, 'list');
    assert.deepEqual([lists!.state, lists!.getCell('A90').value], ['veryHidden', '選択肢, その89']);
    const xml = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml']!).toString();
    assert.match(xml, /<sheetProtection/);
    assert.match(xml, /"在籍,退職"|&quot;在籍,退職&quot;/);
  });

  it('gives the same bytes for the same content', async () => {
    assert.deepEqual(await write(), await write());
  });
});
