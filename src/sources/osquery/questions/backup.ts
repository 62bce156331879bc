import { backupSchedule } from '../../../facts/backup-schedule.ts';
import { question, type Row, unreadable } from '../question.ts';
import { flagOf, seenOf, sortedOnce } from './cells.ts';

/** Words by which a backup job is known: the tools, and the word itself in both languages. */
const tools = [
  ...['restic', 'borg', 'rsnapshot', 'duplicity', 'duplicati', 'duplicacy', 'kopia', 'rdiff-backup', 'rclone', 'rsync', 'timeshift'],
  ...['bacula', 'bareos', 'veeam', 'acronis', 'arcserve', 'macrium', 'aomei', 'cobian', 'wbadmin', 'backblaze', 'arq', 'urbackup'],
  ...['pgbackrest', 'barman', 'pg_dump', 'mysqldump', 'mariabackup', 'xtrabackup', 'backup', 'バックアップ'],
];
/** Jobs that come with the system and save no data of the company. */
const ofTheSystem = ['dpkg-db-backup', '/etc/cron.daily/dpkg', '/etc/cron.daily/passwd'];
const word = (tool: string) => new RegExp(tool === 'arq' ? '\\barq' : tool === 'borg' ? '\\bborg' : tool);

const isBackup = (text: string) => tools.some((tool) => word(tool).test(text.toLowerCase()));

/** What is shown of a command: the file of the crontab and the tool, never the command itself, which may hold a password. */
const cronJob = (row: Row) => `${row.path ?? 'crontab'}: ${tools.find((tool) => word(tool).test((row.command ?? '').toLowerCase()))}`;
const like = (column: string) => tools.map((tool) => `${column} LIKE '%${tool}%'`).join(' OR ');

const agents = "'veeamendpointbackupsvc', 'mms', 'acrsch2svc', 'casad2dwebsvc', 'bzserv', 'urbackupclientbackend', 'macriumservice'";

export const backupQuestions = [
  question({
    id: 'backup-schedule/windows',
    kind: backupSchedule,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['scheduled_tasks', 'services'],
    sql: {
      // Windows' own tasks with «backup» in their names save settings and the registry, not the data; wbadmin is the exception.
      tasks: `SELECT path, action FROM scheduled_tasks WHERE enabled = 1 AND (action LIKE '%wbadmin%'
        OR (path NOT LIKE '\\Microsoft\\%' AND (${like('path')} OR ${like('action')})))`,
      services: `SELECT display_name FROM services WHERE status = 'RUNNING' AND lower(name) IN (${agents})`,
      seen: 'SELECT COUNT(*) AS seen FROM scheduled_tasks',
    },
    translate({ tasks, services, seen }) {
      const own = tasks!.filter((row) => isBackup(`${row.path} ${row.action}`)).map((row) => row.path ?? '');
      const jobs = [...own, ...services!.map((row) => row.display_name ?? '')];
      return { jobs: sortedOnce(jobs), readable: seenOf(seen) > 0 };
    },
  }),
  question({
    id: 'backup-schedule/macos',
    kind: backupSchedule,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['plist', 'time_machine_destinations', 'launchd'],
    sql: {
      settings: "SELECT key, value FROM plist WHERE path = '/Library/Preferences/com.apple.TimeMachine.plist' AND key = 'AutoBackup'",
      destinations: 'SELECT destination_id FROM time_machine_destinations',
      seen: "SELECT COUNT(*) AS seen FROM plist WHERE path = '/Library/Preferences/com.apple.TimeMachine.plist'",
      agents: "SELECT label FROM launchd WHERE path NOT LIKE '/System/%' AND label NOT LIKE 'com.apple.%' AND disabled <> '1'",
    },
    translate({ settings, destinations, seen, agents: resident }) {
      const timeMachine = destinations!.length > 0 && flagOf(settings![0]?.value) === true ? ['Time Machine'] : [];
      const jobs = [...timeMachine, ...resident!.map((row) => row.label ?? '').filter(isBackup)];
      if (jobs.length === 0 && seenOf(seen) === 0) {
        return unreadable(
          'Time Machineの設定を読めません(エージェントに「フルディスクアクセス」が要ります)。',
          'The settings of Time Machine cannot be read: the agent needs Full Disk Access.',
        );
      }
      return { jobs: sortedOnce(jobs), readable: true };
    },
  }),
  question({
    id: 'backup-schedule/linux',
    kind: backupSchedule,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['crontab', 'file', 'systemd_units'],
    sql: {
      cron: `SELECT path, command FROM crontab WHERE ${like('command')}`,
      scripts: `SELECT path FROM file WHERE path LIKE '/etc/cron.hourly/%' OR path LIKE '/etc/cron.daily/%'
        OR path LIKE '/etc/cron.weekly/%' OR path LIKE '/etc/cron.monthly/%'`,
      units:
        "SELECT id FROM systemd_units WHERE active_state = 'active' AND (id LIKE '%.timer' OR id LIKE 'bacula-fd%' OR id LIKE 'bareos-fd%')",
      seen: 'SELECT COUNT(*) AS seen FROM systemd_units',
    },
    translate({ cron, scripts, units, seen }) {
      const files = [...scripts!.map((row) => row.path ?? ''), ...units!.map((row) => row.id ?? '')];
      const jobs = [...cron!.filter((row) => isBackup(row.command ?? '')).map(cronJob), ...files.filter(isBackup)];
      const own = jobs.filter((job) => !ofTheSystem.some((known) => job.startsWith(known)));
      return { jobs: sortedOnce(own), readable: seenOf(seen) > 0 };
    },
  }),
];
