import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import type { Check } from '../../src/mechanism/check.ts';
import { newestBackupFresh } from '../../src/practices/backup/newest-copy.check.ts';
import { clockSynchronised } from '../../src/practices/clock/last-sync.check.ts';
import { certificateExpiry } from '../../src/practices/cryptography/certificate-expiry.check.ts';
import { wirelessNetworksCheck } from '../../src/practices/endpoint/wireless-networks.check.ts';
import { foldersNotOpen } from '../../src/practices/information/open-folders.check.ts';
import { logsReaders } from '../../src/practices/logs/readers.check.ts';
import { packageSourcesCheck } from '../../src/practices/software/package-sources.check.ts';
import { rebootPendingCheck } from '../../src/practices/software/reboot-pending.check.ts';
import { updatesCurrent } from '../../src/practices/software/updates-current.check.ts';
import { lensFlags } from './debian.ts';
import { Machine } from './machine.ts';
import { type Flips, type GivenValues, openFlips, skipFlips } from './real-agent.ts';

const srv = '/srv/tejunflip';
const log = '/var/log/auth.log';
const mark = '/var/lib/chrony/chrony.drift';
const stamp = '/var/lib/apt/periodic/unattended-upgrades-stamp';
const lists = '/var/lib/apt/lists';
const source = '/var/lib/apt/lists/flips.example.jp_debian_dists_stable_InRelease';
const connection = '/etc/NetworkManager/system-connections/cafe.nmconnection';
const certificate = '/etc/nginx/ssl/tejunflip.pem';

describe('flips: files, their age and their rights', { skip: skipFlips }, () => {
  let flips: Flips;
  let machine = new Machine();
  const lenses = skipFlips === false ? lensFlags() : null;
  const now = systemClock.now();
  before(async () => {
    flips = await openFlips([], lenses ?? []);
  });
  afterEach(() => {
    machine.undo();
    machine = new Machine();
  });
  after(() => flips?.close());
  /** All of them in one poll. */
  const verdicts = async (...asked: readonly (readonly [Check, GivenValues?])[]) =>
    (await Promise.all(asked.map(([check, values]) => flips.verdict(check, values)))).map(
      ({ verdict, because }) => `${verdict}: ${because.en}`,
    );
  const are = (said: readonly string[], expected: readonly (readonly [string, string])[]) => {
    for (const [index, [verdict, word]] of expected.entries()) {
      assert.ok(said[index]!.startsWith(`${verdict}: `), said[index]);
      assert.ok(said[index]!.includes(word), said[index]);
    }
  };
  /** Hosts from which this machine's packages come, so that only the flip is foreign. */
  const hosts = async () => {
    const said = await flips.ask('package-sources/linux');
    assert.ok('body' in said);
    return (said.body as { sources: { host: string | null }[] }).sources.flatMap(({ host }) => (host === null ? [] : [host]));
  };

  it('logs, folders, backups, marks of synchronising, updates, package sources: good, bad and good again', async () => {
    const approvedPackageHosts = await hosts();
    assert.ok(approvedPackageHosts.length > 0, 'this machine has fetched package lists');
    const folder = `${srv}/backup`;
    const asked: readonly (readonly [Check, GivenValues?])[] = [
      [logsReaders],
      [foldersNotOpen, { sharedFolders: ['/srv'] }],
      [newestBackupFresh, { backupFolders: [folder, '/srv/not-there'] }],
      [clockSynchronised],
      [updatesCurrent],
      [rebootPendingCheck],
      [packageSourcesCheck, { approvedPackageHosts }],
    ];
    machine.folder(srv);
    machine.folder(folder);
    machine.write(log, 'sshd: a sign-in\n', 0o640);
    machine.write(`${folder}/dump.sql.gz`, 'data');
    machine.write(mark, '1.0 0.1\n');
    machine.write(stamp, '');
    const good: [string, string][] = [
      ['pass', ''],
      ['pass', '/srv'],
      ['pass', folder],
      ['pass', 'chrony.drift'],
      ['pass', ''],
      // Nothing here writes the mark: its absence proves nothing on a machine without those packages.
      ['unknown', ''],
      ['pass', ''],
    ];
    are(await verdicts(...asked), good);

    machine.mode(log, 0o644);
    machine.mode(srv, 0o777);
    machine.age(`${folder}/dump.sql.gz`, 3, now);
    machine.age(mark, 3, now);
    machine.age(stamp, 60, now);
    machine.write('/run/reboot-required', '');
    machine.age('/run/reboot-required', 60, now);
    machine.write(source, 'Origin: flips\n');
    machine.age(lists, 60, now);
    are(await verdicts(...asked), [
      ['fail', log],
      ['fail', `${srv} (0777)`],
      ['fail', folder],
      ['fail', '3 days'],
      ['fail', 'looked for 60 days ago'],
      ['fail', 'days'],
      ['fail', 'flips.example.jp'],
    ]);

    machine.mode(log, 0o640);
    machine.mode(srv, 0o755);
    machine.age(`${folder}/dump.sql.gz`, 0, now);
    machine.age(mark, 0, now);
    machine.age(stamp, 0, now);
    execFileSync('rm', ['/run/reboot-required', source]);
    are(await verdicts(...asked), good);
  });

  it('an empty file is no backup, and a folder that is not there says nothing', async () => {
    machine.folder(srv);
    machine.write(`${srv}/dump.sql`, '');
    const said = await verdicts([newestBackupFresh, { backupFolders: [srv] }]);
    are(said, [['fail', 'no backup at all']]);
    are(await verdicts([newestBackupFresh, { backupFolders: ['/srv/not-there'] }]), [['unknown', 'no place']]);
  });

  it('a certificate near its end', { skip: !existsSync('/usr/bin/openssl') && 'no openssl' }, async () => {
    const make = (days: number) =>
      machine.run(
        [
          'openssl',
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-subj',
          '/CN=flip.example.jp',
          '-days',
          String(days),
          '-keyout',
          '/tmp/tejunflip.key',
          '-out',
          certificate,
        ],
        ['rm', '-f', '/tmp/tejunflip.key'],
      );
    machine.write(certificate, '');
    make(3);
    are(await verdicts([certificateExpiry]), [['fail', 'flip.example.jp']]);
    make(300);
    const [later] = await verdicts([certificateExpiry]);
    assert.ok(!later!.startsWith('fail'), later);
  });

  it('a wireless network that is open', { skip: lenses === null && 'no lenses' }, async () => {
    const saved = (security: string) => `[connection]\nid=cafe\ntype=wifi\n\n[wifi]\nmode=infrastructure\nssid=Cafe Free\n${security}`;
    machine.write(connection, saved('\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=never-read-this\n'), 0o600);
    const allowed = { allowedSsids: ['Cafe Free'] };
    const [good] = await verdicts([wirelessNetworksCheck, allowed]);
    assert.ok(!good!.startsWith('fail'), good);
    assert.ok(!JSON.stringify(await flips.ask('wireless-networks/linux')).includes('never-read-this'));
    machine.write(connection, saved(''), 0o600);
    are(await verdicts([wirelessNetworksCheck, allowed]), [['fail', 'Cafe Free']]);
    machine.write(connection, saved('\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=never-read-this\n'), 0o600);
    are(await verdicts([wirelessNetworksCheck, { allowedSsids: ['Office'] }]), [['fail', 'Cafe Free']]);
  });
});
