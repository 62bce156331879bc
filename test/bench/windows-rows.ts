import type { Host, PartRows } from './rows.ts';

const machine = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const firewall = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';
const sidOf = (host: Host, person = 1001): string => `S-1-5-21-${host.number + 1_000_000_000}-2222222222-3333333333-${person}`;
const desktopOf = (host: Host): string => `HKEY_USERS\\${sidOf(host)}\\Control Panel\\Desktop`;
const desktop = (host: Host) => {
  const cells = {
    ScreenSaveActive: '1',
    ScreenSaverIsSecure: '1',
    ScreenSaveTimeOut: host.failing ? '1800' : '600',
    'SCRNSAVE.EXE': 'C:\\Windows\\system32\\scrnsave.scr',
  };
  return Object.entries(cells).map(([name, data]) => ({ key: desktopOf(host), name, data }));
};
const defender = { name: 'Windows Defender', state: 'On', signatures_up_to_date: '1' };
const service = (name: string, display_name: string) => ({ name, display_name, status: 'RUNNING', start_type: 'AUTO_START' });

/** A FILETIME in hexadecimal, little end first, as the registry table prints binary values. */
function filetime(seconds: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(seconds + 11_644_473_600) * 10_000_000n);
  return bytes.toString('hex').toUpperCase();
}

/** What a Japanese office computer with Windows 11 answers, by `<kind>#<part>`. */
export const windowsRows: PartRows = {
  'backup-schedule#tasks': (host) =>
    host.failing ? [] : [{ path: '\\Company\\restic-backup', action: 'C:\\Program Files\\restic\\restic.exe backup C:\\Users' }],
  'disk-space#memory': (host) => [{ used: String(7_000_000_000 + host.drift * 1_000_000), total: '17179869184' }],
  'disk-space#drives': (host) => [
    { device_id: 'C:', free_space: String(180_000_000_000 - host.drift * 1_000_000), size: '510770802688', boot_partition: '1' },
    { device_id: 'D:', free_space: '700000000000', size: '1000202240000', boot_partition: '0' },
  ],
  'ssh-private-keys#keys': (host) =>
    host.number % 9 === 0 ? [{ username: 'tanaka', path: 'C:\\Users\\tanaka\\.ssh\\id_ed25519', encrypted: '1' }] : [],
  'held-certificates#found': (host) => [
    { common_name: host.name, not_valid_after: String(host.started + 90_000_000), place: 'LocalMachine' },
  ],
  'disk-encryption#volumes': (host) =>
    ['C:', 'D:'].map((drive_letter) => ({
      drive_letter,
      conversion_status: host.failing ? '0' : '1',
      protection_status: host.failing ? '0' : '1',
    })),
  'disk-encryption#system': () => [{ device_id: 'C:' }],
  'guest-access#policy': () => [{ enable_guest_account: '0', lsa_anonymous_name_lookup: '0' }],
  'automatic-logon#found': () => [
    { name: 'AutoAdminLogon', data: '0' },
    { name: 'DefaultUserName', data: '田中 太郎' },
  ],
  'account-passwords#policy': (host) => [{ minimum_password_length: host.failing ? '0' : '10' }],
  'account-passwords#blank': () => [{ data: '1' }],
  'log-services#service': () => [{ name: 'EventLog', status: 'RUNNING' }],
  'malware-products#center': () => [{ name: defender.name, state: defender.state }],
  'malware-products#services': () => [service('WinDefend', 'Microsoft Defender ウイルス対策サービス')],
  'realtime-scan#center': () => [{ antivirus: 'Good' }],
  'realtime-scan#products': () => [{ name: defender.name, state: defender.state }],
  'realtime-scan#services': () => [{ name: 'WinDefend', status: 'RUNNING' }],
  'malware-definitions#updated': (host) => [{ data: filetime(host.started - 40_000) }],
  'malware-definitions#products': () => [defender],
  'malware-definitions#service': () => [{ status: 'RUNNING' }],
  'file-extensions#hives': (host) => [{ sid: sidOf(host) }, { sid: 'S-1-5-18' }],
  'file-extensions#values': (host) => [
    {
      key: `HKEY_USERS\\${sidOf(host)}\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\Advanced`,
      seen: '38',
      hidden: host.failing ? '1' : '0',
    },
  ],
  'file-extensions#users': (host) => [{ uuid: sidOf(host), username: '田中 太郎' }],
  'host-firewall#local': () => ['Domain', 'Public', 'Standard'].map((profile) => ({ key: `${firewall}\\${profile}Profile`, data: '1' })),
  'host-firewall#service': () => [{ status: 'RUNNING' }],
  'host-firewall#products': () => [{ name: 'Windows Firewall', state: 'On' }],
  'listening-ports#found': () =>
    ['135', '445', '5040', '7680', '49664', '49665', '49666', '49667', '49668', '49669'].map((local_port) => ({
      local_port,
      name: local_port === '445' ? 'System' : 'svchost.exe',
      path: 'C:\\Windows\\System32\\svchost.exe',
    })),
  'dns-resolvers#found': () => [{ dns_server_search_order: '192.168.10.1, 192.168.10.2' }],
  'administrators#holders': (host) => [
    { username: 'Administrator', sid: sidOf(host, 500), by_what: 'Administrators' },
    { username: 'it-admin', sid: sidOf(host, 1000), by_what: 'Administrators' },
  ],
  'administrators#policy': () => [{ enable_admin_account: '0' }],
  'installed-programs#found': (host) => (host.failing ? [{ name: 'TeamViewer 15', version: '15.58.4' }] : []),
  'screen-lock#hives': (host) => [{ name: sidOf(host) }, { name: '.DEFAULT' }, { name: 'S-1-5-18' }],
  'screen-lock#desktop': desktop,
  'screen-lock#names': (host) => [{ uuid: sidOf(host), username: '田中 太郎' }],
  'time-service#service': () => [service('W32Time', 'Windows Time')],
  'time-service#settings': () => [
    { name: 'Type', data: 'NTP' },
    { name: 'NtpServer', data: 'ntp.nict.jp,0x9' },
  ],
  'os-build#version': () => [{ name: 'Microsoft Windows 11 Pro', build: '26100', revision: '7171' }],
  'web-proxy#hives': () => [{ seen: '1' }],
  'update-state#history': (host) => [{ installed: String(host.started - 600_000), since: String(host.started - 30_000_000), seen: '143' }],
  'wireless-networks#found': (host) =>
    ['office-wlan', '自宅', `hotel-${host.number % 50}`].flatMap((data, index) => {
      const key = `${machine}\\NetworkList\\Profiles\\{0000000${index}-AAAA-BBBB-CCCC-DDDDDDDDDDDD}`;
      return [
        { key, name: 'ProfileName', data },
        { key, name: 'NameType', data: '71' },
        { key, name: 'DateLastConnected', data: 'EA070B0000000F000900210020001602' },
      ];
    }),
};
