/**
 * Disks whose future is known. No public set of full disks with the day on which they filled exists, so these are made, hour by hour, from
 * ten kinds of growth that machines of small companies show. Everything follows from the seed: whoever runs this file with the same seed
 * has the same disks. A size is 1; the values are the share of it that is used. A disk that goes over 1 has filled on that day.
 *
 * Random numbers: mulberry32. Uniform `u(a, b)`; normal by the sum of twelve uniforms less six; waits between bulk steps exponential.
 */
export const growthKinds = [
  'linear',
  'working-day',
  'flat',
  'log-rotate',
  'growth-and-rotate',
  'night-backup',
  'bulk-steps',
  'accelerating',
  'regime-change',
  'clean-up',
] as const;
export type GrowthKind = (typeof growthKinds)[number];

export type Disk = {
  readonly kind: GrowthKind;
  /** Share in use at each hour; day `d` is the hours 24 d to 24 d + 23, hour 0 a Monday. */
  readonly hours: Float64Array;
  /** Highest share of each day. */
  readonly peaks: Float64Array;
  /** First day whose peak is 1 or more; null if there is none. */
  readonly fullOn: number | null;
  /** What can be known of this disk's own rules, for the ceiling: the chance on a day that it is full within so many days. */
  readonly chance: (day: number, within: number) => number;
};

export type Random = { u: (low: number, high: number) => number; normal: () => number; wait: (mean: number) => number; fork: () => Random };

export const randomOf = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    u: (low, high) => low + (high - low) * next(),
    normal: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += next();
      return sum;
    },
    wait: (mean) => -mean * Math.log(1 - next()),
    fork: () => randomOf(Math.floor(next() * 4294967296)),
  };
};

/** The level without noise at each hour, and what an onlooker who knows the rules can say of the chance to be full. */
type Course = { level: Float64Array; chance?: Disk['chance'] };
type Maker = (random: Random, days: number) => Course;

const line = (hours: number, at: (hour: number) => number): Float64Array => Float64Array.from({ length: hours }, (_, hour) => at(hour));
/** What is used on the first day, and on which day a disk that grows steadily from there is full. */
const beginning = (random: Random): { start: number; fills: number } => ({ start: random.u(0.15, 0.7), fills: random.u(45, 500) });

/** A tooth of a saw: rises for `period` days, then falls back to nothing. */
const tooth = (period: number, phase: number) => (hour: number) => ((hour / 24 + phase) % period) / period;

const linear: Maker = (random, days) => {
  const { start, fills } = beginning(random);
  return { level: line(days * 24, (hour) => start + ((1 - start) * hour) / 24 / fills) };
};

/** Grows from 9 to 18 on Monday to Friday; one working day in forty nobody works. */
const workingDay: Maker = (random, days) => {
  const { start, fills } = beginning(random);
  const step = ((1 - start) / fills) * (7 / 5);
  let level = start;
  const off = Array.from({ length: days }, (_, day) => day % 7 > 4 || random.u(0, 40) < 1);
  return {
    level: line(days * 24, (hour) => {
      const at = hour % 24;
      if (!off[Math.floor(hour / 24)] && at >= 9 && at < 18) level += step / 9;
      return level;
    }),
  };
};

/** Stays where it is, at any level, wandering a little and always drawn back. */
const flat: Maker = (random, days) => {
  const at = random.u(0.2, 0.95);
  const wander = random.u(0, 0.004);
  let off = 0;
  const daily = Array.from({ length: days }, () => {
    off = 0.9 * off + wander * random.normal();
    return off;
  });
  return { level: line(days * 24, (hour) => at + daily[Math.floor(hour / 24)]!), chance: () => 0 };
};

const rotations = [1, 7, 30] as const;
const logRotate: Maker = (random, days) => {
  const period = rotations[Math.floor(random.u(0, 3))]!;
  const height = random.u(0.03, 0.2);
  const base = random.u(0.2, 0.93 - height);
  const rising = tooth(period, random.u(0, period));
  return { level: line(days * 24, (hour) => base + height * rising(hour)), chance: () => 0 };
};

const growthAndRotate: Maker = (random, days) => {
  const { start, fills } = beginning(random);
  const period = rotations[Math.floor(random.u(0, 3))]!;
  const height = random.u(0.03, 0.15);
  const rising = tooth(period, random.u(0, period));
  const base = start * (1 - height);
  return { level: line(days * 24, (hour) => base + ((1 - base - height) * hour) / 24 / fills + height * rising(hour)) };
};

/** A backup lies there from 1 to 3 at night; on Sunday a full one, on one night in thirty none. Half of these disks also grow. */
const nightBackup: Maker = (random, days) => {
  const { start, fills } = beginning(random);
  const grows = random.u(0, 1) < 0.5;
  const nightly = random.u(0.04, 0.12);
  const full = nightly * random.u(1, 2);
  const base = start * 0.8;
  const heights = Array.from({ length: days }, (_, day) =>
    random.u(0, 30) < 1 ? 0 : (day % 7 === 6 ? full : nightly) * (1 + 0.03 * random.normal()),
  );
  return {
    level: line(days * 24, (hour) => {
      const at = hour % 24;
      const slow = grows ? ((1 - base - full) * hour) / 24 / fills : 0;
      return base + slow + (at >= 1 && at < 4 ? heights[Math.floor(hour / 24)]! : 0);
    }),
    ...(grows ? {} : { chance: () => 0 }),
  };
};

/** Somebody copies something onto it: after waits of mean 8 to 40 days (exponential), each time 0.3 to 1.7 times a mean of 1.5 to 7 %. */
const bulkSteps: Maker = (random, days) => {
  const start = random.u(0.15, 0.7);
  const every = random.u(8, 40);
  const mean = random.u(0.015, 0.07);
  const level = new Float64Array(days * 24).fill(start);
  for (let at = random.wait(every) * 24; at < level.length; at += random.wait(every) * 24) {
    const height = mean * random.u(0.3, 1.7);
    for (let hour = Math.ceil(at); hour < level.length; hour++) level[hour]! += height;
  }
  const dice = random.fork();
  return {
    level,
    chance: (day, within) => {
      const room = 1 - level[day * 24 + 23]!;
      let full = 0;
      for (let path = 0; path < 400; path++) {
        let sum = 0;
        for (let at = dice.wait(every); at < within && sum < room; at += dice.wait(every)) sum += mean * dice.u(0.3, 1.7);
        if (sum >= room) full++;
      }
      return full / 400;
    },
  };
};

/** Doubles what it adds every 30 to 90 days. */
const accelerating: Maker = (random, days) => {
  const { start, fills } = beginning(random);
  const doubling = random.u(30, 90);
  const grown = (day: number): number => 2 ** (day / doubling) - 1;
  return { level: line(days * 24, (hour) => start + ((1 - start) * grown(hour / 24)) / grown(fills)) };
};

/** Slow for long; from one day on at a pace that would fill what is then free in 12 to 90 days. One in four goes back to slow again. */
const regimeChange: Maker = (random, days) => {
  const start = random.u(0.15, 0.7);
  const slow = (1 - start) / random.u(500, 2000);
  const changes = random.u(30, 220);
  const atChange = start + slow * changes;
  const fast = (1 - atChange) / random.u(12, 90);
  const back = random.u(0, 4) < 1 ? changes + random.u(5, 40) : Number.POSITIVE_INFINITY;
  const level = line(days * 24, (hour) => {
    const day = hour / 24;
    if (day < changes) return start + slow * day;
    return atChange + fast * (Math.min(day, back) - changes) + slow * Math.max(0, day - back);
  });
  return {
    level,
    // Nobody knows of a change of pace before it happens.
    chance: (day, within) => {
      const pace = day >= changes && day < back ? fast : slow;
      return level[day * 24 + 23]! + pace * within >= 1 ? 1 : 0;
    },
  };
};

/** Share of a normal distribution beyond so many standard deviations (Abramowitz and Stegun, 26.2.17). */
const beyond = (z: number): number => {
  if (z < 0) return 1 - beyond(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (series * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
};

/**
 * Fills quickly and is cleaned up again and again: half of them by the calendar (every 14 to 45 days, some days sooner or later), half
 * by somebody who looks when 75 to 88 % are reached (each time at another level near it). In half of the disks one clean-up is forgotten
 * and no other follows.
 */
const cleanUp: Maker = (random, days) => {
  const base = random.u(0.2, 0.5);
  const peak = random.u(0.75, 0.88);
  const every = random.u(14, 45);
  const pace = (peak - base) / every;
  const byDate = random.u(0, 1) < 0.5;
  const forgotten = random.u(0, 1) < 0.5 ? random.u(60, 240) : Number.POSITIVE_INFINITY;
  const level = new Float64Array(days * 24);
  const limit = (): { days: number; level: number } => ({ days: every + 1.5 * random.normal(), level: peak + 0.015 * random.normal() });
  let now = base + random.u(0, peak - base);
  let since = (now - base) / pace;
  let next = limit();
  const due: number[] = [];
  for (let hour = 0; hour < level.length; hour++) {
    const reached = byDate ? since >= next.days : now >= next.level;
    if (reached && hour / 24 < forgotten) {
      now = base + 0.02 * random.normal();
      since = 0;
      next = limit();
    }
    level[hour] = now;
    now += pace / 24;
    since += 1 / 24;
    if (hour % 24 === 23) due.push(byDate ? every - since : (peak - now) / pace);
  }
  return {
    level,
    // The longer a clean-up is late, the likelier it was forgotten: once in twelve to begin with, then by the share that come later still.
    chance: (day, within) => {
      const late = -due[day]! / (byDate ? 1.5 : 0.015 / pace);
      const forgot = 1 / 12 / (1 / 12 + (11 / 12) * beyond(late));
      return level[day * 24 + 23]! + pace * within >= 1 ? forgot : 0;
    },
  };
};

const makers: Readonly<Record<GrowthKind, Maker>> = {
  linear,
  'working-day': workingDay,
  flat,
  'log-rotate': logRotate,
  'growth-and-rotate': growthAndRotate,
  'night-backup': nightBackup,
  'bulk-steps': bulkSteps,
  accelerating,
  'regime-change': regimeChange,
  'clean-up': cleanUp,
};

/** Temporary files: each hour a little, each day another amount of it, now and then (one day in fifty) much more for three hours. */
const temporary = (random: Random, days: number, times: number): Float64Array => {
  const usual = random.u(0.0005, 0.004) * times;
  const added = new Float64Array(days * 24);
  for (let day = 0; day < days; day++) {
    const today = usual * (1 + 0.5 * random.normal());
    for (let hour = 0; hour < 24; hour++) added[day * 24 + hour] = Math.max(0, today * (1 + 0.5 * random.normal()));
    if (random.u(0, 50) >= 1) continue;
    const from = Math.floor(random.u(0, 21));
    const much = random.u(2, 8) * usual;
    for (let hour = from; hour < from + 3; hour++) added[day * 24 + hour]! += much;
  }
  return added;
};

/** `count` disks of each kind for so many days; `noise` times the usual amount of temporary files. */
export const disksOf = (seed: number, count: number, days: number, noise = 1): Disk[] => {
  const random = randomOf(seed * 7919 + 17);
  const disks: Disk[] = [];
  for (const kind of growthKinds) {
    for (let i = 0; i < count; i++) {
      const { level, chance } = makers[kind](random.fork(), days);
      const added = temporary(random.fork(), days, noise);
      const hours = level.map((value, hour) => value + added[hour]!);
      const peaks = Float64Array.from({ length: days }, (_, day) => Math.max(...hours.subarray(day * 24, day * 24 + 24)));
      const first = peaks.findIndex((peak) => peak >= 1);
      const fullOn = first < 0 ? null : first;
      const known = (day: number, within: number): number => (fullOn !== null && fullOn - day <= within ? 1 : 0);
      disks.push({ kind, hours, peaks, fullOn, chance: chance ?? known });
    }
  }
  return disks;
};
