import type { CollectionId } from '../facts/collection.ts';
import type { DeviceTraits } from '../facts/kind.ts';
import { addCounts, type CountsByCollection, countsOf, type Difference } from './differences.ts';
import { type NoiseContext, type NoiseRule, quietedBy } from './noise.ts';

/**
 * waiting: a person must say why. matched: an approved change covers it. explained: a person said why. quiet: all of it is noise by
 * rule. noted: nothing of it needs a reason on this class of device. closed: the device was retired first.
 */
export const eventStates = ['waiting', 'matched', 'explained', 'quiet', 'noted', 'closed'] as const;
export type EventState = (typeof eventStates)[number];

/** Differences first seen so long after the first one of an event belong to it: the same work, seen by several hourly looks. */
export const spellMs = 90 * 60_000;

/** An approved change: what may happen on a device, when, and since when it is approved. */
export interface ApprovedChange {
  /** The line of the register of changes. */
  readonly row: string;
  readonly from: Date;
  readonly until: Date;
  readonly approvedAt: Date;
  /** It was applied before anybody could approve it, and said so: what was seen before the approval is covered too. */
  readonly emergency?: true;
}

/** One row of the inventory's changes as it counts for an event. */
export interface WeighedChange {
  readonly id: number;
  readonly deviceId: string;
  readonly fromAt: Date;
  readonly at: Date;
  readonly counts: CountsByCollection;
  readonly differences: number;
  /** Differences that want a reason. */
  readonly loud: number;
  /** Differences that are noise. */
  readonly quiet: number;
  readonly quietRules: readonly string[];
  readonly matchedRow: string | null;
}

export interface Weighing extends NoiseContext {
  readonly rules: readonly NoiseRule[];
  /** Whether the company wants changes of a collection explained on such a device. */
  readonly wants: (collection: CollectionId, traits: DeviceTraits) => boolean;
  readonly approved: readonly ApprovedChange[];
}

/** Sorts the differences of one change into noise, what wants a reason, and what is only noted. */
export function weigh(
  change: { readonly id: number; readonly deviceId: string; readonly fromAt: Date; readonly at: Date },
  differences: readonly Difference[],
  weighing: Weighing,
): WeighedChange {
  const quietRules = new Set<string>();
  let loud = 0;
  let quiet = 0;
  for (const difference of differences) {
    const rule = quietedBy(weighing.rules, difference, weighing);
    if (rule) {
      quietRules.add(rule.id);
      quiet += 1;
    } else if (weighing.wants(difference.collection, weighing.traits)) loud += 1;
  }
  return {
    id: change.id,
    deviceId: change.deviceId,
    fromAt: change.fromAt,
    at: change.at,
    counts: countsOf(differences),
    differences: differences.length,
    loud,
    quiet,
    quietRules: [...quietRules].sort(),
    matchedRow: loud === 0 ? null : (weighing.approved.find((each) => covers(each, change))?.row ?? null),
  };
}

/** An approval that came after the change was seen approves nothing; a person explains it then. */
const covers = (approved: ApprovedChange, { fromAt, at }: { fromAt: Date; at: Date }): boolean =>
  at > approved.from && fromAt < approved.until && (approved.emergency === true || approved.approvedAt <= at);

/** An event as it stands, or as it will be written. */
export interface DriftEvent {
  readonly id: string;
  readonly deviceId: string;
  readonly firstChange: number;
  readonly traits: DeviceTraits;
  readonly fromAt: Date;
  readonly firstAt: Date;
  readonly at: Date;
  readonly counts: CountsByCollection;
  readonly loud: number;
  readonly quiet: number;
  /** Of the loud ones those that no approved change covers. */
  readonly open: number;
  readonly matchedRow: string | null;
  readonly state: EventState;
  readonly waitsSince: string;
  readonly revision: number;
}

export const stateOf = ({ loud, open, quiet }: Pick<DriftEvent, 'loud' | 'open' | 'quiet'>): EventState =>
  open > 0 ? 'waiting' : loud > 0 ? 'matched' : quiet > 0 ? 'quiet' : 'noted';

/** Whether a change belongs to an event: nothing joins what is explained already, for nobody explained that. */
export const joins = (event: DriftEvent, change: Pick<WeighedChange, 'deviceId' | 'at'>): boolean =>
  event.deviceId === change.deviceId &&
  event.state !== 'explained' &&
  event.state !== 'closed' &&
  Math.abs(change.at.getTime() - event.firstAt.getTime()) <= spellMs;

const earlier = (a: Date, b: Date): Date => (a <= b ? a : b);
const later = (a: Date, b: Date): Date => (a >= b ? a : b);

export interface Beginning {
  readonly id: string;
  readonly traits: DeviceTraits;
  /** The device is retired: nobody is asked any more. */
  readonly retired: boolean;
  readonly dayOf: (at: Date) => string;
}

export function begin(change: WeighedChange, { id, traits, retired, dayOf }: Beginning): DriftEvent {
  const open = change.matchedRow === null ? change.loud : 0;
  const sums = { loud: change.loud, quiet: change.quiet, open };
  return {
    ...sums,
    id,
    deviceId: change.deviceId,
    firstChange: change.id,
    traits,
    fromAt: change.fromAt,
    firstAt: change.at,
    at: change.at,
    counts: change.counts,
    matchedRow: change.matchedRow,
    state: retired ? 'closed' : stateOf(sums),
    waitsSince: dayOf(change.at),
    revision: 1,
  };
}

export function join(event: DriftEvent, change: WeighedChange, dayOf: (at: Date) => string): DriftEvent {
  const sums = {
    loud: event.loud + change.loud,
    quiet: event.quiet + change.quiet,
    open: event.open + (change.matchedRow === null ? change.loud : 0),
  };
  return {
    ...event,
    ...sums,
    fromAt: earlier(event.fromAt, change.fromAt),
    at: later(event.at, change.at),
    counts: addCounts(event.counts, change.counts),
    matchedRow: event.matchedRow ?? change.matchedRow,
    state: stateOf(sums),
    waitsSince: event.open > 0 ? event.waitsSince : dayOf(change.at),
    revision: event.revision + 1,
  };
}
