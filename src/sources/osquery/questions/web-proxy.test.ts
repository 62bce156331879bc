import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, type Parts } from './question-tester.ts';
import { proxyQuestions } from './web-proxy.ts';

const taro = 'S-1-5-21-1-2-3-1001';
const hanako = 'S-1-12-1-9-8-7-6';
const key = (sid: string) => `HKEY_USERS\\${sid}\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings`;
const values = (sid: string, cells: Record<string, string>) => Object.entries(cells).map(([name, data]) => ({ key: key(sid), name, data }));
const ask = (parts: Parts) =>
  answer(proxyQuestions, 'web-proxy/windows', {
    hives: [{ sid: 'S-1-5-18' }, { sid: taro }, { sid: `${taro}_Classes` }, { sid: hanako }],
    users: [{ uuid: taro, username: '太郎' }],
    ...parts,
  });

describe('web-proxy/windows', () => {
  it('reads proxy and script of each person, and says whose settings were not there', () => {
    const own = values(taro, { ProxyEnable: '1', ProxyServer: 'proxy:8080', AutoConfigURL: 'http://wpad/p.pac' });
    assert.deepEqual(ask({ values: own }).users, [
      { user: hanako, proxy: null, script: null, readable: false },
      { user: '太郎', proxy: 'proxy:8080', script: 'http://wpad/p.pac', readable: true },
    ]);
  });
  it('takes a proxy that is switched off for none', () => {
    const [, user] = ask({ values: values(taro, { ProxyEnable: '0', ProxyServer: 'proxy:8080' }) }).users;
    assert.deepEqual(user, { user: '太郎', proxy: null, script: null, readable: true });
  });
  it('reads the settings of the whole device where a policy makes them count', () => {
    const machine = [
      { name: 'ProxyEnable', data: '1' },
      { name: 'ProxyServer', data: 'proxy:8080' },
    ];
    assert.deepEqual(ask({ perUser: [{ data: '0' }], machine, machineSeen: [{ seen: '9' }] }).users, [
      { user: '*', proxy: 'proxy:8080', script: null, readable: true },
    ]);
    assert.equal(ask({ perUser: [{ data: '1' }], machine }).users.length, 2);
  });
  it('proves nothing while nobody is signed in', () => assert.equal(ask({ hives: [{ sid: 'S-1-5-18' }] }), 'unreadable'));
});
