import { type Platform, platforms } from '../../../facts/kind.ts';
import { collecting } from '../collecting.ts';
import type { Question } from '../question.ts';

const gib = (bytes: string) => `CAST(ROUND(${bytes} / 1073741824.0) AS INTEGER) || ' GB'`;
const noPart = "'' AS vendor, '' AS model, '' AS serial, '' AS size, '' AS version";

/** One line for each part. The memory that the system counts varies by some MB from start to start. */
const parts = (disks: string, modules: boolean) =>
  [
    `SELECT 'computer' AS key, hardware_vendor AS vendor, hardware_model AS model, hardware_serial AS serial, '' AS size, hardware_version AS version FROM system_info`,
    `SELECT 'board', board_vendor, board_model, board_serial, '', board_version FROM system_info WHERE board_model <> ''`,
    `SELECT 'processor', '', cpu_brand, '', cpu_physical_cores || '/' || cpu_logical_cores, cpu_microcode FROM system_info`,
    `SELECT 'memory', '', '', '', ${gib('physical_memory')}, '' FROM system_info`,
    `SELECT 'firmware', vendor, firmware_type, '', date, version || CASE WHEN revision <> '' THEN ' (' || revision || ')' ELSE '' END FROM platform_info`,
    ...(modules
      ? [
          `SELECT 'memory ' || device_locator, manufacturer, part_number, serial_number, size || ' MB', memory_type FROM memory_devices WHERE size > 0`,
        ]
      : []),
    disks,
  ].join('\n      UNION ALL ');

const hardware: readonly Question[] = [
  collecting({
    collection: 'hardware',
    platform: 'windows',
    cadence: 'daily',
    tables: ['system_info', 'platform_info', 'memory_devices', 'disk_info'],
    attributes: ['vendor', 'model', 'serial', 'size', 'version'],
    // A stick that is plugged in stands under «USB» in the other list.
    select: parts(
      `SELECT 'disk', CASE manufacturer WHEN '(Standard disk drives)' THEN '' ELSE manufacturer END, hardware_model, trim(serial), ${gib('disk_size')}, '' FROM disk_info WHERE type <> 'USB'`,
      true,
    ),
    seen: 'SELECT COUNT(*) AS n FROM system_info',
  }),
  collecting({
    collection: 'hardware',
    platform: 'macos',
    cadence: 'daily',
    tables: ['system_info', 'platform_info', 'memory_devices'],
    attributes: ['vendor', 'model', 'serial', 'size', 'version'],
    select: parts(`SELECT 'none', ${noPart} FROM system_info WHERE 0`, true),
    seen: 'SELECT COUNT(*) AS n FROM system_info',
  }),
  collecting({
    collection: 'hardware',
    platform: 'linux',
    cadence: 'daily',
    tables: ['system_info', 'platform_info', 'memory_devices', 'block_devices'],
    attributes: ['vendor', 'model', 'serial', 'size', 'version'],
    select: parts(
      `SELECT 'disk ' || name, vendor, trim(model), serial, ${gib('size * block_size')}, '' FROM block_devices
      WHERE parent = '' AND size > 0 AND (name LIKE '/dev/sd%' OR name LIKE '/dev/nvme%' OR name LIKE '/dev/vd%' OR name LIKE '/dev/xvd%' OR name LIKE '/dev/mmcblk%')`,
      true,
    ),
    seen: 'SELECT COUNT(*) AS n FROM system_info',
  }),
];

const usbColumns = `model AS key, vendor, serial, class, vendor_id || ':' || model_id AS number`;
const usb: readonly Question[] = [
  collecting({
    collection: 'usb-devices',
    platform: 'linux',
    cadence: 'hourly',
    tables: ['usb_devices', 'file'],
    attributes: ['vendor', 'serial', 'class', 'number'],
    // 1d6b: the ports of the computer itself.
    select: `SELECT ${usbColumns} FROM usb_devices WHERE vendor_id <> '1d6b'`,
    // A machine without USB (most virtual ones) has no such folder, but it has others beside it.
    seen: "SELECT COUNT(*) AS n FROM file WHERE path LIKE '/sys/bus/%'",
  }),
  collecting({
    collection: 'usb-devices',
    platform: 'macos',
    cadence: 'hourly',
    tables: ['usb_devices', 'system_info'],
    attributes: ['vendor', 'serial', 'class', 'number'],
    select: `SELECT ${usbColumns} FROM usb_devices WHERE vendor_id NOT IN ('05ac', '5ac') OR removable = 1`,
    seen: 'SELECT COUNT(*) AS n FROM system_info',
  }),
  collecting({
    collection: 'usb-devices',
    platform: 'windows',
    cadence: 'hourly',
    tables: ['registry'],
    attributes: ['vendor', 'serial', 'class', 'number'],
    // The agent has no table of USB here: it is the storage that was ever plugged in, of which Windows keeps a record.
    select: String.raw`SELECT data AS key, '' AS vendor, regex_match(key, '[^\\]+$', 0) AS serial, 'storage' AS class, '' AS number FROM registry
      WHERE key LIKE 'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Enum\USBSTOR\%\%' AND name = 'FriendlyName'`,
    seen: String.raw`SELECT COUNT(*) AS n FROM registry WHERE key = 'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Enum'`,
  }),
];

/** Interfaces that are made and dropped by programs, or that have another address at each start, are left out. */
const passing = [
  'lo%',
  'veth%',
  'cali%',
  'br-%',
  'docker%',
  'virbr%',
  'ifb%',
  'tun%',
  'tap%',
  'utun%',
  'awdl%',
  'llw%',
  'anpi%',
  'ap_',
  'gif%',
  'stf%',
  'bridge%',
];
const interfacesOf = (platform: Exclude<Platform, 'windows'>) =>
  collecting({
    collection: 'interfaces',
    platform,
    cadence: 'hourly',
    tables: ['interface_details'],
    attributes: ['mac', 'type'],
    // Addresses move with DHCP; they stand with the neighbours.
    select: `SELECT interface AS key, lower(mac) AS mac, CASE type WHEN ${platform === 'linux' ? 1 : 6} THEN 'ethernet' ELSE CAST(type AS TEXT) END AS type FROM interface_details
      WHERE mac NOT IN ('', '00:00:00:00:00:00') AND ${passing.map((name) => `interface NOT LIKE '${name}'`).join(' AND ')}`,
    seen: 'SELECT COUNT(*) AS n FROM interface_details',
  });
const interfaces: readonly Question[] = [
  interfacesOf('linux'),
  interfacesOf('macos'),
  collecting({
    collection: 'interfaces',
    platform: 'windows',
    cadence: 'hourly',
    tables: ['interface_details'],
    attributes: ['mac', 'type'],
    select: `SELECT CASE WHEN description <> '' THEN description ELSE friendly_name END AS key, lower(mac) AS mac, manufacturer AS type
      FROM interface_details WHERE physical_adapter = 1 AND mac <> ''`,
    seen: 'SELECT COUNT(*) AS n FROM interface_details',
  }),
];

const certificateColumns = `c.common_name AS key, c.issuer, date(c.not_valid_after, 'unixepoch') AS until, c.path AS place, c.sha1`;
const certificates: readonly Question[] = platforms.map((platform) =>
  collecting({
    collection: 'certificates',
    platform,
    cadence: 'daily',
    tables: platform === 'linux' ? ['certificates', 'file', 'users'] : ['certificates'],
    attributes: ['issuer', 'until', 'place', 'sha1'],
    select: {
      // The store of the machine's own, under the name that Windows shows; Entra ID renews some of it every day.
      windows: `SELECT ${certificateColumns} FROM certificates c
        WHERE c.store_location = 'LocalMachine' AND c.store IN ('Personal', '個人') AND c.issuer2 NOT LIKE '%MS-Organization-P2P-Access%'`,
      macos: `SELECT ${certificateColumns} FROM certificates c WHERE c.path = '/Library/Keychains/System.keychain' AND c.common_name NOT LIKE 'com.apple.%'`,
      linux: [
        '/etc/letsencrypt/live/%/cert.pem',
        '/etc/nginx/ssl/%',
        '/etc/apache2/ssl/%',
        '/etc/httpd/ssl/%',
        '/etc/pki/tls/certs/%.crt',
        '/usr/local/share/ca-certificates/%.crt',
      ]
        .map(
          (path) => `SELECT ${certificateColumns} FROM file f CROSS JOIN certificates c ON c.path = f.path
            WHERE f.path LIKE '${path}' AND f.filename NOT LIKE '%.key' AND f.filename NOT LIKE 'ca-bundle%'`,
        )
        .join(' UNION ALL '),
    }[platform],
    seen: {
      windows: 'SELECT COUNT(*) AS n FROM certificates',
      macos: "SELECT COUNT(*) AS n FROM certificates WHERE path = '/Library/Keychains/System.keychain'",
      linux: 'SELECT COUNT(*) AS n FROM users',
    }[platform],
  }),
);

export const hardwareCollections: readonly Question[] = [...hardware, ...usb, ...interfaces, ...certificates];
