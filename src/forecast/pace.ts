import { solve } from './linear.ts';
import { median, spread } from './robust.ts';

/** Where a course stands and where it goes: level today, change a day, and how much that changes each day. */
export type Pace = {
  readonly level: number;
  readonly slope: number;
  /** Half of it is the coefficient of the square; 0 for a line. */
  readonly bend: number;
  /** Standard error of the slope. */
  readonly unsure: number;
  /** What is left over each day, for the paths. */
  readonly left: Float64Array;
  readonly shape: 'line' | 'new-line' | 'curve';
};

/** Twelve weeks are looked at, or what there is since the pace last changed. */
const window = 84;
/** A curve bends itself: only its last weeks say where it goes. */
const curveDays = 42;
const leastForCurve = 28;
/** A change of pace is believed after so many days of the new one. */
const leastOfNew = 4;
/** How much better a bent course must fit than a straight one; more for the one whose place was searched for. */
const curveMustWin = 14;
const kneeMustWin = 20;

/** Single days far from the days about them say nothing of the pace. The last three stay: they may be the first of a new one. */
export const withoutSpikes = (course: Float64Array): Float64Array => {
  const about = course.map((_, i) => median(course.subarray(Math.max(0, i - 3), Math.min(course.length, i + 4))));
  const off = course.map((value, i) => value - about[i]!);
  const far = 4 * spread(off) + 1e-5;
  return course.map((value, i) => (i < course.length - 3 && Math.abs(off[i]!) > far ? about[i]! : value));
};

type Fit = {
  readonly weights: Float64Array;
  readonly rest: number;
  readonly left: Float64Array;
  readonly columns: readonly Float64Array[];
};

/** Rows of the normal equations of some columns; the right sides are those of `y`. */
const equations = (columns: readonly Float64Array[], y: Float64Array): Float64Array[] =>
  columns.map((column, a) => {
    const row = new Float64Array(columns.length + 1);
    for (let b = 0; b < columns.length; b++) {
      const other = columns[b]!;
      let sum = a === b ? 1e-9 : 0;
      for (let i = 0; i < y.length; i++) sum += column[i]! * other[i]!;
      row[b] = sum;
    }
    let side = 0;
    for (let i = 0; i < y.length; i++) side += column[i]! * y[i]!;
    row[columns.length] = side;
    return row;
  });

/** Least squares. */
const fit = (y: Float64Array, columns: readonly Float64Array[]): Fit => {
  const weights = solve(equations(columns, y));
  const left = y.slice();
  let rest = 0;
  for (let i = 0; i < y.length; i++) {
    for (let a = 0; a < columns.length; a++) left[i]! -= weights[a]! * columns[a]![i]!;
    rest += left[i]! * left[i]!;
  }
  return { weights, rest, left, columns };
};

/** Columns by days before today: today is 0. */
const column = (length: number, at: (t: number) => number): Float64Array => Float64Array.from({ length }, (_, i) => at(i - length + 1));
const lineColumns = (length: number): [Float64Array, Float64Array] => [column(length, () => 1), column(length, (t) => t)];
const fitLine = (y: Float64Array): Fit => fit(y, lineColumns(y.length));
const fitCurve = (y: Float64Array): Fit => fit(y, [...lineColumns(y.length), column(y.length, (t) => (t * t) / 2)]);

/** The line with one knee that fits best, and where its knee is. Far back every third day is tried. */
const fitKnee = (y: Float64Array): { found: Fit; at: number } => {
  const columns = [...lineColumns(y.length), new Float64Array(y.length)];
  let best = { found: fitLine(y), at: 0 };
  for (let at = 2 * leastOfNew - y.length; at <= -leastOfNew; at += y.length > 40 && at < -20 ? 3 : 1) {
    const beyond = column(y.length, (t) => Math.max(0, t - at));
    columns[2] = beyond;
    const found = fit(y, [...columns]);
    if (found.rest < best.found.rest) best = { found, at };
  }
  return best;
};

const mostEcho = 0.75;
/** How much one day's rest says of the next one's. */
const echo = (left: Float64Array): number => {
  let cross = 0;
  let whole = 1e-15;
  for (let i = 0; i < left.length; i++) {
    whole += left[i]! * left[i]!;
    if (i > 0) cross += left[i]! * left[i - 1]!;
  }
  return Math.min(mostEcho, Math.max(0, cross / whole));
};

/** How much better a fit is, in the scale of a likelihood, with days that echo each other counted as fewer. */
const gain = (worse: Fit, better: Fit): number => {
  const r = echo(better.left);
  const count = (better.left.length * (1 - r)) / (1 + r);
  return count * Math.log((worse.rest + 1e-12) / (better.rest + 1e-12));
};

/** Standard error of the slope, with days that echo each other counted as fewer. */
const unsureOf = ({ left, rest, columns, weights }: Fit): number => {
  const rows = equations(columns, left);
  for (const [a, row] of rows.entries()) row[columns.length] = a === 1 ? 1 : 0;
  const r = echo(left);
  const variance = rest / Math.max(1, left.length - weights.length);
  return Math.sqrt((variance * Math.max(0, solve(rows)[1]!) * (1 + r)) / (1 - r)) + 1e-7;
};

const asPace = (found: Fit, shape: Pace['shape'], whole: Float64Array): Pace => {
  const level = found.weights[0]!;
  const slope = found.weights[1]!;
  const bend = shape === 'curve' ? found.weights[2]! : 0;
  // The spikes again: a disk is full when one of them reaches the top.
  const left = whole.subarray(-found.left.length).map((value, i) => {
    const t = i - found.left.length + 1;
    return value - level - slope * t - (bend * t * t) / 2;
  });
  return { level, slope, bend, unsure: unsureOf(found), left, shape };
};

/** Whether a fit does not go through the last days: then the days before hold more changes than one bend can follow. */
const misses = (course: Float64Array, { left }: Fit): boolean => {
  const noise = spread(course.slice(1).map((value, i) => value - course[i]!)) / Math.SQRT2 + 1e-6;
  return Math.abs(median(left.subarray(-5))) > 2.5 * noise;
};

/** Reads the pace of a course without week, steps and clean-ups: the last straight piece of it, or one curve where that fits as well. */
export const paceOf = (whole: Float64Array): Pace => {
  let course = withoutSpikes(whole.subarray(-window - 3)).subarray(-window);
  let shape: Pace['shape'] = 'line';
  for (;;) {
    const straight = fitLine(course);
    if (course.length < 3 * leastOfNew) return asPace(straight, shape, whole);
    const knee = fitKnee(course);
    const curve = course.length >= leastForCurve ? fitCurve(course) : straight;
    const kneeWins = gain(straight, knee.found) > kneeMustWin;
    const curveWins = gain(straight, curve) > curveMustWin && (!kneeWins || curve.rest < 1.1 * knee.found.rest);
    const chosen = curveWins ? curve : kneeWins ? knee.found : straight;
    if (misses(course, chosen)) course = course.subarray(Math.ceil(course.length / 4));
    else if (curveWins) return asPace(fitCurve(course.subarray(-curveDays)), 'curve', whole);
    else if (!kneeWins) return asPace(straight, shape, whole);
    else course = course.subarray(course.length - 1 + knee.at);
    shape = 'new-line';
  }
};
