import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hotfixDay, newestHotfix } from './hotfix.ts';
import { buildQuestions } from './os-build.ts';
import { answer } from './question-tester.ts';

describe('os-build', () => {
  const windows = (build: string, revision: string) =>
    answer(buildQuestions, 'os-build/windows', { version: [{ name: 'Microsoft Windows 11 Pro', build, revision }] });
  const mac = (version: string) => answer(buildQuestions, 'os-build/macos', { version: [{ name: 'macOS', version }] });

  it('reads build and revision, or says that one is missing', () => {
    assert.deepEqual(windows('26100', '7171'), { name: 'Microsoft Windows 11 Pro', numbers: [26100, 7171] });
    for (const [build, revision] of [
      ['26100', ''],
      ['26100', '-1'],
      ['', '7171'],
    ] as const)
      assert.equal(windows(build, revision).numbers, null);
  });
  it('reads a version of macOS, of two numbers or three', () => {
    assert.deepEqual(mac('15.7.2').numbers, [15, 7, 2]);
    assert.deepEqual(mac('26.1').numbers, [26, 1]);
    for (const text of ['', '15.x', '15..2']) assert.equal(mac(text).numbers, null, text);
  });
  it('is unreadable without a row', () => {
    assert.equal(answer(buildQuestions, 'os-build/windows'), 'unreadable');
    assert.equal(answer(buildQuestions, 'os-build/macos'), 'unreadable');
  });
});

describe('the day of a hotfix', () => {
  it('reads every way of writing that is certain', () => {
    for (const text of ['11/20/2026', '20/11/2026', '2026/11/20', '2026-11-20', '2026.11.20', '20261120'])
      assert.equal(hotfixDay(text), '2026-11-20T00:00:00.000Z', text);
    assert.equal(hotfixDay('11/11/2026'), '2026-11-11T00:00:00.000Z');
  });
  it('takes no guess where day and month could be exchanged, nor where there is no such day', () => {
    for (const text of ['11/12/2026', '', '2026/13/01', '31/02/2026', '11/20/26', '令和8年11月20日', '01dc1234abcd0000'])
      assert.equal(hotfixDay(text), null, text);
  });
  it('gives the newest certain one', () => {
    assert.equal(newestHotfix(['10/15/2026', '11/12/2026', undefined, '9/30/2026']), '2026-10-15T00:00:00.000Z');
    assert.equal(newestHotfix([]), null);
  });
});
