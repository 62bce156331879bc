import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { extensionQuestions } from './file-extensions.ts';
import { answer, type Parts } from './question-tester.ts';

const sid = 'S-1-5-21-1004336348-1177238915-682003330-1001';
const entra = 'S-1-12-1-1111111111-1111111111-1111111111-1111111111';
const key = (user: string) => `HKEY_USERS\\${user}\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Advanced`;

describe('file-extensions', () => {
  const windows = (parts: Parts) => answer(extensionQuestions, 'file-extensions/windows', parts);
  it('looks at people only, and names them', () => {
    const body = windows({
      hives: [sid, `${sid}_Classes`, entra, 'S-1-5-18', '.DEFAULT'].map((name) => ({ sid: name })),
      values: [
        { key: key(sid), seen: '30', hidden: '0' },
        { key: key(entra), seen: '30', hidden: '1' },
        { key: key('S-1-5-18'), seen: '3', hidden: '' },
      ],
      users: [{ uuid: sid, username: '山田 太郎' }],
    });
    assert.deepEqual(body.users, [
      { user: entra, shown: false },
      { user: '山田 太郎', shown: true },
    ]);
  });
  it('takes an absent value for hidden, an unreadable key and garbage for unknown', () => {
    const shown = (...values: Record<string, string>[]) => windows({ hives: [{ sid }], values }).users[0].shown;
    assert.equal(shown({ key: key(sid), seen: '30', hidden: '' }), false);
    assert.equal(shown(), null);
    assert.equal(shown({ key: key(sid), seen: '30', hidden: '?' }), null);
  });
  it('proves nothing while nobody is signed in', () => {
    assert.equal(windows({ hives: [{ sid: '.DEFAULT' }, { sid: 'S-1-5-18' }] }), 'unreadable');
    assert.equal(windows({}), 'unreadable');
  });
  const macos = (parts: Parts) => answer(extensionQuestions, 'file-extensions/macos', parts);
  it('reads each user of macOS', () => {
    const body = macos({
      people: ['hanako', 'taro', 'jiro', 'saburo'].map((username) => ({ username })),
      values: [
        { username: 'hanako', seen: '60', shown: '1' },
        { username: 'taro', seen: '60', shown: '' },
        { username: 'saburo', seen: '60', shown: 'x' },
      ],
    });
    assert.deepEqual(body.users, [
      { user: 'hanako', shown: true },
      { user: 'jiro', shown: null },
      { user: 'saburo', shown: null },
      { user: 'taro', shown: false },
    ]);
    assert.equal(macos({}), 'unreadable');
  });
});
