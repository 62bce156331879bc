import { type Words, words } from '../base/text.ts';
import { type Platform, platforms } from '../facts/kind.ts';

/** A query that comes with Tejun. A person may change its words before asking. */
export interface BuiltIn {
  readonly id: string;
  readonly title: Words;
  readonly platforms: readonly Platform[];
  readonly sql: string;
}

const everywhere = platforms;
const posix: readonly Platform[] = ['macos', 'linux'];
const windows: readonly Platform[] = ['windows'];
const macos: readonly Platform[] = ['macos'];
const linux: readonly Platform[] = ['linux'];

/** Each compiles against the tables of the agent on each of its platforms (test/osquery-sql.test.ts). */
export const builtIns: readonly BuiltIn[] = [
  {
    id: 'logged-on',
    title: words('いまログオンしている利用者', 'Who is logged on now'),
    platforms: everywhere,
    sql: "SELECT user, type, tty, host, datetime(time, 'unixepoch', 'localtime') AS since\nFROM logged_in_users\nWHERE user <> ''",
  },
  {
    id: 'listening',
    title: words('外から届く待受ポートとプログラム', 'Programs that listen for others'),
    platforms: everywhere,
    sql: "SELECT DISTINCT l.port, l.protocol, l.address, p.name, p.path\nFROM listening_ports l LEFT JOIN processes p ON p.pid = l.pid\nWHERE l.port > 0 AND l.address NOT IN ('127.0.0.1', '::1')\nORDER BY l.port",
  },
  {
    id: 'uptime',
    title: words('最後に再起動してからの日数', 'Days since the last restart'),
    platforms: everywhere,
    sql: 'SELECT days, hours, minutes FROM uptime',
  },
  {
    id: 'os-version',
    title: words('OSの版とビルド', 'Version and build of the system'),
    platforms: everywhere,
    sql: 'SELECT name, version, build, arch FROM os_version',
  },
  {
    id: 'hardware',
    title: words('機種、製造番号、メモリ', 'Model, serial number, memory'),
    platforms: everywhere,
    sql: 'SELECT hardware_vendor, hardware_model, hardware_serial, cpu_brand, physical_memory / 1073741824 AS memory_gib FROM system_info',
  },
  {
    id: 'running-program',
    title: words('動いているプログラムを名前で探す', 'Find a running program by its name'),
    platforms: everywhere,
    sql: "SELECT p.name, p.path, u.username, p.pid\nFROM processes p LEFT JOIN users u ON u.uid = p.uid\nWHERE p.name LIKE '%teamviewer%'",
  },
  {
    id: 'interfaces',
    title: words('IPアドレスとMACアドレス', 'IP and MAC addresses'),
    platforms: everywhere,
    sql: "SELECT a.interface, a.address, a.mask, d.mac\nFROM interface_addresses a JOIN interface_details d ON d.interface = a.interface\nWHERE a.address NOT LIKE '127.%' AND a.address NOT LIKE 'fe80%' AND a.address <> '::1'",
  },
  {
    id: 'hosts-file',
    title: words('hostsファイルの記載', 'Lines of the hosts file'),
    platforms: everywhere,
    sql: 'SELECT address, hostnames FROM etc_hosts',
  },
  {
    id: 'chrome-extensions',
    title: words('Chrome系ブラウザの拡張機能', 'Extensions of Chrome-like browsers'),
    platforms: everywhere,
    sql: 'SELECT DISTINCT u.username, e.browser_type, e.name, e.identifier, e.version, e.from_webstore\nFROM users u JOIN chrome_extensions e ON e.uid = u.uid',
  },
  {
    id: 'firefox-addons',
    title: words('Firefoxのアドオン', 'Add-ons of Firefox'),
    platforms: everywhere,
    sql: 'SELECT DISTINCT u.username, a.name, a.identifier, a.version, a.active\nFROM users u JOIN firefox_addons a ON a.uid = u.uid',
  },
  {
    id: 'vscode-extensions',
    title: words('Visual Studio Codeの拡張機能', 'Extensions of Visual Studio Code'),
    platforms: everywhere,
    sql: 'SELECT DISTINCT u.username, e.name, e.publisher, e.version\nFROM users u JOIN vscode_extensions e ON e.uid = u.uid',
  },
  {
    id: 'windows-program',
    title: words('Windowsで、ある名前のソフトウェアが入っているか', 'Windows: is a program of this name installed'),
    platforms: windows,
    sql: "SELECT name, version, publisher, install_date FROM programs WHERE name LIKE '%zoom%'",
  },
  {
    id: 'macos-app',
    title: words('macOSで、ある名前のアプリが入っているか', 'macOS: is an app of this name installed'),
    platforms: macos,
    sql: "SELECT name, bundle_short_version, bundle_identifier, path FROM apps WHERE name LIKE '%zoom%'",
  },
  {
    id: 'debian-package',
    title: words('Debian/Ubuntuで、あるパッケージが入っているか', 'Debian and Ubuntu: is a package of this name installed'),
    platforms: linux,
    sql: "SELECT name, version, status FROM deb_packages WHERE name LIKE '%openssl%'",
  },
  {
    id: 'rpm-package',
    title: words('RHEL系で、あるパッケージが入っているか', 'RHEL and its kin: is a package of this name installed'),
    platforms: linux,
    sql: "SELECT name, version, release, vendor FROM rpm_packages WHERE name LIKE '%openssl%'",
  },
  {
    id: 'log4j-processes',
    title: words('log4jのファイルを開いている、または引数に持つJava', 'Java programs that name log4j'),
    platforms: posix,
    sql: "SELECT DISTINCT p.name, p.path, p.cmdline\nFROM processes p\nWHERE p.name LIKE 'java%' AND p.cmdline LIKE '%log4j%'",
  },
  {
    id: 'log4j-files',
    title: words('log4jのjarが置かれているか(サーバの主な場所)', 'log4j jars in the usual places of servers'),
    platforms: linux,
    sql: "SELECT path, size, datetime(mtime, 'unixepoch', 'localtime') AS changed\nFROM file\nWHERE (path LIKE '/opt/%%/log4j-core%.jar' OR path LIKE '/usr/share/java/%log4j%.jar' OR path LIKE '/srv/%%/log4j-core%.jar')",
  },
  {
    id: 'log4j-files-windows',
    title: words('log4jのjarが置かれているか(Windowsの主な場所)', 'log4j jars in the usual places of Windows'),
    platforms: windows,
    sql: "SELECT path, size, datetime(mtime, 'unixepoch', 'localtime') AS changed\nFROM file\nWHERE path LIKE 'C:\\Program Files\\%\\lib\\log4j-core%.jar' OR path LIKE 'C:\\Program Files (x86)\\%\\lib\\log4j-core%.jar'",
  },
  {
    id: 'usb-now',
    title: words('いま接続されているUSB機器', 'USB devices connected now'),
    platforms: posix,
    sql: 'SELECT vendor, model, serial, removable FROM usb_devices',
  },
  {
    id: 'usb-disks-windows',
    title: words('いま接続されているUSB記憶装置(Windows)', 'USB disks connected now (Windows)'),
    platforms: windows,
    sql: "SELECT manufacturer, hardware_model, serial, disk_size, description FROM disk_info WHERE pnp_device_id LIKE 'USB%' OR type = 'USB'",
  },
  {
    id: 'certificates-expiring',
    title: words('30日以内に切れる証明書', 'Certificates that end within 30 days'),
    platforms: ['windows', 'macos'],
    sql: "SELECT common_name, issuer, path, datetime(not_valid_after, 'unixepoch', 'localtime') AS ends\nFROM certificates\nWHERE ca = 0 AND CAST(not_valid_after AS INTEGER) BETWEEN CAST(strftime('%s', 'now') AS INTEGER) AND CAST(strftime('%s', 'now') AS INTEGER) + 2592000",
  },
  {
    id: 'local-admins-windows',
    title: words('ローカル管理者(Windows)', 'Local administrators (Windows)'),
    platforms: windows,
    sql: "SELECT u.username, u.type, u.uuid AS sid\nFROM user_groups ug JOIN users u ON u.uid = ug.uid JOIN groups g ON g.gid = ug.gid\nWHERE g.group_sid = 'S-1-5-32-544'",
  },
  {
    id: 'local-admins-posix',
    title: words('管理者グループの利用者(macOS・Linux)', 'Members of administrators’ groups (macOS, Linux)'),
    platforms: posix,
    sql: "SELECT u.username, g.groupname, u.shell\nFROM user_groups ug JOIN users u ON u.uid = ug.uid JOIN groups g ON g.gid = ug.gid\nWHERE g.groupname IN ('admin', 'sudo', 'wheel', 'docker')",
  },
  {
    id: 'startup-items',
    title: words('起動時に実行されるもの', 'What runs at start-up'),
    platforms: everywhere,
    sql: 'SELECT name, path, args, source, status, username FROM startup_items',
  },
  {
    id: 'services-windows',
    title: words('動いているWindowsサービス(標準以外の場所)', 'Running Windows services from unusual places'),
    platforms: windows,
    sql: "SELECT name, display_name, start_type, user_account, path\nFROM services\nWHERE status = 'RUNNING' AND path NOT LIKE '%\\Windows\\%'",
  },
  {
    id: 'failed-units',
    title: words('失敗しているsystemdユニット', 'Units of systemd that failed'),
    platforms: linux,
    sql: "SELECT id, description, active_state, sub_state FROM systemd_units WHERE active_state = 'failed'",
  },
  {
    id: 'scheduled-tasks',
    title: words('有効なタスク(Windows、Microsoft以外)', 'Enabled tasks (Windows, not Microsoft’s)'),
    platforms: windows,
    sql: "SELECT name, action, path, datetime(last_run_time, 'unixepoch', 'localtime') AS last_run, last_run_code\nFROM scheduled_tasks\nWHERE enabled = 1 AND path NOT LIKE '\\Microsoft\\%'",
  },
  {
    id: 'crontab',
    title: words('cronの登録内容', 'Lines of cron'),
    platforms: posix,
    sql: 'SELECT minute, hour, day_of_month, month, day_of_week, command, path FROM crontab',
  },
  {
    id: 'patches-windows',
    title: words('最近入った更新プログラム(Windows)', 'Updates installed lately (Windows)'),
    platforms: windows,
    sql: 'SELECT hotfix_id, description, installed_on, installed_by FROM patches ORDER BY installed_on DESC',
  },
  {
    id: 'disk-space',
    title: words('ディスクの空き', 'Free space on disks'),
    platforms: posix,
    sql: "SELECT path, type, round(100.0 * blocks_available / blocks, 1) AS free_percent, blocks_available * blocks_size / 1073741824 AS free_gib\nFROM mounts\nWHERE blocks > 0 AND type NOT IN ('tmpfs', 'devtmpfs', 'overlay', 'squashfs', 'devfs')",
  },
];
