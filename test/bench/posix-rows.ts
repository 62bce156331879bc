import type { Host, PartRows } from './rows.ts';

const root = [{ euid: '0' }];
const sudo = [{ path: '/etc/sudoers' }, { path: '/etc/passwd' }];
const resolvers = [{ address: '192.168.10.1' }, { address: '192.168.10.2' }];
const averages = (host: Host) =>
  ['1m', '5m', '15m'].map((period, index) => ({ period, average: (0.35 + ((host.number + host.drift + index) % 20) / 10).toFixed(6) }));

/** What macOS 15 answers, by `<kind>#<part>`. */
export const macosRows: PartRows = {
  'os-build#version': () => [{ name: 'macOS', version: '15.6.1' }],
  'system-protection#gatekeeper': () => [{ assessments_enabled: '1', dev_id_enabled: '1' }],
  'system-protection#sip': () => [{ enabled: '1', config_flag: 'sip' }],
  'sharing-services#settings': () => [
    { file_sharing: '0', screen_sharing: '0', remote_login: '0', remote_management: '0', internet_sharing: '0' },
  ],
  'backup-schedule#settings': (host) => [{ key: 'AutoBackup', value: host.failing ? '0' : '1' }],
  'backup-schedule#destinations': () => [{ destination_id: '7C5B6F2E-1111-2222-3333-444444444444' }],
  'backup-schedule#agents': () =>
    ['com.microsoft.autoupdate.helper', 'com.google.keystone.daemon', 'us.zoom.ZoomDaemon'].map((label) => ({ label })),
  'disk-space#mounts': (host) => [
    {
      path: '/',
      blocks_size: '4096',
      blocks: '120699413',
      blocks_free: '80000000',
      blocks_available: '80000000',
      inodes: '404200',
      inodes_free: '400000',
    },
    {
      path: '/System/Volumes/Data',
      blocks_size: '4096',
      blocks: '120699413',
      blocks_free: String(60_000_000 - host.drift * 200),
      blocks_available: '60000000',
      inodes: '404200',
      inodes_free: '400000',
    },
  ],
  'memory-use#memory': (host) => [
    {
      free: String(9000 + host.drift * 10),
      active: '310000',
      inactive: '300000',
      speculative: '4000',
      throttled: '0',
      wired: '150000',
      purgeable: '9000',
      anonymous: '400000',
      compressor: '210000',
    },
  ],
  'processor-load#load': averages,
  'processor-load#cores': () => [{ cpu_logical_cores: '10' }],
  'processor-load#times': (host) => [
    { busy: String(4_000_000 + host.drift * 5_000), idle: String(90_000_000 + host.drift * 300_000), cores: '10' },
  ],
  'ssh-private-keys#keys': () => [{ username: 'sato', path: '/Users/sato/.ssh/id_ed25519', encrypted: '1' }],
  'ssh-private-keys#agent': () => root,
  'key-files#server': () =>
    ['ecdsa', 'ed25519', 'rsa'].map((kind) => ({ path: `/etc/ssh/ssh_host_${kind}_key`, mode: '0600', groupname: 'wheel' })),
  'key-files#people': (host) => [{ path: '/Users/sato/.ssh/id_ed25519', mode: host.failing ? '0644' : '0600', groupname: 'staff' }],
  'key-files#agent': () => root,
  'disk-encryption#volumes': (host) =>
    ['/', '/System/Volumes/Data'].map((path) => ({ path, filevault_status: host.failing ? 'off' : 'on' })),
  'account-passwords#accounts': (host) => [{ username: 'sato', password_last_set_time: String(host.started - 9_000_000) }],
  'log-services#processes': () => [{ name: 'logd' }],
  'log-file-modes#files': () => [{ path: '/var/log/system.log', mode: '0640', uid: '0' }],
  'malware-products#extensions': () => [
    { identifier: 'com.microsoft.wdav.epsext', state: 'activated_enabled', category: 'com.apple.system_extension.endpoint_security' },
    { identifier: 'com.microsoft.wdav.netext', state: 'activated_enabled', category: 'com.apple.system_extension.network_extension' },
  ],
  'malware-products#gatekeeper': () => [{ assessments_enabled: '1' }],
  'package-sources#gatekeeper': () => [{ assessments_enabled: '1' }],
  'malware-definitions#installed': (host) => [{ changed: String(host.started - 500_000) }],
  'malware-definitions#files': (host) => [{ changed: String(host.started - 500_000) }],
  'file-extensions#people': () => [{ username: 'sato', directory: '/Users/sato' }],
  'file-extensions#values': (host) => [{ username: 'sato', seen: '54', shown: host.failing ? '' : '1' }],
  'host-firewall#alf': (host) => [{ global_state: host.failing ? '0' : '1' }],
  'listening-ports#found': () =>
    ['5000', '7000', '49152'].map((local_port) => ({ local_port, name: 'rapportd', path: '/usr/libexec/rapportd' })),
  'dns-resolvers#found': () => resolvers,
  'administrators#holders': () => [{ username: 'sato', by_what: 'admin' }],
  'administrators#files': () => sudo,
  'sudo-rules#files': () => sudo,
  'screen-lock#managed': () => [
    { name: 'idleTime', value: '600' },
    { name: 'askForPassword', value: '1' },
    { name: 'askForPasswordDelay', value: '0' },
  ],
  'screen-lock#users': () => [{ username: 'sato' }],
  'screen-lock#idle': (host) => [{ username: 'sato', value: host.failing ? '1800' : '300' }],
  'time-service#settings': () => [{ value: '1' }],
  'time-service#processes': () => [{ name: 'timed' }],
  'update-state#settings': () => [
    { key: 'LastSuccessfulDate', value: '2026-11-20 03:12:44 +0000' },
    { key: 'LastRecommendedUpdatesAvailable', value: '0' },
  ],
  'update-state#installed': (host) => [{ installed: String(host.started - 700_000) }],
  'wireless-networks#found': (host) =>
    ['office-wlan', '自宅'].map((network_name) => ({
      network_name,
      security_type: 'WPA2 Personal',
      last_connected: String(host.started - 3000),
    })),
};

/** What a Debian server or desktop answers, by `<kind>#<part>`. */
export const linuxRows: PartRows = {
  'backup-schedule#cron': (host) =>
    host.failing ? [] : [{ path: '/etc/crontab', command: 'root restic backup /srv --repo sftp:backup@nas:/restic' }],
  'backup-schedule#scripts': () => ['apt-compat', 'dpkg', 'logrotate', 'man-db'].map((name) => ({ path: `/etc/cron.daily/${name}` })),
  'backup-schedule#units': () => ['apt-daily.timer', 'apt-daily-upgrade.timer', 'fstrim.timer', 'logrotate.timer'].map((id) => ({ id })),
  'disk-space#mounts': (host) => [
    {
      path: '/',
      blocks_size: '4096',
      blocks: '25671675',
      blocks_free: String(14_000_000 - host.drift * 300),
      blocks_available: '12000000',
      inodes: '6553600',
      inodes_free: '6300000',
    },
    {
      path: '/srv',
      blocks_size: '4096',
      blocks: '122096646',
      blocks_free: '90000000',
      blocks_available: '84000000',
      inodes: '30531584',
      inodes_free: '30000000',
    },
  ],
  'memory-use#memory': (host) => [{ memory_total: '16669777920', memory_available: String(9_000_000_000 - host.drift * 5_000_000) }],
  'processor-load#load': averages,
  'processor-load#cores': () => [{ cpu_logical_cores: '8' }],
  'processor-load#times': (host) => [
    { busy: String(4_000_000 + host.drift * 5_000), idle: String(90_000_000 + host.drift * 300_000), cores: '8' },
  ],
  'ssh-private-keys#agent': () => root,
  'key-files#server': () =>
    ['ecdsa', 'ed25519', 'rsa'].map((kind) => ({ path: `/etc/ssh/ssh_host_${kind}_key`, mode: '0600', groupname: 'root' })),
  'key-files#agent': () => root,
  'held-certificates#found': (host) => [
    {
      common_name: `${host.name}.example.co.jp`,
      not_valid_after: String(host.started + 5_000_000),
      place: '/etc/letsencrypt/live/www/cert.pem',
    },
  ],
  'held-certificates#tls': () => [{ seen: '1' }],
  'held-certificates#agent': () => root,
  'disk-encryption#mounts': () => [
    { path: '/', device_alias: '/dev/mapper/vg-root' },
    { path: '/srv', device_alias: '/dev/mapper/vg-srv' },
  ],
  'disk-encryption#crypt': (host) => [
    { name: '/dev/mapper/vg-root', encrypted: host.failing ? '0' : '1' },
    { name: '/dev/mapper/vg-srv', encrypted: host.failing ? '0' : '1' },
  ],
  'disk-encryption#devices': () => ['sda', 'sda1', 'sda2', 'dm-0'].map((name) => ({ name: `/dev/${name}`, parent: '' })),
  'guest-access#files': () => [{ path: '/etc/passwd' }],
  'account-passwords#accounts': () => [
    { username: 'root', password_status: 'locked' },
    { username: 'ops', password_status: 'active' },
  ],
  'log-services#units': () => [
    { id: 'systemd-journald.service', active_state: 'active' },
    { id: 'rsyslog.service', active_state: 'active' },
  ],
  'log-file-modes#files': (host) =>
    ['auth.log', 'auth.log.1', 'syslog', 'syslog.1'].map((name) => ({
      path: `/var/log/${name}`,
      mode: host.failing ? '0644' : '0640',
      uid: '0',
    })),
  'malware-products#units': () => [{ id: 'clamav-daemon.service', active_state: 'active' }],
  'malware-products#processes': () => [{ name: 'clamd' }],
  'realtime-scan#processes': () => [{ name: 'clamd' }],
  'malware-definitions#files': (host) => [{ path: '/var/lib/clamav/daily.cld', mtime: String(host.started - 30_000) }],
  'full-scan#timers': () => [{ id: 'clamscan.timer' }],
  'full-scan#scanner': () => [{ path: '/usr/bin/clamscan' }],
  'host-firewall#units': () => [{ id: 'nftables.service', active_state: 'active' }],
  'host-firewall#agent': () => root,
  'listening-ports#found': () =>
    ['22', '443', '9100'].map((local_port) => ({ local_port, name: local_port === '22' ? 'sshd' : 'nginx', path: '/usr/sbin/nginx' })),
  'dns-resolvers#found': () => resolvers,
  'administrators#holders': () => [{ username: 'ops', by_what: 'sudo' }],
  'administrators#files': () => sudo,
  'sudo-rules#files': () => sudo,
  'sudo-rules#found': (host) =>
    host.failing ? [{ source: '/etc/sudoers.d/90-cloud', header: 'ops', rule_details: 'ALL=(ALL) NOPASSWD:ALL' }] : [],
  'time-service#units': () => [{ id: 'chrony.service' }],
  'time-service#processes': () => [{ name: 'chronyd' }],
  'update-state#files': (host) =>
    ['/var/lib/apt/lists', '/var/lib/apt/periodic/unattended-upgrades-stamp'].map((path) => ({
      path,
      mtime: String(host.started - 20_000),
    })),
  'update-state#packages': () => [{ installed: '' }],
  'reboot-pending#kernel': () => [{ version: '6.12.48+deb13-amd64' }],
  'reboot-pending#packages': () => [{ name: 'linux-image-6.12.48+deb13-amd64' }],
  'package-sources#apt': () =>
    ['InRelease', 'main_binary-amd64_Packages', 'main_i18n_Translation-ja'].flatMap((name) =>
      ['trixie', 'trixie-updates', 'trixie-security'].map((suite) => ({ filename: `deb.debian.org_debian_dists_${suite}_${name}` })),
    ),
};
