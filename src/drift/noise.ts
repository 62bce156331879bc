import type { CollectionId } from '../facts/collection.ts';
import type { DeviceTraits } from '../facts/kind.ts';
import { type Difference, differing } from './differences.ts';

/** What of a difference needs no reason each time. A rule never changes; whoever wants another one ends it. */
export interface NoiseRule {
  readonly id: string;
  readonly collection: CollectionId;
  /** The key of an item, with `*` for any characters; letters are not told apart by case. */
  readonly pattern: string;
  /** Only a change of nothing but this attribute. Null: coming and going too. */
  readonly attribute: string | null;
  readonly platform: DeviceTraits['platform'] | null;
  readonly deviceClass: DeviceTraits['deviceClass'] | null;
  /** Minutes of the company's day, from the first up to the other; across midnight where the first is later. */
  readonly window: { readonly from: number; readonly until: number } | null;
  /** The company's day with which it ends. */
  readonly until: string | null;
}

/** The span in which a difference happened: after `from`, by `at`. */
export interface Span {
  readonly from: Date;
  readonly at: Date;
}

const dayMinutes = 1440;

/** Whether a text is like a pattern in which `*` stands for any characters. No backtracking, however many stars. */
export function isLike(pattern: string, text: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const whole = text.toLowerCase();
  const first = parts[0]!;
  if (parts.length === 1) return whole === first;
  const last = parts.at(-1)!;
  if (whole.length < first.length + last.length || !whole.startsWith(first) || !whole.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = whole.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= whole.length - last.length;
}

/** Devices are asked hourly: what happened within a window was seen an hour later at most, and seen otherwise an hour before. */
const lookMinutes = 60;

/**
 * Whether all of a span lies in a daily window and the looks before and after it. What may as well have happened outside is not
 * excused by it: of a device that was off for a night nobody knows when. Nor is it where the server's clock was set back in between.
 */
export function isWithinDaily(window: { from: number; until: number }, { from, at }: Span, minuteOf: (at: Date) => number): boolean {
  if (at < from) return false;
  const length = (window.until - window.from + dayMinutes) % dayMinutes;
  const begun = (minuteOf(from) - window.from + lookMinutes + dayMinutes) % dayMinutes;
  return length === 0 || begun + (at.getTime() - from.getTime()) / 60_000 <= length + 2 * lookMinutes;
}

/** What a rule needs to know of where and when. */
export interface NoiseContext {
  readonly traits: DeviceTraits;
  readonly span: Span;
  readonly minuteOf: (at: Date) => number;
  readonly dayOf: (at: Date) => string;
}

/** The first rule that makes a difference noise, or null. */
export function quietedBy(rules: readonly NoiseRule[], difference: Difference, context: NoiseContext): NoiseRule | null {
  const { traits, span, minuteOf, dayOf } = context;
  return (
    rules.find(
      (rule) =>
        rule.collection === difference.collection &&
        (rule.platform === null || rule.platform === traits.platform) &&
        (rule.deviceClass === null || rule.deviceClass === traits.deviceClass) &&
        (rule.until === null || dayOf(span.at) <= rule.until) &&
        isLike(rule.pattern, difference.key) &&
        (rule.attribute === null || (difference.act === 'changed' && differing(difference).every((name) => name === rule.attribute))) &&
        (rule.window === null || isWithinDaily(rule.window, span, minuteOf)),
    ) ?? null
  );
}
