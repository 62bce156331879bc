import { checkTester } from '../../mechanism/check-tester.ts';
import { newestBackupFresh } from './newest-copy.check.ts';

const fact = (hoursAgo: number | null, more = {}) => ({
  at: hoursAgo === null ? null : new Date(Date.parse('2026-11-22T03:00:00Z') - hoursAgo * 3_600_000).toISOString(),
  where: hoursAgo === null ? null : '/srv/backup',
  looked: ['/srv/backup'],
  readable: true,
  ...more,
});

checkTester(newestBackupFresh, {
  pass: [
    { name: 'exactly as old as allowed', platform: 'linux', fact: fact(24), says: '/srv/backup' },
    { name: 'a longer time allowed', platform: 'windows', fact: fact(100), params: { backupMaxAgeHours: 168 }, says: '168' },
    { name: 'fresh, though not everything could be read', platform: 'macos', fact: fact(1, { readable: false }) },
  ],
  fail: [
    { name: 'a little too old', platform: 'linux', fact: fact(24.01), says: '24' },
    { name: 'a place without a single file', platform: 'linux', fact: fact(null), says: '/srv/backup' },
  ],
  unknown: [
    { name: 'no place to look', platform: 'linux', fact: fact(null, { looked: [] }) },
    { name: 'no Full Disk Access', platform: 'macos', fact: fact(null, { readable: false, looked: [] }) },
    { name: 'an old one where a newer could be hidden', platform: 'macos', fact: fact(100, { readable: false }) },
    { name: 'a file of the future', platform: 'linux', fact: fact(-2) },
  ],
});
