import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { Press } from './press.ts';
import { type ReportInput, reportDocument } from './report.ts';

const input = (more: Partial<ReportInput> = {}): ReportInput => ({
  language: 'ja',
  company: '株式会社みなと商会',
  reference: 'PRB-12',
  to: 'トップマネジメント 御中',
  from: '情報セキュリティ委員会',
  subject: 'ファイルサーバのディスクが92%に達した',
  facts: [
    { name: '気づいた日時', said: '2026-11-24 09:00' },
    { name: '業務への影響', said: '' },
    { name: 'かかった時間', said: '気づいてから委員会への報告まで 3時間\n報告から委員会の決定まで 1日2時間' },
  ],
  parts: [
    { title: '経営にお願いすること', text: '40万円の支出の承認' },
    { title: '原因', text: '図面の写しが毎日たまっていた' },
    { title: '行った手当て', text: '' },
  ],
  receipt: [
    { name: '確認した人', said: '' },
    { name: '回答', said: '' },
  ],
  digest: 'ab'.repeat(32),
  madeAt: new Date('2026-11-25T00:00:00Z'),
  madeOn: '2026-11-25',
  ...more,
});

describe('the report of a problem', () => {
  const press = new Press();
  after(() => press.close());

  it('leaves out what nobody wrote, keeps the lines of the receipt, and shows a person’s marks instead of obeying them', () => {
    const document = reportDocument(input({ subject: '請求書\u202efdp.exe' }));
    assert.deepEqual(
      document.facts.map(({ name }) => name),
      ['気づいた日時', 'かかった時間'],
    );
    assert.deepEqual(
      document.parts.map(({ title }) => title),
      ['経営にお願いすること', '原因'],
    );
    assert.equal(document.receipt.length, 2);
    assert.match(document.subject, /U\+202E/);
  });

  it('is one page, also where everything is long, and the same bytes each time', async () => {
    const { bytes, pages, accessible } = await press.pdf(reportDocument(input()));
    assert.deepEqual([pages, accessible], [1, true]);
    assert.deepEqual((await press.pdf(reportDocument(input()))).bytes, bytes);
    if (process.env.REPORT_PDF) writeFileSync(process.env.REPORT_PDF, bytes);
    const long = input({
      parts: ['依頼', '様子', '原因', '手当て'].map((title) => ({ title, text: 'あいうえお、かきくけこ。'.repeat(25) })),
    });
    assert.equal((await press.pdf(reportDocument(long))).pages, 1);
  });

  it('is a Word file too, without markup of a person’s making', async () => {
    const { bytes } = await press.word(reportDocument(input({ subject: '<w:t>A&B</w:t> #let x' })));
    assert.equal(Buffer.from(bytes.subarray(0, 2)).toString(), 'PK');
  });
});
