import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { baselineDrift } from '../facts/baseline-drift.ts';
import type { CollectionId } from '../facts/collection.ts';
import { unexplainedChanges } from '../facts/unexplained-changes.ts';
import { type HeldSet, type InventoryItem, itemsById, setsOfDevices } from '../inventory/index.ts';
import { approvedBaselines, type Baseline } from './baseline.store.ts';
import { dayOf, minuteOf } from './day.ts';
import { type Derived, type DriftDeps, driftLimits } from './deps.ts';
import { type DueDevice, dueDevices, type LookedAt, putLooked, type Told } from './device.store.ts';
import type { Difference } from './differences.ts';
import { type WaitingOfDevice, waitingOf } from './event.store.ts';
import { collectionsOf, heldAgainst, unitOf } from './hold.ts';
import { type NoiseRule, quietedBy } from './noise.ts';
import { rulesInForce } from './rule.store.ts';
import { titleOf } from './title.ts';

/** How often a device is looked at though nothing new happened: so that what was told of it stays as fresh as its reports. */
const lookAgainMs = 30 * 60_000;
/** A device that was silent and is heard again is looked at as soon as this, until its lists are seen anew. */
const lookSoonMs = 60_000;
const devicesPerRound = 250;
/** Rounds of one sweep; the next sweep goes on. A change of a rule in a large company must not hold up everything else. */
const roundsMax = 60;

/**
 * Derives what the two checks of drift judge, for every device of which something is new or that was not looked at for a while, and
 * hands it to intake. May be interrupted anywhere: what was told is remembered only after it was stored, and telling it again confirms.
 */
export async function tellDevices(deps: DriftDeps): Promise<number> {
  let looked = 0;
  for (let round = 0; round < roundsMax; round += 1) {
    const now = deps.clock.now();
    const ago = (ms: number) => new Date(now.getTime() - ms);
    const due = await dueDevices(deps.pool, { before: ago(lookAgainMs), silentBefore: ago(lookSoonMs), now }, devicesPerRound);
    if (due.length > 0) await tellRound(deps, due, now);
    looked += due.length;
    if (due.length < devicesPerRound) break;
  }
  return looked;
}

interface Basis {
  readonly baselines: ReadonlyMap<string, Baseline>;
  readonly rules: readonly NoiseRule[];
  readonly items: ReadonlyMap<number, InventoryItem>;
  readonly waiting: ReadonlyMap<string, WaitingOfDevice>;
}

async function tellRound(deps: DriftDeps, due: readonly DueDevice[], now: Date): Promise<void> {
  const { pool, ports } = deps;
  const ids = due.map(({ id }) => id);
  const approved = await approvedBaselines(pool);
  const wanted = [...new Set(approved.flatMap(({ collections }) => collectionsOf(collections)))];
  const [sets, rules, waiting] = await Promise.all([setsOfDevices(pool, ids, wanted), rulesInForce(pool), waitingOf(pool, ids)]);
  const baselines = new Map(approved.map((each) => [unitOf(each.traits), each]));
  const setsOf = Map.groupBy(sets, ({ deviceId }) => deviceId);
  const items = await itemsById(pool, apartIds(due, baselines, setsOf));
  const basis: Basis = { baselines, rules, items, waiting };
  const derived: Derived[] = [];
  const looked = due.map((device): LookedAt => {
    const own = setsOf.get(device.id) ?? [];
    const drift = driftOf(device, own, basis, now);
    const facts = [drift, unexplainedOf(deps, device, own, waiting.get(device.id), now)];
    const told: Record<string, Told[string]> = { ...device.told };
    for (const { kind, body, seenAt } of facts) {
      const fact = newsOf(device.told[kind], body, seenAt, now, ports.silentMs());
      if (!fact) continue;
      told[kind] = { digest: fact.digest, observedAt: fact.observedAt.toISOString() };
      derived.push({ deviceId: device.id, kind, observedAt: fact.observedAt, body });
    }
    const silent = facts.some(({ seenAt }) => isSilent(seenAt, now, ports.silentMs()));
    const { baseline, differs, body } = drift;
    return { deviceId: device.id, news: device.news, told, baseline, differs, unseen: body.unseen.length, silent };
  });
  if (derived.length > 0) await ports.tell(derived);
  await putLooked(pool, looked, now);
}

/** The items by which devices differ from their baselines, few of the many that they have; all of a baseline that goes by keys. */
function apartIds(
  due: readonly DueDevice[],
  baselines: ReadonlyMap<string, Baseline>,
  setsOf: ReadonlyMap<string, readonly HeldSet[]>,
): number[] {
  const apart = new Set<number>();
  const held = new Map([...baselines].map(([unit, { items }]) => [unit, new Set(items)]));
  for (const { items, collections } of baselines.values())
    if (Object.values(collections).includes('keys')) for (const id of items) apart.add(id);
  for (const device of due) {
    const approved = held.get(unitOf(device));
    if (!approved) continue;
    const present = new Set((setsOf.get(device.id) ?? []).flatMap(({ items }) => [...items]));
    for (const id of present) if (!approved.has(id)) apart.add(id);
    for (const id of approved) if (!present.has(id)) apart.add(id);
  }
  return [...apart];
}

/** Null where nothing is to be told: the same was told already of that moment, or the device has been silent too long to speak. */
function newsOf(
  before: Told[string] | undefined,
  body: unknown,
  seenAt: Date | null,
  now: Date,
  silentMs: number,
): { digest: string; observedAt: Date } | null {
  if (seenAt === null || isSilent(seenAt, now, silentMs)) return null;
  const digest = sha256Hex(canonicalJson(body));
  // Never earlier than what was told before: intake takes an earlier observation for a late one.
  const told = before ? new Date(before.observedAt) : seenAt;
  const observedAt = seenAt > told || told > now ? seenAt : told;
  return before?.digest === digest && observedAt.getTime() === told.getTime() ? null : { digest, observedAt };
}

const isSilent = (seenAt: Date | null, now: Date, silentMs: number): boolean =>
  seenAt !== null && now.getTime() - seenAt.getTime() > silentMs;

const oldest = (sets: readonly HeldSet[]): Date | null =>
  sets.reduce<Date | null>((first, { lastObservedAt }) => (first === null || lastObservedAt < first ? lastObservedAt : first), null);
const newest = (sets: readonly HeldSet[]): Date | null =>
  sets.reduce<Date | null>((last, { lastObservedAt }) => (last === null || lastObservedAt > last ? lastObservedAt : last), null);

function driftOf(device: DueDevice, sets: readonly HeldSet[], { baselines, rules, items }: Basis, now: Date) {
  const unit = unitOf(device);
  const baseline = baselines.get(unit);
  const kind = baselineDrift.kind;
  const nothing = { beyond: 0, lacking: 0, changed: 0, quiet: 0, names: [] as string[] };
  if (!baseline) {
    const body = { unit, baseline: null, unseen: [] as string[], ...nothing };
    return { kind, body, seenAt: newest(sets), baseline: null, differs: null };
  }
  const wanted = collectionsOf(baseline.collections);
  const seen = sets.filter(({ collection }) => wanted.includes(collection));
  const has = new Set<CollectionId>(seen.map(({ collection }) => collection));
  const apart = apartOf(baseline, seen, has, items);
  const span = { from: now, at: now };
  const context = { traits: device, span, minuteOf, dayOf };
  // A rule of certain hours says when a change is noise, not what a state may be.
  const always = rules.filter(({ window }) => window === null);
  const loud = apart.filter((each) => quietedBy(always, each, context) === null);
  const count = (act: Difference['act']) => loud.filter((each) => each.act === act).length;
  const body = {
    unit,
    baseline: { id: baseline.id, version: baseline.version, digest: baseline.digest },
    unseen: wanted.filter((collection) => !has.has(collection)) as string[],
    beyond: count('added'),
    lacking: count('removed'),
    changed: count('changed'),
    quiet: apart.length - loud.length,
    names: loud.slice(0, driftLimits.namesMax).map(({ collection, act, key }) => `${collection} ${signs[act]} ${key}`),
  };
  return { kind, body, seenAt: oldest(seen) ?? newest(sets), baseline: baseline.id, differs: loud.length };
}

const signs: Readonly<Record<Difference['act'], string>> = { added: '+', removed: '-', changed: '~' };

/** What a device never reported of the baseline is said as unseen, not as lacking. */
function apartOf(
  baseline: Baseline,
  seen: readonly HeldSet[],
  has: ReadonlySet<CollectionId>,
  items: ReadonlyMap<number, InventoryItem>,
): Difference[] {
  const approved = new Set(baseline.items);
  const present = new Set(seen.flatMap(({ items: ids }) => [...ids]));
  const known = (ids: Iterable<number>, wanted: (id: number) => boolean) =>
    [...ids].flatMap((id) => (wanted(id) ? (items.get(id) ?? []) : [])).filter(({ collection }) => has.has(collection));
  return heldAgainst(baseline, {
    beyond: known(present, (id) => !approved.has(id)),
    lacking: known(approved, (id) => !present.has(id)),
    shared: known(approved, (id) => present.has(id)),
  });
}

function unexplainedOf({ ports }: DriftDeps, device: DueDevice, sets: readonly HeldSet[], waiting: WaitingOfDevice | undefined, now: Date) {
  const looked = sets.filter(({ collection }) => ports.wants(collection, device));
  const title = waiting && titleOf(waiting.counts, device.platform);
  const body = {
    looked: looked.map(({ collection }) => collection as string).sort(),
    waiting: waiting?.waiting ?? 0,
    oldest: waiting ? { at: waiting.at.toISOString(), businessDays: ports.businessDaysSince(waiting.waitsSince, now), ...title! } : null,
  };
  return { kind: unexplainedChanges.kind, body, seenAt: oldest(looked) ?? newest(sets) };
}
