import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Press } from '../documents/index.ts';
import { dense, missing, pdfText } from '../documents/testing/tools.ts';
import { OverviewReader } from '../overview/index.ts';
import { clauseEdit, type ProcedureSite, procedureSite } from '../procedures/testing/site.ts';
import { readTable } from '../tables/index.ts';
import { documentsOf } from './documents.ts';

/** The company's own procedures, out of the database and onto paper, at each state of their life. */
describe('documents of the company', () => {
  const press = new Press();
  let site: ProcedureSite;
  let documents: ReturnType<typeof documentsOf>;
  before(async () => {
    site = await procedureSite();
    const { procedures, clock } = site;
    const measured = {
      devicesByPlatform: { windows: 0, macos: 0, linux: 0 },
      counts: new Map(),
      examples: new Map(),
      oldestByKind: new Map(),
    };
    const names = new Map([site.writer, ...site.deciders].map((id, index) => [id, { ja: `髙﨑${index}`, en: `Takasaki ${index}` }]));
    const overview = new OverviewReader(async () => measured, clock);
    documents = documentsOf({ procedures, clock, overview, press, nameOf: async () => names });
  });
  after(async () => {
    await press.close();
    await site.close();
  });

  const order = { what: 'procedures', format: 'pdf', lang: 'ja' } as const;
  const text = async (version?: string): Promise<string> =>
    dense(pdfText((await documents.exported({ ...order, ...(version === undefined ? {} : { version }) })).bytes));
  const skip = missing('pdftotext');

  it('knows no version in force before the first, and no version that is none', async () => {
    await assert.rejects(documents.exported({ ...order, version: 'in-force' }), { code: 'not-found' });
    for (const version of ['sample', "1' OR 1=1", '00000000-0000-4000-8000-000000000000'])
      await assert.rejects(documents.exported({ ...order, version }), { code: 'not-found' }, version);
  });

  it('prints the draft, then what was submitted with empty boxes, then what is in force', { skip }, async () => {
    const { procedures, clock, writer, deciders } = site;
    await procedures.editClause(
      '8.1.e',
      clauseEdit({ adoption: 'changed', text: { ja: '髙﨑𠮷の定め{screenLockMinutes}', en: '' } }),
      writer,
    );
    const draft = await documents.exported(order);
    assert.equal(draft.name, '手順書_株式会社例_草案_2026-11-23');
    const drafted = dense(pdfText(draft.bytes));
    assert.ok(drafted.includes('髙﨑𠮷の定め10分') && drafted.includes('草案') && drafted.includes('まだ承認された版はありません。'));

    site.neighbours.approvalsNeeded = 2;
    const id = await site.submit('2026-12-01', 'major');
    await site.approve(id, deciders[0]);
    const submitted = await text(id);
    assert.ok(submitted.includes('承認待ち'));
    assert.match(submitted, /承認承認作成髙﨑1髙﨑02026-11-23年月日2026-11-23/);

    clock.advance({ minutes: 1 });
    await site.approve(id, deciders[1]);
    assert.match(await text(id), /施行前/);
    clock.set('2026-12-02T00:00:00Z');
    const inForce = await documents.exported({ ...order, version: 'in-force' });
    assert.equal(inForce.name, '手順書_株式会社例_1.0');
    const printed = dense(pdfText(inForce.bytes));
    assert.match(printed, /承認承認作成髙﨑1髙﨑2髙﨑0/);
    assert.ok(printed.includes('1.02026-12-01改訂髙﨑1、髙﨑2'));
    assert.doesNotMatch(printed, /草案|承認待ち|施行前/);
    assert.ok(printed.includes((await procedures.version(id)).version.digest));
  });

  it('prints an old version as it was, says so, and puts no standing of today beside it', { skip }, async () => {
    const { procedures, clock, writer } = site;
    const old = (await procedures.versions())[0]!.id;
    site.neighbours.approvalsNeeded = 1;
    const { revision } = (await procedures.draft()).rows.clauses.get('8.1.e')!;
    await procedures.editClause('8.1.e', clauseEdit({ revision, adoption: 'changed', text: { ja: '次の定め', en: '' } }), writer);
    await site.approve(await site.submit('2026-12-10'));
    clock.set('2026-12-11T00:00:00Z');
    const before = await text(old);
    assert.ok(before.includes('旧版') && before.includes('髙﨑𠮷の定め10分') && !before.includes('次の定め'));
    const now = await text();
    assert.ok(now.includes('次の定め') && now.includes('1.02026-12-01改訂') && now.includes('1.12026-12-10改訂'));
    const { sheets } = await readTable(Buffer.from((await documents.exported({ ...order, format: 'xlsx', version: old })).bytes), {
      name: 'old.xlsx',
    });
    const cells = sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
    assert.ok(cells.includes('髙﨑𠮷の定め10分') && !cells.includes('不明'));
  });

  it('gives the statement and Word under names that a file system takes', async () => {
    site.neighbours.name = '株式会社A/B:"例"\u202E';
    const word = await documents.exported({ ...order, format: 'docx', version: 'draft', lang: 'en' });
    assert.equal(word.name, 'Procedures_株式会社A B 例_Draft_2026-12-11');
    assert.equal(Buffer.from(word.bytes.slice(0, 2)).toString(), 'PK');
    const statement = await documents.exported({ ...order, what: 'statement', format: 'xlsx' });
    assert.equal(statement.name, '適用宣言書_株式会社例_1.1');
  });

  it('prints a leaflet on one page', { skip }, async () => {
    const bytes = await documents.leaflet({
      language: 'ja',
      audience: 'everyone',
      company: '株式会社例',
      version: '1.1',
      date: '2026-12-10',
      dueOn: '2026-12-25',
      lines: [
        { clauses: ['8.1.e'], topic: { ja: '画面', en: 'Screen' }, text: { ja: '席を離れたら<b>ロック</b>します。', en: 'Lock it.' } },
      ],
      quiz: { question: { ja: 'いつロックしますか', en: 'When?' }, options: [{ ja: '席を離れるとき', en: 'When leaving' }] },
      reader: '山田 太郎',
    });
    const printed = dense(pdfText(bytes));
    for (const expected of ['全員のしおり', '席を離れたら<b>ロック</b>します。', '8.1.e', 'いつロックしますか', '山田太郎', '2026-12-25'])
      assert.ok(printed.includes(expected), expected);
  });
});
