import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { words } from '../base/text.ts';
import { controls } from '../catalog/index.ts';
import { leafletClauses } from '../catalog/leaflet.ts';
import { audiences, leafletDigest, leafletLines, markedSince, type RulesContent } from './content.ts';
import { rules, testClauses } from './testing/company.ts';

const said = (content: RulesContent, audience: (typeof audiences)[number] = 'everyone') =>
  leafletLines(content, audience, testClauses).map(({ text }) => text.ja);

describe('what a leaflet says', () => {
  it('has the plain words of what was adopted, under its headings, with the values in them, twins once', () => {
    const lines = leafletLines(rules(), 'everyone', testClauses);
    assert.deepEqual(lines, [
      {
        clauses: ['8.1.c', '8.20.i'],
        topic: words('見出し0', 'Heading 0'),
        text: words('公衆無線LANにつながないでください。', 'No public Wi-Fi.'),
      },
      {
        clauses: ['8.12.c'],
        topic: words('見出し0', 'Heading 0'),
        text: words('画面を撮影しないでください。', 'Take no photos of screens.'),
      },
      {
        clauses: ['8.1.e'],
        topic: words('見出し1', 'Heading 1'),
        text: words('席を離れても10分以内に画面が隠れるようにしてください。', 'Lock within 10 minutes.'),
      },
    ]);
    assert.deepEqual(said(rules(), 'developers'), ['入力を検査してください。', '仕様書を作ってください。']);
    assert.deepEqual(said(rules(), 'managers'), ['仕様書を作ってください。']);
  });

  it('never lays our words over a rule that the company changed', () => {
    for (const adoption of ['changed', 'replaced'] as const)
      assert.ok(said(rules({ '8.1.e': { adoption } })).includes('8.1.eの定め10分。'), adoption);
    const plain = words('うちでは{lockMinutes}です。', '');
    const own = leafletLines(rules({ '8.1.e': { adoption: 'changed', plain } }), 'everyone', testClauses).at(-1)!;
    assert.deepEqual(own.text, words('うちでは10分です。', 'うちでは10分です。'), 'what nobody wrote in English is not lost');
  });

  it('leaves out what does not apply, clause or chapter', () => {
    assert.equal(said(rules({ '8.12.c': { adoption: 'not-applicable' } })).length, 2);
    const { controls: chapters, ...rest } = rules();
    assert.equal(said({ ...rest, controls: chapters.map((each) => ({ ...each, applicable: false })) }).length, 0);
  });

  it('says the sentence itself where an older version does not know a value of today’s plain words', () => {
    const { values, ...rest } = rules();
    assert.ok(said({ ...rest, values: {} }).includes('8.1.eの定め{lockMinutes}。'));
  });

  it('tells each of two audiences its own half of a clause, as frozen, until the company writes words of its own', () => {
    const of = (content: RulesContent, audience: (typeof audiences)[number]) =>
      leafletLines(content, audience, testClauses).find(({ clauses }) => clauses.includes('8.12.c'))!.text.ja;
    assert.deepEqual([of(rules(), 'everyone'), of(rules(), 'operators')], ['画面を撮影しないでください。', '撮影を見張ってください。']);
    const plainFor = { operators: words('当時の言葉です。', 'As it was said.') };
    const frozen = rules({ '8.12.c': { plain: words('当時です。', 'Then.'), plainFor } });
    assert.deepEqual([of(frozen, 'everyone'), of(frozen, 'operators')], ['当時です。', '当時の言葉です。']);
    const own = rules({ '8.12.c': { plain: words('うちの言葉です。', '') } });
    assert.deepEqual([of(own, 'everyone'), of(own, 'operators')], ['うちの言葉です。', 'うちの言葉です。']);
  });

  it('keeps markup and slots that name no value as the text they are', () => {
    const plain = words('<script>#$*{nobody}\u202e', 'x');
    assert.ok(said(rules({ '8.1.e': { plain } })).includes('<script>#$*{nobody}\u202e'));
  });

  it('has another digest for another sentence, value or audience, and the same for another heading or number', () => {
    const of = (content: RulesContent) => leafletDigest('everyone', leafletLines(content, 'everyone', testClauses));
    const base = of(rules());
    assert.match(base, /^[0-9a-f]{64}$/);
    assert.notEqual(of(rules({}, 15)), base);
    assert.notEqual(of(rules({ '8.12.c': { adoption: 'changed' } })), base);
    assert.equal(of(rules({ '8.28.a': { adoption: 'changed' } })), base, 'a rule for others');
    const lines = leafletLines(rules(), 'everyone', testClauses);
    assert.notEqual(leafletDigest('managers', lines), base);
    assert.equal(
      leafletDigest(
        'everyone',
        lines.map((line) => ({ ...line, topic: words('x', 'x'), clauses: ['8.9.p'] })),
      ),
      base,
    );
  });

  it('marks what changed since, and names what is gone', () => {
    const before = leafletLines(rules(), 'everyone', testClauses);
    const now = leafletLines(rules({ '8.12.c': { adoption: 'not-applicable' } }, 15), 'everyone', testClauses);
    const marked = markedSince(now, before);
    assert.deepEqual(
      marked.lines.map(({ changed }) => changed),
      [false, true],
    );
    assert.deepEqual(
      marked.gone.map(({ ja }) => ja),
      ['画面を撮影しないでください。'],
    );
    assert.ok(markedSince(now, null).lines.every(({ changed }) => !changed));
  });

  it('makes four leaflets of at most 40 lines from the whole catalogue', () => {
    const content: RulesContent = {
      company: { name: '例' },
      controls: controls.map(({ clauses }) => ({
        applicable: true,
        clauses: clauses.map(({ id, text }) => ({ id, adoption: 'adopted' as const, text, plain: null })),
      })),
      values: Object.fromEntries(controls.flatMap(({ params }) => params.map(({ id }) => [id, { said: words('値', 'value') }]))),
    };
    for (const audience of audiences) {
      const lines = leafletLines(content, audience, leafletClauses);
      assert.ok(lines.length > 3 && lines.length <= 40, `${audience}: ${lines.length}`);
      for (const { text, topic, clauses } of lines) {
        assert.doesNotMatch(text.ja + text.en, /[{}]/, clauses.join());
        assert.ok(topic.ja !== '' && topic.en !== '');
      }
    }
  });
});
