import { timeSync } from '../../../facts/time-sync.ts';
import { intOf, question, type Round, type Row, unreadable } from '../question.ts';
import { isoOfText, seenOf } from './cells.ts';

const dayMs = 86_400_000;
/** What synchronising leaves behind on Linux: each is touched when the clock was brought in line, or by the daemon that did it. */
const marks = [
  '/run/systemd/timesync/synchronized',
  '/var/lib/systemd/timesync/clock',
  '/var/lib/chrony/chrony.drift',
  '/var/lib/chrony/drift',
  '/var/lib/ntpsec/ntp.drift',
  '/var/lib/ntp/ntp.drift',
  '/var/lib/ntp/drift',
];

/** A mark of the future says nothing of when. */
const ageOf = (at: number, { receivedAt }: Round): number | null => {
  const age = Math.floor((receivedAt.getTime() - at) / dayMs);
  return age < 0 ? null : age;
};

function newest(rows: readonly Row[], timeOf: (row: Row) => number | null, nameOf: (row: Row) => string, round: Round) {
  const found = rows
    .flatMap((row) => {
      const at = timeOf(row);
      const ageDays = at === null ? null : ageOf(at, round);
      return ageDays === null ? [] : [{ ageDays, by: nameOf(row) }];
    })
    .sort((a, b) => a.ageDays - b.ageDays || (a.by < b.by ? -1 : 1));
  return found[0] ?? { ageDays: null, by: null };
}

export const timeSyncQuestions = [
  question({
    id: 'time-sync/linux',
    kind: timeSync,
    platform: 'linux',
    cadence: 'hourly',
    tables: ['file'],
    sql: {
      marks: `SELECT path, mtime FROM file WHERE path IN (${marks.map((path) => `'${path}'`).join(', ')})`,
      probe: "SELECT COUNT(*) AS seen FROM file WHERE path = '/etc/passwd'",
    },
    translate({ marks: found, probe }, round) {
      if (seenOf(probe) === 0) return unreadable('ファイルの一覧を読めませんでした。', 'Files could not be listed.');
      const seconds = (row: Row) => {
        const said = intOf(row.mtime);
        return said === null || said <= 0 ? null : said * 1000;
      };
      return { ...newest(found!, seconds, (row) => row.path ?? '', round), readable: true };
    },
  }),
  question({
    id: 'time-sync/windows',
    kind: timeSync,
    platform: 'windows',
    cadence: 'hourly',
    tables: ['windows_eventlog'],
    sql: {
      // 35: it synchronises with a source; 37: it gets valid time from one. Other providers use the same numbers.
      events: `SELECT datetime, provider_name, eventid FROM windows_eventlog WHERE channel = 'System' AND eventid IN (35, 37)
        AND timestamp = '${7 * dayMs}'`,
    },
    translate({ events }, round) {
      const own = events!.filter((row) => row.provider_name === 'Microsoft-Windows-Time-Service');
      const ms = (row: Row) => {
        const at = isoOfText(row.datetime);
        return at === null ? null : Date.parse(at);
      };
      // A service that keeps its source tells it once: that nothing stands there proves nothing.
      const found = newest(own, ms, () => 'W32Time', round);
      return { ...found, readable: found.ageDays !== null };
    },
  }),
];
