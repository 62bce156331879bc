import { canonicalJson } from '../base/hash.ts';
import { type Words, words } from '../base/text.ts';
import { allParams } from '../catalog/index.ts';
import { isLaxer } from '../mechanism/value.ts';
import {
  type ClauseContent,
  type ControlContent,
  type ElsewhereRow,
  type ProcedureContent,
  plainText,
  slotsIn,
  type ValueContent,
} from './content.ts';
import { type DiffRun, wordDiff } from './word-diff.ts';

export interface ClauseDifference {
  readonly id: string;
  /** What differs, as a person says it. */
  readonly fields: readonly Words[];
  readonly before: ClauseContent | null;
  readonly after: ClauseContent | null;
}
export interface ControlDifference {
  readonly id: string;
  readonly title: Words;
  readonly before: ControlContent | null;
  readonly after: ControlContent | null;
}
export interface ValueDifference {
  readonly id: string;
  readonly title: Words;
  readonly before: ValueContent | null;
  readonly after: ValueContent | null;
  readonly laxer: boolean;
  /** Clauses of the later content whose sentence says it. */
  readonly usedBy: readonly string[];
}
export interface ElsewhereDifference {
  /** `A.5.1` */
  readonly control: string;
  readonly before: ElsewhereRow | null;
  readonly after: ElsewhereRow | null;
}
export interface Difference {
  readonly controls: readonly ControlDifference[];
  readonly clauses: readonly ClauseDifference[];
  readonly values: readonly ValueDifference[];
  /** Rows of A.5–A.7 that came, went or say something else. */
  readonly elsewhere: readonly ElsewhereDifference[];
}

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);
const ids = (before: readonly { id: string }[], after: readonly { id: string }[]): string[] => [
  ...new Set([...after, ...before].map(({ id }) => id)),
];
const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> => new Map(items.map((item) => [item.id, item]));

const leafletWords = words('しおりの言葉', 'Words of the leaflet');
/** The parts of a clause that a company decides. The sample decides the first three only: it names no owners. */
const fields: readonly { readonly says: Words; readonly ofSample: boolean; readonly of: (clause: ClauseContent) => unknown }[] = [
  { says: words('本文', 'Text'), ofSample: true, of: ({ text }) => text },
  { says: words('採否', 'Adoption'), ofSample: true, of: ({ adoption }) => adoption },
  { says: words('理由', 'Reason'), ofSample: true, of: ({ reason }) => reason },
  { says: words('必要とするとき', 'When necessary'), ofSample: true, of: ({ necessity }) => necessity },
  { says: words('担当者', 'Owner'), ofSample: false, of: ({ owner }) => owner },
  { says: words('代行者', 'Deputy'), ofSample: false, of: ({ deputy }) => deputy },
  { says: words('補足', 'Note'), ofSample: true, of: ({ note }) => note },
  { says: leafletWords, ofSample: true, of: ({ plain }) => plain },
];
const came = words('新しい項', 'New clause');
const went = words('なくなった項', 'Clause that is gone');

/** What differs between two contents. Against the sample, that owners were named is no difference. Pure. */
export function differences(before: ProcedureContent, after: ProcedureContent, options: { readonly fromSample: boolean }): Difference {
  const [controlsBefore, controlsAfter] = [byId(before.controls), byId(after.controls)];
  const clausesOf = (content: ProcedureContent) => content.controls.flatMap(({ clauses }) => clauses);
  const [clausesBefore, clausesAfter] = [byId(clausesOf(before)), byId(clausesOf(after))];
  return {
    controls: ids(before.controls, after.controls).flatMap((id) => {
      const [was, is] = [controlsBefore.get(id) ?? null, controlsAfter.get(id) ?? null];
      // The sample gives no reason for what it asks: one that the company gives for keeping a control is no difference from it.
      const sameReason = was?.reason === is?.reason || (options.fromSample && is?.applicable === true);
      const unchanged = was && is && was.applicable === is.applicable && sameReason;
      return unchanged ? [] : [{ id, title: (is ?? was)!.title, before: was, after: is }];
    }),
    clauses: ids(clausesOf(before), clausesOf(after)).flatMap((id) => {
      const [was, is] = [clausesBefore.get(id) ?? null, clausesAfter.get(id) ?? null];
      const differing = !was ? [came] : !is ? [went] : differingFields(was, is, options.fromSample);
      return differing.length === 0 ? [] : [{ id, fields: differing, before: was, after: is }];
    }),
    values: valueDifferences(before, after),
    elsewhere: elsewhereDifferences(before.elsewhere, after.elsewhere),
  };
}

const differingFields = (was: ClauseContent, is: ClauseContent, fromSample: boolean): Words[] =>
  fields
    .filter((field) => (field.ofSample || !fromSample) && !same(field.of(was), field.of(is)))
    .filter((field) => field.says !== leafletWords || !followsAdoption(was, is))
    .map((field) => field.says);

/** The catalogue's words for the leaflet come and go with an unchanged text: who changed the text did not change them as well. */
const followsAdoption = (was: ClauseContent, is: ClauseContent): boolean =>
  (was.adoption === 'adopted' && is.plain === null) || (is.adoption === 'adopted' && was.plain === null);

function valueDifferences(before: ProcedureContent, after: ProcedureContent): ValueDifference[] {
  const params = byId(allParams);
  return [...new Set([...Object.keys(after.values), ...Object.keys(before.values)])].flatMap((id) => {
    const [was, is] = [before.values[id] ?? null, after.values[id] ?? null];
    if (was && is && same(was.value, is.value) && same(was.reason, is.reason)) return [];
    const param = params.get(id);
    return [
      {
        id,
        title: (is ?? was)!.title,
        before: was,
        after: is,
        laxer: param !== undefined && is !== null && isLaxer(param, is.value),
        usedBy: clausesSaying(after, id),
      },
    ];
  });
}

function elsewhereDifferences(before: readonly ElsewhereRow[], after: readonly ElsewhereRow[]): ElsewhereDifference[] {
  const of = (rows: readonly ElsewhereRow[], control: string) => rows.find((row) => row.control === control) ?? null;
  const known = [...new Set([...before, ...after].map(({ control }) => control))];
  return known
    .map((control) => ({ control, before: of(before, control), after: of(after, control) }))
    .filter((row) => !same(row.before, row.after));
}

/** Clauses whose sentence says a value. */
export const clausesSaying = (content: ProcedureContent, param: string): string[] =>
  content.controls
    .flatMap(({ clauses }) => clauses)
    .filter(({ text }) => slotsIn(text.ja).includes(param) || slotsIn(text.en).includes(param))
    .map(({ id }) => id);

/** How many things a person changed. */
export const countOf = (difference: Difference): number =>
  difference.controls.length + difference.clauses.length + difference.values.length + difference.elsewhere.length;

/** The words of a clause before and after, values filled in, in both languages. */
export function clauseWords(
  { before, after }: Pick<ClauseDifference, 'before' | 'after'>,
  valuesBefore: ProcedureContent['values'],
  valuesAfter: ProcedureContent['values'],
): { ja: DiffRun[]; en: DiffRun[] } {
  const of = (language: 'ja' | 'en') =>
    wordDiff(
      before ? plainText(before.text[language], language, valuesBefore) : '',
      after ? plainText(after.text[language], language, valuesAfter) : '',
      language,
    );
  return { ja: of('ja'), en: of('en') };
}
