import { sha256 } from '../../base/hash.ts';
import { type CollectedItem, type CollectionFact, type CollectionId, collectionFacts, collectionLimits } from '../../facts/collection.ts';
import type { Platform } from '../../facts/kind.ts';
import { type AskedValues, type Cadence, type Question, type Row, sqlText, unreadable, type WithItems } from './question.ts';

export interface Collecting {
  readonly collection: CollectionId;
  readonly platform: Platform;
  readonly cadence: Exclude<Cadence, 'minute'>;
  readonly tables: readonly string[];
  readonly values?: readonly string[];
  /** Names of the columns beside `key`, in the order in which they make an item. */
  readonly attributes: readonly string[];
  /** SELECT of `key` and the attributes. Must not hold what moves at each look (sizes, counters, process ids). */
  readonly select: string | ((values: AskedValues) => string);
  /** Where no row may mean that the agent is blind: a count of what a healthy device always has; 0 makes the answer unreadable. */
  readonly seen?: string;
  /** Where the rows are there only while somebody is signed in: a count of who is; at 0 what was told last goes on to stand. */
  readonly people?: string;
}

/** Between the columns of a line; what looks like it within a cell becomes a blank. */
const columnBreak = '\u001f';
/** What the agent claims is cut to so many digits: it only tells whether anything changed. */
const tokenDigits = 32;

/**
 * A question about a long list. The agent sorts the lines and digests them; the lines themselves come only where the digest is
 * another than the one of the last time. So an hourly look at five hundred programs costs the wire a hundred bytes.
 */
export function collecting({
  collection,
  platform,
  cadence,
  tables,
  values,
  attributes,
  select,
  seen,
  people,
}: Collecting): Question<CollectionFact> {
  const cell = (column: string) =>
    `replace(replace(replace(coalesce(CAST("${column}" AS TEXT), ''), char(0), ''), char(10), ' '), char(31), ' ')`;
  const line = ['key', ...attributes].map(cell).join(' || char(31) || ');
  return {
    id: `${collection}-collection/${platform}`,
    kind: collectionFacts[collection],
    platform,
    cadence,
    tables,
    ...(values && { values }),
    collects: collection,
    rowsMax: collectionLimits.itemsMax + 1,
    sql: {
      items: (
        asked,
        known,
      ) => `WITH l AS MATERIALIZED (SELECT DISTINCT ${line} AS line FROM (${typeof select === 'string' ? select : select(asked)}) ORDER BY 1),
        d AS MATERIALIZED (SELECT count(*) AS n, substr(sha256(coalesce(group_concat(line, char(10)), '')), 1, ${tokenDigits}) AS h FROM l)
        SELECT h AS token, n AS line FROM d UNION ALL SELECT '', line FROM l WHERE (SELECT h FROM d) <> ${sqlText(known?.token ?? '')}`,
      ...(seen !== undefined && { seen }),
      ...(people !== undefined && { people }),
    },
    translate: (parts, _round, _values, known) => {
      const { items } = parts;
      if (people !== undefined && firstNumber(parts.people!) === 0) return null as unknown as CollectionFact;
      const head = items!.find((row) => row.token !== '');
      const token = head?.token ?? '';
      const count = Number(head?.line);
      if (!/^[0-9a-f]{8,64}$/.test(token) || !Number.isSafeInteger(count) || count < 0)
        return unreadable('一覧のまとめが読み取れません。', 'The summary of the list cannot be read.');
      if (seen !== undefined && firstNumber(parts.seen!) === 0)
        return unreadable('端末のエージェントがこの一覧を見られません。', 'The agent cannot see this list on the device.');
      const lines = items!.filter((row) => row !== head);
      if (known && token === known.token && lines.length === 0) return { count: known.count, digest: known.digest };
      if (lines.length !== count)
        return unreadable(
          `一覧が途中までしか届いていません(${count}件のうち${lines.length}件)。`,
          `Only ${lines.length} of ${count} items of the list arrived.`,
        );
      return withItems(collection, token, lines, attributes);
    },
  };
}

/** What a probe counted; 0 where it did not say. */
const firstNumber = (rows: readonly Row[]): number => Number(Object.values(rows[0] ?? {})[0] ?? 0) || 0;

function withItems(
  collection: CollectionId,
  token: string,
  rows: readonly Row[],
  attributes: readonly string[],
): WithItems<CollectionFact> {
  const lines = [...new Set(rows.map((row) => (row.line ?? '').replaceAll('\u0000', '').toWellFormed()))].sort();
  // Lines that differ only in what is cut or cleaned away are one item.
  const items = [...new Map(lines.map((text) => sharedItem(collection, text, attributes)).map((item) => [formOf(item), item])).values()];
  const digest = sha256(lines.join('\n')).toString('hex');
  return { body: { count: items.length, digest }, collected: { collection, token, items } };
}

/** Of these every device has its own; nothing is won by remembering them. */
const ownOfEach: ReadonlySet<CollectionId> = new Set(['hardware', 'interfaces', 'usb-devices']);
const sharedItemsMax = 15_000;
/** What a thousand devices have is one object: it is taken apart once, and who stores it finds its number by it. Two generations. */
let shared = new Map<string, CollectedItem>();
let sharedBefore = new Map<string, CollectedItem>();

function sharedItem(collection: CollectionId, line: string, attributes: readonly string[]): CollectedItem {
  if (ownOfEach.has(collection)) return itemOf(line.split(columnBreak), attributes);
  // By the names of what the cells are: on another platform the same line tells other things.
  const name = `${collection} ${attributes.join()} ${line}`;
  const known = shared.get(name);
  if (known) return known;
  const item = sharedBefore.get(name) ?? itemOf(line.split(columnBreak), attributes);
  if (shared.size >= sharedItemsMax) [sharedBefore, shared] = [shared, new Map()];
  shared.set(name, item);
  return item;
}

const formOf = ({ key, attributes }: CollectedItem): string => JSON.stringify([key, attributes]);

/** Names of a stranger's making: no control characters, and none that turn the text around them. */
const evil = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const cleaned = (text: string, charsMax: number): string => text.trim().slice(0, charsMax).replaceAll(evil, '\ufffd').toWellFormed();

function itemOf([key = '', ...cells]: readonly string[], attributes: readonly string[]): CollectedItem {
  const { keyCharsMax, attributeCharsMax } = collectionLimits;
  const named = attributes.map((name, at) => [name, cleaned(cells[at] ?? '', attributeCharsMax)] as const);
  return { key: cleaned(key, keyCharsMax), attributes: Object.fromEntries(named.filter(([, cell]) => cell !== '')) };
}
