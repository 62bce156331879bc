import { checkTester } from '../../mechanism/check-tester.ts';
import { forbiddenAbsent } from './forbidden.check.ts';
import { orderlyBody } from './testing/control-body.ts';

const winny = { name: 'winny.exe', month: '2026-11', by: 'R-NG-1' };

checkTester(forbiddenAbsent, {
  pass: [{ name: 'nothing of the list, and the records were read', platform: 'windows', fact: orderlyBody }],
  fail: [
    {
      name: 'installed',
      platform: 'linux',
      fact: { ...orderlyBody, forbidden: [{ name: 'aria2', version: '1.36', by: 'R-NG-2' }], forbiddenCount: 1 },
      says: 'R-NG-2',
    },
    { name: 'a trace only', platform: 'windows', fact: { ...orderlyBody, traces: [winny] }, says: 'winny.exe' },
    {
      name: 'a trace besides what is installed, though the records of today cannot be read',
      platform: 'windows',
      fact: { ...orderlyBody, forbidden: [{ name: 'Share', by: 'R-NG-3' }], forbiddenCount: 1, traces: [winny], tracesRead: false },
      says: 'winny.exe',
    },
  ],
  unknown: [
    { name: 'records that cannot be read', platform: 'windows', fact: { ...orderlyBody, tracesRead: false } },
    { name: 'records that nobody has told of yet', platform: 'macos', fact: { ...orderlyBody, tracesRead: null } },
  ],
});
