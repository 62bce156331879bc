import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shown } from './shown.ts';

describe('documents: what is shown of a text', () => {
  it('leaves what a reader sees as it is', () => {
    for (const text of ['髙﨑𠮷 ｱｲｳ ①', '#let x `$a$` *b* <script> [link] @ref \\', '葛󠄀と辻󠄀', 'か゚', '']) assert.equal(shown(text), text);
  });

  it('writes out what turns the order of its neighbours, and control characters', () => {
    assert.equal(shown('a\u202Eb\u202Cc'), 'a[U+202E]b[U+202C]c');
    assert.equal(shown('\u2066x\u2069\u200F\u061C'), '[U+2066]x[U+2069][U+200F][U+061C]');
    assert.equal(shown('\u0000\u001b[31m\u007f\uFEFF'), '[U+0000][U+001B][31m[U+007F][U+FEFF]');
    assert.equal(shown('x\ud842y\udfb7'), 'x[U+D842]y[U+DFB7]');
  });

  it('makes every line end the same and a tab a space', () => {
    assert.equal(shown('一\r\n二\r三\u2028四\t五'), '一\n二\n三\n四 五');
  });

  it('keeps right-to-left writing to itself, whatever marks it brings', () => {
    assert.equal(shown('前שלום'), '\u2068前שלום\u2069');
    assert.equal(shown('שלום\u2069\n次'), '\u2068שלום[U+2069]\u2069\n次');
  });
});
