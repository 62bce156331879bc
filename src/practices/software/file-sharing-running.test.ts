import { checkTester } from '../../mechanism/check-tester.ts';
import { fileSharingRunning } from './file-sharing-running.check.ts';

const params = { forbiddenSoftware: ['Winny', 'qBittorrent'] };
const asked = ['qbittorrent', 'winny'];

checkTester(fileSharingRunning, {
  pass: [{ name: 'asked, none running', platform: 'linux', params, fact: { asked, running: [] } }],
  fail: [
    {
      name: 'one runs',
      platform: 'windows',
      params,
      fact: { asked, running: [{ name: 'qbittorrent.exe', path: 'C:\\qbittorrent.exe' }] },
      says: 'C:\\qbittorrent.exe',
    },
    { name: 'one runs without a path', platform: 'linux', params, fact: { asked, running: [{ name: 'winny' }] }, says: 'winny' },
  ],
  unknown: [
    {
      name: 'the list grew after the question was asked',
      platform: 'linux',
      params,
      fact: { asked: ['winny'], running: [] },
      says: 'qBittorrent',
    },
    { name: 'nothing is named', platform: 'linux', params: { forbiddenSoftware: [] }, fact: { asked: [], running: [] } },
  ],
});
