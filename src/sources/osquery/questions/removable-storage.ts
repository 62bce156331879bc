import { removableStorage } from '../../../facts/removable-storage.ts';
import { intOf, question, type Row } from '../question.ts';
import { isoOf, newest, seenOf, sortedOnce } from './cells.ts';

const enumerated = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Enum';
const policy = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\RemovableStorageDevices';
/** The class of removable disks in that policy. */
const removableDisks = `${policy}\\{53f5630d-b6bf-11d0-94f2-00a0c91efb8b}`;
const driver = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\USBSTOR';

/** «Disk&Ven_SanDisk&Prod_Ultra_Fit&Rev_1.00» → «SanDisk Ultra Fit». */
export function storageName(key: string): string {
  const part = key.split('\\').at(-1) ?? '';
  const [, vendor = '', product = ''] = /&Ven_([^&]*)&Prod_([^&]*)/i.exec(part) ?? [];
  const name = `${vendor} ${product}`.replaceAll('_', ' ').replaceAll(/\s+/g, ' ').trim();
  return (name || part).slice(0, 100);
}

/** Whether a policy keeps people from writing to removable disks, or the driver is switched off (4). */
function isDenied(rows: readonly Row[]): boolean {
  const value = (key: string, name: string) =>
    intOf(rows.find((row) => row.key?.toLowerCase() === key.toLowerCase() && row.name === name)?.data);
  return value(policy, 'Deny_All') === 1 || value(removableDisks, 'Deny_Write') === 1 || value(driver, 'Start') === 4;
}

/** The same model plugged in twice is one line, with the last time. */
function lastOf(rows: readonly Row[]) {
  const times = new Map<string, (string | null)[]>();
  for (const row of rows) {
    const name = storageName(row.key ?? '');
    times.set(name, [...(times.get(name) ?? []), isoOf(row.mtime)]);
  }
  return [...times]
    .map(([name, all]) => ({ name, lastAt: newest(all), connected: null }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, 200);
}

export const storageQuestions = [
  question({
    id: 'removable-storage/windows',
    kind: removableStorage,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['registry'],
    sql: {
      devices: `SELECT key, mtime FROM registry WHERE key LIKE '${enumerated}\\USBSTOR\\Disk&%' AND type = 'subkey'`,
      settings: `SELECT key, name, data FROM registry WHERE key IN ('${policy}', '${removableDisks}', '${driver}')
        AND name IN ('Deny_All', 'Deny_Write', 'Start')`,
      seen: `SELECT COUNT(*) AS seen FROM registry WHERE key = '${enumerated}' AND type = 'subkey'`,
    },
    translate: ({ devices, settings, seen }) => ({
      denied: isDenied(settings!),
      devices: lastOf(devices!),
      readable: seenOf(seen) > 0,
    }),
  }),
  question({
    id: 'removable-storage/linux',
    kind: removableStorage,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['file'],
    sql: {
      // The kernel's two drivers of USB storage; each link beside their own files is an interface plugged in now.
      bound: `SELECT filename FROM file WHERE path LIKE '/sys/bus/usb/drivers/usb-storage/%'
        UNION ALL SELECT filename FROM file WHERE path LIKE '/sys/bus/usb/drivers/uas/%'`,
      // A machine without USB at all (most virtual ones) has no such folder, but it has others beside it.
      seen: "SELECT COUNT(*) AS seen FROM file WHERE path LIKE '/sys/bus/%'",
    },
    translate: ({ bound, seen }) => ({
      denied: null,
      devices: sortedOnce(bound!.map((row) => row.filename ?? '').filter((name) => /^\d+-[\d.]+:\d+\.\d+$/.test(name))).map((name) => ({
        name: `USB ${name.split(':')[0]}`,
        lastAt: null,
        connected: true,
      })),
      readable: seenOf(seen) > 0,
    }),
  }),
];
