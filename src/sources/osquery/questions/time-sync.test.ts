import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer } from './question-tester.ts';
import { timeSyncQuestions } from './time-sync.ts';

/** The tester's round ends at 2026-11-22T03:00:00.200Z. */
const seconds = (iso: string) => String(Date.parse(iso) / 1000);
const ask = (id: string, parts = {}) => answer(timeSyncQuestions, id, parts);

describe('time-sync', () => {
  const probe = [{ seen: '1' }];
  it('takes the newest mark of Linux, in whole days', () => {
    const marks = [
      { path: '/var/lib/chrony/drift', mtime: seconds('2026-11-10T03:00:00Z') },
      { path: '/var/lib/systemd/timesync/clock', mtime: seconds('2026-11-20T02:00:00Z') },
      { path: '/run/systemd/timesync/synchronized', mtime: seconds('2027-01-01T00:00:00Z') },
      { path: '/var/lib/ntp/drift', mtime: '0' },
    ];
    assert.deepEqual(ask('time-sync/linux', { marks, probe }), { ageDays: 2, by: '/var/lib/systemd/timesync/clock', readable: true });
    assert.deepEqual(ask('time-sync/linux', { probe }), { ageDays: null, by: null, readable: true });
    assert.equal(ask('time-sync/linux', { marks }), 'unreadable');
  });
  it('takes events of the time service only, and concludes nothing from none', () => {
    const event = (provider_name: string, datetime: string) => ({ provider_name, datetime, eventid: '37' });
    const events = [event('Ntfs', '2026-11-22T02:00:00.0Z'), event('Microsoft-Windows-Time-Service', '2026-11-19T02:00:00.0000000Z')];
    assert.deepEqual(ask('time-sync/windows', { events }), { ageDays: 3, by: 'W32Time', readable: true });
    assert.deepEqual(ask('time-sync/windows', { events: events.slice(0, 1) }), { ageDays: null, by: null, readable: false });
  });
});
