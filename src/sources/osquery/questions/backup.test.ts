import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { backupQuestions } from './backup.ts';
import { answer } from './question-tester.ts';

const ask = (id: string, parts = {}) => answer(backupQuestions, id, parts);
const seen = [{ seen: '150' }];

describe('backup-schedule', () => {
  it('reads tasks and agents of Windows, and keeps commands to itself', () => {
    const body = ask('backup-schedule/windows', {
      seen,
      tasks: [
        { path: '\\社内バックアップ', action: ' C:\\Tools\\restic.exe backup --password x' },
        { path: '\\Microsoft\\Windows\\Backup\\Microsoft-Windows-WindowsBackup', action: ' wbadmin start backup' },
        { path: '\\Marquee', action: ' marquee.exe' },
      ],
      services: [{ display_name: 'Veeam Agent for Microsoft Windows' }],
    });
    assert.deepEqual(body.jobs, [
      'Veeam Agent for Microsoft Windows',
      '\\Microsoft\\Windows\\Backup\\Microsoft-Windows-WindowsBackup',
      '\\社内バックアップ',
    ]);
    assert.deepEqual(ask('backup-schedule/windows'), { jobs: [], readable: false });
  });
  it('reads Time Machine and resident agents of macOS', () => {
    const machine = { settings: [{ key: 'AutoBackup', value: '1' }], destinations: [{ destination_id: 'A' }], seen };
    assert.deepEqual(ask('backup-schedule/macos', machine), { jobs: ['Time Machine'], readable: true });
    assert.deepEqual(ask('backup-schedule/macos', { ...machine, destinations: [] }), { jobs: [], readable: true });
    assert.deepEqual(ask('backup-schedule/macos', { agents: [{ label: 'com.backblaze.bzserv' }, { label: 'com.adobe.agent' }] }).jobs, [
      'com.backblaze.bzserv',
    ]);
    assert.equal(ask('backup-schedule/macos'), 'unreadable');
  });
  it('reads crontabs, scripts and timers of Linux without the system’s own', () => {
    const body = ask('backup-schedule/linux', {
      cron: [{ path: '/etc/cron.d/backup', command: 'root RESTIC_PASSWORD=secret restic backup /srv' }],
      scripts: [{ path: '/etc/cron.daily/dpkg' }, { path: '/etc/cron.daily/rsnapshot' }, { path: '/etc/cron.daily/man-db' }],
      units: [{ id: 'dpkg-db-backup.timer' }, { id: 'borgmatic.timer' }, { id: 'apt-daily.timer' }],
      seen,
    });
    assert.deepEqual(body, { jobs: ['/etc/cron.d/backup: restic', '/etc/cron.daily/rsnapshot', 'borgmatic.timer'], readable: true });
    assert.deepEqual(ask('backup-schedule/linux', { seen: [{ seen: '0' }] }), { jobs: [], readable: false });
  });
});
