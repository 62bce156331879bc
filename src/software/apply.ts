import type { Tx } from '../db/pool.ts';
import { decideTitle } from './decide.ts';
import { devicesHolding } from './device.store.ts';
import { itemStateOf } from './learn.ts';
import { RuleSet } from './matcher.ts';
import { appliedRules, replaceRules } from './rule.store.ts';
import { allTitles, itemsOfTitles, lockSoftware, setItemStates, setTitleStates } from './title.store.ts';

export interface Applied {
  /** Rules that came or went. */
  readonly rules: number;
  /** Titles of which one of them speaks. */
  readonly titles: number;
  /** Devices that have any of those. */
  readonly devices: readonly string[];
}

/**
 * Puts rules in the place of those applied last. Only titles of which a rule speaks that came or went are decided anew, and only the
 * devices that have one of them are named.
 */
export async function applyRules(tx: Tx, set: RuleSet): Promise<Applied> {
  await lockSoftware(tx);
  const before = await appliedRules(tx);
  const now = new Map(set.rules.map(({ digest, rule }) => [digest, rule]));
  const gone = [...before].filter(([digest]) => !now.has(digest));
  const come = [...now].filter(([digest]) => !before.has(digest));
  if (gone.length + come.length === 0) return { rules: 0, titles: 0, devices: [] };
  const moved = new RuleSet([...gone, ...come].map(([, rule]) => rule));
  const titles = (await allTitles(tx)).filter((title) => moved.of(title, title.id).length > 0);
  await replaceRules(
    tx,
    gone.map(([digest]) => digest),
    new Map(come),
  );
  const byId = new Map(titles.map((title) => [title.id, { title, rules: set.of(title, title.id) }]));
  const items = await itemsOfTitles(tx, [...byId.keys()]);
  await setItemStates(
    tx,
    items.flatMap((item) => {
      const { title, rules } = byId.get(item.titleId)!;
      const next = itemStateOf(title, item.version, rules);
      return next.state === item.state && next.development === item.development ? [] : [{ itemId: item.itemId, ...next }];
    }),
  );
  await setTitleStates(
    tx,
    [...byId.values()].flatMap(({ title, rules }) => {
      const { state, limited, rule } = decideTitle(title.kind, rules);
      const digest = rule?.digest ?? null;
      return state === title.state && limited === title.limited && digest === title.rule
        ? []
        : [{ id: title.id, state, limited, rule: digest }];
    }),
  );
  const devices = titles.length === 0 ? [] : await devicesHolding(tx, [...byId.keys()]);
  return { rules: gone.length + come.length, titles: titles.length, devices };
}
