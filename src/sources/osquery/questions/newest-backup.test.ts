import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newestBackupQuestions } from './newest-backup.ts';
import { answer, sqlOf } from './question-tester.ts';

const ask = (id: string, parts = {}) => answer(newestBackupQuestions, id, parts);
const seen = [{ seen: '1' }];
const at = (iso: string) => String(Date.parse(iso) / 1000);

describe('newest-backup', () => {
  it('asks each platform for its own folders, as data', () => {
    const values = { backupFolders: ["/srv/o'clock/", 'D:\\Backup\\', '/srv/backup'] };
    const linux = sqlOf(newestBackupQuestions, 'newest-backup/linux', 'folders', values);
    assert.match(linux, /path LIKE '\/srv\/o''clock\/%'/);
    assert.doesNotMatch(linux, /Backup/);
    const windows = sqlOf(newestBackupQuestions, 'newest-backup/windows', 'folders', values);
    assert.match(windows, /path LIKE 'D:\\Backup\\%'/);
    assert.doesNotMatch(windows, /srv/);
    assert.match(sqlOf(newestBackupQuestions, 'newest-backup/linux', 'folders', { backupFolders: [] }), /WHERE path = ''$/);
  });
  it('takes the newest of the folders that are there', () => {
    const folders = [
      { folder: '/srv/a', there: '1', newest: at('2026-11-20T01:00:00Z') },
      { folder: '/srv/b', there: '1', newest: at('2026-11-21T01:00:00Z') },
      { folder: '/srv/gone', there: '0', newest: at('2026-11-22T01:00:00Z') },
      { folder: '/srv/empty', there: '1', newest: '' },
    ];
    assert.deepEqual(ask('newest-backup/linux', { folders, probe: seen }), {
      at: '2026-11-21T01:00:00.000Z',
      where: '/srv/b',
      looked: ['/srv/a', '/srv/b', '/srv/empty'],
      readable: true,
    });
    assert.equal(ask('newest-backup/linux', { folders }), 'unreadable');
  });
  it('reads Time Machine, and knows when it may not', () => {
    const machine = [{ newest: at('2026-11-21T01:00:00Z'), seen: '3' }];
    assert.deepEqual(ask('newest-backup/macos', { machine, probe: seen }), {
      at: '2026-11-21T01:00:00.000Z',
      where: 'Time Machine',
      looked: ['Time Machine'],
      readable: true,
    });
    assert.deepEqual(ask('newest-backup/macos', { machine: [{ newest: '', seen: '0' }] }), {
      at: null,
      where: null,
      looked: [],
      readable: false,
    });
  });
  it('reads Windows Server Backup where it is installed', () => {
    const events = [{ newest: '2026-11-21T01:00:00.1234567Z' }];
    assert.equal(ask('newest-backup/windows', { events, service: seen }).where, 'Windows Server Backup');
    assert.deepEqual(ask('newest-backup/windows', { service: seen }), {
      at: null,
      where: null,
      looked: ['Windows Server Backup'],
      readable: true,
    });
    assert.deepEqual(ask('newest-backup/windows', { service: [{ seen: '0' }] }).looked, []);
  });
});
