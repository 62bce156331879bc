import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { answer } from './question-tester.ts';
import { updateQuestions } from './updates.ts';

const ask = (id: string, parts = {}) => answer(updateQuestions, id, parts);
const at = '1795388713';
const iso = '2026-11-22T23:05:13.000Z';

describe('update-state', () => {
  it('reads the history of Windows', () => {
    const body = ask('update-state/windows', { history: [{ installed: at, since: '1760000000', seen: '87' }] });
    assert.equal(body.installedAt, iso);
    assert.equal(body.historySince, '2025-10-09T08:53:20.000Z');
  });
  it('knows an empty history (MIN and MAX of nothing) from one without success', () => {
    assert.equal(ask('update-state/windows', { history: [{ installed: '', since: '', seen: '0' }] }), 'unreadable');
    assert.equal(ask('update-state/windows'), 'unreadable');
    // The list of hotfixes outlives a history that was cleared.
    const body = ask('update-state/windows', {
      history: [{ installed: '', since: '', seen: '0' }],
      hotfixes: [{ installed_on: '11/20/2026' }],
    });
    assert.deepEqual([body.installedAt, body.historySince, body.hotfixAt], [null, null, '2026-11-20T00:00:00.000Z']);
    assert.equal(ask('update-state/windows', { hotfixes: [{ installed_on: '11/12/2026' }] }), 'unreadable');
    assert.equal(ask('update-state/windows', { history: [{ installed: '', since: at, seen: '4' }] }).installedAt, null);
  });
  it('reads Software Update, with dates as fractions of seconds', () => {
    const body = ask('update-state/macos', {
      settings: [
        { key: 'LastSuccessfulDate', value: '1795388713.123' },
        { key: 'LastRecommendedUpdatesAvailable', value: '2' },
      ],
      installed: [{ installed: '1790000000' }],
    });
    assert.deepEqual([body.checkedAt, body.waiting, body.installedAt], ['2026-11-22T23:05:13.123Z', 2, '2026-09-21T14:13:20.000Z']);
    assert.equal(ask('update-state/macos', { installed: [{ installed: '' }] }), 'unreadable');
    assert.equal(ask('update-state/macos', { settings: [{ key: 'LastRecommendedUpdatesAvailable', value: '不明' }] }), 'unreadable');
  });
  it('reads the stamps of apt, and leaves the timer open where systemd is blind', () => {
    const files = [
      { path: '/var/lib/apt/lists', mtime: at },
      { path: '/var/lib/apt/periodic/unattended-upgrades-stamp', mtime: '1790000000' },
      { path: '/var/lib/apt/periodic/upgrade-stamp', mtime: 'garbage' },
    ];
    const body = ask('update-state/linux', { files, packages: [{ installed: '' }], seen: [{ seen: '0' }] });
    assert.deepEqual([body.checkedAt, body.automaticAt, body.automaticTimer], [iso, '2026-09-21T14:13:20.000Z', null]);
  });
  it('reads the newest package and the timer of dnf', () => {
    const parts = { packages: [{ installed: at }], seen: [{ seen: '300' }] };
    assert.equal(ask('update-state/linux', { ...parts, timer: [{ active_state: 'active' }] }).automaticTimer, true);
    assert.equal(ask('update-state/linux', parts).automaticTimer, false);
    assert.equal(ask('update-state/linux', { packages: [{ installed: '' }], seen: [{ seen: '300' }] }), 'unreadable');
  });
});

describe('reboot-pending', () => {
  it('takes the earliest mark of Windows', () => {
    const seen = [{ seen: '40' }];
    const marks = [
      { name: 'RebootPending', mtime: at },
      { name: 'RebootRequired', mtime: '1790000000' },
    ];
    assert.deepEqual(ask('reboot-pending/windows', { marks, seen }), { pending: true, since: '2026-09-21T14:13:20.000Z', kernel: null });
    assert.equal(ask('reboot-pending/windows', { seen }).pending, false);
    assert.equal(ask('reboot-pending/windows', { seen: [{ seen: '0' }] }), 'unreadable');
  });
  const kernel = (running: string, ...names: string[]) => ({
    kernel: [{ version: running }],
    packages: names.map((name) => ({ name })),
  });
  it('compares kernels by number and within their flavour', () => {
    const names = ['linux-image-6.1.0-9-amd64', 'linux-image-6.1.0-28-amd64', 'linux-image-6.1.0-30-cloud-amd64'];
    const old = ask('reboot-pending/linux', kernel('6.1.0-9-amd64', ...names));
    assert.deepEqual([old.pending, old.kernel], [true, { running: '6.1.0-9-amd64', newest: '6.1.0-28-amd64' }]);
    assert.equal(ask('reboot-pending/linux', kernel('6.1.0-28-amd64', ...names)).pending, false);
  });
  it('reads the kernels of Debian 13, Ubuntu and the RHEL family', () => {
    const pending = (...args: [string, ...string[]]) => ask('reboot-pending/linux', kernel(...args)).pending;
    assert.equal(pending('6.12.41+deb13-amd64', 'linux-image-6.12.41+deb13-amd64', 'linux-image-6.12.48+deb13-amd64'), true);
    assert.equal(pending('6.8.0-45-generic', 'linux-image-6.8.0-45-generic', 'linux-image-unsigned-6.8.0-44-generic'), false);
    assert.equal(pending('5.14.0-427.13.1.el9_4.x86_64', '5.14.0-427.13.1.el9_4.x86_64', '5.14.0-503.el9_5.x86_64'), true);
    assert.equal(pending('5.14.0-503.el9_5.x86_64', '5.14.0-427.13.1.el9_4.x86_64', '5.14.0-503.el9_5.x86_64'), false);
  });
  it('believes the mark first, and its absence only where something writes it', () => {
    const mark = [{ path: '/run/reboot-required', mtime: at }];
    assert.deepEqual(ask('reboot-pending/linux', { mark, ...kernel('6.18.44-fc') }), { pending: true, since: iso, kernel: null });
    assert.equal(ask('reboot-pending/linux', { ...kernel('6.18.44-fc'), writers: [{ seen: '1' }] }).pending, false);
    assert.equal(ask('reboot-pending/linux', { ...kernel('6.18.44-fc'), writers: [{ seen: '0' }] }).pending, null);
    assert.equal(ask('reboot-pending/linux').pending, null);
  });
});

describe('package-sources', () => {
  const apt = (...names: string[]) => ask('package-sources/linux', { apt: names.map((filename) => ({ filename })) });
  it('reads hosts off the lists that apt fetched', () => {
    const body = apt(
      'deb.debian.org_debian_dists_bookworm_InRelease',
      'deb.debian.org_debian_dists_bookworm_main_binary-amd64_Packages.lz4',
      'mirror.example.jp%3a8080_apt_dists_stable_Release',
      'mirror.example.jp%3a8080_apt_dists_stable_Release.gpg',
    );
    assert.deepEqual(body.sources, [
      { name: 'deb.debian.org_debian_dists_bookworm', host: 'deb.debian.org', signed: true },
      { name: 'mirror.example.jp%3a8080_apt_dists_stable', host: 'mirror.example.jp', signed: true },
    ]);
  });
  it('sees sources without a signature or without any release file, and local ones', () => {
    const body = apt('pkg.example.jp_dists_x_Release', 'evil.example.com_deb_._Packages', '_srv_repo_._InRelease');
    assert.deepEqual(body.sources, [
      { name: '_srv_repo_.', host: null, signed: true },
      { name: 'evil.example.com_deb_.', host: 'evil.example.com', signed: false },
      { name: 'pkg.example.jp_dists_x', host: 'pkg.example.jp', signed: false },
    ]);
  });
  it('reads repositories of dnf with every address, and leaves out those switched off', () => {
    const body = ask('package-sources/linux', {
      yum: [
        {
          name: 'BaseOS',
          baseurl: '',
          mirrorlist: 'https://mirrors.rockylinux.org/mirrorlist?arch=x',
          metalink: '',
          enabled: '1',
          gpgcheck: '1',
        },
        { name: '社内', baseurl: 'http://user:p@repo.example.jp:8081/el9/', mirrorlist: '', metalink: '', enabled: '', gpgcheck: '' },
        { name: 'off', baseurl: 'http://x.example.com/', mirrorlist: '', metalink: '', enabled: '0', gpgcheck: '0' },
      ],
    });
    assert.deepEqual(body.sources, [
      { name: 'BaseOS', host: 'mirrors.rockylinux.org', signed: true },
      { name: '社内', host: 'repo.example.jp', signed: null },
    ]);
  });
  it('makes nothing of empty lists', () => assert.equal(apt(), 'unreadable'));
  it('reads Gatekeeper', () => {
    const gatekeeper = (cell: string) => ask('package-sources/macos', { gatekeeper: [{ assessments_enabled: cell }] });
    assert.deepEqual([gatekeeper('1').gatekeeper, gatekeeper('0').gatekeeper], [true, false]);
    assert.equal(gatekeeper('x'), 'unreadable');
    assert.equal(ask('package-sources/macos'), 'unreadable');
  });
});
