import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer } from './question-tester.ts';
import { screenLockQuestions } from './screen-lock.ts';

const sid = 'S-1-5-21-1004336348-1177238915-682003330-1001';
const entra = 'S-1-12-1-1111111111-2222222222-3333333333-4444444444';
const hives = [sid, `${sid}_Classes`, 'S-1-5-18', '.DEFAULT'].map((name) => ({ name }));
const desktop = (name: string, data: string, of = sid) => ({ key: `HKEY_USERS\\${of}\\Control Panel\\Desktop`, name, data });
const forced = (name: string, data: string) => ({
  key: `HKEY_USERS\\${sid}\\Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop`,
  name,
  data,
});
const saver = [
  desktop('ScreenSaveActive', '1'),
  desktop('ScreenSaverIsSecure', '1'),
  desktop('ScreenSaveTimeOut', '600'),
  desktop('SCRNSAVE.EXE', 'C:\\Windows\\system32\\scrnsave.scr'),
];
const probe = [{ seen: '18' }];
const names = [{ uuid: sid, username: '山田太郎' }];

describe('screen-lock/windows', () => {
  const windows = (parts: Parameters<typeof answer>[2]) =>
    answer(screenLockQuestions, 'screen-lock/windows', { probe, hives, names, ...parts });
  it('reads the limit for everyone; 0 is no limit', () => {
    assert.deepEqual(windows({ machine: [{ data: '600' }], hives: [] }), { machineSeconds: 600, machinePasswordRequired: true, users: [] });
    for (const data of ['0', '', 'x', '-1']) assert.equal(windows({ machine: [{ data }] }).machineSeconds, null);
  });
  it('reads the people who are signed in, by name, and no services', () => {
    assert.deepEqual(windows({ desktop: saver }).users, [{ user: '山田太郎', seconds: 600, passwordRequired: true }]);
    assert.deepEqual(windows({ hives: [{ name: entra }], desktop: [desktop('ScreenSaveActive', '1', entra)] }).users[0].user, entra);
  });
  it('lets a policy outrank the person’s own choice', () => {
    const [user] = windows({ desktop: saver, policy: [forced('ScreenSaveTimeOut', '1800'), forced('ScreenSaverIsSecure', '0')] }).users;
    assert.deepEqual(user, { user: '山田太郎', seconds: 1800, passwordRequired: false });
  });
  it('sees that no screen saver is chosen or that it is switched off', () => {
    assert.equal(windows({ desktop: saver.slice(0, 3) }).users[0].seconds, 0);
    assert.equal(windows({ desktop: [...saver.slice(1), desktop('ScreenSaveActive', '0')] }).users[0].seconds, 0);
  });
  it('takes an absent password switch for off, garbage for not known', () => {
    assert.equal(windows({ desktop: saver.filter((row) => row.name !== 'ScreenSaverIsSecure') }).users[0].passwordRequired, false);
    const garbage = [saver[0]!, saver[3]!, desktop('ScreenSaverIsSecure', '?'), desktop('ScreenSaveTimeOut', 'soon')];
    assert.deepEqual(windows({ desktop: garbage }).users, [{ user: '山田太郎', seconds: null, passwordRequired: null }]);
  });
  it('concludes nothing from a loaded hive whose key gave no row', () => {
    assert.deepEqual(windows({}).users, [{ user: '山田太郎', seconds: null, passwordRequired: null }]);
  });
  it('is unreadable where the registry gave nothing', () => {
    assert.equal(windows({ probe: [{ seen: '0' }], hives: [] }), 'unreadable');
    assert.equal(windows({ probe: [], hives: [] }), 'unreadable');
  });
});

describe('screen-lock/macos', () => {
  const macos = (parts: Parameters<typeof answer>[2]) => answer(screenLockQuestions, 'screen-lock/macos', parts);
  const users = [{ username: 'taro' }, { username: 'hanako' }];
  it('adds the grace to the time, from a profile', () => {
    const managed = [
      { name: 'idleTime', value: '300' },
      { name: 'askForPassword', value: '1' },
      { name: 'askForPasswordDelay', value: '60' },
    ];
    const body = macos({ managed, users, idle: [{ username: 'taro', value: '600' }] });
    assert.equal(body.machineSeconds, 360);
    assert.equal(body.machinePasswordRequired, true);
    assert.deepEqual(body.users, [
      { user: 'hanako', seconds: null, passwordRequired: null },
      { user: 'taro', seconds: 660, passwordRequired: null },
    ]);
  });
  it('keeps 0 as never, without the grace', () => {
    const body = macos({ managed: [{ name: 'askForPasswordDelay', value: '5' }], users, idle: [{ username: 'taro', value: '0' }] });
    assert.equal(body.users[1].seconds, 0);
    assert.equal(body.machineSeconds, null);
  });
  it('is unreadable without a single person', () => assert.equal(macos({}), 'unreadable'));
});
