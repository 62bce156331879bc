import { median } from './robust.ts';

/** How much the days of the week are above or below the course; by `(days before today) % 7`, 0 is today's weekday. */
export type Week = Float64Array;

/** Only as far back as the habit of the last weeks. */
const weeks = 9;
/** A pattern that explains less of the ups and downs than this is chance. */
const explainsAtLeast = 0.3;

const ago = (length: number, index: number): number => (length - 1 - index) % 7;

const centred = (week: Float64Array): Week => {
  const level = week.reduce((sum, value) => sum + value, 0) / 7;
  return week.map((value) => value - level);
};

/** Reads the week from the differences of following days, which neither steps nor clean-ups can bend. Null: there is none. */
export const weekByDifferences = (shares: Float64Array): Week | null => {
  const byDay: number[][] = Array.from({ length: 7 }, () => []);
  const all: number[] = [];
  for (let i = Math.max(1, shares.length - weeks * 7); i < shares.length; i++) {
    const difference = shares[i]! - shares[i - 1]!;
    byDay[ago(shares.length, i)]!.push(difference);
    all.push(difference);
  }
  const centre = median(all);
  const usual = byDay.map((each) => (each.length < 2 ? centre : median(each)));
  const whole = all.reduce((sum, value) => sum + Math.abs(value - centre), 0);
  const rest = byDay.reduce((sum, each, day) => sum + each.reduce((part, value) => part + Math.abs(value - usual[day]!), 0), 0);
  // With few weeks chance explains a part of everything.
  if (whole === 0 || 1 - rest / whole < explainsAtLeast + 1 / (all.length / 7)) return null;
  const pace = usual.reduce((sum, value) => sum + value, 0) / 7;
  const week = new Float64Array(7);
  for (let day = 5; day >= 0; day--) week[day] = week[day + 1]! + usual[day]! - pace;
  return centred(week);
};

/** Reads the week from how far each day is from the seven days about it; for a course without steps and clean-ups. */
export const weekByLevels = (course: Float64Array): Week => {
  const byDay: number[][] = Array.from({ length: 7 }, () => []);
  for (let i = Math.max(3, course.length - weeks * 7); i < course.length - 3; i++) {
    let sum = 0;
    for (let k = i - 3; k <= i + 3; k++) sum += course[k]!;
    byDay[ago(course.length, i)]!.push(course[i]! - sum / 7);
  }
  return centred(Float64Array.from(byDay, (each) => (each.length === 0 ? 0 : median(each))));
};

/** The same days without their week. */
export const withoutWeek = (shares: Float64Array, week: Week | null): Float64Array =>
  week ? shares.map((value, i) => value - week[ago(shares.length, i)]!) : shares;

/** How much the day so many days ahead is above or below the course. */
export const weekAhead = (week: Week | null, days: number): number => (week ? week[(7 - (days % 7)) % 7]! : 0);
