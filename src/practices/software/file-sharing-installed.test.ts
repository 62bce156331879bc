import { checkTester } from '../../mechanism/check-tester.ts';
import { fileSharingInstalled } from './file-sharing-installed.check.ts';

const params = { forbiddenSoftware: ['Winny', 'Share', 'qBittorrent'] };
const asked = ['qbittorrent', 'share', 'winny'];
const none = { asked, installed: [], listReadable: true };
const found = (name: string, version?: string) => ({ ...none, installed: [version === undefined ? { name } : { name, version }] });

checkTester(fileSharingInstalled, {
  pass: [
    { name: 'nothing on the list is installed', platform: 'linux', params, fact: none, says: '3' },
    { name: 'other names came along in the answer', platform: 'windows', params, fact: found('日本語ソフト') },
    { name: 'a short name must end where it ends', platform: 'windows', params, fact: found('ShareX') },
    { name: 'a package of Linux is named exactly', platform: 'linux', params, fact: found('qbittorrent-nox') },
  ],
  fail: [
    {
      name: 'with version and edition in the name',
      platform: 'windows',
      params,
      fact: found('qBittorrent 5.0 x64', '5.0'),
      says: 'qBittorrent 5.0 x64 5.0',
    },
    { name: 'a short name with an edition', platform: 'windows', params, fact: found('Share EX2'), says: 'Share EX2' },
    { name: 'a long name may go on', platform: 'macos', params, fact: found('qBittorrentEnhanced.app') },
    { name: 'a package', platform: 'linux', params, fact: found('qbittorrent') },
    {
      name: 'found although the list has grown since',
      platform: 'linux',
      params,
      fact: { ...found('qbittorrent'), asked: ['qbittorrent'] },
    },
  ],
  unknown: [
    { name: 'the list could not be read', platform: 'macos', params, fact: { ...none, listReadable: false } },
    {
      name: 'the list grew after the question',
      platform: 'linux',
      params: { forbiddenSoftware: [...params.forbiddenSoftware, '新ソフト'] },
      fact: none,
      says: '新ソフト',
    },
    { name: 'nothing is named', platform: 'linux', params: { forbiddenSoftware: [] }, fact: none },
  ],
});
