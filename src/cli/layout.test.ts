import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { languageOf } from './language.ts';
import { table, visible, visibleLines, widthOf, wrap } from './layout.ts';
import { typedValue } from './value.command.ts';
import { clauseId } from './where.command.ts';

const texts = fc.string({
  unit: fc.constantFrom('a', 'Z', ' ', '管', '、', '。', 'ア', 'ｱ', '（', '○', '？', '🙂', '\u3099', '\n', '\u001b'),
  maxLength: 60,
});

describe('layout', () => {
  it('counts the cells of a terminal', () => {
    for (const [text, cells] of [
      ['abc', 3],
      ['管理策', 6],
      ['ｱｲｳ', 3],
      ['○×', 2],
      ['？－', 4],
      ['か\u3099', 2],
      ['µTorrent', 8],
      ['経理-01', 7],
    ] as const)
      assert.equal(widthOf(text), cells, text);
  });
  it('aligns every column whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(texts, texts), { minLength: 1, maxLength: 6 }), (rows) => {
        const lines = table(rows.map(([a, b]) => [a, b, '|'])).split('\n');
        assert.equal(lines.length, rows.length);
        assert.equal(new Set(lines.map(widthOf)).size, 1);
      }),
    );
  });
  it('wraps without losing a character and without passing the edge by more than a closing mark', () => {
    fc.assert(
      fc.property(texts.map(visible), fc.integer({ min: 24, max: 40 }), (text, cells) => {
        const lines = wrap(text, cells);
        assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
        const longest = Math.max(...text.split(/[^\x21-\x7e]/).map((word) => word.length));
        for (const line of lines) assert.ok(widthOf(line.replace(/[、。？）]+$/u, '')) <= Math.max(cells, longest), line);
      }),
    );
  });
  it('lets no control character of others reach the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(visible(text), /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        assert.doesNotMatch(visibleLines(text).replaceAll('\n', ''), /\p{Cc}/u);
        assert.deepEqual(JSON.parse(visibleLines(JSON.stringify({ text }))), JSON.parse(JSON.stringify({ text })));
      }),
    );
  });
});

describe('what is typed', () => {
  it('names a language by the locale, Japanese where it names none', () => {
    assert.equal(languageOf({}), 'ja');
    assert.equal(languageOf({ LANG: 'C.UTF-8' }), 'ja');
    assert.equal(languageOf({ LANG: 'en_US.UTF-8' }), 'en');
    assert.equal(languageOf({ LANG: 'ja_JP.UTF-8', LC_ALL: 'en_GB.UTF-8' }), 'en');
    assert.equal(languageOf({ LANG: 'ja_JP.UTF-8', LC_ALL: '' }), 'ja');
  });
  it('names a clause as the catalogue does', () => {
    for (const typed of ['8.7.c', '８．７．Ｃ', 'A.8.07.c', 'a8.7.C', ' 8.7.c ']) assert.equal(clauseId(typed), '8.7.c');
    assert.equal(clauseId('8.10'), '8.10');
  });
  it('becomes a value of its type', () => {
    const param = (type: 'number' | 'boolean' | 'choice' | 'text' | 'list') => ({
      id: 'x',
      type,
      options: type === 'choice' ? { all: { ja: 'a', en: 'a' } } : null,
    });
    assert.equal(typedValue(param('number'), '１０'), 10);
    assert.equal(typedValue(param('boolean'), 'いいえ'), false);
    assert.equal(typedValue(param('choice'), 'all'), 'all');
    assert.equal(typedValue(param('text'), ' a '), ' a ');
    assert.deepEqual(typedValue(param('list'), 'a, b,,c '), ['a', 'b', 'c']);
    for (const [type, typed] of [
      ['number', '10分'],
      ['number', 'Infinity'],
      ['boolean', '1'],
      ['choice', 'toString'],
    ] as const)
      assert.throws(() => typedValue(param(type), typed), { name: 'Stop', exitCode: 2 });
  });
});
