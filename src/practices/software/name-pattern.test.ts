import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { meansProgram } from './name-pattern.ts';

describe('a name of the register of software', () => {
  it('means the program as it was seen, whatever its case, width and spaces', () => {
    assert.ok(meansProgram('7-Zip', '7-Zip'));
    assert.ok(meansProgram('７－ｚｉｐ', '7-zip'));
    assert.ok(meansProgram('Google  Chrome', 'google chrome'));
    assert.ok(!meansProgram('7-Zip', '7-Zip 24.09 (x64)'), 'without a star the version belongs to the name');
  });

  it('takes a star for whatever changes from version to version', () => {
    assert.ok(meansProgram('7-Zip*', '7-Zip 24.09 (x64)'));
    assert.ok(meansProgram('7-Zip*', '7-Zip'));
    assert.ok(meansProgram('Microsoft * Redistributable*', 'Microsoft Visual C++ 2022 Redistributable (x64)'));
    assert.ok(meansProgram('*(x64)', '7-Zip 24.09 (x64)'));
    assert.ok(!meansProgram('7-Zip*', 'p7-Zip'));
    assert.ok(!meansProgram('a*b*c', 'acb'));
    assert.ok(!meansProgram('ab*ba', 'aba'), 'the ends do not overlap');
  });

  it('allows nothing by a star alone, and reads signs as they are written', () => {
    for (const all of ['*', '**', ' * ', '']) assert.ok(!meansProgram(all, '7-Zip'), all);
    assert.ok(!meansProgram('Share.', 'ShareX'));
    assert.ok(meansProgram('Notepad++ (64-bit)*', 'Notepad++ (64-bit) 8.7'));
  });

  it('answers at once for a long name full of stars', () => {
    const started = performance.now();
    assert.ok(!meansProgram(`${'a*'.repeat(60)}b`, 'a'.repeat(5_000)));
    assert.ok(performance.now() - started < 100);
  });
});
