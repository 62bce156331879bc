import { diskEncryption, type volumeStates } from '../../../facts/disk-encryption.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';
import { flagOf } from './cells.ts';

const notRead = () => unreadable('ディスクの暗号化の状態を読めませんでした。', 'The state of disk encryption could not be read.');

type State = (typeof volumeStates)[number] | null;

/** BitLocker's two numbers: how far the data are encrypted, and whether the key is protected. */
function bitlockerState(row: Row): State {
  const conversion = intOf(row.conversion_status);
  const protection = intOf(row.protection_status);
  if (conversion === 0 && protection === 0) return 'plain';
  if (conversion !== null && conversion >= 2 && conversion <= 5) return 'partial';
  if (conversion !== 1) return null;
  if (protection === 1) return 'encrypted';
  return protection === 0 ? 'suspended' : null;
}

/**
 * Whether a Linux block device lies on an encrypted one: its own row, else its ancestors', for a logical volume (LVM) or
 * a partition inherits what lies beneath it.
 */
function linuxState(device: string, crypt: readonly Row[], devices: readonly Row[]): State {
  const own = flagOf(crypt.find((row) => row.name === device)?.encrypted);
  const passed = new Set<string>();
  for (let name = device; name !== '' && !passed.has(name); name = devices.find((row) => row.name === name)?.parent ?? '') {
    passed.add(name);
    if (flagOf(crypt.find((row) => row.name === name)?.encrypted) === true) return 'encrypted';
  }
  return own === false ? 'plain' : null;
}

export const encryptionQuestions = [
  question({
    id: 'disk-encryption/windows',
    kind: diskEncryption,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['bitlocker_info', 'logical_drives'],
    sql: {
      volumes: "SELECT drive_letter, conversion_status, protection_status FROM bitlocker_info WHERE drive_letter <> ''",
      system: 'SELECT device_id FROM logical_drives WHERE boot_partition = 1',
    },
    translate({ volumes, system }) {
      if (volumes!.length === 0) return notRead();
      const boot = new Set(system!.map((row) => row.device_id?.toUpperCase() ?? ''));
      const volume = (row: Row) => ({ name: (row.drive_letter ?? '').toUpperCase(), state: bitlockerState(row) });
      return {
        volumes: volumes!
          .map(volume)
          .map(({ name, state }) => ({ name, system: boot.has(name), state }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      };
    },
  }),
  question({
    id: 'disk-encryption/macos',
    kind: diskEncryption,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['mounts', 'disk_encryption'],
    sql: {
      // On Apple silicon `encrypted` is 1 even while FileVault is off: only filevault_status tells.
      volumes: `SELECT m.path, d.filevault_status FROM mounts m JOIN disk_encryption d ON d.name = m.device
        WHERE m.path IN ('/', '/System/Volumes/Data')`,
    },
    translate({ volumes }) {
      if (volumes!.length === 0) return notRead();
      const states = volumes!.map((row) => row.filevault_status?.toLowerCase());
      const off: State = states.every((state) => state === 'off') ? 'plain' : null;
      const state: State = states.includes('on') ? 'encrypted' : off;
      return { volumes: [{ name: 'FileVault', system: true, state }] };
    },
  }),
  question({
    id: 'disk-encryption/linux',
    kind: diskEncryption,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['mounts', 'disk_encryption', 'block_devices'],
    sql: {
      mounts: `SELECT path, device_alias FROM mounts WHERE path = '/' OR (device LIKE '/dev/%' AND device NOT LIKE '/dev/loop%'
        AND path NOT IN ('/boot', '/boot/efi', '/efi') AND type NOT IN ('iso9660', 'udf', 'squashfs') AND type NOT LIKE 'fuse%')`,
      crypt: 'SELECT name, encrypted FROM disk_encryption',
      devices: 'SELECT name, parent FROM block_devices',
    },
    translate({ mounts, crypt, devices }) {
      // Empty without root, and in a container that does not show its block devices.
      if (mounts!.length === 0 || crypt!.length === 0) return notRead();
      const shortest = new Map<string, string>();
      for (const { path = '', device_alias: device = '' } of mounts!) {
        // One device can be mounted in many places (bind mounts, subvolumes): its shortest path names it.
        const known = shortest.get(device);
        if (known === undefined || path.length < known.length) shortest.set(device, path);
      }
      return {
        volumes: [...shortest]
          .map(([device, name]) => ({ name, system: name === '/', state: linuxState(device, crypt!, devices!) }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      };
    },
  }),
];
