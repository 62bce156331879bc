import { median, spread } from './robust.ts';

/** A day on which a disk suddenly held more or less, and stayed there. */
export type Break = {
  /** Index of the first day at the new level. */
  readonly at: number;
  /** By how much, as a share of the size; negative where something was removed. */
  readonly height: number;
};

export type Breaks = { readonly steps: readonly Break[]; readonly drops: readonly Break[] };

const leastStep = 0.008;
const leastDrop = 0.025;

const middle = (values: Float64Array, from: number, to: number): number =>
  median(values.subarray(Math.max(0, from), Math.min(values.length, to)));

/** Finds steps and clean-ups: a difference between two days that is far beyond the usual ones, and is still there two days later. */
export const breaksOf = (shares: Float64Array): Breaks => {
  const differences = shares.slice(1).map((value, i) => value - shares[i]!);
  const noise = spread(differences);
  const steps: Break[] = [];
  const drops: Break[] = [];
  for (let i = 0; i < differences.length; i++) {
    // Beside its neighbours: a disk that fills fast every day makes no steps.
    const usual = middle(differences, i - 3, i + 4);
    const difference = differences[i]! - usual;
    const least = Math.max(difference > 0 ? leastStep : leastDrop, 4 * noise, 4 * Math.abs(usual));
    if (Math.abs(difference) < least) continue;
    const at = i + 1;
    const stays = middle(shares, at, at + 3) - middle(shares, at - 3, at);
    if (Math.abs(stays) < 0.6 * Math.abs(difference) || Math.sign(stays) !== Math.sign(difference)) continue;
    (difference > 0 ? steps : drops).push({ at, height: difference });
  }
  return { steps, drops };
};

/** The course as it were without those breaks, ending at today's level. */
export const withoutBreaks = (shares: Float64Array, breaks: readonly Break[]): Float64Array => {
  const course = shares.slice();
  for (const { at, height } of breaks) for (let i = 0; i < at; i++) course[i]! += height;
  return course;
};
