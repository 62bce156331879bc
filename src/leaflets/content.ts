import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { type Language, type Words, words } from '../base/text.ts';

/** Who a leaflet (しおり) is for. */
export const audiences = ['everyone', 'developers', 'managers', 'operators'] as const;
export type Audience = (typeof audiences)[number];

export const audienceTitles: Readonly<Record<Audience, Words>> = {
  everyone: words('全員のしおり', 'Leaflet for everyone'),
  developers: words('開発者のしおり', 'Leaflet for developers'),
  managers: words('部門の管理者のしおり', 'Leaflet for department managers'),
  operators: words('情報システム運用のしおり', 'Leaflet for those who run IT'),
};

/** The part of a version of the procedures that a leaflet is made from. */
export interface RulesContent {
  readonly company: { readonly name: string };
  readonly controls: readonly {
    readonly applicable: boolean;
    readonly clauses: readonly {
      readonly id: string;
      readonly adoption: 'adopted' | 'changed' | 'replaced' | 'not-applicable';
      readonly text: Words;
      /** The plain words of that day, the company's own or the catalogue's; null where there were none. */
      readonly plain: Words | null;
      /** For audiences that are told the clause in other words than `plain`; absent where none is. */
      readonly plainFor?: Readonly<Partial<Record<Audience, Words>>>;
    }[];
  }[];
  readonly values: Readonly<Record<string, { readonly said: Words }>>;
}

/** What the catalogue knows of a clause that a leaflet says: under which heading, in which plain words. */
export interface SaidClause {
  readonly order: number;
  readonly topic: Words;
  readonly plain: Words;
}
/** By audience: who is not named is not told. */
export type LeafletClause = Readonly<Partial<Record<Audience, SaidClause>>>;
export type LeafletClauses = ReadonlyMap<string, LeafletClause>;

/** One rule of a leaflet, its values filled in. Clauses that say the same share a line. */
export interface LeafletLine {
  readonly clauses: readonly string[];
  readonly topic: Words;
  readonly text: Words;
}

/**
 * The rules that concern an audience, in the leaflet's order. Only clauses that apply; where the company changed or replaced one,
 * its own words stand there, never ours over a rule that is another now.
 */
export function leafletLines(content: RulesContent, audience: Audience, clauses: LeafletClauses): LeafletLine[] {
  const found: { order: number; line: LeafletLine }[] = [];
  for (const control of content.controls) {
    if (!control.applicable) continue;
    for (const clause of control.clauses) {
      const known = clauses.get(clause.id)?.[audience];
      if (known === undefined || clause.adoption === 'not-applicable') continue;
      const text = saidIn(wordsFor(clause, known, audience, content.values), content.values);
      const same = found.findIndex(({ line }) => line.text.ja === text.ja && line.text.en === text.en);
      if (same < 0) found.push({ order: known.order, line: { clauses: [clause.id], topic: known.topic, text } });
      else found[same] = { ...found[same]!, line: { ...found[same]!.line, clauses: [...found[same]!.line.clauses, clause.id] } };
    }
  }
  return found.sort((a, b) => a.order - b.order).map(({ line }) => line);
}

type RulesClause = RulesContent['controls'][number]['clauses'][number];

function wordsFor(clause: RulesClause, known: SaidClause, audience: Audience, values: RulesContent['values']): Words {
  const frozen = clause.plainFor?.[audience] ?? clause.plain;
  if (frozen !== null && frozen.ja.trim() !== '') return frozen;
  // An old version may not know a value that today's plain words say; its own sentence knows all of its own.
  const saysOnlyKnown = [...known.plain.ja.matchAll(slot)].every((match) => Object.hasOwn(values, match[1]!));
  return clause.adoption === 'adopted' && saysOnlyKnown ? known.plain : clause.text;
}

const slot = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g;

/** Both languages with their values. What nobody wrote in English is shown in Japanese: a rule never goes missing. */
function saidIn(text: Words, values: RulesContent['values']): Words {
  const fill = (language: Language): string =>
    text[language].replace(slot, (whole, id: string) => (Object.hasOwn(values, id) ? values[id]!.said[language] : whole)).trim();
  const ja = fill('ja');
  return { ja, en: fill('en') === '' ? ja : fill('en') };
}

/**
 * SHA-256 (hex) over what a leaflet says to its reader: audience and sentences. Headings and clause numbers may move without a
 * new confirmation; a changed value may not.
 */
export const leafletDigest = (audience: Audience, lines: readonly LeafletLine[]): string =>
  sha256Hex(canonicalJson({ format: 'tejun-leaflet/1', audience, lines: lines.map(({ text }) => text) }));

export interface MarkedLine extends LeafletLine {
  /** New or different since the reader's last confirmation; false throughout for who confirms for the first time. */
  readonly changed: boolean;
}

/** The lines with what changed since an earlier leaflet, and the sentences that are gone. */
export function markedSince(
  lines: readonly LeafletLine[],
  earlier: readonly LeafletLine[] | null,
): { readonly lines: readonly MarkedLine[]; readonly gone: readonly Words[] } {
  if (earlier === null) return { lines: lines.map((line) => ({ ...line, changed: false })), gone: [] };
  const key = (line: LeafletLine): string => canonicalJson(line.text);
  const before = new Set(earlier.map(key));
  const now = new Set(lines.map(key));
  const still = new Set(lines.flatMap((line) => line.clauses));
  return {
    lines: lines.map((line) => ({ ...line, changed: !before.has(key(line)) })),
    // A sentence that reads differently now is marked as changed; gone is only what no line speaks about any more.
    gone: earlier.filter((line) => !now.has(key(line)) && !line.clauses.some((id) => still.has(id))).map((line) => line.text),
  };
}
