import { type Platform, platforms } from '../../../facts/kind.ts';
import { collecting } from '../collecting.ts';
import type { Question } from '../question.ts';

const services: readonly Question[] = [
  collecting({
    collection: 'services',
    platform: 'windows',
    cadence: 'hourly',
    tables: ['services'],
    attributes: ['title', 'start', 'path', 'account'],
    // An instance of a service per account gets another name at each sign-in.
    select: `SELECT name AS key, display_name AS title, start_type AS start, path, user_account AS account FROM services
      WHERE service_type NOT LIKE '%(Instance)%' AND service_type NOT LIKE '%DRIVER%'`,
    seen: 'SELECT COUNT(*) AS n FROM services',
  }),
  collecting({
    collection: 'services',
    platform: 'macos',
    cadence: 'hourly',
    tables: ['launchd'],
    attributes: ['path', 'program', 'start', 'account'],
    // What Apple brings belongs to the version of the system.
    select: `SELECT label AS key, path, CASE WHEN program <> '' THEN program ELSE program_arguments END AS program,
      CASE WHEN disabled = '1' THEN 'disabled' WHEN run_at_load = '1' OR keep_alive <> '' THEN 'auto' ELSE 'on demand' END AS start, username AS account
      FROM launchd WHERE path LIKE '%/LaunchDaemons/%' AND path NOT LIKE '/System/%'`,
    seen: 'SELECT COUNT(*) AS n FROM launchd',
  }),
  collecting({
    collection: 'services',
    platform: 'linux',
    cadence: 'hourly',
    tables: ['systemd_units'],
    attributes: ['start', 'path', 'account'],
    // Only what starts by itself: other units are loaded and forgotten again all day.
    select: `SELECT id AS key, unit_file_state AS start, fragment_path AS path, user AS account FROM systemd_units
      WHERE (unit_file_state LIKE 'enabled%' OR unit_file_state IN ('generated', 'linked'))
      AND (id LIKE '%.service' OR id LIKE '%.socket' OR id LIKE '%.timer' OR id LIKE '%.path') AND fragment_path NOT LIKE '/run/systemd/transient/%'`,
    seen: 'SELECT COUNT(*) AS n FROM systemd_units',
  }),
];

/** Jobs by time as one line each; the mark of the place keeps two equal commands apart. */
const cron = `SELECT command AS key, 'cron' AS source, path, trim(event || ' ' || minute || ' ' || hour || ' ' || day_of_month || ' ' || month || ' ' || day_of_week) AS schedule
  FROM crontab`;

const startup: readonly Question[] = [
  collecting({
    collection: 'startup-items',
    platform: 'windows',
    cadence: 'hourly',
    tables: ['startup_items', 'scheduled_tasks'],
    attributes: ['source', 'path', 'schedule'],
    // Entries of one account come and go with its sign-in, and the system's own tasks with its updates.
    select: String.raw`SELECT name AS key, source, trim(path || ' ' || args) AS path, '' AS schedule FROM startup_items WHERE source NOT LIKE 'HKEY_USERS%' AND source NOT LIKE '_:\Users\%'
      UNION ALL SELECT path, 'task', action, CASE enabled WHEN 1 THEN 'enabled' ELSE 'disabled' END FROM scheduled_tasks WHERE path NOT LIKE '\Microsoft\%'`,
    seen: 'SELECT COUNT(*) AS n FROM scheduled_tasks',
  }),
  collecting({
    collection: 'startup-items',
    platform: 'macos',
    cadence: 'hourly',
    tables: ['launchd', 'startup_items', 'crontab'],
    attributes: ['source', 'path', 'schedule'],
    select: `SELECT label AS key, path AS source, CASE WHEN program <> '' THEN program ELSE program_arguments END AS path, start_interval AS schedule
      FROM launchd WHERE path LIKE '%/LaunchAgents/%' AND path NOT LIKE '/System/%'
      UNION ALL SELECT name, source, path, '' FROM startup_items WHERE source NOT LIKE '/System/%' AND source NOT LIKE '%/LaunchAgents/%' AND source NOT LIKE '%/LaunchDaemons/%'
      UNION ALL ${cron}`,
    seen: 'SELECT COUNT(*) AS n FROM launchd',
  }),
  collecting({
    collection: 'startup-items',
    platform: 'linux',
    cadence: 'hourly',
    tables: ['startup_items', 'crontab', 'users'],
    attributes: ['source', 'path', 'schedule'],
    select: `SELECT name AS key, source, trim(path || ' ' || args) AS path, '' AS schedule FROM startup_items UNION ALL ${cron}`,
    seen: 'SELECT COUNT(*) AS n FROM users',
  }),
];

/** Above this the system gives out ports by itself, other ones after each start. */
const firstDynamic = { windows: 49_152, macos: 49_152, linux: 32_768 } as const;

/** The file's name; the process calls itself what it likes, and Linux cuts that at 15 characters. */
const program = String.raw`lower(CASE WHEN p.path <> '' THEN regex_match(p.path, '[^/\\]+$', 0) ELSE p.name END)`;

/**
 * Sockets rather than the table of listening ports, which takes every IPv6 connection on Windows and macOS for a listener. Of an
 * address only its reach stays, for addresses move; a passing UDP port of a browser is no service.
 */
const listening = (platform: Platform) =>
  collecting({
    collection: 'listening-programs',
    platform,
    cadence: 'hourly',
    tables: ['process_open_sockets', 'processes', ...(platform === 'linux' ? ['process_namespaces'] : [])],
    attributes: ['protocol', 'port', 'reach'],
    select: `SELECT ${program} AS key, CASE s.protocol WHEN 6 THEN 'tcp' ELSE 'udp' END AS protocol,
      CASE WHEN s.local_port >= ${firstDynamic[platform]} THEN 'dynamic' ELSE CAST(s.local_port AS TEXT) END AS port,
      CASE WHEN s.local_address LIKE '127.%' OR s.local_address LIKE '::ffff:127.%' OR s.local_address = '::1' THEN 'loopback'
        WHEN s.local_address IN ('0.0.0.0', '::', '') THEN 'any' ELSE 'one address' END AS reach
      FROM process_open_sockets s LEFT JOIN processes p ON p.pid = s.pid
      WHERE s.local_port > 0 AND ((s.protocol = 6 AND s.state = 'LISTEN')
        OR (s.protocol = 17 AND s.remote_port = 0 AND s.local_port < ${firstDynamic[platform]}))${
          platform === 'linux'
            ? " AND s.net_namespace = COALESCE((SELECT NULLIF(net_namespace, '') FROM process_namespaces WHERE pid = 1), s.net_namespace)"
            : ''
        }`,
    seen: 'SELECT COUNT(*) AS n FROM process_open_sockets',
  });

export const runningCollections: readonly Question[] = [...services, ...startup, ...platforms.map(listening)];
