import type { sharingNames } from '../../facts/open-folders.ts';
import { checkTester } from '../../mechanism/check-tester.ts';
import { sharingOff } from './sharing-services.check.ts';

type Name = (typeof sharingNames)[number];
const sharing = (on: Name[], unread: Name[] = []) => ({ on, unread });

checkTester(sharingOff, {
  pass: [
    { name: 'all off', platform: 'macos', fact: sharing([], []) },
    {
      name: 'allowed by its Japanese name',
      platform: 'macos',
      params: { allowedSharing: ['ファイル共有 '] },
      fact: sharing(['file'], []),
    },
    {
      name: 'allowed by its English name',
      platform: 'macos',
      params: { allowedSharing: ['remote login'] },
      fact: sharing(['login'], []),
    },
  ],
  fail: [
    { name: 'screen sharing', platform: 'macos', fact: sharing(['screen'], []) },
    { name: 'a stranger weighs more than what is not read', platform: 'macos', fact: sharing(['file'], ['login']) },
  ],
  unknown: [{ name: 'one not read', platform: 'macos', fact: sharing([], ['login']) }],
});
