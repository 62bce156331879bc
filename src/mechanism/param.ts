import type { Words } from '../base/text.ts';

/**
 * A company value (値): one number, choice or list that drives the sentence, the check and the finding alike.
 * `origin` says who fixed it: the guideline's page itself, its advice, or nobody (then the company must choose).
 */
export type ParamOrigin = 'fixed' | 'advised' | 'company';

export type ParamValue = number | boolean | string | readonly string[];

/** Which direction is stricter, so that a laxer value than the guideline's can be seen and asked for a reason. */
export type Stricter = 'lower' | 'higher' | 'none';

interface ParamBase {
  /** Unique in the whole product; the name of the slot in a sentence: `{screenLockMinutes}`. Permanent. */
  readonly id: string;
  readonly title: Words;
  readonly origin: ParamOrigin;
  /** A word to the person who chooses: what the value changes, what speaks for the suggestion. */
  readonly hint?: Words;
}
export interface NumberParam extends ParamBase {
  readonly type: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** The unit as it stands after the number in a sentence: 分 / minutes. */
  readonly unit: Words;
  readonly stricter: Stricter;
}
export interface BooleanParam extends ParamBase {
  readonly type: 'boolean';
  readonly default: boolean;
  /** How true and false read inside a sentence. */
  readonly says: { readonly true: Words; readonly false: Words };
}
export interface ChoiceParam extends ParamBase {
  readonly type: 'choice';
  readonly default: string;
  readonly options: Readonly<Record<string, Words>>;
}
export interface TextParam extends ParamBase {
  readonly type: 'text';
  readonly default: string;
  readonly maxChars: number;
}
export interface ListParam extends ParamBase {
  readonly type: 'list';
  readonly default: readonly string[];
  readonly maxItems: number;
  readonly maxItemChars: number;
  /** What one item must look like, where the value is used as more than words (names of programs, host names). */
  readonly itemPattern?: RegExp;
  /** How an empty list reads inside a sentence. */
  readonly whenEmpty: Words;
}
export type Param = NumberParam | BooleanParam | ChoiceParam | TextParam | ListParam;

export type ValueOf<P extends Param> = P extends NumberParam
  ? number
  : P extends BooleanParam
    ? boolean
    : P extends ListParam
      ? readonly string[]
      : string;

export const numberParam = (p: Omit<NumberParam, 'type'>): NumberParam => ({ type: 'number', ...p });
export const booleanParam = (p: Omit<BooleanParam, 'type'>): BooleanParam => ({ type: 'boolean', ...p });
export const choiceParam = (p: Omit<ChoiceParam, 'type'>): ChoiceParam => ({ type: 'choice', ...p });
export const textParam = (p: Omit<TextParam, 'type'>): TextParam => ({ type: 'text', ...p });
export const listParam = (p: Omit<ListParam, 'type'>): ListParam => ({ type: 'list', ...p });
