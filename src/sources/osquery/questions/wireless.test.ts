import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer } from './question-tester.ts';
import { dayOfSystemTime, ssidOfKeyfile, wirelessQuestions } from './wireless.ts';

type Parts = NonNullable<Parameters<typeof answer>[2]>;
const profile = (guid: string, name: string, data: string) => ({ key: `HKEY_LOCAL_MACHINE\\…\\Profiles\\{${guid}}`, name, data });

describe('wireless-networks/windows', () => {
  const windows = (found: Parts[string], seen = '21') =>
    answer(wirelessQuestions, 'wireless-networks/windows', { found, probe: [{ seen }] });
  it('reads the day in a SYSTEMTIME', () => {
    assert.equal(dayOfSystemTime('EA070B0000001600090005001E00C800'), '2026-11-22');
    for (const cell of [
      undefined,
      '',
      'EA070B00',
      'EA070D0000001600090005001E00C800',
      '00000000000000000000000000000000',
      'zz'.repeat(16),
    ]) {
      assert.equal(dayOfSystemTime(cell), null);
    }
  });
  it('takes the wireless profiles only', () => {
    const body = windows([
      profile('A', 'ProfileName', '駅の無料Wi-Fi'),
      profile('A', 'NameType', '71'),
      profile('A', 'DateLastConnected', 'EA070B0000001600090005001E00C800'),
      profile('B', 'ProfileName', 'ネットワーク'),
      profile('B', 'NameType', '6'),
    ]);
    assert.deepEqual(body.networks, [{ ssid: '駅の無料Wi-Fi', security: null, lastUsed: '2026-11-22' }]);
    assert.deepEqual([body.complete, body.securityReported], [true, false]);
  });
  it('does not take a profile of no known kind for harmless', () => {
    assert.equal(windows([profile('A', 'ProfileName', 'x'), profile('A', 'NameType', '?')]).complete, false);
  });
  it('is unreadable without a single profile', () => assert.equal(windows([], '0'), 'unreadable'));
});

describe('wireless-networks/macos', () => {
  const macos = (found: Parts[string]) => answer(wirelessQuestions, 'wireless-networks/macos', { found });
  it('understands the words for protection', () => {
    const words = {
      Open: 'open',
      'Enhanced Open': 'open',
      WEP: 'wep',
      'Dynamic WEP': 'wep',
      'WPA Personal': 'wpa',
      'WPA/WPA2 Personal': 'wpa2',
    };
    const more = { 'WPA2/WPA3 Personal': 'wpa2', 'WPA3 Enterprise': 'wpa2', Unknown: null, '': null };
    for (const [security_type, security] of Object.entries({ ...words, ...more })) {
      assert.equal(macos([{ network_name: 'x', security_type, last_connected: '' }]).networks[0].security, security, security_type);
    }
  });
  it('keeps the day of the last connection, not the second', () => {
    assert.equal(
      macos([{ network_name: '事務所', security_type: 'WPA2 Personal', last_connected: '1795316400' }]).networks[0].lastUsed,
      '2026-11-22',
    );
    assert.equal(macos([]), 'unreadable');
    const current = [{ network_name: '事務所', security_type: 'WEP' }];
    const found = [{ network_name: '事務所', security_type: 'WPA2 Personal', last_connected: '' }];
    const both = answer(wirelessQuestions, 'wireless-networks/macos', { found, current }).networks;
    assert.deepEqual(
      both.map(({ security }: { security: string }) => security),
      ['wpa2', 'wep'],
    );
    assert.equal(answer(wirelessQuestions, 'wireless-networks/macos', { found, current: found }).networks.length, 1);
  });
});

describe('wireless-networks/linux', () => {
  const path = (name: string) => `/etc/NetworkManager/system-connections/${name}.nmconnection`;
  const row = (name: string, label: string, value: string) => ({ path: path(name), label, value });
  const base = { interfaces: [{ seen: '3' }], radios: [{ seen: '1' }], elsewhere: [{ seen: '0' }] };
  const linux = (parts: Parts) => answer(wirelessQuestions, 'wireless-networks/linux', { ...base, ...parts });
  const files = (...names: string[]) => names.map((name) => ({ path: path(name) }));
  // As recorded from an agent: the name of the second network is not ASCII, so NetworkManager wrote its bytes.
  const settings = [
    row('Office', 'type', 'wifi'),
    row('Office', 'mode', 'infrastructure'),
    row('Office', 'ssid', 'Office-5G'),
    row('Office', 'key-mgmt', 'wpa-psk'),
    row('事務所', 'type', 'wifi'),
    row('事務所', 'ssid', '228;186;139;229;139;153;230;137;128;'),
    row('wired', 'type', 'ethernet'),
  ];
  it('reads names and protection of saved networks', () => {
    const body = linux({ files: files('Office', '事務所', 'wired'), settings });
    assert.deepEqual(body, {
      complete: true,
      radio: true,
      securityReported: true,
      networks: [
        { ssid: 'Office-5G', security: 'wpa2', lastUsed: null },
        { ssid: '事務所', security: 'open', lastUsed: null },
      ],
    });
    assert.equal(ssidOfKeyfile('a\\;b'), 'a;b');
  });
  it('knows weak and unknown ways of protection, and leaves out its own access point', () => {
    const one = (...more: Parts[string]) =>
      linux({ files: files('n'), settings: [row('n', 'type', '802-11-wireless'), row('n', 'ssid', 'n'), ...more] }).networks;
    for (const [key, security] of Object.entries({
      none: 'wep',
      ieee8021x: 'wep',
      owe: 'open',
      sae: 'wpa2',
      'wpa-eap': 'wpa2',
      new: null,
    })) {
      assert.equal(one(row('n', 'key-mgmt', key))[0].security, security, key);
    }
    assert.deepEqual(one(row('n', 'mode', 'ap')), []);
  });
  it('is not complete where a file was not understood or networks lie elsewhere', () => {
    assert.equal(linux({ files: files('Office', 'broken'), settings }).complete, false);
    assert.equal(linux({ files: files('Office'), settings, elsewhere: [{ seen: '2' }] }).complete, false);
    assert.equal(linux({}).complete, false);
  });
  it('sees that there is no adapter, and is unreadable where /sys gave nothing', () => {
    assert.equal(linux({ radios: [{ seen: '0' }] }).radio, false);
    assert.equal(linux({ interfaces: [{ seen: '0' }] }), 'unreadable');
    assert.equal(linux({ elsewhere: [{ seen: '' }] }), 'unreadable');
  });
  it('never asks for a passphrase', () => {
    for (const { sql } of wirelessQuestions) {
      for (const text of Object.values(sql))
        if (String(text).includes('augeas')) assert.match(String(text), /label IN \('type','mode','ssid','key-mgmt'\)/);
    }
  });
});
