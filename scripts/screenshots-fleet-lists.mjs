// What the made-up computers of the pictures have in them: lines as the agent makes them, columns parted by U+001F.
import { createHash } from 'node:crypto';

const line = (...cells) => cells.join('\u001f');
const software = {
  windows: [
    ['Microsoft 365 Apps for business - ja-jp', '16.0.19231.20194', 'Microsoft Corporation'],
    ['Microsoft Edge', '142.0.3595.65', 'Microsoft Corporation'],
    ['Google Chrome', '142.0.7444.135', 'Google LLC'],
    ['Adobe Acrobat (64-bit)', '25.001.20844', 'Adobe'],
    ['7-Zip 25.01 (x64)', '25.01', 'Igor Pavlov'],
    ['Zoom Workplace (64-bit)', '6.6.19875', 'Zoom'],
    ['Slack', '4.47.59', 'Slack Technologies Inc.'],
    ['osquery', '5.23.1', 'osquery'],
    ['Microsoft Visual C++ 2015-2022 Redistributable (x64)', '14.44.35211', 'Microsoft Corporation'],
    ['弥生会計 26', '32.1.1', '弥生株式会社', (number) => number >= 14 && number < 19],
    ['サクラエディタ', '2.4.2', 'Project Sakura-Editor', (number) => number % 3 === 0],
    ['TeraPad', '1.09', '寺尾 進', (number) => number === 5],
    ['µTorrent', '3.6.0', 'BitTorrent Limited', (number) => number === 9],
    ['Dropbox', '236.4.5918', 'Dropbox, Inc.', (number) => number % 5 === 2],
    ['VLC media player', '3.0.21', 'VideoLAN', (number) => number % 6 === 1],
  ].map(([name, version, publisher, where]) => ({ cells: [name, version, publisher, 'program'], where })),
  macos: [
    ['Google Chrome', '142.0.7444.135', 'com.google.Chrome'],
    ['Microsoft Excel', '16.103', 'com.microsoft.Excel'],
    ['Slack', '4.47.59', 'com.tinyspeck.slackmacgap'],
    ['Visual Studio Code', '1.106.1', 'com.microsoft.VSCode', (number) => number >= 29],
    ['Docker', '4.50.0', 'com.docker.docker', (number) => number >= 29],
    ['Figma', '125.9.10', 'com.figma.Desktop', (number) => number < 29],
  ].map(([name, version, publisher, where]) => ({ cells: [name, version, publisher, 'app'], where })),
  linux: ['openssh-server 1:10.0p1-7', 'nginx 1.26.3-3', 'postgresql-17 17.6-0', 'chrony 4.6.1-3', 'sudo 1.9.16p2-3', 'curl 8.14.1-2']
    .map((text) => text.split(' '))
    .map(([name, version]) => ({ cells: [name, version, 'Debian Packages Team <packages@example.org>', 'deb'] })),
};
const services = {
  windows: [
    ['Spooler', 'Print Spooler', 'AUTO_START', 'C:\\Windows\\System32\\spoolsv.exe', 'LocalSystem'],
    [
      'WinDefend',
      'Microsoft Defender Antivirus Service',
      'AUTO_START',
      'C:\\ProgramData\\Microsoft\\Windows Defender\\MsMpEng.exe',
      'LocalSystem',
    ],
    ['W32Time', 'Windows Time', 'AUTO_START', 'C:\\Windows\\System32\\svchost.exe', 'NT AUTHORITY\\LocalService'],
  ],
  macos: [['com.apple.timed', '/System/Library/LaunchDaemons/com.apple.timed.plist', '/usr/libexec/timed', 'RunAtLoad', '_timed']],
  linux: [
    ['ssh.service', 'enabled', '/usr/sbin/sshd', 'root'],
    ['chrony.service', 'enabled', '/usr/sbin/chronyd', '_chrony'],
    ['nginx.service', 'enabled', '/usr/sbin/nginx', 'root'],
  ],
};
const sha = (text) => createHash('sha256').update(text).digest('hex');
const mac = (number) => `00:1b:21:00:00:${number.toString(16).padStart(2, '0')}`;

/** What has changed on some of them by their second visit. */
function changed(host, collection, visit) {
  if (visit < 2) return [];
  if (collection === 'services' && host.name === 'srv-web01') return [line('frpc.service', 'enabled', '/opt/frp/frpc', 'root')];
  if (collection === 'listening-programs' && host.name === 'srv-web01') return [line('/opt/frp/frpc', 'tcp', '7400', 'any')];
  if (collection === 'usb-devices' && host.name === 'pc-eigyo-05') return [line('USB Flash Drive', 'BUFFALO', '2309C1A7', 'storage', '1')];
  return [];
}

/** @returns lines of one list of one computer; lists that nobody wrote rows for are empty */
export function itemsOf(host, collection, visit) {
  const { platform, number } = host;
  const more = changed(host, collection, visit);
  switch (collection) {
    case 'software': {
      const newer = (cells) =>
        visit > 1 && host.name === 'srv-db01' && cells[0] === 'postgresql-17' ? [cells[0], '17.7-0', ...cells.slice(2)] : cells;
      return [...software[platform].filter(({ where }) => where?.(number) ?? true).map(({ cells }) => line(...newer(cells))), ...more];
    }
    case 'services':
      return [...services[platform].map((cells) => line(...cells)), ...more];
    case 'config-files': {
      if (platform !== 'linux') return [];
      const edited = visit > 1 && host.name === 'srv-hanbai01' ? 'edited' : 'first';
      return ['/etc/ssh/sshd_config', '/etc/sudoers', '/etc/passwd'].map((path) =>
        line(path, sha(`${path} ${path.endsWith('sshd_config') ? edited : ''}`), '0644', 'root'),
      );
    }
    case 'listening-programs':
      return [
        line(
          platform === 'windows' ? 'C:\\Windows\\System32\\svchost.exe' : '/usr/sbin/sshd',
          'tcp',
          platform === 'windows' ? '135' : '22',
          'any',
        ),
        ...more,
      ];
    case 'interfaces':
      return [line('eth0', mac(number), 'ethernet')];
    case 'accounts':
      return [line('it-admin', '1000', '', '/home/it-admin', 'administrators'), line(`user${number}`, '1001', '', '', 'users')];
    case 'hardware':
      return [line('memory', 'Samsung', 'M425R2GA3BB0', `S${number}`, '16 GB', '')];
    default:
      return more;
  }
}
