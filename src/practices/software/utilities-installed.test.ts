import { checkTester } from '../../mechanism/check-tester.ts';
import { utilitiesInstalled } from './utilities-installed.check.ts';

const params = { unapprovedUtilities: ['Nmap', 'Cain', 'Process Hacker'] };
const asked = ['cain', 'nmap', 'process hacker'];
const none = { asked, installed: [], listReadable: true };
const found = (name: string, version?: string) => ({ ...none, installed: [version === undefined ? { name } : { name, version }] });

checkTester(utilitiesInstalled, {
  pass: [
    { name: 'nothing on the list is installed', platform: 'linux', params, fact: none, says: '3' },
    { name: 'other names came along in the answer', platform: 'windows', params, fact: found('日本語ソフト') },
    { name: 'a short name must end where it ends', platform: 'windows', params, fact: found('Cainiao 物流') },
    { name: 'a package of Linux is named exactly', platform: 'linux', params, fact: found('nmap-common') },
  ],
  fail: [
    { name: 'with version and edition in the name', platform: 'windows', params, fact: found('Nmap 7.94', '5.0'), says: 'Nmap 7.94 5.0' },
    { name: 'a short name with an edition', platform: 'windows', params, fact: found('Cain & Abel'), says: 'Cain & Abel' },
    { name: 'a long name may go on', platform: 'macos', params, fact: found('Process HackerPro.app') },
    { name: 'a package', platform: 'linux', params, fact: found('nmap') },
    { name: 'found although the list has grown since', platform: 'linux', params, fact: { ...found('nmap'), asked: ['nmap'] } },
  ],
  unknown: [
    { name: 'the list could not be read', platform: 'macos', params, fact: { ...none, listReadable: false } },
    {
      name: 'the list grew after the question',
      platform: 'linux',
      params: { unapprovedUtilities: [...params.unapprovedUtilities, '新ソフト'] },
      fact: none,
      says: '新ソフト',
    },
    { name: 'nothing is named', platform: 'linux', params: { unapprovedUtilities: [] }, fact: none },
  ],
});
