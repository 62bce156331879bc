import { checkTester } from '../../mechanism/check-tester.ts';
import { noSharedAccounts } from './shared-accounts.check.ts';

const words = { sharedAccountWords: ['Share', '共用'] };
const fact = (found: { user: string; says: string }[], readable = true) => ({ asked: ['share', '共用'], found, readable });

checkTester(noSharedAccounts, {
  pass: [{ name: 'none', platform: 'linux', params: words, fact: fact([]) }],
  fail: [{ name: 'one', platform: 'windows', params: words, fact: fact([{ user: '共用PC', says: '共用' }]), says: '共用PC' }],
  unknown: [
    { name: 'no list of accounts', platform: 'macos', params: words, fact: fact([], false) },
    { name: 'a word that was not looked for', platform: 'linux', params: { sharedAccountWords: ['share', 'temp'] }, fact: fact([]) },
  ],
});
