import { type Platform, platforms } from '../../../facts/kind.ts';
import { collecting } from '../collecting.ts';
import { type AskedValues, type Question, sqlList, sqlText } from '../question.ts';

/** A file beyond this is no configuration, and to digest it would cost the device too much. */
const fileBytesMax = 5_000_000;

/** The company's files of one platform: paths with a drive belong to Windows. Whole trees are never walked. */
function watched(values: AskedValues, platform: Platform): { exact: string[]; patterns: string[] } {
  const all = [...new Set((values.watchedConfigFiles as readonly string[]).map((path) => path.trim()))].sort();
  const own = all.filter((path) => !path.includes('%%') && /^[A-Za-z]:\\/.test(path) === (platform === 'windows'));
  return { exact: own.filter((path) => !path.includes('%')), patterns: own.filter((path) => path.includes('%')) };
}

const ofFiles = {
  windows: { columns: "'' AS mode, '' AS owner", joins: '' },
  posix: {
    columns: "f.mode, coalesce(u.username, f.uid) || ':' || coalesce(g.groupname, f.gid) AS owner",
    joins: 'LEFT JOIN users u ON u.uid = f.uid LEFT JOIN groups g ON g.gid = f.gid',
  },
} as const;

function filesSql(values: AskedValues, platform: Platform): string {
  const { exact, patterns } = watched(values, platform);
  const { columns, joins } = ofFiles[platform === 'windows' ? 'windows' : 'posix'];
  const one = (where: string) => `SELECT f.path AS key, coalesce(h.sha256, '') AS sha256, ${columns}
      FROM file f LEFT JOIN hash h ON h.path = f.path ${joins} WHERE ${where} AND f.type = 'regular' AND f.size <= ${fileBytesMax}`;
  return [one(`f.path IN ${sqlList(exact)}`), ...patterns.map((path) => one(`f.path LIKE ${sqlText(path)}`))].join('\n      UNION ALL ');
}

const configFiles: readonly Question[] = platforms.map((platform) =>
  collecting({
    collection: 'config-files',
    platform,
    cadence: 'hourly',
    tables: platform === 'windows' ? ['file', 'hash'] : ['file', 'hash', 'users', 'groups', 'osquery_info', 'processes'],
    values: ['watchedConfigFiles'],
    attributes: ['sha256', 'mode', 'owner'],
    select: (values) => filesSql(values, platform),
    // Without the rights of root some files are not seen at all.
    seen:
      platform === 'windows'
        ? String.raw`SELECT COUNT(*) AS n FROM file WHERE path = 'C:\Windows\System32\kernel32.dll'`
        : 'SELECT COUNT(*) AS n FROM osquery_info i JOIN processes p ON p.pid = i.pid WHERE p.euid = 0',
  }),
);

/** Groups that give more than an account of its own has; on Windows by SID, for their names are translated. */
const groupsOfNote = {
  windows: `g.group_sid IN ('S-1-5-32-544', 'S-1-5-32-547', 'S-1-5-32-551', 'S-1-5-32-555', 'S-1-5-32-578', 'S-1-5-32-580')`,
  macos: `g.groupname IN ('admin', 'wheel', 'com.apple.access_ssh', 'com.apple.access_screensharing')`,
  linux: `g.groupname IN ('root', 'sudo', 'wheel', 'admin', 'adm', 'docker', 'lxd', 'libvirt', 'shadow', 'disk', 'kvm')`,
} as const;

const accounts: readonly Question[] = platforms.map((platform) =>
  collecting({
    collection: 'accounts',
    platform,
    cadence: 'hourly',
    tables: ['users', 'user_groups', 'groups'],
    attributes: ['uid', 'shell', 'home', 'groups'],
    select: `SELECT u.username AS key, CAST(u.uid AS TEXT) AS uid, ${platform === 'windows' ? "''" : 'u.shell'} AS shell, u.directory AS home,
      (SELECT group_concat(name, ', ') FROM (SELECT DISTINCT ${platform === 'windows' ? 'g.group_sid' : 'g.groupname'} AS name
        FROM user_groups m JOIN groups g ON g.gid = m.gid WHERE m.uid = u.uid AND ${groupsOfNote[platform]} ORDER BY 1)) AS groups
      FROM users u WHERE ${{ windows: "u.type = 'local'", macos: "u.username NOT LIKE '\\_%' ESCAPE '\\'", linux: 'u.uid >= 0' }[platform]}`,
    seen: 'SELECT COUNT(*) AS n FROM users',
  }),
);

const machine = 'HKEY_LOCAL_MACHINE';
/** Values of the registry that say how a computer is protected. None of them holds a secret. */
const registryValues: readonly string[] = [
  String.raw`\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\EnableLUA`,
  String.raw`\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\ConsentPromptBehaviorAdmin`,
  String.raw`\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\InactivityTimeoutSecs`,
  String.raw`\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\dontdisplaylastusername`,
  String.raw`\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon\AutoAdminLogon`,
  String.raw`\SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services\fDenyTSConnections`,
  String.raw`\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate\AU\NoAutoUpdate`,
  String.raw`\SOFTWARE\Policies\Microsoft\Windows\PowerShell\ScriptBlockLogging\EnableScriptBlockLogging`,
  String.raw`\SOFTWARE\Policies\Microsoft\Windows NT\DNSClient\EnableMulticast`,
  String.raw`\SOFTWARE\Policies\Microsoft\Windows Defender\DisableAntiSpyware`,
  String.raw`\SYSTEM\CurrentControlSet\Control\Lsa\LmCompatibilityLevel`,
  String.raw`\SYSTEM\CurrentControlSet\Control\Lsa\RunAsPPL`,
  String.raw`\SYSTEM\CurrentControlSet\Control\Lsa\LimitBlankPasswordUse`,
  String.raw`\SYSTEM\CurrentControlSet\Control\Lsa\RestrictAnonymous`,
  String.raw`\SYSTEM\CurrentControlSet\Control\SecurityProviders\WDigest\UseLogonCredential`,
  String.raw`\SYSTEM\CurrentControlSet\Control\Terminal Server\fDenyTSConnections`,
  String.raw`\SYSTEM\CurrentControlSet\Control\Terminal Server\WinStations\RDP-Tcp\UserAuthentication`,
  String.raw`\SYSTEM\CurrentControlSet\Services\LanmanServer\Parameters\SMB1`,
  String.raw`\SYSTEM\CurrentControlSet\Services\LanmanServer\Parameters\RequireSecuritySignature`,
  String.raw`\SYSTEM\CurrentControlSet\Services\LanmanWorkstation\Parameters\RequireSecuritySignature`,
  String.raw`\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\DomainProfile\EnableFirewall`,
  String.raw`\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\PublicProfile\EnableFirewall`,
  String.raw`\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\StandardProfile\EnableFirewall`,
  String.raw`\SYSTEM\CurrentControlSet\Services\USBSTOR\Start`,
  String.raw`\SYSTEM\CurrentControlSet\Services\W32Time\Parameters\NtpServer`,
  String.raw`\SYSTEM\CurrentControlSet\Services\W32Time\Parameters\Type`,
].map((path) => machine + path);

/** Switches of the Linux kernel that baselines name. */
const kernelSwitches = [
  'fs.protected_hardlinks',
  'fs.protected_symlinks',
  'fs.suid_dumpable',
  'kernel.dmesg_restrict',
  'kernel.kptr_restrict',
  'kernel.randomize_va_space',
  'kernel.unprivileged_bpf_disabled',
  'kernel.yama.ptrace_scope',
  'net.ipv4.conf.all.accept_redirects',
  'net.ipv4.conf.all.accept_source_route',
  'net.ipv4.conf.all.log_martians',
  'net.ipv4.conf.all.rp_filter',
  'net.ipv4.conf.all.send_redirects',
  'net.ipv4.icmp_echo_ignore_broadcasts',
  'net.ipv4.ip_forward',
  'net.ipv4.tcp_syncookies',
  'net.ipv6.conf.all.accept_ra',
  'net.ipv6.conf.all.accept_redirects',
  'net.ipv6.conf.all.forwarding',
];

/** What sshd is told, beside the digest of its file: a person sees which word changed. */
const sshd = `SELECT 'sshd ' || label AS key, value FROM augeas WHERE path = '/etc/ssh/sshd_config' AND label NOT LIKE '#%' AND value <> ''`;

const preferences = [
  ['/Library/Preferences/com.apple.alf.plist', ['globalstate', 'stealthenabled', 'allowsignedenabled']],
  ['/Library/Preferences/com.apple.loginwindow.plist', ['GuestEnabled', 'DisableFDEAutoLogin', 'SHOWFULLNAME', 'RetriesUntilHint']],
  [
    '/Library/Preferences/com.apple.SoftwareUpdate.plist',
    ['AutomaticCheckEnabled', 'AutomaticDownload', 'AutomaticallyInstallMacOSUpdates', 'ConfigDataInstall', 'CriticalUpdateInstall'],
  ],
  ['/Library/Preferences/com.apple.commerce.plist', ['AutoUpdate']],
  ['/Library/Preferences/com.apple.RemoteManagement.plist', ['VNCLegacyConnectionsEnabled', 'ScreenSharingReqPermEnabled']],
] as const;

const settings: readonly Question[] = [
  collecting({
    collection: 'settings',
    platform: 'windows',
    cadence: 'hourly',
    tables: ['registry'],
    attributes: ['value'],
    select: `SELECT path AS key, data AS value FROM registry WHERE path IN ${sqlList(registryValues)}`,
    // This one is there on every Windows.
    seen: `SELECT COUNT(*) AS n FROM registry WHERE path = '${registryValues[0]}'`,
  }),
  collecting({
    collection: 'settings',
    platform: 'macos',
    cadence: 'hourly',
    tables: ['plist', 'augeas', 'system_controls'],
    attributes: ['value'],
    select: [
      ...preferences.map(
        ([path, keys]) =>
          `SELECT '${path.split('/').at(-1)!.replace('.plist', '')} ' || key AS key, value FROM plist WHERE path = '${path}' AND key IN ${sqlList(keys)}`,
      ),
      "SELECT name AS key, current_value AS value FROM system_controls WHERE name IN ('net.inet.ip.forwarding', 'net.inet6.ip6.forwarding')",
      sshd,
    ].join('\n      UNION ALL '),
    seen: "SELECT COUNT(*) AS n FROM system_controls WHERE name = 'net.inet.ip.forwarding'",
  }),
  collecting({
    collection: 'settings',
    platform: 'linux',
    cadence: 'hourly',
    tables: ['system_controls', 'augeas'],
    attributes: ['value'],
    select: `SELECT name AS key, current_value AS value FROM system_controls WHERE name IN ${sqlList(kernelSwitches)}
      UNION ALL ${sshd}`,
    seen: "SELECT COUNT(*) AS n FROM system_controls WHERE name = 'kernel.randomize_va_space'",
  }),
];

export const settingsCollections: readonly Question[] = [...configFiles, ...accounts, ...settings];
