/** Statistics that one bad day does not move, and dice that fall the same way each time. */

export const sorted = (values: ArrayLike<number>): Float64Array => Float64Array.from(values).sort();

/** The value below which the given share of an ascending list lies; between two values by a straight line. */
export const quantile = (ascending: ArrayLike<number>, share: number): number => {
  const at = share * (ascending.length - 1);
  const below = Math.floor(at);
  const low = ascending[below]!;
  const high = ascending[Math.min(below + 1, ascending.length - 1)]!;
  return at === below || low === high ? low : low + (at - below) * (high - low);
};

export const median = (values: ArrayLike<number>): number => quantile(sorted(values), 0.5);

/** Spread about the median, on the scale of a standard deviation. */
export const spread = (values: ArrayLike<number>): number => {
  const centre = median(values);
  return 1.4826 * median(Array.from(values, (value) => Math.abs(value - centre)));
};

export const mean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
};

/** The median of the slopes between all pairs of points (Theil and Sen); 0 of fewer than two points. */
export const pairSlope = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  const slopes: number[] = [];
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) slopes.push((y[j]! - y[i]!) / (x[j]! - x[i]!));
  }
  return slopes.length === 0 ? 0 : median(slopes);
};

/** Numbers from 0 up to 1, of the normal distribution, and waits of mean 1; the same ones for the same seed (mulberry32). */
export type Dice = { readonly even: () => number; readonly normal: () => number; readonly wait: () => number };

export const diceOf = (seed: number): Dice => {
  let state = seed >>> 0;
  const even = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    even,
    normal: () => Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even()),
    wait: () => -Math.log(1 - even()),
  };
};
