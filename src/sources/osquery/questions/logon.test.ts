import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { logonQuestions } from './logon.ts';
import { answer } from './question-tester.ts';

type Parts = NonNullable<Parameters<typeof answer>[2]>;

describe('automatic-logon', () => {
  const windows = (found: Parts[string], seen = '42') => answer(logonQuestions, 'automatic-logon/windows', { found, probe: [{ seen }] });
  const value = (name: string, data: string) => ({ name, data });
  it('reads the switch of Windows and the name', () => {
    const on = [value('AutoAdminLogon', '1'), value('DefaultUserName', '受付')];
    assert.deepEqual(windows(on), { enabled: true, user: '受付' });
    assert.deepEqual(windows([value('AutoAdminLogon', '0'), value('DefaultUserName', '受付')]), { enabled: false, user: null });
    assert.deepEqual(windows([value('ForceAutoLogon', '1')]), { enabled: true, user: null });
    assert.deepEqual(windows([]), { enabled: false, user: null });
    assert.deepEqual(windows([value('AutoAdminLogon', 'はい')]), { enabled: null, user: null });
  });
  it('is unreadable where the key gave nothing at all', () => assert.equal(windows([], '0'), 'unreadable'));
  it('asks for no password', () => {
    const sql = logonQuestions.map((question) => JSON.stringify(question.sql)).join();
    assert.doesNotMatch(sql, /DefaultPassword/i);
  });
  const macos = (found: Parts[string], seen = '12') => answer(logonQuestions, 'automatic-logon/macos', { found, probe: [{ seen }] });
  it('reads macOS', () => {
    assert.deepEqual(macos([{ value: 'kiosk' }]), { enabled: true, user: 'kiosk' });
    assert.deepEqual(macos([]), { enabled: false, user: null });
    assert.deepEqual(macos([{ value: '' }]), { enabled: null, user: null });
    assert.equal(macos([], '0'), 'unreadable');
  });
});

describe('account-passwords', () => {
  it('reads the states of Linux; another word or no line in shadow is not known', () => {
    const accounts = [
      { username: 'sales', password_status: 'empty' },
      { username: 'root', password_status: 'locked' },
      { username: '山田', password_status: 'active' },
      { username: 'ldap', password_status: '' },
      { username: 'new', password_status: 'not_set' },
      { username: 'x', password_status: 'strange' },
    ];
    const body = answer(logonQuestions, 'account-passwords/linux', { accounts, probe: [{ seen: '25' }] });
    const states = Object.fromEntries(body.accounts.map((one: { user: string; password: string }) => [one.user, one.password]));
    assert.deepEqual(states, { sales: 'empty', root: 'locked', 山田: 'set', ldap: null, new: 'locked', x: null });
    assert.equal(answer(logonQuestions, 'account-passwords/linux', { accounts, probe: [{ seen: '0' }] }), 'unreadable');
    assert.equal(answer(logonQuestions, 'account-passwords/linux', {}), 'unreadable');
  });
  it('reads the rule of Windows; -1 means not told', () => {
    const windows = (length: string, data?: string) =>
      answer(logonQuestions, 'account-passwords/windows', {
        policy: [{ minimum_password_length: length }],
        blank: data === undefined ? [] : [{ data }],
      });
    assert.deepEqual(windows('12', '1'), { accounts: null, minLength: 12, blankOnlyAtConsole: true });
    assert.deepEqual(windows('0', '0'), { accounts: null, minLength: 0, blankOnlyAtConsole: false });
    assert.deepEqual(windows('-1'), { accounts: null, minLength: null, blankOnlyAtConsole: null });
    assert.equal(answer(logonQuestions, 'account-passwords/windows', { policy: [], blank: [{ data: '1' }] }), 'unreadable');
  });
  it('takes the day of setting on macOS; without it nothing is known', () => {
    const accounts = [
      { username: 'hanako', password_last_set_time: '1700000000.12345' },
      { username: 'a', password_last_set_time: '' },
      { username: 'b', password_last_set_time: '0.0' },
    ];
    const body = answer(logonQuestions, 'account-passwords/macos', { accounts });
    assert.deepEqual(
      body.accounts.map((one: { password: string }) => one.password),
      [null, null, 'set'],
    );
    assert.equal(answer(logonQuestions, 'account-passwords/macos', {}), 'unreadable');
  });
});
