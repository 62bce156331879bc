import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { zipSync } from 'fflate';
import { FakeClock } from '../base/clock.ts';
import { inTransaction } from '../db/pool.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { Attachments, attachmentLimits } from './index.ts';
import { kindOf } from './kind-of.ts';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n');
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
const archive = (...names: string[]) => Buffer.from(zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array([1])]))));
const subject = 'register:devices/devices row:00000000-0000-4000-8000-000000000001';

describe('the kind of a file', () => {
  const said = (content: Buffer, name: string) => {
    const kind = kindOf(content, name);
    return kind.ok ? kind.mediaType : kind.says.en;
  };
  it('is told by its content, and its name must agree', () => {
    assert.equal(said(pdf, '証明書.PDF'), 'application/pdf');
    assert.equal(said(png, '画面.png'), 'image/png');
    assert.match(said(archive('xl/workbook.xml'), 'a.xlsx'), /spreadsheetml/);
    assert.equal(said(Buffer.from('氏名,部署\n髙﨑,総務\n'), 'a.csv'), 'text/csv');
    assert.equal(said(Buffer.from([0x8e, 0x81, 0x96, 0xbc, 0x0a]), 'sjis.csv'), 'text/csv');
    assert.match(said(pdf, 'invoice.png'), /under another name/);
    assert.match(said(png, 'tool.exe'), /under another name/);
  });
  it('refuses programs, macros, archives, pages and what is broken or empty', () => {
    assert.match(said(Buffer.from('MZ\x90\x00\x03'), 'setup.exe'), /cannot be attached/);
    assert.match(said(Buffer.from('MZ\x90\x00\x03'), 'setup.txt'), /holds no text/);
    assert.match(said(Buffer.from('<script>alert(1)</script>'), 'page.html'), /cannot be attached/);
    assert.match(said(Buffer.from('<svg onload="x"/>'), 'a.svg'), /cannot be attached/);
    assert.match(said(archive('xl/workbook.xml', 'xl/vbaProject.bin'), 'a.xlsx'), /macros/);
    assert.match(said(archive('word/document.xml', 'word/embeddings/oleObject1.bin'), 'a.docx'), /macros or embedded/);
    assert.match(said(archive('a.txt'), 'a.zip'), /Archives/);
    assert.match(said(archive('a.txt').subarray(0, 20), 'a.xlsx'), /broken/);
    assert.match(said(Buffer.alloc(0), 'a.txt'), /empty/);
  });
});

describe('attached files', () => {
  let database: TestDatabase;
  let clock: FakeClock;
  let attachments: Attachments;
  before(async () => {
    database = await testDatabase();
    clock = new FakeClock();
    attachments = new Attachments({ pool: database.app, clock });
  });
  after(() => database.close());
  const bind = (ids: string[], by = 'taro', to = subject) =>
    inTransaction(database.app, (tx) => attachments.bind(tx, ids, { subject: to, by, at: clock.now() }));

  it('become part of an act once, by who uploaded them, and stay', async () => {
    const file = await attachments.upload(pdf, { name: 'C:\\証跡\\復元結果.pdf', by: 'taro' });
    assert.deepEqual([file.name, file.bytes, file.subject], ['復元結果.pdf', pdf.length, null]);
    await assert.rejects(bind([file.id], 'hanako'), { code: 'not-found' });
    assert.equal((await bind([file.id, file.id])).length, 1);
    await assert.rejects(bind([file.id]), { code: 'not-found' });
    await assert.rejects(attachments.discard(file.id, 'taro'), { code: 'not-found' });
    assert.deepEqual(
      (await attachments.of(subject)).map(({ id }) => id),
      [file.id],
    );
    const pieces: Buffer[] = [];
    for await (const piece of attachments.pieces(file)) pieces.push(piece);
    assert.deepEqual(Buffer.concat(pieces), pdf);
    assert.deepEqual([...(await attachments.count([subject, 'other']))], [[subject, 1]]);
  });

  it('cannot be changed or taken away by the application’s own role', async () => {
    const { rows } = await database.app.query<{ id: string }>('SELECT id FROM attachments_file WHERE subject IS NOT NULL');
    const { id } = rows[0]!;
    for (const statement of [
      'UPDATE attachments_file SET subject = NULL, bound_at = NULL WHERE id = $1',
      'DELETE FROM attachments_file WHERE id = $1',
      `UPDATE attachments_file SET name = 'x' WHERE id = $1`,
      `UPDATE attachments_content SET content = '\\x00' WHERE hash = (SELECT hash FROM attachments_file WHERE id = $1)`,
      'DELETE FROM attachments_content WHERE hash = (SELECT hash FROM attachments_file WHERE id = $1)',
    ])
      await assert.rejects(database.app.query(statement, [id]), statement);
    await assert.rejects(
      database.app.query(`INSERT INTO attachments_content VALUES (sha256('a'), 'text/plain', 1, 'b')`),
      /check constraint/,
      'a content under a hash that is not its own',
    );
  });

  it('are kept once by their content, and go after a day where no act took them', async () => {
    const first = await attachments.upload(png, { name: 'a.png', by: 'taro' });
    const second = await attachments.upload(png, { name: 'b.png', by: 'hanako' });
    assert.equal(first.hash, second.hash);
    const contents = async () => (await database.app.query('SELECT 1 FROM attachments_content')).rowCount;
    assert.equal(await contents(), 2);
    await attachments.discard(first.id, 'taro');
    clock.advance({ hours: attachmentLimits.looseLifeHours - 1 });
    await attachments.sweep();
    assert.notEqual(await attachments.file(second.id), null);
    clock.advance({ hours: 2 });
    await attachments.sweep();
    assert.equal(await attachments.file(second.id), null);
    assert.equal(await contents(), 1, 'what is part of an act stays');
  });

  it('have limits that are said', async () => {
    await assert.rejects(attachments.upload(Buffer.alloc(attachmentLimits.fileBytesMax + 1), { name: 'a.txt', by: 'taro' }), {
      code: 'file-refused',
      params: { ja: '1つのファイルは20MBまでです。', en: 'A file can have at most 20 MB.' },
    });
    for (const name of ['..', '/', '\u202e', '.htaccess'])
      await assert.rejects(attachments.upload(pdf, { name, by: 'taro' }), { code: 'file-refused' });
    for (let count = 0; count < attachmentLimits.looseFilesMax; count += 1)
      await attachments.upload(Buffer.from(`text ${count}`), { name: 'a.txt', by: 'jiro' });
    await assert.rejects(attachments.upload(pdf, { name: 'one.pdf', by: 'jiro' }), { code: 'too-many-attempts' });
    await assert.rejects(bind(Array.from({ length: 21 }, (_, index) => `00000000-0000-4000-8000-0000000000${10 + index}`)), {
      code: 'bad-request',
    });
  });
});
