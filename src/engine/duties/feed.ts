import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '../../base/hash.ts';
import { newSecret } from '../../base/id.ts';
import { type Language, type Words, words } from '../../base/text.ts';
import { calendarDay, calendarMoment, calendarText, calendarValue, localDateOf, localTimeOf, startOfDay } from '../../calendar/index.ts';
import type { Duty } from '../../mechanism/duty.ts';
import type { DutiesDeps } from './deps.ts';
import { dropFeed, readFeed, storeFeed } from './feed.store.ts';
import { calendarOccurrences } from './list.store.ts';
import type { Occurrence } from './occurrence.ts';
import type { Actor } from './ports.ts';
import { Owners, whoseOf } from './who.ts';

/** What was closed longer ago leaves the calendar. */
export const closedShownDays = 90;
const entriesMax = 1_000;
const dayMs = 86_400_000;

/**
 * A new password for somebody's calendar, 256 random bits. Only its SHA-256 is kept: of a random secret nothing can be guessed back,
 * and a calendar program shows it at every poll, for which a slow hash would be too much.
 */
export async function newFeedPassword({ pool, clock }: DutiesDeps, account: string): Promise<string> {
  const password = newSecret();
  await storeFeed(pool, account, sha256(password), clock.now());
  return password;
}

export const endFeed = ({ pool }: DutiesDeps, account: string): Promise<void> => dropFeed(pool, account);

export const feedSetAt = async ({ pool }: DutiesDeps, account: string): Promise<Date | null> =>
  (await readFeed(pool, account))?.setAt ?? null;

const nobody = '00000000-0000-0000-0000-000000000000';
const noHash = sha256(newSecret());

/** Whether a password opens an account's calendar. The same reading and the same comparison where there is no such account. */
export async function opensFeed({ pool }: DutiesDeps, account: string | null, password: string): Promise<boolean> {
  const stored = await readFeed(pool, account ?? nobody);
  const isSame = timingSafeEqual(sha256(password), stored?.hash ?? noHash);
  return isSame && stored !== null && account !== null;
}

/** One's own duties as iCalendar: what is not done, and what was closed in the last 90 days. `base` begins the links. */
export async function calendarOf(deps: DutiesDeps, actor: Actor, language: Language, base: string): Promise<string> {
  const at = deps.clock.now();
  const owners = await Owners.read(deps.pool, deps.ports, deps.definitions);
  const since = new Date(at.getTime() - closedShownDays * dayMs);
  const own = await calendarOccurrences(deps.pool, whoseOf(owners, actor), since, entriesMax);
  const byId = new Map(deps.definitions.map((duty) => [duty.id, duty]));
  return calendarText([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tejun//Tejun//JA',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${calendarValue({ ja: '定期業務(Tejun)', en: 'Duties (Tejun)' }[language])}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...own.flatMap((one) => entryOf(one, byId.get(one.duty) ?? null, { language, base, at })),
    'END:VCALENDAR',
  ]);
}

const marks: Readonly<Record<'waiting' | 'open' | 'overdue' | 'completed' | 'skipped', Words>> = {
  waiting: words('予定', 'Planned'),
  open: words('実施待ち', 'To do'),
  overdue: words('期限超過', 'Overdue'),
  completed: words('完了', 'Done'),
  skipped: words('見送り', 'Skipped'),
};
/** RFC 5545, 3.8.1.11: of an event. */
const statuses = { waiting: 'TENTATIVE', open: 'CONFIRMED', overdue: 'CONFIRMED', completed: 'CONFIRMED', skipped: 'CANCELLED' } as const;

function entryOf(one: Occurrence, duty: Duty | null, { language, base, at }: { language: Language; base: string; at: Date }): string[] {
  const state = one.closedAt === null && one.dueAt <= at ? 'overdue' : one.state;
  const mark = state === 'waiting' || state === 'open' ? '' : `[${marks[state][language]}] `;
  // Where the limit is in hours the day alone would say too little.
  const endsInDay = one.dueAt.getTime() !== startOfDay(localDateOf(one.dueAt)).getTime();
  const until = words(`期限 ${one.dueOn} ${localTimeOf(one.dueAt)}`, `Due ${one.dueOn} ${localTimeOf(one.dueAt)}`);
  const address = `${base}/duties/${one.id}`;
  const description = [...(endsInDay ? [until[language]] : []), ...(duty === null ? [] : [duty.purpose[language]]), address].join('\n');
  return [
    'BEGIN:VEVENT',
    `UID:${one.id}@tejun`,
    `DTSTAMP:${calendarMoment(one.changedAt)}`,
    `LAST-MODIFIED:${calendarMoment(one.changedAt)}`,
    `SEQUENCE:${one.revision - 1}`,
    ...calendarDay(one.dueOn),
    `SUMMARY:${calendarValue(`${mark}${one.title[language]}(${one.about[language]})`)}`,
    `DESCRIPTION:${calendarValue(description)}`,
    `URL:${address}`,
    `CATEGORIES:${[words('定期業務', 'Duty'), marks[state]].map((each) => calendarValue(each[language])).join(',')}`,
    `STATUS:${statuses[state]}`,
    // It marks a day; it does not make its reader busy.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}
