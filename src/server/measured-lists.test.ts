import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { silentLog } from '../base/log.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { Devices } from '../devices/index.ts';
import type { Platform } from '../facts/kind.ts';
import { Intake } from '../intake/index.ts';
import type { MeasuredListId } from '../mechanism/register.ts';
import { questions } from '../sources/osquery/questions/index.ts';
import { measuredListReader } from './measured-lists.ts';

describe('what is measured for registers', () => {
  let database: TestDatabase;
  let clock: FakeClock;
  let devices: Devices;
  let intake: Intake;
  const ids = new Map<string, string>();
  const values: Record<string, unknown> = { settingsSilenceMinutes: 1440, wifiLookbackDays: 30, unapprovedUtilities: ['7-Zip', 'psexec'] };
  const measured = (list: MeasuredListId) =>
    measuredListReader({ pool: database.app, value: (param) => values[param.id] as never })(list, clock.now());
  const enrol = async (name: string, platform: Platform, os: string) => {
    const said = { name, serial: `SN-${name}`, hardwareUuid: `uuid-${name}`, instanceId: name, agentVersion: '5', hardware: 'X13' };
    ids.set(name, (await devices.enrol({ ...said, platform, os })).deviceId);
  };
  const says = (name: string, kind: string, body: unknown) =>
    intake.accept({ drafts: [{ deviceId: ids.get(name)!, kind, source: 'test', observedAt: clock.now(), receivedAt: clock.now(), body }] });
  const labels = async (list: MeasuredListId) => (await measured(list)).items.map(({ label, where }) => `${label} @ ${where.ja}`);

  before(async () => {
    database = await testDatabase();
    clock = new FakeClock();
    devices = new Devices(database.app, clock);
    intake = new Intake({
      pool: database.app,
      clock,
      log: silentLog,
      kinds: new Map(questions.map(({ kind }) => [kind.kind, kind])),
      afterAccept: async () => {},
      afterCommit: () => {},
    });
  });
  beforeEach(() => clock.advance({ minutes: 1 }));
  after(() => database.close());

  it('proves nothing while no device has an agent', async () => {
    for (const list of ['devices', 'configuration', 'administrators', 'backup-jobs'] as const) {
      const { items, complete, because } = await measured(list);
      assert.deepEqual([items, complete, because.ja], [[], false, 'エージェントを入れた端末がまだありません。'], list);
    }
  });

  it('lists devices and servers', async () => {
    await enrol('keiri-01', 'windows', 'Microsoft Windows 11 Pro');
    await enrol('file-01', 'windows', 'Microsoft Windows Server 2022');
    await enrol('web-01', 'linux', 'Debian GNU/Linux 12');
    assert.deepEqual(
      (await measured('devices')).items.map(({ label }) => label),
      ['file-01', 'keiri-01', 'web-01'],
    );
    const servers = await measured('configuration');
    assert.deepEqual([servers.items.map(({ label }) => label), servers.complete], [['file-01', 'web-01'], true]);
    assert.deepEqual(servers.items[0]!.cells, {
      device: ids.get('file-01'),
      name: 'file-01',
      serial: 'SN-file-01',
      platform: 'windows',
      os: 'Microsoft Windows Server 2022',
      hardware: 'X13',
    });
  });

  it('names administrators, and who did not report or not all', async () => {
    const holder = (user: string, disabled = false) => ({ user, by: ['Administrators'], disabled });
    await says('keiri-01', 'administrators', {
      holders: [holder('Aoki'), holder('Administrator', true), holder('AOKI')],
      unresolved: [],
      complete: true,
    });
    const first = await measured('administrators');
    assert.deepEqual(
      first.items.map(({ label, cells }) => [label, cells.by, cells.deviceName]),
      [['AOKI', 'Administrators', 'keiri-01']],
    );
    assert.equal(first.complete, false);
    assert.match(first.because.ja, /3台のうち2台の報告がそろっていません:file-01\(報告なし\)、web-01\(報告なし\)/);
    await says('file-01', 'administrators', { holders: [], unresolved: ['%domain admins'], complete: true });
    await says('web-01', 'administrators', { holders: [holder('root2'), holder('Root2')], unresolved: [], complete: true });
    const second = await measured('administrators');
    assert.deepEqual([second.items.length, second.complete], [3, false]);
    assert.match(second.because.ja, /file-01\(権限の一部を読み取れません\)/);
    await says('file-01', 'administrators', { holders: [], unresolved: [], complete: true });
    assert.deepEqual((await measured('administrators')).complete, true);
    clock.advance({ days: 2 });
    const later = await measured('administrators');
    assert.deepEqual([later.items.length, later.complete], [3, false], 'what was said last stays, and proves nothing any more');
    assert.match(later.because.ja, /応答なし/);
  });

  it('tells an answer that could not be read from one that has nothing', async () => {
    for (const name of ids.keys()) await says(name, 'backup-schedule', { jobs: [], readable: true });
    assert.deepEqual([(await measured('backup-jobs')).items, (await measured('backup-jobs')).complete], [[], true]);
    await intake.accept({
      drafts: [
        {
          deviceId: ids.get('web-01')!,
          kind: 'backup-schedule',
          source: 'test',
          observedAt: clock.now(),
          receivedAt: clock.now(),
          unreadable: { ja: 'だめ', en: 'no' },
        },
      ],
    });
    assert.match((await measured('backup-jobs')).because.ja, /web-01\(読み取れず\)/);
    await says('web-01', 'backup-schedule', { jobs: ['restic', 'Restic '], readable: false });
    await says('file-01', 'backup-schedule', { jobs: [], readable: false });
    assert.deepEqual(await labels('backup-jobs'), ['Restic  @ 端末 web-01']);
    assert.match((await measured('backup-jobs')).because.ja, /1台の報告がそろっていません:file-01\(定期の処理の一覧を読めません\)/);
  });

  it('lists utilities by the names of the company’s list', async () => {
    const asked = ['7-zip', 'psexec'];
    const installed = [{ name: '7-Zip 24.09 (x64)', version: '24.09' }, { name: 'psexecutor' }, { name: 'qBittorrent' }];
    await says('keiri-01', 'installed-programs', { asked, installed, listReadable: true });
    await says('file-01', 'installed-programs', {
      asked,
      installed: [{ name: '7-Zip 24.09 (x64)', version: '24.09' }],
      listReadable: true,
    });
    await says('web-01', 'installed-programs', { asked: ['psexec'], installed: [{ name: '7-zip-full' }], listReadable: true });
    const { items, complete, because } = await measured('utilities');
    assert.deepEqual(
      items.map(({ cells }) => [cells.name, cells.version, cells.deviceName]),
      [
        ['7-Zip 24.09 (x64)', '24.09', 'file-01'],
        ['7-Zip 24.09 (x64)', '24.09', 'keiri-01'],
      ],
    );
    assert.deepEqual(
      items.map(({ deviceId }) => deviceId),
      [ids.get('file-01'), ids.get('keiri-01')],
      'one on each device, so that an approval for one device covers it there',
    );
    assert.equal(new Set(items.map(({ key }) => key)).size, 2);
    assert.deepEqual([complete, /web-01\(導入済みソフトの一覧がそろっていません\)/.test(because.ja)], [false, true]);
  });

  it('takes a network for one thing, and «Office 2» of Windows for Office', async () => {
    const network = (ssid: string, lastUsed: string | null, security: string | null = null) => ({ ssid, security, lastUsed });
    const body = (networks: object[]) => ({ complete: true, radio: null, securityReported: false, networks });
    await says(
      'keiri-01',
      'wireless-networks',
      body([network('Office 2', '2026-11-20'), network('Cafe', '2026-01-01'), network('Guest 7', null)]),
    );
    await says('web-01', 'wireless-networks', body([network('Office', null, 'wpa2')]));
    await says('file-01', 'wireless-networks', { ...body([]), complete: false, radio: false });
    assert.deepEqual(await labels('wireless-networks'), ['Office @ 端末 keiri-01、web-01', 'Guest 7 @ 端末 keiri-01']);
    assert.equal((await measured('wireless-networks')).complete, true);
  });

  it('tells a server from an office computer by what it opens', async () => {
    const ports = (...all: [number | null, string][]) => ({ ports: all.map(([port, program]) => ({ port, program })) });
    await says('keiri-01', 'listening-ports', ports([135, 'svchost.exe'], [445, 'System']));
    await says('file-01', 'listening-ports', ports([445, 'System'], [3389, 'svchost.exe'], [3389, 'svchost.exe']));
    await says('web-01', 'listening-ports', ports([22, 'sshd'], [443, 'nginx']));
    assert.deepEqual(
      (await measured('listening-servers')).items.map(({ label, cells }) => [label, cells.ports, cells.programs]),
      [
        ['file-01', '3389', 'svchost.exe'],
        ['web-01', '22, 443', 'sshd, nginx'],
      ],
    );
  });

  it('lists certificates and where logs are written', async () => {
    const certificate = { name: 'www.example.co.jp', place: '/etc/nginx/ssl/a.pem', notAfter: '2027-01-31T00:00:00.000Z' };
    await says('web-01', 'held-certificates', { certificates: [certificate], tlsListening: true });
    await says('file-01', 'held-certificates', { certificates: [], tlsListening: true });
    await says('keiri-01', 'held-certificates', { certificates: [], tlsListening: null });
    const held = await measured('certificates');
    assert.deepEqual([held.items[0]!.cells.notAfter, held.items.length, held.complete], ['2027-01-31', 1, false]);
    assert.match(held.because.ja, /1台の報告がそろっていません:file-01/);
    await says('web-01', 'log-services', { running: ['rsyslogd'], stopped: [] });
    await says('file-01', 'log-services', { running: [], stopped: ['EventLog'] });
    await says('keiri-01', 'log-services', { running: [], stopped: [] });
    assert.deepEqual(await labels('log-sources'), ['web-01 @ 端末 web-01']);
    assert.match((await measured('log-sources')).because.ja, /keiri-01\(知られたログ記録サービスが見つかりません\)/);
  });

  it('forgets a device that was retired', async () => {
    await devices.retire(ids.get('web-01')!, 'account:a', async () => {});
    assert.deepEqual([(await measured('devices')).items.length, await labels('log-sources')], [2, []]);
  });
});
