import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { procedureDocument } from './from-content.ts';
import type { DocumentClause, ProcedureDocument } from './model.ts';
import { statementDocument } from './statement.ts';
import { nasty, nastyContent, turnedShown } from './testing/nasty.ts';
import { draftVersion, effectiveVersion, sampleContent, sampleInput } from './testing/sample.ts';
import { dense } from './testing/tools.ts';
import { wordFile } from './word.ts';

const partsOf = (file: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)]));

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const textOf = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map((match) => match[1]!.replace(/&(\w+);/g, (_, name: string) => entities[name]!))
    .join('');
const paragraphsOf = (xml: string, style: string): string[] =>
  [...xml.matchAll(/<w:p>(?:(?!<\/w:p>).)*?<\/w:p>/gs)]
    .map(([each]) => each)
    .filter((each) => each.includes(`<w:pStyle w:val="${style}"/>`));

/** Whether the text says these in this order. */
function assertInOrder(text: string, parts: readonly string[]): void {
  let from = 0;
  for (const part of parts.map(dense)) {
    const at = text.indexOf(part, from);
    assert.notEqual(at, -1, `missing after ${text.slice(Math.max(0, from - 40), from)}: ${part.slice(0, 80)}`);
    from = at + part.length;
  }
}

const bodyOf = (document: ProcedureDocument): string[] =>
  document.chapters.flatMap(({ number, title, id, applicable, purpose, reason, clauses }) => [
    `${number}${title}(${id})`,
    ...(applicable ? [purpose, ...clauses.flatMap(clauseTexts)] : ['適用しない', reason]),
  ]);
const clauseTexts = ({ kind, label, pieces, applicable, owner, necessity, note, id, reason }: DocumentClause): string[] =>
  applicable
    ? [`${kind === 'advice' ? '【助言】' : label}${pieces.map((piece) => piece.text).join('')}${id}`, owner, necessity, note]
    : [`${label}適用しない(理由:${reason})${id}`];

describe('word: the procedures', () => {
  it('says everything the procedures say, in their order and as text', async () => {
    const document = procedureDocument(sampleInput('ja', nastyContent(), effectiveVersion));
    const { 'word/document.xml': xml = '' } = partsOf(await wordFile(document));
    const text = dense(textOf(xml));
    const { company, title, digest, approvals, revisions, values, elsewhere } = document;
    assertInOrder(text, [
      ...[company, title, digest],
      ...approvals.map(({ name }) => name),
      ...revisions.map(({ number, date, note, approvedBy }) => number + date + note + approvedBy),
      ...bodyOf(document),
      ...values.map((each) => each.title + each.said),
      ...elsewhere.map((each) => each.control + each.title),
    ]);
    assert.ok(text.includes(dense(nasty)) && text.includes(dense(turnedShown)));
    assert.doesNotMatch(xml, /<script/);
  });

  it('has real headings, styles, a filled table of contents and values by a style', async () => {
    const document = procedureDocument(sampleInput('ja'));
    const { 'word/document.xml': xml = '', 'word/styles.xml': styles = '' } = partsOf(await wordFile(document));
    const headings = paragraphsOf(xml, 'Heading1').map(textOf);
    assert.equal(headings.length, 36);
    assert.equal(headings[12], '第13章  情報のバックアップ (8.13)');
    const articles = document.chapters.flatMap(({ clauses }) => clauses.filter(({ level }) => level === 1)).length;
    const leads = document.chapters.flatMap(({ clauses }) => clauses.filter(({ kind }) => kind === 'lead')).length;
    assert.equal(paragraphsOf(xml, 'Article').length, articles + leads);
    assert.ok(paragraphsOf(xml, 'Item').length > 20 && paragraphsOf(xml, 'Advice').length === 34);
    assert.match(xml, /<w:instrText[^>]*>TOC [^<]*\\o (&quot;|")1-1/);
    const contents = paragraphsOf(xml, 'TOC1').map(textOf);
    assert.equal(contents.length, 36);
    assert.ok(
      contents.every((entry) => /\d+$/.test(entry)),
      contents.find((entry) => !/\d+$/.test(entry)),
    );
    const marked = xml.split('<w:r>').filter((run) => run.includes('<w:rStyle w:val="Value"/>'));
    assert.ok(marked.some((run) => textOf(run) === '10分'));
    assert.match(styles, /w:eastAsia="BIZ UDPゴシック"/);
    assert.match(styles, /<w:lang w:val="ja-JP" w:eastAsia="ja-JP"\/>/);
    assert.match(xml, /<w:tblHeader\/>/);
    assert.match(xml, /<w:pgSz w:w="11906" w:h="16838"/);
  });

  it('has company, state and page numbers in header and footer', async () => {
    const draft = partsOf(await wordFile(procedureDocument(sampleInput('ja', sampleContent(), draftVersion))));
    assert.equal(textOf(draft['word/header1.xml']!), '株式会社 髙﨑𠮷商店【草案】');
    assert.match(draft['word/footer1.xml']!, /PAGE/);
    assert.match(draft['word/footer1.xml']!, /NUMPAGES/);
    const inForce = partsOf(await wordFile(procedureDocument(sampleInput('en', sampleContent(), effectiveVersion))));
    assert.doesNotMatch(inForce['word/header1.xml']!, /Draft|草案/);
    assert.match(inForce['word/styles.xml']!, /<w:lang w:val="en-US" w:eastAsia="ja-JP"\/>/);
    assert.match(textOf(inForce['word/footer1.xml']!), /Version 1\.1/);
  });

  it('gives the same bytes for the same document, and says our time, not its own', async () => {
    const document = procedureDocument(sampleInput('ja'));
    const [first, second] = [await wordFile(document), await wordFile(document)];
    assert.ok(Buffer.from(first).equals(second));
    assert.match(partsOf(first)['docProps/core.xml']!, /<dcterms:created [^>]*>2026-11-22T03:00:00Z</);
    assert.match(partsOf(first)['word/fontTable.xml']!, /<w:altName w:val="BIZ UDPGothic,Yu Gothic/);
  });
});

describe('word: the statement', () => {
  it('lists every control on a page that lies on its side', async () => {
    const controlStanding = new Map([['8.1', { stateWords: { ja: '適合 3', en: '3 pass' }, evidenceOn: '2026-11-20' }]]);
    const statement = statementDocument({ ...sampleInput('ja', nastyContent(), effectiveVersion), controlStanding });
    const { 'word/document.xml': xml = '' } = partsOf(await wordFile(statement));
    assertInOrder(dense(textOf(xml)), [
      '適用宣言書',
      ...statement.controls.map(({ id, title, applicable }) => `${id}${title}${applicable ? '適用' : '適用外'}`),
      ...statement.elsewhere.map(({ control }) => control),
    ]);
    assert.match(xml, /<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/);
  });
});
