import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { logQuestions } from './logs.ts';
import { answer } from './question-tester.ts';

const ask = (id: string, parts = {}) => answer(logQuestions, id, parts);
const seen = [{ seen: '120' }];

describe('log-services', () => {
  it('reads the service of Windows', () => {
    const windows = (status: string) => ask('log-services/windows', { service: [{ name: 'EventLog', status }], seen });
    assert.deepEqual(windows('RUNNING'), { running: ['EventLog'], stopped: [] });
    assert.deepEqual(windows('STOPPED'), { running: [], stopped: ['EventLog'] });
    assert.equal(ask('log-services/windows'), 'unreadable');
  });
  it('reads logd of macOS', () => {
    assert.deepEqual(ask('log-services/macos', { processes: [{ name: 'logd' }], seen }).running, ['logd']);
    assert.deepEqual(ask('log-services/macos', { seen }).stopped, ['logd']);
    assert.equal(ask('log-services/macos', { seen: [{ seen: '1' }] }), 'unreadable');
  });
  it('reads units of Linux, and processes where systemd cannot be asked', () => {
    const units = [
      { id: 'systemd-journald.service', active_state: 'active' },
      { id: 'rsyslog.service', active_state: 'failed' },
    ];
    assert.deepEqual(ask('log-services/linux', { units, seen }), { running: ['systemd-journald.service'], stopped: ['rsyslog.service'] });
    assert.deepEqual(ask('log-services/linux', { processes: [{ name: 'rsyslogd' }], seen }), { running: ['rsyslogd'], stopped: [] });
    assert.deepEqual(ask('log-services/linux', { seen }), { running: [], stopped: [] });
    assert.equal(ask('log-services/linux'), 'unreadable');
  });
});

describe('log-file-modes', () => {
  it('reads modes and owners; a garbage cell is null', () => {
    const files = [
      { path: '/var/log/btmp', mode: '0660', uid: '0' },
      { path: '/var/log/auth.log', mode: '640', uid: '102' },
      { path: '/var/log/syslog', mode: '', uid: 'x' },
    ];
    assert.deepEqual(ask('log-file-modes/linux', { files }).files, [
      { path: '/var/log/auth.log', mode: '0640', ownerId: 102 },
      { path: '/var/log/btmp', mode: '0660', ownerId: 0 },
      { path: '/var/log/syslog', mode: null, ownerId: null },
    ]);
  });
  it('proves nothing without files', () => {
    assert.equal(ask('log-file-modes/linux'), 'unreadable');
    assert.equal(ask('log-file-modes/macos'), 'unreadable');
  });
});
