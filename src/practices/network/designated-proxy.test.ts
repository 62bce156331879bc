import { checkTester } from '../../mechanism/check-tester.ts';
import { designatedProxyCheck } from './designated-proxy.check.ts';

const user = (name: string, proxy: string | null, script: string | null = null, readable = true) => ({
  user: name,
  proxy,
  script,
  readable,
});
const platform = 'windows' as const;
const params = { designatedProxies: ['proxy.example.co.jp:8080', 'http://wpad.example.co.jp/proxy.pac'] };

checkTester(designatedProxyCheck, {
  pass: [
    { name: 'the company uses none, and none is set', platform, fact: { users: [user('taro', null)] } },
    { name: 'the designated one', platform, params, fact: { users: [user('taro', 'http://Proxy.example.co.jp:8080/')] }, says: 'taro' },
    {
      name: 'one for each scheme',
      platform,
      params,
      fact: { users: [user('taro', 'http=proxy.example.co.jp:8080;https=proxy.example.co.jp:8080')] },
    },
    { name: 'the script', platform, params, fact: { users: [user('*', null, 'http://wpad.example.co.jp/proxy.pac')] } },
  ],
  fail: [
    { name: 'another proxy', platform, params, fact: { users: [user('taro', '127.0.0.1:8888')] }, says: '127.0.0.1:8888' },
    { name: 'another one for one scheme', platform, params, fact: { users: [user('taro', 'http=proxy.example.co.jp:8080;https=evil:1')] } },
    { name: 'another script', platform, params, fact: { users: [user('taro', 'proxy.example.co.jp:8080', 'http://evil/p.pac')] } },
    {
      name: 'one user without it',
      platform,
      params,
      fact: { users: [user('jiro', null), user('taro', 'proxy.example.co.jp:8080')] },
      says: 'jiro',
    },
    { name: 'a proxy where the company uses none', platform, fact: { users: [user('taro', '10.0.0.1:3128')] }, says: '10.0.0.1:3128' },
  ],
  unknown: [
    { name: 'settings that cannot be read', platform, params, fact: { users: [user('taro', null, null, false)] }, says: 'taro' },
    { name: 'nobody', platform, fact: { users: [] } },
  ],
});
