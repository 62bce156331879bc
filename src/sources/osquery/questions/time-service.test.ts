import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { answer } from './question-tester.ts';
import { timeServiceQuestions } from './time-service.ts';

const ask = (id: string, parts = {}) => answer(timeServiceQuestions, id, parts);

describe('time-service', () => {
  const seen = [{ seen: '280' }];
  const w32time = (start_type: string, status = 'STOPPED') => [{ name: 'W32Time', status, start_type }];
  const settings = (type: string, servers: string) => [
    { name: 'Type', data: type },
    { name: 'NtpServer', data: servers },
  ];
  it('reads Windows: a service that stands still is normal, and servers are cut from their flags', () => {
    const parts = { seen, service: w32time('DEMAND_START'), settings: settings('NTP', 'NTP.nict.jp,0x9 time.example.jp,0x8') };
    assert.deepEqual(ask('time-service/windows', parts), { running: [], automatic: true, servers: ['ntp.nict.jp', 'time.example.jp'] });
  });
  it('leaves servers open in a domain, and sees what is switched off', () => {
    const domain = ask('time-service/windows', {
      seen,
      service: w32time('AUTO_START', 'RUNNING'),
      settings: settings('NT5DS', 'time.windows.com,0x9'),
    });
    assert.deepEqual(domain, { running: ['W32Time'], automatic: true, servers: null });
    assert.equal(ask('time-service/windows', { seen, service: w32time('DISABLED'), settings: settings('NTP', 'x') }).automatic, false);
    assert.equal(
      ask('time-service/windows', { seen, service: w32time('DEMAND_START'), settings: settings('NoSync', '') }).automatic,
      false,
    );
    assert.equal(ask('time-service/windows', { seen, settings: settings('NTP', 'x') }).automatic, false);
  });
  it('concludes nothing from settings that cannot be read', () => {
    assert.equal(ask('time-service/windows', { seen, service: w32time('DEMAND_START') }).automatic, null);
    assert.equal(ask('time-service/windows', { seen, service: w32time('DEMAND_START'), settings: settings('?', 'x') }).automatic, null);
    assert.equal(ask('time-service/windows'), 'unreadable');
  });
  it('reads macOS', () => {
    const mac = (value: string) => ask('time-service/macos', { settings: [{ value }], processes: [{ name: 'timed' }] });
    assert.deepEqual(mac('1'), { running: ['timed'], automatic: true, servers: null });
    assert.equal(mac('0').automatic, false);
    assert.equal(ask('time-service/macos').automatic, null);
  });
  it('reads the servers of the daemon that runs, where its file can be read', () => {
    const servers = [
      { path: '/etc/chrony.conf', value: 'NTP.nict.jp' },
      { path: '/etc/ntp.conf', value: 'old.example.jp' },
    ];
    const linux = (id: string, more = {}) => ask('time-service/linux', { units: [{ id }], seen, servers, ...more }).servers;
    assert.deepEqual(linux('chronyd.service'), ['ntp.nict.jp']);
    assert.deepEqual(linux('ntpd.service'), ['old.example.jp']);
    assert.equal(linux('systemd-timesyncd.service'), null);
    assert.equal(linux('chrony.service', { servers: [] }), null);
  });
  it('reads units on Linux, and processes where systemd cannot be asked', () => {
    const units = [{ id: 'chrony.service' }];
    assert.deepEqual(ask('time-service/linux', { units, processes: [{ name: 'chronyd' }], seen }).running, ['chrony.service']);
    assert.deepEqual(ask('time-service/linux', { processes: [{ name: 'systemd-timesyn' }], seen }).running, ['systemd-timesyn']);
    assert.deepEqual(ask('time-service/linux', { seen }).running, []);
    assert.equal(ask('time-service/linux', { seen: [{ seen: '1' }] }).running, null);
    assert.equal(ask('time-service/linux').running, null);
  });
});
