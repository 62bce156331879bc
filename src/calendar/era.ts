import { dateOf, dayNumber, dayOfMonth, isLocalDate, type LocalDate, monthOf, yearOf } from './date.ts';

/** Eras with their first day. Japan has counted by the Gregorian calendar since 1873-01-01. */
const eras = [
  { name: '令和', letter: 'R', from: '2019-05-01' },
  { name: '平成', letter: 'H', from: '1989-01-08' },
  { name: '昭和', letter: 'S', from: '1926-12-25' },
  { name: '大正', letter: 'T', from: '1912-07-30' },
  { name: '明治', letter: 'M', from: '1873-01-01' },
] as const;

/** 令和8年11月22日; the first year of an era is 元年. A day before 1873 keeps its Western year. */
export function wareki(date: LocalDate): string {
  dayNumber(date);
  const rest = `${monthOf(date)}月${dayOfMonth(date)}日`;
  const era = eras.find(({ from }) => date >= from);
  if (!era) return `${yearOf(date)}年${rest}`;
  // The first year of Meiji was 1868, before the calendar changed.
  const year = yearOf(date) - (era.letter === 'M' ? 1868 : yearOf(era.from)) + 1;
  return `${era.name}${year === 1 ? '元' : year}年${rest}`;
}

const written = /^(令和|平成|昭和|大正|明治|[RHSTM])\.?(元|\d{1,3})[年./-](\d{1,2})[月./-](\d{1,2})日?$/i;

/** Reads 令和8年11月22日 and R8.11.22; null where it is neither, or names a day that the era does not have. */
export function readWareki(text: string): LocalDate | null {
  const [, name, count, month, day] = written.exec(text) ?? [];
  if (name === undefined) return null;
  const era = eras.find((each) => each.name === name || each.letter === name.toUpperCase())!;
  const first = era.letter === 'M' ? 1868 : yearOf(era.from);
  const date = dateOf(first + (count === '元' ? 1 : Number(count)) - 1, Number(month), Number(day));
  return isLocalDate(date) && date >= era.from && eras.find(({ from }) => date >= from) === era ? date : null;
}
