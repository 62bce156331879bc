import type { CollectionId } from '../facts/collection.ts';
import type { DeviceTraits } from '../facts/kind.ts';
import { changesById, itemsById } from '../inventory/index.ts';
import { dayOf, minuteOf } from './day.ts';
import type { DriftDeps } from './deps.ts';
import type { Difference } from './differences.ts';
import { changesOfEvents } from './event.store.ts';
import { differencesOfChange } from './group.ts';
import { quietedBy } from './noise.ts';
import { rulesById } from './rule.store.ts';

/** One difference of an event, with when it happened and what made it quiet. */
export interface DifferenceShown extends Difference {
  readonly fromAt: Date;
  readonly at: Date;
  readonly quietedBy: string | null;
  /** It wants no reason on this class of device. */
  readonly isNoted: boolean;
}

/** A page of an event's differences: those that want a reason first. Made anew from what the inventory wrote down and the rules that counted. */
export async function differencesOfEvent(
  { pool, ports }: DriftDeps,
  event: { readonly id: string } & DeviceTraits,
  { offset, limit, collection }: { readonly offset: number; readonly limit: number; readonly collection?: CollectionId | undefined },
): Promise<{ total: number; differences: DifferenceShown[] }> {
  const members = await changesOfEvents(pool, [event.id]);
  const changes = await changesById(
    pool,
    members.map(({ changeId }) => changeId),
  );
  const [items, rules] = await Promise.all([
    itemsById(pool, [...new Set(changes.flatMap(({ added, removed }) => [...added, ...removed]))]),
    rulesById(pool, [...new Set(members.flatMap(({ quietRules }) => quietRules))]),
  ]);
  const rulesOf = new Map(members.map(({ changeId, quietRules }) => [changeId, rules.filter(({ id }) => quietRules.includes(id))]));
  const all = changes
    .filter((change) => collection === undefined || change.collection === collection)
    .flatMap((change) => {
      const context = { traits: event, span: { from: change.fromAt, at: change.at }, minuteOf, dayOf };
      return differencesOfChange(change, items).map((difference): DifferenceShown => {
        const rule = quietedBy(rulesOf.get(change.id) ?? [], difference, context);
        return {
          ...difference,
          fromAt: change.fromAt,
          at: change.at,
          quietedBy: rule?.id ?? null,
          isNoted: rule === null && !ports.wants(difference.collection, event),
        };
      });
    });
  const rank = ({ quietedBy: rule, isNoted }: DifferenceShown) => (rule !== null ? 2 : isNoted ? 1 : 0);
  const sorted = all.toSorted((a, b) => rank(a) - rank(b));
  return { total: all.length, differences: sorted.slice(offset, offset + limit) };
}
