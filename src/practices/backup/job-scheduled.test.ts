import { checkTester } from '../../mechanism/check-tester.ts';
import { backupJobScheduled } from './job-scheduled.check.ts';

checkTester(backupJobScheduled, {
  pass: [
    { name: 'a timer', platform: 'linux', fact: { jobs: ['borgmatic.timer'], readable: true }, says: 'borgmatic.timer' },
    { name: 'a crontab where systemd is blind', platform: 'linux', fact: { jobs: ['/etc/cron.d/backup: restic'], readable: false } },
    {
      name: 'a task with a Japanese name',
      platform: 'windows',
      fact: { jobs: ['\\社内バックアップ'], readable: true },
      says: '社内バックアップ',
    },
    { name: 'Time Machine', platform: 'macos', fact: { jobs: ['Time Machine'], readable: true } },
  ],
  fail: [
    { name: 'none on Linux', platform: 'linux', fact: { jobs: [], readable: true } },
    { name: 'none on Windows', platform: 'windows', fact: { jobs: [], readable: true } },
    { name: 'none on macOS', platform: 'macos', fact: { jobs: [], readable: true } },
  ],
  unknown: [{ name: 'jobs cannot be listed', platform: 'linux', fact: { jobs: [], readable: false } }],
});
