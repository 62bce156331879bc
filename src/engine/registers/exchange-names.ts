import { searchForm, type Words, words } from '../../base/text.ts';
import type { Field } from '../../mechanism/field.ts';
import { namedTypeOf } from '../../mechanism/named.ts';
import type { RegistersDeps } from './deps.ts';
import { numberText } from './line.ts';
import { rowsOf } from './row.store.ts';

/** How people, devices and lines stand in a spreadsheet, and who is meant by what stands there. */
export interface NameBook {
  /** `青木 花子`, `青木 花子(0012)` where there are two, `R-DEV-3 keiri-01`. */
  written(id: string): string;
  read(text: string): { readonly id: string } | { readonly says: Words };
  /** What can be chosen, by name. */
  readonly options: readonly string[];
}

interface Entry {
  readonly id: string;
  readonly label: string;
  /** Tells two of one name apart; '' where nothing does. */
  readonly detail: string;
  readonly gone: boolean;
}

const fold = (text: string): string => searchForm(text).replace(/\s+/gu, ' ').trim();
const nameless = /^id:([0-9a-f-]{36})$/;

/** Which book a column is read by; null for one that names nobody. */
export const bookKey = (field: Pick<Field, 'type' | 'register'>): string | null => {
  const type = namedTypeOf(field);
  return type === 'row' ? `row ${field.register}` : type;
};

/**
 * The books that some columns need.
 *
 * @param used ids that stand in cells now, by book: they are known even where they are on no list any more
 * @param texts what stands in a file, by book
 */
export async function nameBooks(
  deps: RegistersDeps,
  columns: readonly Field[],
  used: ReadonlyMap<string, ReadonlySet<string>>,
  texts: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Promise<Map<string, NameBook>> {
  const books = new Map<string, NameBook>();
  for (const column of columns) {
    const key = bookKey(column);
    if (key === null || books.has(key)) continue;
    if (column.type === 'row') books.set(key, await lineBook(deps, column.register!));
    else
      books.set(
        key,
        await listBook(deps, namedTypeOf(column) as 'person' | 'device', used.get(key) ?? new Set(), texts.get(key) ?? new Set()),
      );
  }
  return books;
}

async function listBook(
  { ports }: RegistersDeps,
  type: 'person' | 'device',
  used: ReadonlySet<string>,
  texts: ReadonlySet<string>,
): Promise<NameBook> {
  const entries: Entry[] = [...((await ports.everyone?.(type)) ?? [])];
  const listed = new Set(entries.map(({ id }) => id));
  const others = [...used].filter((id) => !listed.has(id));
  if (others.length > 0) for (const [id, { label, gone }] of await ports.named(type, others)) entries.push({ id, label, detail: '', gone });
  const byText = new Map<string, Entry[]>();
  const put = (text: string, entry: Entry) => {
    const same = byText.get(fold(text)) ?? [];
    if (!same.includes(entry)) byText.set(fold(text), [...same, entry]);
  };
  const twice = countsOf(entries.map(({ label }) => fold(label)));
  const writtenAs = (entry: Entry): string =>
    (twice.get(fold(entry.label)) ?? 0) > 1 && entry.detail !== '' ? `${entry.label}(${entry.detail})` : entry.label;
  for (const entry of entries) {
    put(entry.label, entry);
    if (entry.detail === '') continue;
    put(entry.detail, entry);
    put(`${entry.label}(${entry.detail})`, entry);
  }
  const strange = [...texts].filter((text) => !byText.has(fold(text)));
  const found = strange.length > 0 ? await ports.find(type, strange) : new Map<string, readonly string[]>();
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return {
    options: entries
      .filter(({ gone }) => !gone)
      .map(writtenAs)
      .sort((a, b) => a.localeCompare(b, 'ja')),
    written: (id) => (byId.has(id) ? writtenAs(byId.get(id)!) : `id:${id}`),
    read(text) {
      const id = nameless.exec(text.trim())?.[1];
      if (id !== undefined) return { id };
      const all = byText.get(fold(text)) ?? [];
      const here = all.filter(({ gone }) => !gone);
      const meant = (here.length > 0 ? here : all).map((entry) => entry.id);
      return one(type, text, meant.length > 0 ? meant : (found.get(text) ?? []));
    },
  };
}

const countsOf = (texts: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
};

function one(type: 'person' | 'device', text: string, ids: readonly string[]): { readonly id: string } | { readonly says: Words } {
  if (ids.length === 1) return { id: ids[0]! };
  const shown = shortened(text);
  if (type === 'person') {
    return ids.length > 1
      ? {
          says: words(
            `「${shown}」は${ids.length}人います。「氏名(社員番号)」の形で書いてください。`,
            `There are ${ids.length} people called “${shown}”. Write the name with the staff number: name(number).`,
          ),
        }
      : { says: words(`「${shown}」は社員名簿にいません。`, `“${shown}” is not on the staff list.`) };
  }
  return ids.length > 1
    ? {
        says: words(
          `「${shown}」という端末は${ids.length}台あります。「端末名(シリアル番号)」の形で書いてください。`,
          `There are ${ids.length} devices called “${shown}”. Write the name with the serial number: name(serial).`,
        ),
      }
    : { says: words(`「${shown}」という端末はありません。`, `There is no device “${shown}”.`) };
}

export const shortened = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);

/** Lines of another register, by their number; the name behind it is for the reader. */
async function lineBook(deps: RegistersDeps, register: string): Promise<NameBook> {
  const definition = deps.definitions.get(register);
  const rows = definition ? await rowsOf(deps.pool, register, 'all') : [];
  const lines = rows.map((row) => {
    const number = numberText(definition!, row.number);
    return {
      id: row.id,
      number,
      label: row.label,
      current: row.state === 'current',
      text: row.label === number ? number : `${number} ${row.label}`,
    };
  });
  const byId = new Map(lines.map((line) => [line.id, line.text]));
  const byNumber = new Map(lines.map((line) => [fold(line.number), line.id]));
  const byLabel = new Map<string, string[]>();
  for (const { id, label, current } of lines) if (current) byLabel.set(fold(label), [...(byLabel.get(fold(label)) ?? []), id]);
  return {
    options: lines.filter(({ current }) => current).map(({ text }) => text),
    written: (id) => byId.get(id) ?? `id:${id}`,
    read(text) {
      const id = nameless.exec(text.trim())?.[1];
      if (id !== undefined && byId.has(id)) return { id };
      const numbered = byNumber.get(fold(text).split(' ')[0]!);
      if (numbered !== undefined) return { id: numbered };
      const labelled = byLabel.get(fold(text)) ?? [];
      if (labelled.length === 1) return { id: labelled[0]! };
      const example = `${definition?.code ?? 'R'}-3`;
      return {
        says: words(
          `「${shortened(text)}」という行は${definition?.title.ja ?? ''}にありません。${example} のような行番号で書いてください。`,
          `There is no line “${shortened(text)}” in ${definition?.title.en ?? 'the register'}. Write its number, as ${example}.`,
        ),
      };
    },
  };
}
