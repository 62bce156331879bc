import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import iconv from 'iconv-lite';
import { newId } from '../../base/id.ts';
import { by, csv, type Exchange, exchange, register, said, sheetOf, workbook } from './testing/exchange.ts';

describe('a register as a file', () => {
  let one: Exchange;
  let vendor: string;
  before(async () => {
    one = await exchange();
    vendor = (await one.registers.add('vendors/list', { name: '株式会社例' }, { by })).row;
    const [person] = one.people;
    const [device] = [...one.site.is.devices.keys()];
    await one.add({
      name: '=7-Zip',
      version: '24.09',
      status: 'approved',
      tags: ['office', 'dev'],
      seats: 12.5,
      validUntil: '2028-02-29',
      checkedAt: '2026-11-22T00:00',
      free: true,
      owner: person!.id,
      device,
      vendor,
      note: '一行目\n髙﨑𠮷 "引用", カンマ',
    });
    await one.add({ name: '0012', version: '-1' });
    await one.add({ name: '@社内ツール', free: false, status: 'stopped', note: "'=1+1" });
  });
  after(() => one.site.close());

  for (const [format, encoding, language] of [
    ['xlsx', 'utf-8', 'ja'],
    ['xlsx', 'utf-8', 'en'],
    ['csv', 'utf-8', 'ja'],
    ['csv', 'utf-8', 'en'],
  ] as const) {
    it(`changes nothing when it is imported again: ${format}, ${language}`, async () => {
      const bytes = await one.exported({ format, encoding, language });
      const { plan } = await one.preview(bytes, `list.${format}`);
      assert.deepEqual([said(plan), plan.lines, plan.same, plan.missing, plan.notes], [[], [], 3, [], []]);
    });
  }

  it('says in Excel what a person reads, with the number of the line first', async () => {
    const { header, rows } = await sheetOf(await one.exported());
    assert.deepEqual(header.slice(0, 7), ['行番号', '名称', '版', '状態', '用途', '台数(台)', '期限']);
    assert.match(rows[0]![0]!, /^R-SW-1-[a-z0-9]{4}$/);
    assert.deepEqual(rows[0]!.slice(1, 12), [
      '=7-Zip',
      '24.09',
      '許可',
      '事務、開発',
      '12.5',
      '2028-02-29',
      '2026-11-22 00:00',
      'はい',
      '髙橋 花子',
      'keiri-01',
      'R-VENDOR-1 株式会社例',
    ]);
  });

  it('guards cells that a spreadsheet would run, and has a byte order mark', async () => {
    const text = (await one.exported({ format: 'csv' })).toString('utf8');
    assert.equal(text.charCodeAt(0), 0xfeff);
    assert.match(text, /,'=7-Zip,/);
    assert.match(text, /,'@社内ツール,/);
    assert.match(text, /,''=1\+1/);
  });

  it('tells what Shift_JIS lacks, writes 〓 only when asked to, and does not take it back', async () => {
    await assert.rejects(one.exported({ format: 'csv', encoding: 'cp932' }), (error: { params: { ja: string } }) =>
      /2行目「備考」の「𠮷」/.test(error.params.ja),
    );
    const bytes = await one.exported({ format: 'csv', encoding: 'cp932', replace: true });
    assert.match(iconv.decode(bytes, 'cp932'), /髙﨑〓/);
    const { plan } = await one.preview(bytes);
    assert.deepEqual(
      said(plan).map((text) => text.replace(/「.*〓.*/s, '〓')),
      ['2 備考 〓'],
    );
  });

  it('reads UTF-8, Shift_JIS and UTF-16', async () => {
    const text = csv(['名称', '備考'], ['髙﨑商店', 'カナ']);
    for (const bytes of [
      Buffer.from(text),
      iconv.encode(text, 'cp932'),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
    ]) {
      const { plan } = await one.preview(bytes);
      assert.deepEqual([said(plan), plan.lines[0]!.after.name], [[], '髙﨑商店']);
    }
  });

  it('knows lines by their number, however they are sorted and whichever way the columns stand', async () => {
    const { header, rows } = await sheetOf(await one.exported());
    const turned = rows.toReversed().map((row) => row.toReversed());
    const { plan } = await one.preview(await workbook(header.toReversed(), turned), 'x.xlsx');
    assert.deepEqual([said(plan), plan.lines, plan.same], [[], [], 3]);
  });

  it('writes the staff number behind a name that two people have, and asks for it', async () => {
    const [first] = one.people;
    const second = { ...first!, id: newId(), detail: '0099' };
    one.people.push(second);
    try {
      const { header, rows } = await sheetOf(await one.exported());
      assert.equal(rows[0]![header.indexOf('責任者')], '髙橋 花子(0001)');
      const owner = (text: string) => one.preview(csv(['名称', '責任者'], ['新規', text]));
      assert.match(said((await owner('髙橋 花子')).plan)[0]!, /2 責任者 「髙橋 花子」は2人います。「氏名\(社員番号\)」/);
      assert.match(said((await owner('高橋 花子')).plan)[0]!, /社員名簿にいません/);
      for (const text of ['髙橋 花子(0099)', '髙橋 花子（００９９）', '0099'])
        assert.equal((await owner(text)).plan.lines[0]!.after.owner, second.id, text);
    } finally {
      one.people.pop();
    }
  });

  it('names lines that ended as such, and restores none by itself', async () => {
    const { row } = await one.add({ name: '終わったもの' });
    await one.registers.end(register, { id: row, revision: 1 }, { by, reason: '不要' });
    const bytes = await one.exported({ state: 'all' });
    const { header, rows } = await sheetOf(bytes);
    assert.deepEqual([header[1], rows.map((cells) => cells[1])], ['行の状態', ['有効', '有効', '有効', '終了']]);
    const { plan } = await one.preview(bytes, 'x.xlsx');
    assert.deepEqual([said(plan), plan.lines.length, plan.same], [[], 0, 4]);
    const state = (cells: readonly string[], wanted: string) => [cells[0]!, wanted, ...cells.slice(2)];
    const restored = await one.preview(await workbook(header, [state(rows[3]!, '有効')]), 'x.xlsx');
    assert.deepEqual(
      restored.plan.lines.map(({ act }) => act),
      ['restore'],
    );
    const ended = await one.preview(await workbook(header, [state(rows[0]!, '終了')]), 'x.xlsx');
    assert.match(said(ended.plan)[0]!, /取込みでは行を1つずつ終了できません/);
    const changed = await one.preview(await workbook(header, [[...rows[3]!.slice(0, 2), '別の名前', ...rows[3]!.slice(3)]]), 'x.xlsx');
    assert.match(said(changed.plan)[0]!, /終了した行は変えられません/);
    const wrong = await one.preview(await workbook(header, [state(rows[0]!, '休止')]), 'x.xlsx');
    assert.match(said(wrong.plan)[0]!, /「有効」か「終了」/);
  });
});
