import type { Row } from '../question.ts';

/** A line of a crontab as the agent splits it. */
export type CronRow = Row;

const events: Readonly<Record<string, number>> = {
  hourly: 1,
  daily: 1,
  midnight: 1,
  weekly: 7,
  monthly: 31,
  yearly: 366,
  annually: 366,
};

/** The longest time between two runs in days, taken on the long side; null where the line tells no regular time. */
export function cronIntervalDays(row: CronRow): number | null {
  const event = (row.event ?? '').trim().replace(/^@/, '').toLowerCase();
  if (event !== '') return Object.hasOwn(events, event) ? events[event]! : null;
  const fields = [row.month, row.day_of_month, row.day_of_week].map((field) => field?.trim() ?? '');
  if (fields.some((field) => field === '')) return null;
  const [month, day, weekday] = fields as [string, string, string];
  if (month !== '*') return 366;
  // Where both days are set, cron runs on either: the shorter of the two holds.
  if (weekday !== '*') return 7;
  return day === '*' ? 1 : 31;
}
