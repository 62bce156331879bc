import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { procedureDocument } from './from-content.ts';
import { leafletDocument } from './leaflet.ts';
import type { DocumentClause, ProcedureDocument } from './model.ts';
import { Press, type Pressed } from './press.ts';
import { statementDocument } from './statement.ts';
import { nasty, nastyContent, turnedShown } from './testing/nasty.ts';
import { effectiveVersion, sampleContent, sampleInput } from './testing/sample.ts';
import { dense, missing, output, pdfText, withFile } from './testing/tools.ts';
import { documentWords } from './words.ts';

const press = new Press();
after(() => press.close());
const skip = missing('pdftotext', 'pdfinfo', 'pdffonts', 'qpdf');

/** What the chapters say, as a reader's eye takes it in: label, sentence, remarks, id. */
function expectedBody({ chapters, language }: ProcedureDocument): string {
  const words = documentWords(language);
  const named = (word: string, text: string): string => (text === '' ? '' : word + text);
  const clause = ({ kind, label, pieces, applicable, reason, owner, deputy, necessity, note, id }: DocumentClause): string => {
    const text = pieces.map((piece) => piece.text).join('');
    const body = applicable
      ? text + named(words.owner, owner) + named(words.deputy, deputy) + named(words.necessity, necessity) + named(words.remark, note)
      : `${words.notApplicable}${reason === '' ? '' : `(${words.reason}:${reason})`}`;
    return `${kind === 'advice' ? words.advice : label}${body}${id}`;
  };
  return dense(
    chapters
      .map(({ number, title, id, purpose, applicable, span, reason, clauses }) =>
        applicable
          ? `${number}${title}${id}${words.purpose}${purpose}${clauses.map(clause).join('')}`
          : `${number}${title}${id}${words.notApplicable}(${span})${named(words.reason, reason)}`,
      )
      .join(''),
  );
}

const ids = sampleContent()
  .controls.flatMap(({ clauses }) => clauses.map(({ id }) => id))
  .sort((a, b) => b.length - a.length);
const withoutIds = (text: string): string => ids.reduce((rest, id) => rest.replaceAll(id, ''), text);

/** Long texts are not printed whole when they differ. */
function assertSameText(said: string, expected: string): void {
  if (said === expected) return;
  let at = 0;
  while (said[at] === expected[at]) at += 1;
  assert.equal(
    said.slice(Math.max(0, at - 30), at + 60),
    expected.slice(Math.max(0, at - 30), at + 60),
    `differs at ${at} of ${expected.length}`,
  );
}

for (const language of ['ja', 'en'] as const)
  describe(`pdf: the procedures in ${language}`, { skip }, () => {
    const document = procedureDocument(sampleInput(language, nastyContent(), effectiveVersion));
    let pressed: Pressed;
    let body: string;
    before(async () => {
      pressed = await press.pdf(document);
      body = dense(pdfText(pressed.bytes, { body: true }));
    });

    it('says exactly what the procedures say, whatever was typed into them', () => {
      const expected = expectedBody(document);
      const from = body.lastIndexOf(dense(document.chapters[0]!.number + document.chapters[0]!.title + document.chapters[0]!.id));
      const until = body.lastIndexOf(dense(documentWords(language).appendixValues));
      const said = body.slice(from, until);
      // An id stands beside its clause; where a clause goes over to the next page, the id is written before the rest.
      assertSameText(withoutIds(said), withoutIds(expected));
      assert.ok(said.includes(dense(nasty)) && said.includes('髙﨑𠮷'));
      assert.ok(said.includes(dense(turnedShown)));
    });

    it('prints company, approvals, history and every value', () => {
      const whole = dense(pdfText(pressed.bytes));
      for (const text of [document.company, document.digest, ...document.approvals.flatMap(({ name, date }) => [name, date])])
        assert.ok(whole.includes(dense(text)), text);
      for (const { number, date, note, approvedBy } of document.revisions)
        assert.ok(whole.includes(dense(number + date + note + approvedBy)), note);
      // A long list may go over a page: its words stand there, each whole.
      for (const { title, said } of document.values)
        for (const part of [title, ...said.split(/[、,;]/)]) assert.ok(whole.includes(dense(part)), `${title}: ${part}`);
    });

    it('is tagged, has a language, a title and claims PDF/UA', () => {
      const plain = withFile('a.pdf', pressed.bytes, (file, folder) => {
        output('qpdf', ['--qdf', '--object-streams=disable', file, `${folder}/b.pdf`]);
        return readFileSync(`${folder}/b.pdf`, 'latin1');
      });
      assert.match(plain, /\/MarkInfo/);
      assert.match(plain, /\/StructTreeRoot/);
      assert.match(plain, new RegExp(`/Lang \\(${language}`));
      assert.match(plain, /<pdfuaid:part>1</);
      assert.equal(pressed.accessible, true);
      const info = withFile('a.pdf', pressed.bytes, (file) => output('pdfinfo', [file]));
      assert.match(info, new RegExp(`Title: +${document.title}`));
      assert.match(info, /Tagged: +yes/);
      assert.match(info, /Page size: +595\.\d+ x 841\.\d+ pts \(A4\)/);
    });

    it('embeds every font as a subset, and none of the machine', () => {
      const fonts = withFile('a.pdf', pressed.bytes, (file) => output('pdffonts', [file]))
        .trim()
        .split('\n')
        .slice(2);
      assert.ok(fonts.length >= 2);
      for (const font of fonts) {
        assert.match(font, /^[A-Z]{6}\+(BIZUDPGothic|NotoSansJP|LibertinusSerif|DejaVuSansMono)/);
        assert.match(font, /yes yes yes/);
      }
    });
  });

describe('pdf: other documents', { skip }, () => {
  it('gives the same bytes for the same document', async () => {
    const document = procedureDocument(sampleInput('ja'));
    assert.ok(Buffer.from((await press.pdf(document)).bytes).equals((await press.pdf(document)).bytes));
  });

  it('says on every page that a draft is one', async () => {
    const { bytes, pages } = await press.pdf(procedureDocument(sampleInput('ja')));
    const perPage = pdfText(bytes).split('\f').slice(0, pages);
    assert.equal(perPage.length, pages);
    for (const [index, text] of perPage.entries()) assert.match(text, /草案/, `page ${index + 1}`);
    const inForce = await press.pdf(procedureDocument(sampleInput('ja', sampleContent(), effectiveVersion)));
    assert.doesNotMatch(pdfText(inForce.bytes), /草案/);
  });

  it('writes out what its fonts cannot draw, so that nobody loses it', async () => {
    const content = sampleContent({ '8.1.a': { text: { ja: '絵文字🙂と한국어と👨‍👩‍👧終わり', en: 'x' } } });
    const { bytes, accessible } = await press.pdf(procedureDocument(sampleInput('ja', content)));
    assert.equal(accessible, true);
    const text = dense(pdfText(bytes));
    assert.match(text, /絵文字\[U\+1F642\]と\[U\+D55C\]\[U\+AD6D\]\[U\+C5B4\]と.*\[U\+1F468\].*終わり/);
  });

  it('breaks what is longer than a line and goes on where a page ends', async () => {
    const long = `https://example.co.jp/${'x'.repeat(300)}/${'長い文。'.repeat(900)}終わり`;
    const { bytes } = await press.pdf(procedureDocument(sampleInput('ja', sampleContent({ '8.1.e': { text: { ja: long, en: 'x' } } }))));
    // Only what stands on the paper is looked at.
    assert.ok(
      dense(pdfText(bytes, { body: true }))
        .replaceAll('8.1.e', '')
        .includes(dense(long)),
    );
  });

  it('sets the statement with all 34 controls and those kept elsewhere', async () => {
    const controlStanding = new Map([['8.1', { stateWords: { ja: '適合 3、不明 1', en: '3 pass, 1 unknown' }, evidenceOn: '2026-11-20' }]]);
    const statement = statementDocument({ ...sampleInput('ja', nastyContent(), effectiveVersion), controlStanding });
    const { bytes, accessible } = await press.pdf(statement);
    const text = dense(pdfText(bytes));
    for (const { id, title, applicable } of statement.controls)
      assert.ok(text.includes(dense(`${id}${title}${applicable ? '適用' : '適用外'}`)), id);
    for (const expected of [
      '適合3、不明1',
      '2026-11-20',
      'A.7.4',
      '無人の拠点がないため。',
      '手本から変えた条:第1条、第2条、第3条、第4条(3)',
    ])
      assert.ok(text.includes(expected), expected);
    assert.equal(accessible, true);
  });

  it('sets thirty rules of sixty characters on one page', async () => {
    const rules = Array.from({ length: 30 }, (_, index) => ({
      clause: `8.${index + 1}.a`,
      topic: `話題${Math.floor(index / 5)}`,
      text: `${nasty.slice(0, 50)}守ってください${String(index).padStart(2, '0')}。`,
    }));
    const leaflet = leafletDocument({
      language: 'ja',
      ...{ company: '株式会社髙﨑', number: '1.0', state: 'effective', effectiveOn: '2026-12-01', digest: '' },
      ...{
        madeAt: new Date('2026-11-22T00:00:00Z'),
        madeOn: '2026-11-22',
        audience: '全員のしおり',
        reader: '山田 太郎',
        dueOn: '2026-12-15',
      },
      rules,
      quiz: { question: '席を離れるときは?', choices: ['画面をロックする', 'そのままにする'] },
    });
    const { bytes, pages } = await press.pdf(leaflet);
    assert.equal(pages, 1);
    const text = dense(pdfText(bytes));
    for (const { text: rule } of rules) assert.ok(text.includes(dense(rule)), rule);
    for (const expected of ['山田太郎', '2026-12-15', 'そのままにする']) assert.ok(text.includes(expected), expected);
  });
});
