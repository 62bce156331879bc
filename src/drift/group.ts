import { newId } from '../base/id.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import type { CollectionId } from '../facts/collection.ts';
import { changesAfter, changesById, type InventoryChange, type InventoryItem, itemsById } from '../inventory/index.ts';
import { dayOf, minuteOf } from './day.ts';
import type { DriftDeps } from './deps.ts';
import { markDevices } from './device.store.ts';
import { type Difference, differencesOf } from './differences.ts';
import {
  changesOfEvents,
  devicesOf,
  groupedAlready,
  holdDrift,
  type KnownDevice,
  lockEvents,
  moveCursor,
  newestEvents,
  putChanges,
  putEvents,
  waitingOn,
  weighedBefore,
} from './event.store.ts';
import { type ApprovedChange, begin, type DriftEvent, join, joins, stateOf, type WeighedChange, weigh } from './event.ts';
import type { NoiseRule } from './noise.ts';
import { rulesInForce } from './rule.store.ts';
import { titleOf } from './title.ts';

/** Changes of one transaction; each may hold hundreds of items. */
const changesPerRound = 200;
/** Looked at again behind the cursor: a number that was given earlier and committed later must not be passed over. */
const lookBack = 100;

/** What tells that a program ran is no change of the device. */
const traces: ReadonlySet<CollectionId> = new Set<CollectionId>(['executed-programs']);

/** The differences that one row of the inventory's changes holds. */
export function differencesOfChange(change: InventoryChange, items: ReadonlyMap<number, InventoryItem>): Difference[] {
  const known = (ids: readonly number[]) => ids.flatMap((id) => items.get(id) ?? []);
  return differencesOf(known(change.added), known(change.removed));
}

/**
 * Groups what the inventory wrote down into events, from where it stopped last. Each change goes to exactly one event, in the order in
 * which they were stored: how many rounds that takes and where it is interrupted makes no difference. Returns how many were grouped.
 */
export async function groupChanges(deps: DriftDeps): Promise<number> {
  let grouped = 0;
  for (;;) {
    const { count, more } = await inTransaction(deps.pool, (tx) => groupRound(deps, tx));
    grouped += count;
    if (!more) return grouped;
  }
}

/** `more`: the page was full, so there may be more behind it, however few of it were new. */
async function groupRound(deps: DriftDeps, tx: Tx): Promise<{ count: number; more: boolean }> {
  const { changeId, rules: rulesSeen } = await holdDrift(tx);
  const stored = await changesAfter(tx, Math.max(0, changeId - lookBack), changesPerRound + lookBack);
  const isFull = stored.length === changesPerRound + lookBack;
  const read = stored.filter(({ collection }) => !traces.has(collection));
  const done = await groupedAlready(
    tx,
    read.map(({ id }) => id),
  );
  const fresh = read.filter(({ id }) => !done.has(id)).slice(0, changesPerRound);
  if (fresh.length === 0) {
    if (stored.length > 0) await moveCursor(tx, stored.at(-1)!.id);
    return { count: 0, more: isFull && stored.at(-1)!.id > changeId };
  }
  const now = deps.clock.now();
  const deviceIds = [...new Set(fresh.map(({ deviceId }) => deviceId))];
  const devices = await devicesOf(tx, deviceIds);
  const weighed = await weighAll(deps, tx, fresh, devices);
  const events = await newestEvents(tx, deviceIds);
  const touched = new Map<string, DriftEvent>();
  const rows: (WeighedChange & { eventId: string })[] = [];
  for (const change of weighed) {
    const { traits, retired } = devices.get(change.deviceId)!;
    const newest = events.get(change.deviceId);
    const event =
      newest && !retired && joins(newest, change) ? join(newest, change, dayOf) : begin(change, { id: newId(), traits, retired, dayOf });
    events.set(change.deviceId, event);
    touched.set(event.id, event);
    rows.push({ ...change, eventId: event.id });
  }
  await putEvents(tx, [...touched.values()], rulesSeen, now);
  await putChanges(tx, rows);
  await tellMatched(deps, tx, [...touched.values()], rows, now);
  await moveCursor(tx, fresh.at(-1)!.id);
  await markDevices(tx, deviceIds, now);
  return { count: fresh.length, more: isFull };
}

/** Weighs by the rules in force and the changes approved now. */
async function weighAll(
  { ports }: DriftDeps,
  tx: Tx,
  changes: readonly InventoryChange[],
  devices: ReadonlyMap<string, KnownDevice>,
): Promise<WeighedChange[]> {
  const items = await itemsById(tx, [...new Set(changes.flatMap(({ added, removed }) => [...added, ...removed]))]);
  const rules: readonly NoiseRule[] = await rulesInForce(tx);
  const since = changes.reduce((first, { fromAt }) => (fromAt < first ? fromAt : first), changes[0]!.fromAt);
  const approved = await ports.approvedChanges([...devices.keys()], since);
  return changes.map((change) => {
    const { traits } = devices.get(change.deviceId)!;
    const none: readonly ApprovedChange[] = [];
    return weigh(change, differencesOfChange(change, items), {
      rules,
      traits,
      span: { from: change.fromAt, at: change.at },
      minuteOf,
      dayOf,
      wants: ports.wants,
      approved: approved.get(change.deviceId) ?? none,
    });
  });
}

/** Ties events to the changes that cover them. Told again where more joins an event: whoever hears it writes it once. */
export async function tellMatched(
  { ports }: DriftDeps,
  tx: Tx,
  events: readonly DriftEvent[],
  changes: readonly { readonly eventId: string; readonly matchedRow: string | null }[],
  at: Date,
): Promise<void> {
  const byId = new Map(events.map((event) => [event.id, event]));
  const pairs = new Map(
    changes.flatMap(({ eventId, matchedRow }) => (matchedRow === null ? [] : [[`${eventId} ${matchedRow}`, { eventId, matchedRow }]])),
  );
  const matched = [...pairs.values()].flatMap(({ eventId, matchedRow }) => {
    const event = byId.get(eventId);
    return event === undefined ? [] : [{ event: eventId, row: matchedRow, title: titleOf(event.counts, event.traits.platform), at }];
  });
  if (matched.length > 0) await ports.onMatched?.(tx, matched);
}

const eventsPerRound = 50;

/** Weighs events that wait anew, where the rules of noise changed since. What is explained stays explained, what is quiet quiet. */
export async function weighAnew(deps: DriftDeps): Promise<number> {
  let weighed = 0;
  for (;;) {
    const count = await inTransaction(deps.pool, (tx) => weighRound(deps, tx));
    weighed += count;
    if (count < eventsPerRound) return weighed;
  }
}

async function weighRound(deps: DriftDeps, tx: Tx): Promise<number> {
  const { rules } = await holdDrift(tx);
  const found = await weighedBefore(tx, rules, eventsPerRound);
  if (found.length === 0) return 0;
  const events = await lockEvents(
    tx,
    found.map(({ id }) => id),
  );
  // What an event was matched to when it was seen stays; an approval that comes later does not reach back.
  await weighEvents(deps, tx, events, rules, (_now, before) => before);
  return found.length;
}

/**
 * Holds events of some devices that wait against the changes that are known now: one that was written down after it was seen, in an
 * emergency or on another day than planned, covers what was seen while it was applied. Returns how many wait no more.
 */
export async function matchAnew(deps: DriftDeps, deviceIds: readonly string[]): Promise<number> {
  let settled = 0;
  let after: string | null = null;
  for (;;) {
    const { count, last } = await inTransaction(deps.pool, async (tx) => {
      const { rules } = await holdDrift(tx);
      const page = await waitingOn(tx, deviceIds, after, eventsPerRound);
      if (page.length === 0) return { count: 0, last: null };
      const events = await lockEvents(tx, page);
      const weighed = await weighEvents(deps, tx, events, rules, (now, before) => before ?? now);
      return { count: weighed.filter(({ state }) => state !== 'waiting').length, last: page.length < eventsPerRound ? null : page.at(-1)! };
    });
    settled += count;
    if (last === null) return settled;
    after = last;
  }
}

/** Weighs whole events anew. `matchedBy` says which change counts, of the one that would cover it now and the one that was found before. */
async function weighEvents(
  deps: DriftDeps,
  tx: Tx,
  events: ReadonlyMap<string, DriftEvent>,
  rules: number,
  matchedBy: (now: string | null, before: string | null) => string | null,
): Promise<DriftEvent[]> {
  const members = await changesOfEvents(tx, [...events.keys()]);
  const eventOf = new Map(members.map(({ changeId, eventId }) => [changeId, eventId]));
  const matched = new Map(members.map(({ changeId, matchedRow }) => [changeId, matchedRow]));
  const changes = await changesById(tx, [...eventOf.keys()]);
  const devices = await devicesOf(tx, [...new Set(changes.map(({ deviceId }) => deviceId))]);
  const weighed = (await weighAll(deps, tx, changes, devices)).map((change) => ({
    ...change,
    matchedRow: change.loud === 0 ? null : matchedBy(change.matchedRow, matched.get(change.id) ?? null),
    eventId: eventOf.get(change.id)!,
  }));
  const now = deps.clock.now();
  const after = [...events.values()].map((event) =>
    resum(
      event,
      weighed.filter(({ eventId }) => eventId === event.id),
    ),
  );
  await putChanges(tx, weighed);
  await putEvents(tx, after, rules, now);
  await tellMatched(deps, tx, after, weighed, now);
  await markDevices(
    tx,
    after.map(({ deviceId }) => deviceId),
    now,
  );
  return after;
}

function resum(event: DriftEvent, own: readonly WeighedChange[]): DriftEvent {
  const sum = (of: (change: WeighedChange) => number) => own.reduce((total, change) => total + of(change), 0);
  const sums = {
    loud: sum(({ loud }) => loud),
    quiet: sum(({ quiet }) => quiet),
    open: sum(({ loud, matchedRow }) => (matchedRow === null ? loud : 0)),
  };
  const same = sums.loud === event.loud && sums.quiet === event.quiet && sums.open === event.open;
  const matchedRow = event.matchedRow ?? own.find((change) => change.matchedRow !== null)?.matchedRow ?? null;
  return { ...event, ...sums, matchedRow, state: stateOf(sums), revision: event.revision + (same ? 0 : 1) };
}
