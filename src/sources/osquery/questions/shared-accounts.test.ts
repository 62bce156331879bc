import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer } from './question-tester.ts';
import { sharedAccountQuestions } from './shared-accounts.ts';

const values = { sharedAccountWords: ['Share', 'ｔｅｍｐ', '共用', ' '] };
const ask = (names: readonly string[], seen = '9') =>
  answer(
    sharedAccountQuestions,
    'shared-accounts/windows',
    { accounts: names.map((username) => ({ username })), seen: [{ seen }] },
    values,
  );

describe('shared-accounts', () => {
  it('knows a word that stands apart, and a Japanese word anywhere', () => {
    const names = ['yamada', 'soumu-share', 'SHARE01', 'shareholder', 'temp', 'contemp', '総務共用PC'];
    assert.deepEqual(
      ask(names).found.map(({ user }: { user: string }) => user),
      ['SHARE01', 'soumu-share', 'temp', '総務共用PC'],
    );
    assert.deepEqual(ask([]).asked, ['share', 'temp', '共用']);
  });
  it('says when it could not list accounts', () => assert.equal(ask([], '0').readable, false));
});
