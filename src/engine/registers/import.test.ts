import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { Fault } from '../../base/fault.ts';
import { sha256Hex } from '../../base/hash.ts';
import { writeWorkbook } from '../../tables/index.ts';
import { exchangeId, readExchangeId } from './exchange-id.ts';
import { by, csv, type Exchange, exchange, register, said, sheetOf, workbook } from './testing/exchange.ts';

const isFault = (code: string, ja?: RegExp) => (error: unknown) =>
  error instanceof Fault && error.code === code && (ja === undefined || ja.test(String(error.params.ja)));

describe('an import of a register', () => {
  let one: Exchange;
  let ids: string[];
  let header: readonly string[];
  let rows: (readonly string[])[];
  before(async () => {
    one = await exchange();
    for (const name of ['7-Zip', 'Firefox', 'サクラエディタ']) await one.add({ name, version: '1', status: 'approved' });
    ({ header, rows } = await sheetOf(await one.exported()));
    ids = rows.map((row) => row[0]!);
  });
  after(() => one.site.close());
  afterEach(() => one.site.clock.advance({ minutes: 1 }));

  const line = (id: string, ...cells: string[]) => [id, ...cells];
  const previewed = (...lines: string[][]) =>
    one.preview(
      csv(['行番号', '名称', '版', '状態', '台数', '期限'], ...lines.map((each) => [...each, ...Array(6 - each.length).fill('')])),
    );
  const problems = async (...lines: string[][]) => said((await previewed(...lines)).plan);

  it('refuses a number that was typed over, counted on, or of another register', async () => {
    const [first, second] = [readExchangeId(ids[0]!)!, readExchangeId(ids[1]!)!];
    assert.deepEqual(
      await problems(
        line('abc', 'x'),
        line(`R-SW-1-${second.check}`, '7-Zip', '1', '許可'),
        line('R-SW-99-abcd', 'x'),
        line(`R-DEV-1-${first.check}`, 'x'),
        line(`R-XX-1-${first.check}`, 'x'),
      ),
      [
        '2 行番号 「abc」は行番号ではありません。書き出したときの行番号に戻すか、新しい行なら空けてください。',
        `3 行番号 「R-SW-1-${second.check}」は、書き出したときの行番号から変わっています。元に戻してください。`,
        '4 行番号 「R-SW-99-abcd」という行はありません。新しい行なら、行番号を空けてください。',
        `5 行番号 「R-DEV-1-${first.check}」は別の台帳(端末)の行番号です。`,
        `6 行番号 「R-XX-1-${first.check}」はこの台帳の行番号ではありません。`,
      ],
    );
  });
  it('reads a number in any width and case', async () => {
    const wide = ids[0]!.toUpperCase().replace(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
    assert.deepEqual(await problems(line(wide, '7-Zip', '1', '許可')), []);
  });
  it('tells the same number twice on both rows', async () => {
    assert.deepEqual(await problems(line(ids[0]!, '7-Zip', '1', '許可'), line(ids[0]!, '7-Zip2')), [
      '2 行番号 同じ行番号が3行目にもあります。',
      '3 行番号 同じ行番号が2行目にもあります。',
    ]);
  });
  it('refuses words that are no option, dates that do not exist, numbers that are none', async () => {
    assert.deepEqual(
      await problems(
        line('', 'A', '', '許可済'),
        line('', 'B', '', '', '十'),
        line('', 'C', '', '', '-1'),
        line('', 'D', '', '', '', '2026-02-30'),
        line('', ''),
      ),
      [
        '2 状態 「許可済」という選択肢はありません(許可・停止)。',
        '3 台数 「十」は数字として読めません。',
        '4 台数 0台以上で入れてください。',
        '5 期限 2026-11-22のような、実在する日付を入れてください。',
      ],
    );
    assert.deepEqual(await problems(line(ids[0]!, '', '1', '許可')), ['2 名称 入力してください。']);
  });
  it('reads days, numbers and options as people write them', async () => {
    const { plan } = await previewed(
      line('', 'A', '', 'Permitted', '1,200 台', '令和8年11月22日'),
      line('', 'B', '', 'STOPPED', '１２', '2026/2/3'),
    );
    assert.deepEqual(
      [said(plan), plan.lines.map(({ after: { status, seats, validUntil } }) => [status, seats, validUntil])],
      [
        [],
        [
          ['approved', 1200, '2026-11-22'],
          ['stopped', 12, '2026-02-03'],
        ],
      ],
    );
  });
  it('refuses the same key within the file and against the register', async () => {
    assert.deepEqual(await problems(line('', 'Ａ', '1'), line('', 'a', '1'), line('', 'FIREFOX', '1')), [
      '2 名称 名称・版が同じ行が3行目にもあります。',
      '3 名称 名称・版が同じ行が2行目にもあります。',
      '4 名称 名称・版が同じ行(R-SW-2)が台帳にあります。その行を変えるなら、行番号を書いてください。',
    ]);
    // Two lines may swap their keys.
    const { plan } = await previewed(line(ids[0]!, 'Firefox', '1', '許可'), line(ids[1]!, '7-Zip', '1', '許可'));
    assert.deepEqual([said(plan), plan.lines.length], [[], 2]);
  });
  it('leaves columns alone that the file lacks, and says so; refuses columns that there are not', async () => {
    const { plan } = await one.preview(csv(['行番号', '版'], [ids[0]!, '2']));
    assert.deepEqual([said(plan), plan.lines[0]!.after.status, plan.lines[0]!.after.version], [[], 'approved', '2']);
    assert.match(plan.notes[0]!.ja, /^ファイルにない列は変えません:名称、状態、/);
    assert.deepEqual(said((await one.preview(csv(['行番号', '名称', '価格', '名称'], [ids[0]!, '7-Zip', '9', 'x']))).plan), [
      '1 価格 この台帳にない列です。列を消すか、見出しを直してください。',
      '1 名称 (2) 同じ列が2つあります。1つにしてください。',
    ]);
    assert.deepEqual(
      said((await one.preview(csv(['品名', '価格'], ['a', '9']))).plan).map((text) => text.slice(0, 25)),
      ['- - 「許可ソフトウェア一覧」の列がありません。'],
    );
    assert.match((await one.preview(csv(['名称'], ['新しいもの']))).plan.notes.at(-1)!.ja, /すべて新しい行として読みました/);
  });
  it('refuses formulas and merged cells, says which sheets it did not read, and reads only one', async () => {
    const plain = await workbook(
      ['行番号', '名称', '版', '状態'],
      [
        [ids[0]!, '7-Zip', '1', '許可'],
        [ids[1]!, 'Firefox', '1', '許可'],
      ],
    );
    const changed = (edit: (name: string, xml: string) => string) =>
      zipSync(
        Object.fromEntries(
          Object.entries(unzipSync(plain)).map(([name, part]) => [
            name,
            name.endsWith('.xml') ? strToU8(edit(name, strFromU8(part))) : part,
          ]),
        ),
      );
    const sheet1 = (edit: (xml: string) => string) => changed((name, xml) => (name === 'xl/worksheets/sheet1.xml' ? edit(xml) : xml));
    const formula = sheet1((xml) => xml.replace(/<c r="C2"([^>]*)>.*?<\/c>/, '<c r="C2"><f>1+1</f><v>2</v></c>'));
    assert.deepEqual(said((await one.preview(formula, 'x.xlsx')).plan), [
      '2 版 数式のセルです。値に置き換えてください(コピーして「値の貼り付け」)。',
    ]);
    const merged = sheet1((xml) => xml.replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'));
    assert.ok(said((await one.preview(merged, 'x.xlsx')).plan).includes('2 名称 結合されたセルです。結合を解除してください。'));
    const sheet = (name: string) => ({
      name,
      columns: [{ key: 'name', title: '名称', width: 9, kind: 'text' as const }],
      rows: [{ name: `${name}の行` }],
    });
    const two = await writeWorkbook([sheet('表'), sheet('控え')], { title: 'x', at: new Date(0) });
    assert.match(said((await one.preview(two, 'x.xlsx')).plan)[0]!, /2枚のシートにあります\(表、控え\)/);
    const hidden = Object.entries(unzipSync(two)).map(([name, part]) => [
      name,
      name === 'xl/workbook.xml'
        ? strToU8(strFromU8(part).replace(/(<sheet [^>]*name="控え"[^>]*?)( state="\w+")?\/>/, '$1 state="hidden"/>'))
        : part,
    ]);
    const { plan } = await one.preview(zipSync(Object.fromEntries(hidden)), 'x.xlsx');
    assert.deepEqual([said(plan), plan.lines.map(({ after }) => after.name)], [[], ['表の行']]);
    assert.equal(plan.notes.at(-1)!.ja, '非表示のシートは読みません:控え');
  });
  it('reads no more than 20,000 rows', async () => {
    const many = csv(['名称'], ...Array.from({ length: 20_001 }, (_, i) => [`p${i}`]));
    await assert.rejects(one.preview(many), isFault('file-unreadable', /20,001行/));
  });
  it('keeps a file for half an hour, for whoever uploaded it', async () => {
    const seen = await previewed(line('', '新しいもの'));
    const apply = (owner: string) =>
      one.registers.applyImport(register, { upload: seen.upload, digest: seen.plan.digest, endMissing: null, reason: 'x', by: owner });
    await assert.rejects(apply('account:b'), isFault('not-found'));
    one.site.clock.advance({ minutes: 31 });
    await assert.rejects(apply(by), isFault('not-found', /もうありません/));
    for (let i = 0; i < 5; i += 1) await previewed(line('', `x${i}`));
    const { rows: kept } = await one.site.database.owner.query<{ count: number }>('SELECT count(*) FROM registers_upload');
    assert.equal(kept[0]!.count, 3);
    one.site.clock.advance({ minutes: 31 });
    await one.registers.sweepUploads();
    assert.equal((await one.site.database.owner.query<{ count: number }>('SELECT count(*) FROM registers_upload')).rows[0]!.count, 0);
  });
  it('applies nothing while there are problems, without a reason, or on another register than was seen', async () => {
    const wrong = await previewed(line('', 'A', '', '許可済'));
    await assert.rejects(one.apply(wrong), isFault('not-ready', /1件/));
    const seen = await previewed(line('', 'A'));
    await assert.rejects(
      one.registers.applyImport(register, { upload: seen.upload, digest: seen.plan.digest, endMissing: null, reason: ' ', by }),
      isFault('reason-required'),
    );
    await assert.rejects(one.apply({ ...seen, plan: { ...seen.plan, digest: 'x' } }), isFault('conflict'));
    await assert.rejects(one.apply(seen, 99), isFault('conflict'));
    await one.add({ name: '間に入った行' });
    await assert.rejects(one.apply(seen), isFault('conflict', /確認のあとで台帳が変わりました/));
    assert.equal((await one.registers.list()).find(({ definition }) => definition.id === register)!.rows, 4);
  });
  it('applies what was seen at once, with an entry for the file and one for each line', async () => {
    const before = (await one.site.ledger()).length;
    const text = csv(['行番号', '名称', '版'], [ids[0]!, '7-Zip', '24'], [ids[1]!, 'Firefox', '1'], ['', '新しいもの', '']);
    const seen = await one.preview(text);
    assert.deepEqual(await one.apply(seen), { added: 1, changed: 1, ended: 0, restored: 0 });
    const entries = (await one.site.ledger()).slice(before);
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      ['register.row', 'register.row', 'register.imported'],
    );
    const { payload, subject } = entries[2]!;
    assert.match(subject, /^register:software\/allowed import:/);
    assert.deepEqual(payload, {
      file: sha256Hex(text),
      plan: seen.plan.digest,
      added: 1,
      changed: 1,
      ended: 0,
      restored: 0,
      same: 1,
      reason: '年次の見直し',
    });
    assert.deepEqual(entries[0]!.payload.cells, { version: '24' });
    const row = await one.registers.row(register, seen.plan.lines[0]!.row!.id);
    assert.deepEqual(
      row.history.map(({ act, reason }) => [act, reason]),
      [
        ['imported', '年次の見直し'],
        ['added', ''],
      ],
    );
    await assert.rejects(one.apply(seen), isFault('not-found'));
  });
  it('lets only one of two clicks through', async () => {
    const seen = await previewed(line('', '二度押し'));
    const clicks = await Promise.allSettled([one.apply(seen), one.apply(seen)]);
    assert.deepEqual(clicks.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const { total } = await one.registers.rows(register, {
      q: '二度押し',
      filters: [],
      state: 'all',
      sort: 'number',
      order: 'asc',
      group: null,
      offset: 0,
      limit: 10,
    } as never);
    assert.equal(total, 1);
  });
  it('ends lines that the file lacks only where asked to, and restores what ended and stands in it', async () => {
    const seen = await previewed(line(ids[0]!, '7-Zip', '24', '許可'));
    const { length } = seen.plan.missing;
    assert.ok(length >= 3);
    assert.deepEqual(await one.apply(seen, length), { added: 0, changed: 0, ended: length, restored: 0 });
    const back = await previewed(line(ids[0]!, '7-Zip', '24', '許可'), line(ids[1]!, 'Firefox', '2', '停止'));
    assert.deepEqual(
      back.plan.lines.map(({ act }) => act),
      ['restore'],
    );
    assert.deepEqual(await one.apply(back), { added: 0, changed: 0, ended: 0, restored: 1 });
    const same = await previewed(line(ids[0]!, '7-Zip', '24', '許可'), line(ids[1]!, 'Firefox', '2', '停止'));
    const before = (await one.site.ledger()).length;
    assert.deepEqual(await one.apply(same), { added: 0, changed: 0, ended: 0, restored: 0 });
    assert.equal((await one.site.ledger()).length, before);
  });
  it('stores nothing where the ledger fails', async () => {
    const seen = await previewed(line('', '記帳できない行'));
    await one.site.database.owner.query(`CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk'; END $$;
      CREATE TRIGGER broken BEFORE INSERT ON ledger_entry FOR EACH ROW WHEN (NEW.kind = 'register.imported') EXECUTE FUNCTION broken()`);
    await assert.rejects(one.apply(seen), /disk/);
    await one.site.database.owner.query('DROP TRIGGER broken ON ledger_entry');
    assert.deepEqual(await one.apply(seen), { added: 1, changed: 0, ended: 0, restored: 0 });
  });
  it('gives each line letters of its own', () => {
    const codes = new Set(Array.from({ length: 500 }, (_, i) => exchangeId({ code: 'R-SW' }, { id: `row ${i}`, number: 1 })));
    assert.ok(codes.size > 490, String(codes.size));
    assert.equal(header[0], '行番号');
    assert.ok(rows.length === 3);
  });
});
