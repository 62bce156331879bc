import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import { type Words, words } from '../base/text.ts';
import { inTransaction } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { readTable, type TableRow, type TableSheet } from '../tables/index.ts';
import { fold, meansAnybody, staffJoin } from './join.ts';
import { holdLists, insertList, newestLists, type StoredListLine } from './list.store.ts';
import { disabledIn, guessListColumns, type ListColumns, type ListField, listFieldIds } from './list-fields.ts';
import type { ReviewsDeps } from './ports.ts';
import { type ListVariant, reviewLimits, type StaffPerson } from './shape.ts';

export interface ListFile {
  readonly variant: ListVariant;
  /** The name of the file, which says nothing but the kind of text. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly columns?: ListColumns | undefined;
}
export type MismatchKind = 'unknown' | 'ambiguous' | 'left' | 'name-differs' | 'guest' | 'no-account';
/** What of a list and the staff list does not fit, by name. */
export interface Mismatch {
  readonly kind: MismatchKind;
  readonly row: number | null;
  readonly account: string;
  readonly says: Words;
}
export interface ListPreview {
  readonly header: readonly string[];
  readonly columns: Readonly<Record<ListField, string | null>>;
  readonly lines: number;
  readonly joined: number;
  readonly mismatches: readonly Mismatch[];
  /** Rows that cannot be read; while there are any, nothing is taken. */
  readonly bad: readonly { readonly row: number; readonly says: Words }[];
  readonly digest: string;
}
interface ReadList extends ListPreview {
  readonly read: readonly StoredListLine[];
}

/** What a file says, and whom it means. Writes nothing. @throws Fault `file-unreadable`, `bad-request`, `value-out-of-bounds` */
export async function previewList(deps: ReviewsDeps, file: ListFile): Promise<ListPreview> {
  const { read: _, ...preview } = await readList(deps, file);
  return preview;
}

async function readList({ ports }: ReviewsDeps, { variant, file, bytes, columns }: ListFile): Promise<ReadList> {
  const { sheets, problems, moreProblems } = await readTable(bytes, { name: file });
  const [sheet] = sheets;
  if (sheet === undefined || sheet.rows.length === 0) throw new Fault('bad-request', { ja: '行がありません。', en: 'It holds no rows.' });
  if (sheet.rows.length > reviewLimits.listRowsMax)
    throw new Fault('value-out-of-bounds', {
      ja: `1つの一覧は${reviewLimits.listRowsMax}行までです。対象ごとに分けて書き出してください。`,
      en: `A list holds at most ${reviewLimits.listRowsMax} rows. Export it in parts.`,
    });
  const guessed = guessListColumns(sheet.header);
  const mapping = Object.fromEntries(listFieldIds.map((id) => [id, columns === undefined ? guessed[id] : (columns[id] ?? null)])) as Record<
    ListField,
    string | null
  >;
  const staff = await ports.staff();
  const broken = problems.map(({ row, says }) => ({ row: row ?? sheet.headerNumber, says }));
  if (moreProblems > 0)
    broken.push({
      row: sheet.headerNumber,
      says: words(`ほか${moreProblems}件の読めないセルがあります。`, `${moreProblems} more cells cannot be read.`),
    });
  const { read, bad } = mapping.account === null ? { read: [], bad: [noAccount(sheet)] } : rowsOf(sheet, mapping);
  const { joined, mismatches } = compare(read, staff);
  const digest = sha256Hex(
    canonicalJson({ file: sha256Hex(bytes), variant, mapping, joined, mismatches: mismatches.map(({ kind, account }) => [kind, account]) }),
  );
  return {
    header: sheet.header,
    columns: mapping,
    lines: read.length,
    joined,
    mismatches,
    bad: [...broken, ...bad],
    digest,
    read: read.map(({ line }) => line),
  };
}

const noAccount = (sheet: TableSheet) => ({
  row: sheet.headerNumber,
  says: words(
    'アカウントの列が分かりません。どの列がアカウントかを選んでください。',
    'No column names the accounts. Choose which one does.',
  ),
});

interface ReadLine {
  readonly row: number;
  readonly line: StoredListLine;
}
const charsMax: Readonly<Record<ListField, number>> = {
  account: 200,
  mail: 254,
  name: 200,
  number: 40,
  object: 200,
  level: 200,
  state: 60,
  kind: 60,
};

function rowsOf(
  sheet: TableSheet,
  mapping: Readonly<Record<ListField, string | null>>,
): { read: ReadLine[]; bad: { row: number; says: Words }[] } {
  const at = new Map(listFieldIds.map((id) => [id, mapping[id] === null ? -1 : sheet.header.indexOf(mapping[id])]));
  const bad: { row: number; says: Words }[] = [];
  const seen = new Map<string, number>();
  const read = sheet.rows.flatMap((row): ReadLine[] => {
    const cell = (id: ListField): string => (at.get(id)! < 0 ? '' : (row.cells[at.get(id)!] ?? '').trim());
    const refused = whyNot(row, cell, mapping);
    if (refused !== null) {
      bad.push(refused);
      return [];
    }
    const disabled = disabledIn(mapping.state ?? '', cell('state'));
    const guest = /guest|ゲスト|external|outside|外部/i.test(cell('kind')) || meansAnybody(cell('account'), cell('name'));
    const { account, mail, name, number, object, level } = Object.fromEntries(listFieldIds.map((id) => [id, cell(id)])) as Record<
      ListField,
      string
    >;
    const key = [account, object, level].map(fold).join('\u0000');
    // The same right twice is one: an export by group names a member in each.
    if (seen.has(key)) return [];
    seen.set(key, row.number);
    return [{ row: row.number, line: { account, mail, name, number, object, level, disabled: disabled === true, guest } }];
  });
  return { read, bad };
}

function whyNot(
  row: TableRow,
  cell: (id: ListField) => string,
  mapping: Readonly<Record<ListField, string | null>>,
): { row: number; says: Words } | null {
  if (cell('account') === '') return { row: row.number, says: words('アカウントが空です。', 'The account is empty.') };
  const long = listFieldIds.find((id) => cell(id).length > charsMax[id]);
  if (long !== undefined)
    return {
      row: row.number,
      says: words(
        `「${mapping[long]}」が${charsMax[long]}字を超えています。`,
        `“${mapping[long]}” is longer than ${charsMax[long]} characters.`,
      ),
    };
  if (disabledIn(mapping.state ?? '', cell('state')) === null)
    return {
      row: row.number,
      says: words(
        `「${mapping.state}」の「${cell('state').slice(0, 40)}」が有効か無効か分かりません。その列を使わないこともできます。`,
        `“${cell('state').slice(0, 40)}” is neither enabled nor disabled. The column can be left out.`,
      ),
    };
  return null;
}

/** Joins the list to the staff list and names all that does not fit. Pure. */
export function compare(read: readonly ReadLine[], staff: readonly StaffPerson[]): { joined: number; mismatches: Mismatch[] } {
  const join = staffJoin(staff);
  const met = new Set<string>();
  let count = 0;
  const mismatches = read.flatMap(({ row, line }): Mismatch[] => {
    const { account } = line;
    const joined = join(line);
    const found: Mismatch[] = [];
    if (line.guest)
      found.push({
        kind: 'guest',
        row,
        account,
        says: words('ゲスト又は誰でも使える名前です。', 'A guest, or a name that anybody can use.'),
      });
    if (joined.person === null) {
      const says =
        joined.why === 'ambiguous'
          ? words('社員名簿の複数の人に当てはまります。', 'It fits several people of the staff list.')
          : words('社員名簿のだれにも当てはまりません。', 'It fits nobody on the staff list.');
      return [...found, { kind: joined.why, row, account, says }];
    }
    count += 1;
    met.add(joined.person.id);
    const { name, active } = joined.person;
    if (!active && !line.disabled)
      found.push({ kind: 'left', row, account, says: words(`${name}さんは退職しています。`, `${name} has left.`) });
    if (joined.nameDiffers)
      found.push({
        kind: 'name-differs',
        row,
        account,
        says: words(`氏名が社員名簿の「${name}」と違います: ${line.name}`, `The name differs from ${name}: ${line.name}`),
      });
    return found;
  });
  const without = staff.filter(({ id, active }) => active && !met.has(id));
  return {
    joined: count,
    mismatches: [
      ...mismatches,
      ...without.map(
        ({ name, email }): Mismatch => ({
          kind: 'no-account',
          row: null,
          account: email,
          says: words(`${name}さんのアカウントが一覧にありません。`, `${name} has no account in the list.`),
        }),
      ),
    ],
  };
}

/**
 * Takes a list as it was shown.
 * @throws Fault `conflict` (another file, other staff, or a newer list is there), `value-out-of-bounds` (a day to come), `file-unreadable`
 */
export async function applyList(
  deps: ReviewsDeps,
  file: ListFile,
  given: { readonly digest: string; readonly name: string; readonly asOf: string },
  by: string,
): Promise<{ readonly lines: number; readonly joined: number }> {
  const at = deps.clock.now();
  const name = given.name.normalize('NFC').trim();
  if (name === '') throw new Fault('bad-request', { field: 'name' });
  if (given.asOf > deps.ports.localDate(at))
    throw new Fault('value-out-of-bounds', { field: 'asOf', ja: 'まだ来ていない日付です。', en: 'That day is yet to come.' });
  const { read, bad, joined, digest, columns } = await readList(deps, file);
  if (digest !== given.digest) throw new Fault('conflict', { file: file.file });
  if (bad.length > 0 || read.length === 0)
    throw new Fault('file-unreadable', {
      ja: `読めない行があります(${bad.length}行)。直してから取り込んでください。何も取り込んでいません。`,
      en: `${bad.length} rows cannot be read. Put them right; nothing was imported.`,
    });
  await inTransaction(deps.pool, async (tx) => {
    await holdLists(tx);
    const nameKey = fold(name);
    const before = (await newestLists(tx, file.variant)).find((each) => each.nameKey === nameKey);
    // An older list must not take the place of a newer one.
    if (before && before.asOf > given.asOf) throw new Fault('conflict', { asOf: before.asOf });
    const id = newId();
    const fileDigest = sha256Hex(file.bytes);
    const payload = { variant: file.variant, asOf: given.asOf, file: fileDigest, lines: read.length, joined };
    const ledgerSeq = await append(tx, at, [{ kind: 'review.list', actor: by, subject: `review-list:${id}`, payload }]);
    await insertList(
      tx,
      { id, variant: file.variant, name, nameKey, asOf: given.asOf, lines: read.length, joined, columns, by, at, fileDigest, ledgerSeq },
      read,
    );
  });
  return { lines: read.length, joined };
}
