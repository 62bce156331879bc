import type { Language } from '../base/text.ts';

/** What numbering needs to know of a clause. */
export interface Numbered {
  readonly id: string;
  readonly type: 'item' | 'sub' | 'para' | 'lead' | 'advice';
}

export interface Label {
  readonly label: string;
  readonly level: 0 | 1 | 2 | 3;
}

/**
 * Numbers a document as Japanese rules are numbered: articles (条) count through all chapters, so that 第47条 names one article
 * without its chapter; below them (1) and ア begin anew under each. Leads and advice ask for nothing and carry no number. What does
 * not apply keeps its number, so that no other one moves when a company's circumstances change.
 *
 * @returns by clause id
 */
export function labelsOf(chapters: readonly { readonly clauses: readonly Numbered[] }[], language: Language): Map<string, Label> {
  const labels = new Map<string, Label>();
  let article = 0;
  for (const { clauses } of chapters) {
    let second = 0;
    let third = 0;
    for (const clause of clauses) {
      const level = levelOf(clause);
      if (level === 1) [article, second, third] = [article + 1, 0, 0];
      if (level === 2) [second, third] = [second + 1, 0];
      if (level === 3) third += 1;
      labels.set(clause.id, { level, label: said(language, level, [article, second, third]) });
    }
  }
  return labels;
}

/** A sub-clause's depth stands in its id: `8.1.d.5` hangs under `8.1.d`, `8.1.d.5.a` one further down. */
function levelOf({ id, type }: Numbered): Label['level'] {
  if (type === 'lead' || type === 'advice') return 0;
  if (type === 'item' || type === 'para') return 1;
  return id.split('.').length > 4 ? 3 : 2;
}

function said(language: Language, level: Label['level'], [article, second, third]: readonly [number, number, number]): string {
  if (level === 0) return '';
  if (level === 1) return articleLabel(article, language);
  if (level === 2) return `(${second})`;
  return language === 'ja' ? letter(third, kana) : `(${letter(third, latin)})`;
}

export const articleLabel = (number: number, language: Language): string => (language === 'ja' ? `第${number}条` : `Article ${number}`);
export const chapterLabel = (number: number, language: Language): string => (language === 'ja' ? `第${number}章` : `Chapter ${number}`);

const kana = [...'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ'];
const latin = [...'abcdefghijklmnopqrstuvwxyz'];

/** The n-th letter, doubled where they are used up: ワ, アア, アイ. */
const letter = (number: number, letters: readonly string[]): string =>
  number <= letters.length
    ? letters[number - 1]!
    : `${letter(Math.floor((number - 1) / letters.length), letters)}${letters[(number - 1) % letters.length]}`;
