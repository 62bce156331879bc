import { checkTester } from '../../mechanism/check-tester.ts';
import { logsReaders } from './readers.check.ts';

const fact = (...files: [string, string | null][]) => ({ files: files.map(([path, mode]) => ({ path, mode, ownerId: 0 })) });

checkTester(logsReaders, {
  pass: [
    { name: 'owner and group only', platform: 'linux', fact: fact(['/var/log/auth.log', '0640'], ['/var/log/btmp', '0660']), says: '2' },
    { name: 'others may only pass (1), not read', platform: 'macos', fact: fact(['/var/log/system.log', '0641']) },
  ],
  fail: [
    { name: 'anyone may read', platform: 'linux', fact: fact(['/var/log/auth.log', '0644']), says: '/var/log/auth.log (0644)' },
    { name: 'anyone may write', platform: 'linux', fact: fact(['/var/log/auth.log', '0642']) },
    { name: 'one open, one unread', platform: 'macos', fact: fact(['/var/log/system.log', '0644'], ['/var/log/system.log.0.gz', null]) },
  ],
  unknown: [
    { name: 'a mode cannot be read', platform: 'linux', fact: fact(['/var/log/auth.log', null]), says: '/var/log/auth.log' },
    { name: 'no files', platform: 'linux', fact: fact() },
  ],
});
