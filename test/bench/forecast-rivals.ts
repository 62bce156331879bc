import { horizon, type Method } from './forecast-rules.ts';

/** What is in use elsewhere, each as its authors publish it, and the ceiling. */
const through = (values: ArrayLike<number>, from: number, to: number): { slope: number; at: number } => {
  const n = to - from + 1;
  const centre = (n - 1) / 2;
  let sum = 0;
  let cross = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    sum += values[from + i]!;
    cross += (i - centre) * values[from + i]!;
    squares += (i - centre) ** 2;
  }
  const slope = cross / squares;
  return { slope, at: sum / n + slope * centre };
};

/** predict_linear over some hours to a day ahead, asked every hour, true for an hour before it counts; a day is warned if one hour was. */
export const predictLinear =
  (hours: number, freeBelow: number): Method =>
  (disk, day) => {
    let standing = 0;
    for (let at = day * 24; at < day * 24 + 24; at++) {
      const { slope, at: now } = through(disk.hours, at - hours, at);
      standing = now + 24 * slope >= 1 && 1 - disk.hours[at]! < freeBelow ? standing + 1 : 0;
      if (standing >= 2) return { warn: true, days: null };
    }
    return { warn: false, days: null };
  };

export const level =
  (share: number): Method =>
  (disk, day) => ({ warn: disk.peaks[day]! >= share, days: null });

const fromLine = (slope: number, now: number): { warn: boolean; days: number | null } => {
  const days = now >= 1 ? 0 : slope > 0 ? (1 - now) / slope : null;
  return { warn: days !== null && days <= horizon, days: days !== null && days < 730 ? days : null };
};

export const leastSquares: Method = (disk, day) => {
  const { slope, at } = through(disk.peaks, Math.max(0, day - 27), day);
  return fromLine(slope, at);
};

const median = (values: number[]): number => {
  values.sort((a, b) => a - b);
  const half = values.length >> 1;
  return values.length % 2 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
};

const theilSen = (x: readonly number[], y: readonly number[], to: number): { warn: boolean; days: number | null } => {
  const slopes: number[] = [];
  for (let i = 0; i < x.length; i++) for (let j = i + 1; j < x.length; j++) slopes.push((y[j]! - y[i]!) / (x[j]! - x[i]!));
  const slope = median(slopes);
  return fromLine(slope, median(y.map((value, i) => value - slope * x[i]!)) + slope * to);
};

export const theilSenDaily: Method = (disk, day) => {
  const days = Array.from({ length: Math.min(28, day + 1) }, (_, i) => day - i).reverse();
  return theilSen(
    days,
    days.map((at) => disk.peaks[at]!),
    day,
  );
};

export const theilSenWeekly: Method = (disk, day) => {
  const x: number[] = [];
  const y: number[] = [];
  for (let end = day; end >= 6 && x.length < 8; end -= 7) {
    let best = end;
    for (let at = end - 6; at <= end; at++) if (disk.peaks[at]! > disk.peaks[best]!) best = at;
    x.push(best);
    y.push(disk.peaks[best]!);
  }
  return theilSen(x, y, day);
};

/** Who knows each disk's rules but not its dice: warns where the chance to be full within the horizon is at least `chance`. */
export const ceiling =
  (chance: number): Method =>
  (disk, day) => ({ warn: disk.chance(day, horizon) >= chance, days: null });
