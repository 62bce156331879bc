import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DiffRun, wordDiff } from './word-diff.ts';

const joined = (runs: readonly DiffRun[], ...kinds: DiffRun['kind'][]): string =>
  runs
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('');
const said = (runs: readonly DiffRun[]): string =>
  runs.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `+[${text}]` : `-[${text}]`)).join('');

/** Sentences as companies write them, and everything else that a person can type. */
const piece = fc.constantFrom(
  '情報システム管理者は、',
  '画面を10分でロックする。',
  '髙﨑𠮷',
  'バックアップを',
  '取得し、',
  '確認する。',
  'within 10 minutes. ',
  'users ',
  '\n',
  '<b>',
  '\u200f',
  '👨‍👩‍👧',
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('the difference of two texts', () => {
  it('gives back both texts, whatever they are', () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom('ja' as const, 'en' as const), (before, after, language) => {
        const runs = wordDiff(before, after, language);
        assert.equal(joined(runs, 'same', 'removed'), before);
        assert.equal(joined(runs, 'same', 'added'), after);
        for (const [i, run] of runs.entries()) {
          assert.notEqual(run.text, '');
          assert.notEqual(run.kind, runs[i + 1]?.kind, 'neighbours of a kind are one run');
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('calls nothing changed that stayed', () => {
    fc.assert(
      fc.property(text, (same) => {
        assert.deepEqual(wordDiff(same, same, 'ja'), same === '' ? [] : [{ kind: 'same', text: same }]);
      }),
    );
  });

  it('marks words, not letters', () => {
    const before = '利用者は、画面を10分以内にロックする。';
    assert.equal(
      said(wordDiff(before, '利用者は、画面を15分以内に必ずロックする。', 'ja')),
      '利用者は、画面を-[10]+[15]分以内に+[必ず]ロックする。',
    );
    assert.equal(said(wordDiff('Users lock the screen.', 'Developers lock the screen.', 'en')), '-[Users]+[Developers] lock the screen.');
    assert.equal(said(wordDiff('', '新しい項', 'ja')), '+[新しい項]');
    assert.equal(said(wordDiff('古い項', '', 'ja')), '-[古い項]');
  });

  it('stays fast and honest for long texts that have nothing in common', () => {
    const before = Array.from({ length: 500 }, (_, i) => `甲${i}を行う。`)
      .join('')
      .slice(0, 4000);
    const after = Array.from({ length: 500 }, (_, i) => `Step ${i * 7} is done. `)
      .join('')
      .slice(0, 4000);
    const start = performance.now();
    const runs = wordDiff(before, after, 'ja');
    assert.ok(performance.now() - start < 500);
    assert.deepEqual([joined(runs, 'same', 'removed'), joined(runs, 'same', 'added')], [before, after]);
    const one = wordDiff(before, before.replace('甲40を行う。', '乙を行わない。'), 'ja');
    assert.ok(one.length <= 7, 'one changed sentence in a long text is found');
  });
});
