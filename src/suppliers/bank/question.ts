import type { Words } from '../../base/text.ts';
import type { WorkKind } from '../../practices/suppliers/work-kinds.ts';

/** One question of the assessment sheet. `scale`: yes, partly or no; `text`: in the supplier's own words, not scored. */
export interface Question {
  /** `<group>-<number>`, permanent: answers of past years are laid beside those of today by it. */
  readonly id: string;
  readonly text: Words;
  readonly hint?: Words;
  readonly kind: 'scale' | 'text';
  /** 1 to 3; of a text 0. */
  readonly weight: number;
  /** Whoever answers *no* is not chosen without conditions. */
  readonly knockOut?: true;
  /** Answers that have to be backed by a file, or by words on where it can be seen. */
  readonly evidence?: readonly ('yes' | 'partly')[];
  /** May be answered as not applicable, with the reason. */
  readonly mayNotApply?: true;
  /** Kinds of work that it concerns; left out: all. */
  readonly concerns?: readonly WorkKind[];
}

export interface QuestionGroup {
  readonly id: string;
  readonly title: Words;
  readonly questions: readonly Question[];
}

export type Extra = Partial<Pick<Question, 'hint' | 'knockOut' | 'evidence' | 'mayNotApply' | 'concerns'>>;

/** A question of the scale: `scale('people-1', 2, '…', '…')`. */
export const scale = (id: string, weight: 1 | 2 | 3, ja: string, en: string, extra: Extra = {}): Question => ({
  id,
  text: { ja, en },
  kind: 'scale',
  weight,
  ...extra,
});
export const inWords = (id: string, ja: string, en: string, extra: Pick<Extra, 'hint' | 'concerns'> = {}): Question => ({
  id,
  text: { ja, en },
  kind: 'text',
  weight: 0,
  ...extra,
});
