import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type AnyDocument, leafletDocument, Press } from '../../src/documents/index.ts';
import { missing, pdfText } from '../../src/documents/testing/tools.ts';

const plain = '2011年1月11日までに、11文字以上の n 個の合言葉を {決める}: "はい", \\ いいえ。';

/** A leaflet in which somebody wrote a letter that no font can draw: in a rule, or as a name of a list of staff. */
const leafletWith = (text: string): AnyDocument =>
  leafletDocument({
    language: 'ja',
    company: '株式会社例11',
    audience: 'すべての人',
    number: '1.1',
    state: 'effective',
    effectiveOn: '2026-11-11',
    digest: '',
    madeAt: new Date('2026-11-22T00:00:00Z'),
    madeOn: '2026-11-22',
    reader: text,
    dueOn: '2026-12-11',
    rules: [
      { clause: '8.1.a', topic: '合言葉', text },
      { clause: '8.1.b', topic: '期限', text: plain },
    ],
    quiz: null,
  });

describe('paper, with letters that no font can draw', { skip: missing('pdftotext') }, () => {
  const press = new Press();
  after(() => press.close());

  // The typesetter names the 1 of the keycap 1⃣, which stands in every number and in the data around the texts.
  for (const text of ['手順1⃣を読む', 'n\u{1f3fb}さん', 'a:\u1ab0b', '{\u1ab0', 'x"\u1ab0y', 'x\\\u1ab0y', '\u20e3から始まる', '🙂と한국어'])
    it(`is made, and says the rest as it was written: ${JSON.stringify(text)}`, async () => {
      const { bytes } = await press.pdf(leafletWith(text));
      const said = (await pdfText(bytes)).replace(/\s/g, '');
      for (const part of [plain, '株式会社例11', '2026-12-11']) assert.ok(said.includes(part.replace(/\s/g, '')), part);
    });
});
