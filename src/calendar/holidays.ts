import bundled from '@holiday-jp/holiday_jp';
import { type Words, words } from '../base/text.ts';
import { addDays, type LocalDate, weekdayOf, yearOf } from './date.ts';

/** A national holiday as the Cabinet Office's file names it. */
export interface ImportedHoliday {
  readonly date: LocalDate;
  readonly name: string;
}

/** National holidays (国民の祝日・振替休日・国民の休日) with the years for which they are known. */
export interface NationalHolidays {
  readonly knownFrom: LocalDate;
  readonly knownUntil: LocalDate;
  nameOf(date: LocalDate): Words | null;
}

interface Bundled {
  readonly name: string;
  readonly name_en: string;
}
const bundledHolidays = bundled.holidays as Readonly<Record<LocalDate, Bundled>>;
const bundledDates = Object.keys(bundledHolidays).sort();
const bundledFrom = yearOf(bundledDates[0]!);
const bundledUntil = yearOf(bundledDates.at(-1)!);

/** Holidays of one year only, which the bundled data call just 休日. */
const onlyOnce: Readonly<Record<LocalDate, Words>> = {
  '2019-05-01': words('即位の日', 'Day of the Enthronement'),
  '2019-10-22': words('即位礼正殿の儀の行われる日', 'Day of the Enthronement Ceremony'),
};
const inLieu = / 振替休日$/;

function bundledName(date: LocalDate, { name, name_en }: Bundled): Words {
  const once = onlyOnce[date];
  if (once) return once;
  if (inLieu.test(name)) return words(`振替休日(${name.replace(inLieu, '')})`, 'Substitute holiday');
  if (name === '休日') return words('国民の休日', 'Citizen’s Holiday');
  if (name === '体育の日（スポーツの日）') return words('スポーツの日', name_en);
  return words(name, name_en.replaceAll("'", '’'));
}

const bundledNames: ReadonlyMap<LocalDate, Words> = new Map(
  bundledDates.map((date) => [date, bundledName(date, bundledHolidays[date]!)] as const),
);
const englishOf: ReadonlyMap<string, string> = new Map([...bundledNames.values()].map(({ ja, en }) => [ja, en]));

/** What a file calls only 休日 is named by the law: between two holidays, or in place of one that fell on a Sunday. */
function importedName(name: string, date: LocalDate, has: (date: LocalDate) => boolean): Words {
  if (name !== '休日' && name !== '振替休日') return words(name, englishOf.get(name) ?? 'National holiday');
  const bundledOne = bundledNames.get(date);
  if (bundledOne) return bundledOne;
  if (name === '休日' && has(addDays(date, -1)) && has(addDays(date, 1)) && weekdayOf(date) > 1)
    return words('国民の休日', 'Citizen’s Holiday');
  return words('振替休日', 'Substitute holiday');
}

/** A year that a file lists whole: from New Year to Labour Thanksgiving, with as many holidays as a year has had since 1970. */
const wholeYearHolidaysMin = 12;
function wholeYears(imported: readonly ImportedHoliday[]): ReadonlySet<number> {
  const byYear = Map.groupBy(imported, ({ date }) => yearOf(date));
  const whole = [...byYear].filter(([year, rows]) => {
    const dates = new Set(rows.map(({ date }) => date));
    return dates.size >= wholeYearHolidaysMin && dates.has(`${year}-01-01`) && dates.has(`${year}-11-23`);
  });
  return new Set(whole.map(([year]) => year));
}

/**
 * The bundled holidays with those of an imported file. A year that the file lists whole is taken from the file alone, because
 * the Diet can move or drop a holiday; single days of other years are added.
 */
export function nationalHolidays(imported: readonly ImportedHoliday[] = []): NationalHolidays {
  const whole = wholeYears(imported);
  const names = new Map([...bundledNames].filter(([date]) => !whole.has(yearOf(date))));
  const listed = new Set([...imported.map(({ date }) => date), ...names.keys()]);
  for (const { date, name } of imported) {
    if (whole.has(yearOf(date)) || !names.has(date))
      names.set(
        date,
        importedName(name, date, (other) => listed.has(other)),
      );
  }
  let from = bundledFrom;
  let until = bundledUntil;
  while (whole.has(from - 1)) from -= 1;
  while (whole.has(until + 1)) until += 1;
  return { knownFrom: `${from}-01-01`, knownUntil: `${until}-12-31`, nameOf: (date) => names.get(date) ?? null };
}

/** Every bundled holiday's day, in order. */
export const bundledHolidayDates: readonly LocalDate[] = bundledDates;

/**
 * Until when holidays are officially announced. The equinoxes of a year are gazetted on the first of February of the year before;
 * later ones follow the astronomers' formula and may in theory still move. A month of grace is left.
 */
export const announcedUntil = (today: LocalDate): LocalDate => `${yearOf(today) + (today.slice(5) >= '03-01' ? 1 : 0)}-12-31`;
