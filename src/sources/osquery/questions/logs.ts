import type { Platform } from '../../../facts/kind.ts';
import { logFileModes, logServices } from '../../../facts/log-recording.ts';
import { intOf, question, unreadable } from '../question.ts';
import { seenOf, sortedOnce } from './cells.ts';

const noProcesses = unreadable('動いているプログラムの一覧を読めませんでした。', 'The list of running programs could not be read.');

const services = [
  question({
    id: 'log-services/windows',
    kind: logServices,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['services'],
    sql: {
      service: "SELECT name, status FROM services WHERE name = 'EventLog'",
      seen: 'SELECT COUNT(*) AS seen FROM services',
    },
    translate({ service, seen }) {
      if (seenOf(seen) === 0) return unreadable('サービスの一覧を読めませんでした。', 'The list of services could not be read.');
      const running = service!.some((row) => row.status === 'RUNNING');
      return { running: running ? ['EventLog'] : [], stopped: running ? [] : ['EventLog'] };
    },
  }),
  question({
    id: 'log-services/macos',
    kind: logServices,
    platform: 'macos',
    cadence: 'hourly',
    tables: ['processes'],
    sql: {
      processes: "SELECT name FROM processes WHERE path = '/usr/libexec/logd'",
      seen: 'SELECT COUNT(*) AS seen FROM processes',
    },
    translate({ processes, seen }) {
      if (seenOf(seen) <= 1) return noProcesses;
      return processes!.length > 0 ? { running: ['logd'], stopped: [] } : { running: [], stopped: ['logd'] };
    },
  }),
  question({
    id: 'log-services/linux',
    kind: logServices,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['systemd_units', 'processes'],
    sql: {
      units: `SELECT id, active_state FROM systemd_units WHERE load_state = 'loaded'
        AND id IN ('systemd-journald.service', 'rsyslog.service', 'syslog-ng.service')`,
      // Where systemd cannot be asked, the processes show. The kernel cuts their names at 15 characters.
      processes: `SELECT DISTINCT name FROM processes
        WHERE name IN ('systemd-journal', 'systemd-journald', 'rsyslogd', 'syslog-ng', 'syslogd', 'metalog')`,
      seen: 'SELECT COUNT(*) AS seen FROM processes',
    },
    translate({ units, processes, seen }) {
      if (units!.length === 0) {
        if (seenOf(seen) <= 1) return noProcesses;
        return { running: sortedOnce(processes!.map((row) => row.name ?? '')), stopped: [] };
      }
      const state = (active: boolean) =>
        sortedOnce(units!.filter((row) => (row.active_state === 'active') === active).map((row) => row.id ?? ''));
      return { running: state(true), stopped: state(false) };
    },
  }),
];

/** Logs that tell who signed in and what was done. wtmp, lastlog and the like are open to all by design and hold less. */
const files: Readonly<Record<'linux' | 'macos', readonly string[]>> = {
  linux: ['auth.log%', 'secure%', 'btmp%', 'syslog%', 'messages%', 'sudo.log%', 'audit/audit.log%', 'journal/%/system%.journal'],
  macos: ['system.log%', 'secure.log%'],
};
const patterns = (platform: 'linux' | 'macos') => files[platform].map((name) => `path LIKE '/var/log/${name}'`).join(' OR ');

const modes = (platform: Platform & ('linux' | 'macos')) =>
  question({
    id: `log-file-modes/${platform}`,
    kind: logFileModes,
    platform,
    cadence: 'hourly',
    tables: ['file'],
    sql: { files: `SELECT path, mode, uid FROM file WHERE type = 'regular' AND (${patterns(platform)})` },
    translate({ files: rows }) {
      if (rows!.length === 0) {
        return unreadable(
          'ログのファイルが見つからないか、読む権限がありません。',
          'No log files were found, or the agent may not see them.',
        );
      }
      const seen = rows!.map((row) => ({
        path: row.path ?? '',
        mode: /^[0-7]{3,4}$/.test(row.mode ?? '') ? row.mode!.padStart(4, '0') : null,
        ownerId: intOf(row.uid),
      }));
      return { files: seen.sort((a, b) => a.path.localeCompare(b.path)) };
    },
  });

export const logQuestions = [...services, modes('linux'), modes('macos')];
