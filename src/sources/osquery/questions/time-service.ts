import { timeService } from '../../../facts/time-service.ts';
import { intOf, question, type Row, unreadable } from '../question.ts';
import { flagOf, seenOf, sortedOnce } from './cells.ts';

const units = ['chrony', 'chronyd', 'systemd-timesyncd', 'ntp', 'ntpd', 'ntpsec', 'openntpd'];
/** Processes as the kernel names them, cut at 15 characters. */
const processes = ['chronyd', 'ntpd', 'systemd-timesyn', 'systemd-timesyncd', 'openntpd'];
const quoted = (texts: readonly string[]) => texts.map((text) => `'${text}'`).join(', ');

/** «ntp.nict.jp,0x9 time.example.jp» → the host names. */
const serversOf = (cell: string): string[] =>
  sortedOnce(
    cell
      .split(/\s+/)
      .map((item) => (item.split(',')[0] ?? '').toLowerCase())
      .filter((host) => host !== ''),
  );

const parameters = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\W32Time\\Parameters';

function windows(service: Row | undefined, registry: readonly Row[]) {
  const value = (name: string) => registry.find((row) => row.name?.toLowerCase() === name.toLowerCase())?.data;
  const type = value('Type')?.toUpperCase();
  const disabled = service === undefined || service.start_type === undefined ? null : service.start_type === 'DISABLED';
  const known = type !== undefined && ['NTP', 'NT5DS', 'ALLSYNC', 'NOSYNC'].includes(type);
  return {
    running: service?.status === 'RUNNING' ? ['W32Time'] : [],
    // A PC outside a domain starts the service for a moment by itself: standing still is normal, being disabled is not.
    automatic: disabled === true ? false : disabled === null || !known ? null : type !== 'NOSYNC',
    servers: type === 'NTP' || type === 'ALLSYNC' ? serversOf(value('NtpServer') ?? '') : null,
  };
}

/** The servers in the file of the daemon that runs; null where its file cannot be read, or says none (a refclock, another file). */
function configured(running: readonly string[], rows: readonly Row[]): string[] | null {
  const daemons = { '/etc/chrony.conf': /^chrony/, '/etc/ntp.conf': /^(ntp|ntpd|ntpsec)\b/ };
  const own = rows.filter((row) => {
    const daemon = daemons[row.path as keyof typeof daemons];
    return daemon !== undefined && running.some((name) => daemon.test(name));
  });
  const hosts = sortedOnce(own.map((row) => (row.value ?? '').trim().toLowerCase()).filter((host) => host !== ''));
  return hosts.length === 0 ? null : hosts.slice(0, 50);
}

export const timeServiceQuestions = [
  question({
    id: 'time-service/windows',
    kind: timeService,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['services', 'registry'],
    sql: {
      service: "SELECT name, status, start_type FROM services WHERE name = 'W32Time'",
      seen: 'SELECT COUNT(*) AS seen FROM services',
      settings: `SELECT name, data FROM registry WHERE key = '${parameters}' AND name IN ('Type', 'NtpServer')`,
    },
    translate({ service, seen, settings }) {
      if (seenOf(seen) === 0) return unreadable('サービスの一覧を読めませんでした。', 'The list of services could not be read.');
      return windows(service![0] ?? { start_type: 'DISABLED' }, settings!);
    },
  }),
  question({
    id: 'time-service/macos',
    kind: timeService,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['plist', 'processes'],
    sql: {
      settings: "SELECT value FROM plist WHERE path = '/Library/Preferences/com.apple.timed.plist' AND key = 'TMAutomaticTimeOnlyEnabled'",
      processes: "SELECT name FROM processes WHERE path = '/usr/libexec/timed'",
    },
    translate: ({ settings, processes: rows }) => ({
      running: rows!.length > 0 ? ['timed'] : [],
      automatic: flagOf(settings![0]?.value),
      servers: null,
    }),
  }),
  question({
    id: 'time-service/linux',
    kind: timeService,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['systemd_units', 'processes', 'augeas'],
    sql: {
      units: `SELECT id FROM systemd_units WHERE active_state = 'active' AND id IN (${quoted(units.map((unit) => `${unit}.service`))})`,
      // Where systemd cannot be asked, the processes themselves still show.
      processes: `SELECT DISTINCT name FROM processes WHERE name IN (${quoted(processes)})`,
      seen: 'SELECT COUNT(*) AS seen FROM processes',
      // The lenses know these two files only: not Debian's /etc/chrony/chrony.conf, nor timesyncd.conf.
      servers: `SELECT path, value FROM augeas WHERE path IN ('/etc/chrony.conf', '/etc/ntp.conf') AND label IN ('server', 'pool', 'peer')`,
    },
    translate({ units: active, processes: rows, seen, servers }) {
      const names = [...active!.map((row) => row.id ?? ''), ...(active!.length === 0 ? rows!.map((row) => row.name ?? '') : [])];
      // The agent itself is a process: fewer than two means that the list is hidden from it.
      const readable = names.length > 0 || (intOf(seen![0]?.seen) ?? 0) > 1;
      return { running: readable ? sortedOnce(names) : null, automatic: null, servers: configured(names, servers!) };
    },
  }),
];
