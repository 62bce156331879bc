import type { Tx } from '../db/pool.ts';
import type { CollectionId } from '../facts/collection.ts';
import { decide, decideTitle, itemStateNumber } from './decide.ts';
import type { ReadRule, RuleSet } from './matcher.ts';
import { insertItems, type TitleRow, titleIds, unknownItems } from './title.store.ts';
import { type Title, titleDigest, titleOf } from './title.ts';

/** What is stored of a version of a title: devices aside, and never worse than seen for a file that ran and nothing forbids. */
export function itemStateOf(title: Title, version: string, rules: readonly ReadRule[]): { state: number; development: boolean } {
  const { state } = decide(rules, title.kind === 'trace' ? '' : version);
  return {
    state: title.kind === 'trace' && state !== 'forbidden' ? itemStateNumber('baseline') : itemStateNumber(state),
    development: title.kind === 'installed' && rules.some(({ rule }) => rule.says === 'development'),
  };
}

/** Makes titles and versions of the items that nobody knew, with what the rules say of them. */
export async function learn(tx: Tx, set: RuleSet, deviceIds: readonly string[], collections: readonly CollectionId[]): Promise<void> {
  const items = (await unknownItems(tx, deviceIds, collections)).flatMap((item) => {
    const made = titleOf(item);
    return made === null ? [] : [{ ...made, item, hex: titleDigest(made.title).toString('hex') }];
  });
  const titles = new Map<string, TitleRow>();
  for (const { title, hex, item } of items) {
    const known = titles.get(hex);
    if (known && known.firstSeenAt <= item.firstSeenAt) continue;
    const { state, limited, rule } = decideTitle(title.kind, set.of(title, null));
    titles.set(hex, {
      ...title,
      digest: Buffer.from(hex, 'hex'),
      firstSeenAt: item.firstSeenAt,
      state,
      limited,
      rule: rule?.digest ?? null,
    });
  }
  const ids = await titleIds(tx, [...titles.values()]);
  await insertItems(
    tx,
    items.map(({ item, hex, title, version }) => {
      const titleId = ids.get(hex)!;
      return { itemId: item.id, titleId, version, ...itemStateOf(title, version, set.of(title, titleId)) };
    }),
  );
}
