import { type Words, words } from '../base/text.ts';
import { conditions } from '../catalog/control.ts';
import { clauseById, controls } from '../catalog/index.ts';
import type { Param, ParamValue } from '../mechanism/param.ts';
import { saidValue } from '../mechanism/value.ts';
import { sameValue } from '../values/index.ts';
import { sampleDigest } from './build.ts';
import { clausesSaying } from './compare.ts';
import type { ProcedureContent } from './content.ts';
import type { PartyNames } from './ports.ts';
import { inEffect } from './problems.ts';

/** "Revision recommended" (改訂を推奨): something behind a clause has changed since the version in force. */
export interface Recommendation {
  /** A clause or a control by its id. */
  readonly at: string;
  readonly kind: 'sample' | 'company' | 'owner' | 'fact' | 'value';
  readonly words: Words;
  readonly since: Date | null;
}

export interface Behind {
  readonly content: ProcedureContent;
  readonly conditions: Readonly<Partial<Record<string, boolean>>>;
  readonly names: PartyNames;
  /** The values in force now, by param. */
  readonly values: readonly { readonly param: Param; readonly value: ParamValue; readonly since: Date | null }[];
  readonly contradictions: readonly { readonly at: string; readonly words: Words }[];
}

/** Pure. In the order of the chapters, where a person revises them. */
export function recommendations(behind: Behind): Recommendation[] {
  const found = [
    ...bySample(behind),
    ...byCompany(behind),
    ...byOwner(behind),
    ...behind.contradictions.map(({ at, words: says }): Recommendation => ({ at, kind: 'fact', words: says, since: null })),
    ...byValue(behind),
  ];
  const places = new Map(controls.flatMap(({ id, clauses }) => [id, ...clauses.map((clause) => clause.id)]).map((id, i) => [id, i]));
  return found.sort((a, b) => (places.get(a.at) ?? -1) - (places.get(b.at) ?? -1));
}

function bySample({ content }: Behind): Recommendation[] {
  const known = new Set(content.controls.flatMap(({ clauses }) => clauses.map(({ id }) => id)));
  const changed = content.controls.flatMap(inEffect).flatMap((clause): Recommendation[] => {
    const now = clauseById(clause.id)?.clause;
    if (now && sampleDigest(now) === clause.sample) return [];
    const says = now
      ? words('手本の文が変わりました。', 'Our sample’s text has changed.')
      : words('手本からこの項がなくなりました。', 'This clause is gone from our sample.');
    return [{ at: clause.id, kind: 'sample', words: says, since: null }];
  });
  const added = controls.flatMap(({ clauses }) => clauses).filter(({ id }) => !known.has(id));
  const says = words('手本に新しい項が加わりました。', 'Our sample has a new clause.');
  return [...changed, ...added.map(({ id }): Recommendation => ({ at: id, kind: 'sample', words: says, since: null }))];
}

/** An answer of the interview that is another one now concerns the chapters and clauses that hang on it. */
function byCompany({ content, conditions: now }: Behind): Recommendation[] {
  const changed = (condition: string): boolean =>
    now[condition] !== undefined &&
    content.company.conditions[condition] !== undefined &&
    now[condition] !== content.company.conditions[condition];
  const found = (at: string, hangsOn: readonly string[]): Recommendation[] =>
    hangsOn.filter(changed).map((condition) => {
      const asked = conditions[condition as keyof typeof conditions];
      const [ja, en] = now[condition] ? (['はい', 'yes'] as const) : (['いいえ', 'no'] as const);
      return {
        at,
        kind: 'company',
        words: words(`「${asked.ja}」への答えが「${ja}」に変わりました。`, `The answer to “${asked.en}” is now ${en}.`),
        since: null,
      };
    });
  return controls.flatMap((control) => [
    ...found(control.id, control.appliesWhenAny ?? []),
    ...control.clauses.flatMap((clause) => found(clause.id, clause.appliesWhen ?? [])),
  ]);
}

const byOwner = ({ content, names }: Behind): Recommendation[] =>
  content.controls.flatMap(inEffect).flatMap((clause) =>
    (
      [
        [clause.owner, clause.ownerName, words('担当者', 'owner')],
        [clause.deputy, clause.deputyName, words('代行者', 'deputy')],
      ] as const
    ).flatMap(([party, name, what]): Recommendation[] => {
      if (party === null || names.get(party)?.gone !== true) return [];
      const said = words(`${what.ja}の${name?.ja ?? party}は、もういません。`, `Its ${what.en}, ${name?.en ?? party}, is gone.`);
      return [{ at: clause.id, kind: 'owner', words: said, since: null }];
    }),
  );

function byValue({ content, values }: Behind): Recommendation[] {
  return values.flatMap(({ param, value, since }): Recommendation[] => {
    const frozen = content.values[param.id];
    if (frozen !== undefined && sameValue(frozen.value, value)) return [];
    const at = clausesSaying(content, param.id);
    const now = saidValue(param, value);
    const said = frozen
      ? words(
          `「${param.title.ja}」は${now.ja}ですが、手順書では${frozen.said.ja}です。`,
          `“${param.title.en}” is ${now.en}; the procedures say ${frozen.said.en}.`,
        )
      : words(
          `新しい会社の値「${param.title.ja}」が手順書にありません。`,
          `The procedures lack the new company value “${param.title.en}”.`,
        );
    const places =
      at.length > 0
        ? at
        : controls
            .filter(({ params }) => params.some(({ id }) => id === param.id))
            .map(({ id }) => id)
            .slice(0, 1);
    return places.map((place) => ({ at: place, kind: 'value', words: said, since }));
  });
}
