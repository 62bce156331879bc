import { canonicalJson, sha256 } from '../base/hash.ts';
import type { Words } from '../base/text.ts';
import type { Tx } from '../db/pool.ts';
import type { Collected, CollectionFact } from '../facts/collection.ts';
import type { FactKind } from '../facts/kind.ts';
import type { ChangeBudget } from './budget.ts';
import { type CurrentFact, closeSpans, currentFacts, type Draft, insertFacts, setCurrent } from './store.ts';

/** One observation as it stands after intake: a new fact, or a confirmation of the one that stood. */
export interface Accepted {
  readonly deviceId: string;
  readonly kind: string;
  readonly factId: number;
  readonly body: unknown;
  readonly unreadable: Words | null;
  readonly observedAt: Date;
  /** SHA-256 over the fact's content; the ledger carries it. */
  readonly digest: Buffer;
  readonly isNew: boolean;
}

/** The items of one device's collection as they were accepted. */
export interface CollectedSet extends Collected {
  readonly deviceId: string;
  readonly factId: number;
  /** Over the items, as the fact says it. */
  readonly digest: string;
  readonly observedAt: Date;
}

const pair = (fact: { deviceId: string; kind: string }): string => `${fact.deviceId} ${fact.kind}`;

/** Stores what is new, confirms what is the same. Of several drafts of one pair in a batch only the newest counts. */
export async function storeFacts(
  tx: Tx,
  drafts: readonly Draft[],
  { kinds, budget }: { readonly kinds: ReadonlyMap<string, FactKind>; readonly budget: ChangeBudget },
  now: Date,
): Promise<{ accepted: Accepted[]; sets: CollectedSet[]; overBudget: number }> {
  const newest = new Map<string, Draft>();
  for (const draft of drafts) {
    const before = newest.get(pair(draft));
    if (!before || before.observedAt <= draft.observedAt) newest.set(pair(draft), draft);
  }
  const list = [...newest.values()].sort((a, b) => (pair(a) < pair(b) ? -1 : 1));
  const known = new Map<string, CurrentFact>();
  for (const fact of await currentFacts(
    tx,
    list.map((draft) => draft.deviceId),
    list.map((draft) => draft.kind),
  ))
    known.set(pair(fact), fact);

  const fresh: Draft[] = [];
  let overBudget = 0;
  const accepted: Accepted[] = [];
  for (const draft of list) {
    const current = known.get(pair(draft));
    // A late answer must not move time backwards. What lies in the future is no later answer: the server's clock was set
    // back since, and what is seen now counts.
    const isLate = current !== undefined && draft.observedAt < current.lastObservedAt && current.lastObservedAt <= now;
    if (current && saysTheSame(kinds.get(draft.kind)!, current, draft)) {
      accepted.push({ ...current, observedAt: isLate ? current.lastObservedAt : draft.observedAt, isNew: false });
    } else if (!isLate) {
      if (budget.allows(draft, now)) fresh.push(draft);
      else overBudget += 1;
    }
  }
  if (fresh.length > 0) {
    const digests = fresh.map(digestOf);
    const ids = await insertFacts(tx, fresh, digests);
    const replaced = fresh.map((draft) => known.get(pair(draft))).filter((fact) => fact !== undefined);
    if (replaced.length > 0) await closeSpans(tx, replaced);
    fresh.forEach((draft, index) => {
      accepted.push({
        deviceId: draft.deviceId,
        kind: draft.kind,
        factId: ids[index]!,
        body: draft.body ?? null,
        unreadable: draft.unreadable ?? null,
        observedAt: draft.observedAt,
        digest: digests[index]!,
        isNew: true,
      });
    });
  }
  await setCurrent(tx, accepted);
  const sets = accepted.flatMap(({ deviceId, kind, factId, observedAt, body }): CollectedSet[] => {
    const collected = newest.get(`${deviceId} ${kind}`)?.collected;
    return collected ? [{ ...collected, deviceId, factId, observedAt, digest: (body as CollectionFact).digest }] : [];
  });
  return { accepted, sets, overBudget };
}

function saysTheSame(kind: FactKind, current: CurrentFact, draft: Draft): boolean {
  if (current.unreadable || draft.unreadable) {
    return canonicalJson(current.unreadable) === canonicalJson(draft.unreadable ?? null);
  }
  return kind.sameAs(current.body, draft.body);
}

/** What the ledger commits to: the canonical content of the fact, readable or not. */
export const digestOf = ({ body, unreadable }: Pick<Draft, 'body' | 'unreadable'>): Buffer =>
  sha256(canonicalJson(unreadable ? { unreadable: { ...unreadable } } : body));
