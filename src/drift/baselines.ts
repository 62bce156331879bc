import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import { inTransaction } from '../db/pool.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { DeviceTraits } from '../facts/kind.ts';
import { commonItems, itemsById, setsOfDevices } from '../inventory/index.ts';
import { append } from '../ledger/index.ts';
import {
  approvedBaselines,
  approveStored,
  type Baseline,
  type BaselineCollections,
  baselineById,
  dropStored,
  holdUnit,
  insertBaseline,
} from './baseline.store.ts';
import type { DriftDeps } from './deps.ts';
import { markUnit } from './device.store.ts';
import type { Difference } from './differences.ts';
import { devicesOf } from './event.store.ts';
import { collectionsOf, heldAgainst, unitOf } from './hold.ts';

export type Proposing = {
  readonly traits: DeviceTraits;
  readonly collections: BaselineCollections;
} & ({ readonly reference: string; readonly share?: never } | { readonly share: number; readonly reference?: never });

/**
 * Freezes what a reference device has, or what so many percent of a class have, as a proposal. It counts for nothing until a person
 * approves it. Throws `not-ready` where nothing of a wanted collection was ever reported, `bad-request` where the device is of another class.
 */
export async function propose(deps: DriftDeps, given: Proposing, by: string): Promise<Baseline> {
  const wanted = collectionsOf(given.collections);
  if (wanted.length === 0) throw new Fault('bad-request', { problem: 'no collection' });
  const { items, devices } = await frozen(deps, given, wanted);
  const known = await itemsById(deps.pool, items);
  // Over what the items are, not over our numbers for them: an auditor can make it anew from the list.
  const lines = [...known.values()].map(({ collection, key, attributes }) => canonicalJson([collection, key, { ...attributes }])).sort();
  const digest = sha256Hex(canonicalJson([unitOf(given.traits), { ...given.collections }, lines]));
  const proposed = await inTransaction(deps.pool, async (tx) => {
    const version = await holdUnit(tx, given.traits);
    const baseline: Baseline = {
      id: newId(),
      traits: given.traits,
      version,
      state: 'proposed',
      reference: given.reference ?? null,
      share: given.share ?? null,
      devices,
      collections: given.collections,
      items,
      digest,
      proposedBy: by,
      proposedAt: deps.clock.now(),
      reason: null,
      decidedBy: null,
      decidedAt: null,
      endedAt: null,
    };
    await insertBaseline(tx, baseline);
    await append(tx, baseline.proposedAt, [
      { kind: 'drift.baseline', actor: by, subject: `baseline:${baseline.id}`, payload: payloadOf(baseline, 'proposed', null) },
    ]);
    return baseline;
  });
  deps.ports.committed();
  return proposed;
}

async function frozen(
  { pool }: DriftDeps,
  given: Proposing,
  wanted: readonly CollectionId[],
): Promise<{ items: number[]; devices: number }> {
  if (given.share !== undefined) {
    const common = await commonItems(pool, given.traits, wanted, given.share);
    if (common.devices === 0) throw new Fault('not-ready', { unit: unitOf(given.traits) });
    return common;
  }
  const device = (await devicesOf(pool, [given.reference])).get(given.reference);
  if (!device || device.retired) throw new Fault('not-found', { device: given.reference });
  if (unitOf(device.traits) !== unitOf(given.traits)) throw new Fault('bad-request', { problem: 'a device of another class' });
  const sets = (await setsOfDevices(pool, [given.reference], wanted)).filter(({ collection }) => wanted.includes(collection));
  const missing = wanted.find((collection) => !sets.some((set) => set.collection === collection));
  if (missing !== undefined) throw new Fault('not-ready', { collection: missing });
  return { items: sets.flatMap(({ items }) => [...items]).sort((a, b) => a - b), devices: 1 };
}

/** Approves a proposal: from now on the class is held against it. The digest that was read must be its digest. */
export async function approve(deps: DriftDeps, id: string, given: { digest: string; reason: string }, by: string): Promise<void> {
  const reason = given.reason.trim();
  if (reason === '') throw new Fault('reason-required');
  await inTransaction(deps.pool, async (tx) => {
    const seen = await baselineById(tx, id);
    if (!seen) throw new Fault('not-found', { baseline: id });
    await holdUnit(tx, seen.traits);
    const baseline = (await baselineById(tx, id, true))!;
    if (baseline.state !== 'proposed') throw new Fault('wrong-state', { baseline: id });
    if (baseline.digest !== given.digest) throw new Fault('conflict', { baseline: id });
    const at = deps.clock.now();
    await approveStored(tx, baseline, reason, by, at);
    await markUnit(tx, baseline.traits);
    await append(tx, at, [
      { kind: 'drift.baseline', actor: by, subject: `baseline:${id}`, payload: payloadOf(baseline, 'approved', reason) },
    ]);
  });
  deps.ports.committed();
}

/** Drops a proposal that nobody wants. */
export async function drop(deps: DriftDeps, id: string, by: string): Promise<void> {
  await inTransaction(deps.pool, async (tx) => {
    const baseline = await baselineById(tx, id, true);
    if (!baseline) throw new Fault('not-found', { baseline: id });
    if (baseline.state !== 'proposed') throw new Fault('wrong-state', { baseline: id });
    const at = deps.clock.now();
    await dropStored(tx, id, at);
    await append(tx, at, [{ kind: 'drift.baseline', actor: by, subject: `baseline:${id}`, payload: payloadOf(baseline, 'dropped', null) }]);
  });
  deps.ports.committed();
}

const payloadOf = (baseline: Baseline, act: string, reason: string | null) => ({
  act,
  unit: unitOf(baseline.traits),
  version: baseline.version,
  digest: baseline.digest,
  collections: { ...baseline.collections } as Record<string, string>,
  items: baseline.items.length,
  reference: baseline.reference,
  share: baseline.share,
  proposedBy: baseline.proposedBy,
  reason,
});

/** What a baseline would change against another: `added` is new in it. Null as the other is nothing at all. */
export async function compareBaselines(deps: DriftDeps, baseline: Baseline, other: Baseline | null): Promise<Difference[]> {
  return apart(deps, baseline, new Set(other?.items ?? []), new Set(baseline.items), true);
}

/** How a device differs from a baseline; of collections that it never reported nothing is said here. */
export async function compareDevice(
  deps: DriftDeps,
  baseline: Baseline,
  deviceId: string,
): Promise<{ differences: Difference[]; unseen: CollectionId[] }> {
  const wanted = collectionsOf(baseline.collections);
  const sets = (await setsOfDevices(deps.pool, [deviceId], wanted)).filter(({ collection }) => wanted.includes(collection));
  const seen = new Set(sets.map(({ collection }) => collection));
  const present = new Set(sets.flatMap(({ items }) => [...items]));
  const differences = await apart(deps, baseline, new Set(baseline.items), present, false);
  return { differences: differences.filter(({ collection }) => seen.has(collection)), unseen: wanted.filter((id) => !seen.has(id)) };
}

async function apart(
  { pool }: DriftDeps,
  baseline: Pick<Baseline, 'collections'>,
  before: ReadonlySet<number>,
  after: ReadonlySet<number>,
  exact: boolean,
): Promise<Difference[]> {
  const items = await itemsById(pool, [...new Set([...before, ...after])]);
  const known = (ids: ReadonlySet<number>, wanted: (id: number) => boolean) =>
    [...ids].flatMap((id) => (wanted(id) ? (items.get(id) ?? []) : []));
  return heldAgainst(exact ? { collections: {} } : baseline, {
    beyond: known(after, (id) => !before.has(id)),
    lacking: known(before, (id) => !after.has(id)),
    shared: known(before, (id) => after.has(id)),
  });
}

/** The approved state of a class, or null. */
export const approvedOf = async ({ pool }: DriftDeps, traits: DeviceTraits): Promise<Baseline | null> =>
  (await approvedBaselines(pool)).find((each) => unitOf(each.traits) === unitOf(traits)) ?? null;
