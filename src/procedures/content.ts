import type { Language, Words } from '../base/text.ts';
import type { ParamValue } from '../mechanism/param.ts';

/**
 * What a version of the company's procedures says, whole: frozen byte for byte (canonical JSON) when it is submitted. It carries
 * everything a reader of later years needs, so that no change of the catalogue or of a name can reach into it.
 */
export interface ProcedureContent {
  readonly format: 'tejun-procedures/1';
  readonly company: {
    readonly name: string;
    /** The interview's answers to the conditions of applicability, as they were. */
    readonly conditions: Readonly<Record<string, boolean>>;
  };
  readonly controls: readonly ControlContent[];
  /** Every company value by its id. */
  readonly values: Readonly<Record<string, ValueContent>>;
  /** Annex A controls outside A.8 that the company keeps elsewhere; listed, never judged. */
  readonly elsewhere: readonly ElsewhereRow[];
}

export interface ControlContent {
  /** `8.13` */
  readonly id: string;
  readonly title: Words;
  readonly purpose: Words;
  readonly applicable: boolean;
  /** Why it does not apply; for one that applies, why the company keeps it (may be empty). */
  readonly reason: string;
  readonly clauses: readonly ClauseContent[];
}

/**
 * How the company took a clause of the sample: as it stands, with changes, with a text of its own instead, or not at all.
 * The last three need a reason.
 */
export const adoptions = ['adopted', 'changed', 'replaced', 'not-applicable'] as const;
export type Adoption = (typeof adoptions)[number];

export interface ClauseContent {
  /** `8.13.c` */
  readonly id: string;
  readonly type: 'item' | 'sub' | 'para' | 'lead' | 'advice';
  readonly heading: boolean;
  readonly adoption: Adoption;
  /** The company's sentence with its slots: `{restoreCheckIntervalMonths}に1回以上…`. `en` is '' where nobody wrote it. */
  readonly text: Words;
  /** SHA-256 (hex) of the sample's canonical text as it was then: tells when the sample has changed since. */
  readonly sample: string;
  readonly reason: string;
  /** Who sees to it and who stands in: `role:administrator` or `person:<uuid>`; null: nobody named. */
  readonly owner: Party | null;
  readonly deputy: Party | null;
  /** Names of the two as they were, for a reader of later years. */
  readonly ownerName: Words | null;
  readonly deputyName: Words | null;
  /** Where the sample says "as needed" or "in principle": when it is necessary, or who may except from it. '' where none is asked. */
  readonly necessity: string;
  /** The company's own notes: licensed guidance, examples, pointers. */
  readonly note: string;
  /** Plain words for the leaflet: the company's own, or the catalogue's of that day. Null: the text itself, which was changed. */
  readonly plain: Words | null;
  /** The catalogue's words of that day for a leaflet that says the clause otherwise; absent beside words of the company's own. */
  readonly plainFor?: { readonly operators: Words };
}

export type Party = `role:${string}` | `person:${string}`;
export const isParty = (text: string): text is Party => /^(role:[a-zA-Z]{1,40}|person:[0-9a-f-]{36})$/.test(text);

export interface ValueContent {
  readonly value: ParamValue;
  /** As it stands in a sentence: 10分 / 10 minutes. */
  readonly said: Words;
  readonly title: Words;
  /** Why it is laxer than the sample; null where it is not. */
  readonly reason: string | null;
}

export interface ElsewhereRow {
  /** `A.5.1` */
  readonly control: string;
  readonly title: string;
  readonly applicable: boolean;
  readonly reason: string;
  /** Where it is kept: a document, a person, a system. */
  readonly where: string;
}

/** A sentence cut at its values. */
export type TextPiece = { readonly text: string } | { readonly param: string; readonly said: string };

const slot = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g;

/**
 * Cuts a company's text at its values. What looks like a slot but names no value stays text, so that nothing a person typed
 * is ever lost.
 */
export function piecesOf(text: string, language: Language, values: ProcedureContent['values']): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(slot)) {
    const value = Object.hasOwn(values, match[1]!) ? values[match[1]!] : undefined;
    if (!value) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ param: match[1]!, said: value.said[language] });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** The sentence as a person reads it, its values filled in. */
export const plainText = (text: string, language: Language, values: ProcedureContent['values']): string =>
  piecesOf(text, language, values)
    .map((piece) => ('text' in piece ? piece.text : piece.said))
    .join('');

/** The values that a text says, in their order, each once. */
export const slotsIn = (text: string): string[] => [...new Set([...text.matchAll(slot)].map((match) => match[1]!))];
