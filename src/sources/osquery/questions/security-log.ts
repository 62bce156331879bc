import { securityLog, securityLogSize } from '../../../facts/security-log.ts';
import { intOf, question, unreadable } from '../question.ts';
import { isoOfText, seenOf } from './cells.ts';

/** The table counts back in milliseconds. */
const dayMs = 86_400_000;
const windowDays = 7;
const policyNumber = (cell: string | undefined): number | null => {
  const number = intOf(cell);
  return number === null || number < 0 || number > 3 ? null : number;
};
const eventLog = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\EventLog';
const clearedMax = 20;

export const securityLogQuestions = [
  question({
    id: 'security-log/windows',
    kind: securityLog,
    platform: 'windows',
    cadence: 'daily',
    tables: ['windows_eventlog', 'security_profile_info'],
    sql: {
      // By number, never by words: 1102 and 104 say that a log was emptied, 4624 that somebody or something signed in.
      cleared: `SELECT 'Security' AS log, datetime FROM windows_eventlog WHERE channel = 'Security' AND eventid = 1102 AND timestamp = '${windowDays * dayMs}'
        UNION ALL SELECT 'System' AS log, datetime FROM windows_eventlog WHERE channel = 'System' AND eventid = 104 AND timestamp = '${windowDays * dayMs}'`,
      logons: `SELECT COUNT(*) AS seen FROM windows_eventlog WHERE channel = 'Security' AND eventid = 4624 AND timestamp = '${dayMs}'`,
      seen: `SELECT COUNT(*) AS seen FROM (SELECT eventid FROM windows_eventlog WHERE channel = 'Security' AND timestamp = '3600000' LIMIT 1)`,
      policy: 'SELECT audit_logon_events, audit_account_manage, audit_policy_change FROM security_profile_info',
    },
    translate({ cleared, logons, seen, policy }) {
      const said = policy![0];
      const logonCount = seenOf(logons);
      const times = cleared!.flatMap((row) => {
        const at = isoOfText(row.datetime);
        return at === null ? [] : [{ log: row.log === 'System' ? 'System' : 'Security', at }];
      });
      return {
        readable: logonCount > 0 || cleared!.length > 0 || seenOf(seen) > 0,
        logons: logonCount > 0,
        policy: {
          logon: policyNumber(said?.audit_logon_events),
          account: policyNumber(said?.audit_account_manage),
          change: policyNumber(said?.audit_policy_change),
        },
        cleared: times.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, clearedMax),
        windowDays,
      };
    },
  }),
  question({
    id: 'security-log-size/windows',
    kind: securityLogSize,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['registry'],
    sql: {
      // A policy counts in kilobytes and overrides what stands beside the log itself, in bytes.
      policy:
        "SELECT data FROM registry WHERE path = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\EventLog\\Security\\MaxSize'",
      own: `SELECT data FROM registry WHERE path = '${eventLog}\\Security\\MaxSize'`,
      seen: `SELECT COUNT(*) AS seen FROM registry WHERE key = '${eventLog}\\Security'`,
    },
    translate({ policy, own, seen }) {
      if (seenOf(seen) === 0)
        return unreadable('イベントログの設定を読めませんでした。', 'The settings of the event log could not be read.');
      const kilobytes = intOf(policy![0]?.data);
      return { maxBytes: kilobytes === null ? intOf(own![0]?.data) : kilobytes * 1024 };
    },
  }),
];
