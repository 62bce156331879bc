import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { encryptionQuestions } from './encryption.ts';
import { answer } from './question-tester.ts';

type Parts = NonNullable<Parameters<typeof answer>[2]>;

describe('disk-encryption/windows', () => {
  const windows = (conversion: string, protection: string) =>
    answer(encryptionQuestions, 'disk-encryption/windows', {
      volumes: [{ drive_letter: 'C:', conversion_status: conversion, protection_status: protection }],
      system: [{ device_id: 'C:' }],
    }).volumes[0];
  it('reads the two numbers of BitLocker together', () => {
    assert.deepEqual(windows('1', '1'), { name: 'C:', system: true, state: 'encrypted' });
    assert.equal(windows('1', '0').state, 'suspended');
    assert.equal(windows('0', '0').state, 'plain');
    for (const conversion of ['2', '3', '4', '5']) assert.equal(windows(conversion, '1').state, 'partial');
    for (const [conversion, protection] of [
      ['1', '2'],
      ['-1', '1'],
      ['0', '1'],
      ['', ''],
      ['1', 'x'],
      ['9', '1'],
    ] as const) {
      assert.equal(windows(conversion, protection).state, null, `${conversion} ${protection}`);
    }
  });
  it('knows which drive Windows is on, and nothing without any row', () => {
    const volumes = [{ drive_letter: 'd:', conversion_status: '1', protection_status: '1' }];
    assert.equal(answer(encryptionQuestions, 'disk-encryption/windows', { volumes, system: [] }).volumes[0].system, false);
    assert.equal(answer(encryptionQuestions, 'disk-encryption/windows', { volumes: [], system: [{ device_id: 'C:' }] }), 'unreadable');
  });
});

describe('disk-encryption/macos', () => {
  const macos = (...states: string[]) =>
    answer(encryptionQuestions, 'disk-encryption/macos', { volumes: states.map((filevault_status) => ({ path: '/', filevault_status })) });
  it('reads FileVault', () => {
    assert.equal(macos('off', 'on').volumes[0].state, 'encrypted');
    assert.equal(macos('off', 'off').volumes[0].state, 'plain');
    assert.equal(macos('off', 'unknown').volumes[0].state, null);
    assert.equal(macos('').volumes[0].state, null);
    assert.equal(macos(), 'unreadable');
  });
});

describe('disk-encryption/linux', () => {
  const linux = (parts: Parts) => answer(encryptionQuestions, 'disk-encryption/linux', parts);
  const plain = [
    { name: '/dev/nvme0n1', encrypted: '0' },
    { name: '/dev/nvme0n1p3', encrypted: '0' },
    { name: '/dev/dm-0', encrypted: '0' },
    { name: '/dev/dm-1', encrypted: '0' },
  ];
  const devices = [
    { name: '/dev/dm-1', parent: '/dev/dm-0' },
    { name: '/dev/dm-0', parent: '/dev/nvme0n1p3' },
    { name: '/dev/nvme0n1p3', parent: '/dev/nvme0n1' },
    { name: '/dev/nvme0n1', parent: '' },
  ];
  const root = { path: '/', device_alias: '/dev/dm-1' };
  it('finds LUKS beneath a logical volume', () => {
    const crypt = plain.map((row) => (row.name === '/dev/dm-0' ? { ...row, encrypted: '1' } : row));
    assert.deepEqual(linux({ mounts: [root], crypt, devices }).volumes, [{ name: '/', system: true, state: 'encrypted' }]);
  });
  it('says plain only of a device that answered', () => {
    assert.equal(linux({ mounts: [root], crypt: plain, devices }).volumes[0].state, 'plain');
    assert.equal(linux({ mounts: [{ path: '/', device_alias: 'overlay' }], crypt: plain, devices }).volumes[0].state, null);
    assert.equal(linux({ mounts: [{ path: '/', device_alias: 'rpool/ROOT' }], crypt: plain, devices }).volumes[0].state, null);
    assert.equal(linux({ mounts: [root], crypt: [{ name: '/dev/dm-1', encrypted: '' }], devices }).volumes[0].state, null);
  });
  it('does not lose itself where devices name each other as parents', () => {
    const loop = [
      { name: '/dev/dm-1', parent: '/dev/dm-0' },
      { name: '/dev/dm-0', parent: '/dev/dm-1' },
    ];
    assert.equal(linux({ mounts: [root], crypt: plain, devices: loop }).volumes[0].state, 'plain');
  });
  it('names a device by its shortest mount point', () => {
    const mounts = [{ path: '/var/lib/docker/x', device_alias: '/dev/dm-1' }, root, { path: '/データ', device_alias: '/dev/nvme0n1' }];
    const { volumes } = linux({ mounts, crypt: plain, devices });
    assert.deepEqual(
      volumes.map((volume: { name: string }) => volume.name),
      ['/', '/データ'],
    );
  });
  it('is unreadable without root', () => assert.equal(linux({ mounts: [root], crypt: [], devices }), 'unreadable'));
});
