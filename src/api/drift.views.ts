import type { z } from 'zod';
import { type Words, words } from '../base/text.ts';
import {
  type Baseline,
  type BaselineCollections,
  builtInRules,
  type CountsByCollection,
  collectionsOf,
  type Difference,
  type EventListed,
  nounOf,
  type StoredRule,
  titleOf,
} from '../drift/index.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { Platform } from '../facts/kind.ts';
import { attributeTitles } from '../inventory/index.ts';
import type { driftDifferenceSchema, driftEventSchema, driftRuleSchema, driftVersionsSchema } from './contract-drift.ts';
import { isoOrNull } from './wire.ts';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** サービス / Services */
export function collectionTitle(collection: CollectionId, platform: Platform | null = null): Words {
  const { ja, en } = nounOf(collection, platform ?? 'windows');
  return words(ja, capital(en[1]));
}

const attributeTitle = (name: string): Words => attributeTitles[name] ?? words(name, name);

export function eventView(event: EventListed): z.input<typeof driftEventSchema> {
  const { id, platform, counts, loud, quiet, state, waitsSince, revision, environment } = event;
  return {
    id,
    device: { id: event.deviceId, name: event.deviceName },
    platform,
    class: event.deviceClass,
    environment,
    title: titleOf(counts, platform),
    fromAt: event.fromAt.toISOString(),
    at: event.at.toISOString(),
    collections: countsView(counts, platform),
    loud,
    quiet,
    state,
    waitsSince,
    revision,
  };
}

const countsView = (counts: CountsByCollection, platform: Platform) =>
  (Object.keys(counts) as CollectionId[]).sort().map((id) => {
    const { added, removed, changed } = counts[id]!;
    return { id, title: collectionTitle(id, platform), added, removed, changed };
  });

export const differenceView = (difference: Difference, platform: Platform): z.input<typeof driftDifferenceSchema> => ({
  collection: difference.collection,
  collectionTitle: collectionTitle(difference.collection, platform),
  key: difference.key,
  act: difference.act,
  before: difference.before && { ...difference.before },
  after: difference.after && { ...difference.after },
  titles: Object.fromEntries(
    [...new Set([...Object.keys(difference.before ?? {}), ...Object.keys(difference.after ?? {})])].map((name) => [
      name,
      attributeTitle(name),
    ]),
  ),
});

type Names = ReadonlyMap<string, Words>;
const same = (text: string): Words => words(text, text);
export const nameIn = (names: Names, id: string): Words => names.get(id) ?? same(id);

const builtInWords = new Map(builtInRules.map(({ builtin, why }) => [builtin, why]));

export function ruleView(rule: StoredRule, names: Names): z.input<typeof driftRuleSchema> {
  const { id, builtin, collection, pattern, attribute, platform, deviceClass, window, reason, until, madeBy, madeAt, ended } = rule;
  return {
    id,
    builtin: builtin !== null,
    collection,
    collectionTitle: collectionTitle(collection, platform),
    pattern,
    attribute,
    attributeTitle: attribute === null ? null : attributeTitle(attribute),
    platform,
    class: deviceClass,
    window,
    reason: (builtin !== null && madeBy === 'system' ? builtInWords.get(builtin) : undefined) ?? same(reason),
    until,
    madeBy: nameIn(names, madeBy),
    madeAt: madeAt.toISOString(),
    ended: ended && { by: nameIn(names, ended.by), at: ended.at.toISOString(), reason: ended.reason },
  };
}

export function versionView(
  baseline: Baseline,
  names: Names,
  devices: ReadonlyMap<string, string>,
): z.input<typeof driftVersionsSchema>['versions'][number] {
  const { id, version, state, reference, share, digest, proposedBy, proposedAt, reason, decidedBy, decidedAt } = baseline;
  return {
    id,
    version,
    state,
    reference: reference === null ? null : { id: reference, name: devices.get(reference) ?? reference },
    share,
    devices: baseline.devices,
    digest,
    proposedBy: nameIn(names, proposedBy),
    proposedAt: proposedAt.toISOString(),
    reason,
    decidedBy: decidedBy === null ? null : nameIn(names, decidedBy),
    decidedAt: isoOrNull(decidedAt),
  };
}

/** How many items of each collection a baseline holds. */
export const heldView = (collections: BaselineCollections, items: ReadonlyMap<CollectionId, number>, platform: Platform) =>
  collectionsOf(collections).map((id) => ({
    id,
    title: collectionTitle(id, platform),
    strictness: collections[id]!,
    items: items.get(id) ?? 0,
  }));
