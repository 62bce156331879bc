import { searchForm, type Words, words } from '../../base/text.ts';
import type { Cell, Field } from '../../mechanism/field.ts';
import { bookKey, type NameBook, shortened } from './exchange-names.ts';
import { cellText, yesNoWords } from './exchange-sheet.ts';
import { dateBeforeTime, momentOf } from './import-dates.ts';

export type ReadText = { readonly cell: Cell } | { readonly says: Words };

const fold = (text: string): string => searchForm(text).replace(/\s+/gu, ' ').trim();
/** The mark that stands for a letter which an encoding lacked: to store it would be to lose the letter. */
const missingType = '〓';

/**
 * What a text in a file says for a column. `before` is what the line says now: what was exported is taken for what it was, also where
 * a choice or a name has changed since.
 */
export function cellOfText(field: Field, text: string, before: Cell, books: ReadonlyMap<string, NameBook>): ReadText {
  const typed = text.trim();
  if (isUnchanged(field, typed, before, books)) return { cell: before };
  if (typed === '') return { cell: null };
  if (typed.includes(missingType))
    return {
      says: words(
        `「${shortened(typed)}」に、書けなかった文字の代わりの「〓」があります。元の文字に直してください。`,
        `“${shortened(typed)}” holds 〓, which stands for a letter that was lost. Type the letter itself.`,
      ),
    };
  const key = bookKey(field);
  if (field.type === 'devices') return devicesOf(typed, books.get(key!)!);
  if (key !== null) {
    const read = books.get(key)!.read(typed);
    return 'says' in read ? read : { cell: read.id };
  }
  return read(field, typed);
}

function isUnchanged(field: Field, typed: string, before: Cell, books: ReadonlyMap<string, NameBook>): boolean {
  if (before === null) return typed === '';
  if (typed === '') return false;
  if (field.type === 'text' || field.type === 'longText') return typed === before;
  return typed === cellText(field, before, 'ja', books).trim() || typed === cellText(field, before, 'en', books).trim();
}

function read(field: Field, typed: string): ReadText {
  switch (field.type) {
    case 'number':
      return numberOf(field, typed);
    case 'boolean':
      return booleanOf(typed);
    case 'date':
      return { cell: dateBeforeTime(typed) ?? typed };
    case 'moment':
      return { cell: momentOf(typed) ?? typed };
    case 'choice':
      return optionOf(field, typed);
    case 'choices':
      return optionsOf(field, typed);
    default:
      return { cell: typed };
  }
}

/** 1,200 and １２００台 are 1200. */
function numberOf({ unit }: Field, typed: string): ReadText {
  const units = unit ? [unit.ja, unit.en].map(fold) : [];
  const folded = fold(typed);
  const own = units.find((each) => each !== '' && folded.endsWith(each));
  const plain = (own === undefined ? folded : folded.slice(0, -own.length)).trim().replaceAll(/,(?=\d{3}(\D|$))/g, '');
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,2})?$/.test(plain)) return { cell: Number(plain) };
  return { says: words(`「${shortened(typed)}」は数字として読めません。`, `“${shortened(typed)}” is no number.`) };
}

const yes = new Set(['はい', 'yes', 'true', '○', '◯', '有', 'あり', '1', 'y']);
const no = new Set(['いいえ', 'no', 'false', '×', '無', 'なし', '0', 'n']);

function booleanOf(typed: string): ReadText {
  const folded = fold(typed);
  if (yes.has(folded)) return { cell: true };
  if (no.has(folded)) return { cell: false };
  return {
    says: words(
      `「${shortened(typed)}」は読めません。「${yesNoWords.true.ja}」か「${yesNoWords.false.ja}」と書いてください。`,
      `“${shortened(typed)}” cannot be read. Write ${yesNoWords.true.en} or ${yesNoWords.false.en}.`,
    ),
  };
}

function optionOf(field: Field, typed: string): ReadText {
  const key = optionsByName(field).get(fold(typed));
  return key === undefined ? { says: noOption(field, typed) } : { cell: key };
}

/** Several, parted by 、 , ; / or a line's end. */
const parted = (typed: string): string[] => typed.split(/([、,;；，/／\n])/);

function optionsOf(field: Field, typed: string): ReadText {
  const byName = optionsByName(field);
  const read = severalOf(typed, 0, (text) => byName.get(fold(text)));
  return 'unknown' in read ? { says: noOption(field, read.unknown) } : { cell: read.found };
}

/** Names of devices; what the list says of the first that it does not know. */
function devicesOf(typed: string, book: NameBook): ReadText {
  const read = severalOf(typed, devicePartsMax, (text) => {
    const named = book.read(text.trim());
    return 'id' in named ? named.id : undefined;
  });
  if ('found' in read) return { cell: [...new Set(read.found)] };
  const named = book.read(read.unknown);
  return 'says' in named ? named : { cell: null };
}

/** A name of a device has hardly more separators in it; without a limit a long cell would be tried in every way. */
const devicePartsMax = 3;

/** What the parts of a text name, one after the other. A name may have a separator in itself: the longest that is known counts. */
function severalOf(
  typed: string,
  partsMax: number,
  known: (text: string) => string | undefined,
): { readonly found: string[] } | { readonly unknown: string } {
  const parts = parted(typed);
  const found: string[] = [];
  for (let from = 0; from < parts.length; ) {
    if (parts[from]!.trim() === '') {
      from += 2;
      continue;
    }
    let to = partsMax === 0 ? parts.length : Math.min(parts.length, from + 2 * partsMax - 1);
    let key: string | undefined;
    for (; to > from && key === undefined; to -= 2) key = known(parts.slice(from, to).join(''));
    if (key === undefined) return { unknown: parts[from]!.trim() };
    found.push(key);
    from = to + 3;
  }
  return { found };
}

const named = new WeakMap<Field, Map<string, string>>();

/** Options by title in either language, and by key. */
function optionsByName(field: Field): Map<string, string> {
  const known = named.get(field);
  if (known) return known;
  const byName = new Map<string, string>();
  for (const key of Object.keys(field.options ?? {})) byName.set(fold(key), key);
  for (const [key, title] of Object.entries(field.options ?? {})) for (const said of [title.en, title.ja]) byName.set(fold(said), key);
  named.set(field, byName);
  return byName;
}

function noOption({ options = {} }: Field, typed: string): Words {
  const titles = Object.values(options);
  const some = (language: 'ja' | 'en', separator: string, more: string) =>
    titles
      .slice(0, 8)
      .map((title) => title[language])
      .join(separator) + (titles.length > 8 ? more : '');
  return words(
    `「${shortened(typed)}」という選択肢はありません(${some('ja', '・', 'など')})。`,
    `There is no option “${shortened(typed)}” (${some('en', ', ', ' …')}).`,
  );
}

/** The texts of a file that name somebody or something, by the book that knows the name. */
export function namingTexts(columns: readonly { readonly field: Field; readonly texts: readonly string[] }[]): Map<string, Set<string>> {
  const naming = new Map<string, Set<string>>();
  for (const { field, texts } of columns) {
    const key = bookKey(field);
    if (key === null) continue;
    const all = naming.get(key) ?? new Set<string>();
    naming.set(key, all);
    const names = field.type === 'devices' ? texts.flatMap((text) => [text, ...parted(text)]) : texts;
    for (const text of names) if (text.trim() !== '') all.add(text.trim());
  }
  return naming;
}
