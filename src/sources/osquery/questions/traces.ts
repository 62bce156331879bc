import { programTraces } from '../../../facts/program-traces.ts';
import { type AskedValues, question, type Row, sqlList, unreadable } from '../question.ts';
import { isoOf, newest, seenOf } from './cells.ts';

const lists = ['forbiddenSoftware', 'unapprovedUtilities'] as const;

const names = (values: AskedValues): string[] =>
  [...new Set(lists.flatMap((id) => values[id] as readonly string[]).map((name) => name.trim().toLowerCase()))]
    .filter((name) => name !== '')
    .sort();

/**
 * File names under which the named programs run, the 64-bit ones of utilities too (PsExec64.exe); the record of starts
 * cuts a file name at 29 characters.
 */
const files = (values: AskedValues): string =>
  sqlList([...new Set(names(values).flatMap((name) => [`${name}.exe`, `${name}64.exe`].flatMap((file) => [file, file.slice(0, 29)])))]);

/** Many starts of one program become one trace with the last time. */
function latest(rows: readonly Row[]): { program: string; lastRunAt: string | null }[] {
  const times = new Map<string, (string | null)[]>();
  for (const row of rows) {
    const program = (row.program ?? '').toLowerCase();
    times.set(program, [...(times.get(program) ?? []), isoOf(row.seconds)]);
  }
  return [...times].map(([program, all]) => ({ program, lastRunAt: newest(all) })).sort((a, b) => a.program.localeCompare(b.program));
}

/** Reading the record of starts unpacks every file of it: once a day is enough, for traces outlive a day. */
export const traceQuestions = [
  question({
    id: 'program-traces/windows',
    kind: programTraces,
    platform: 'windows',
    cadence: 'daily',
    tables: ['prefetch', 'background_activities_moderator', 'userassist', 'file'],
    values: lists,
    sql: {
      prefetch: (values) => `SELECT filename AS program, last_run_time AS seconds FROM prefetch WHERE lower(filename) IN ${files(values)}`,
      activity: (values) =>
        `SELECT lower(regex_match(path, '[^\\\\]+$', 0)) AS program, last_execution_time AS seconds
         FROM background_activities_moderator WHERE lower(regex_match(path, '[^\\\\]+$', 0)) IN ${files(values)}`,
      // What a person started from the desktop; only of users who are signed in.
      desktop: (values) => `SELECT lower(regex_match(path, '[^\\\\]+$', 0)) AS program, last_execution_time AS seconds
         FROM userassist WHERE lower(regex_match(path, '[^\\\\]+$', 0)) IN ${files(values)}`,
      desktopSeen: 'SELECT COUNT(*) AS seen FROM userassist',
      prefetchSeen: "SELECT COUNT(*) AS seen FROM file WHERE path LIKE 'C:\\Windows\\Prefetch\\%.pf'",
      activitySeen: 'SELECT COUNT(*) AS seen FROM background_activities_moderator',
    },
    translate({ prefetch, activity, desktop, prefetchSeen, activitySeen, desktopSeen }, _round, values) {
      const logs = { prefetch: seenOf(prefetchSeen) > 0, activity: seenOf(activitySeen) > 0, desktop: seenOf(desktopSeen) > 0 };
      if (!logs.prefetch && !logs.activity) {
        return unreadable(
          'プログラムの実行の記録(プリフェッチ、BAM)を読めませんでした。',
          'The records of programs that ran (prefetch, BAM) could not be read.',
        );
      }
      return { asked: names(values), traces: latest([...prefetch!, ...activity!, ...desktop!]), logs };
    },
  }),
];
