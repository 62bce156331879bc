import type { Db, Tx } from '../db/pool.ts';
import type { ListVariant } from './shape.ts';

export interface StoredList {
  readonly id: string;
  readonly variant: ListVariant;
  readonly name: string;
  readonly nameKey: string;
  readonly asOf: string;
  readonly lines: number;
  readonly joined: number;
  readonly columns: Readonly<Record<string, string | null>>;
  readonly by: string;
  readonly at: Date;
}
export interface StoredListLine {
  readonly account: string;
  readonly mail: string;
  readonly name: string;
  readonly number: string;
  readonly object: string;
  readonly level: string;
  readonly disabled: boolean;
  readonly guest: boolean;
}

const columns = `id, variant, name, name_key AS "nameKey", to_char(as_of, 'YYYY-MM-DD') AS "asOf", lines, joined, columns, by, at`;
const listLock = 8_034_061;

/** Two who import lists follow one another. */
export async function holdLists(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [listLock]);
}

/** The newest list of each name; of all variants where none is named. */
export async function newestLists(db: Db, variant: ListVariant | null): Promise<StoredList[]> {
  const { rows } = await db.query<StoredList>(
    `SELECT DISTINCT ON (variant, name_key) ${columns} FROM reviews_list WHERE ($1::text IS NULL OR variant = $1) ORDER BY variant, name_key, at DESC`,
    [variant],
  );
  return rows;
}

export async function listLines(db: Db, lists: readonly string[]): Promise<ReadonlyMap<string, StoredListLine[]>> {
  const { rows } = await db.query<StoredListLine & { list: string }>(
    `SELECT list_id AS list, account, mail, name, number, object, level, disabled, guest FROM reviews_list_line WHERE list_id = ANY ($1::uuid[]) ORDER BY list_id, no`,
    [lists],
  );
  return Map.groupBy(rows, ({ list }) => list);
}

export async function insertList(
  tx: Tx,
  list: StoredList & { readonly fileDigest: string; readonly ledgerSeq: number },
  lines: readonly StoredListLine[],
): Promise<void> {
  await tx.query(
    `INSERT INTO reviews_list (id, variant, name, name_key, as_of, file_digest, columns, lines, joined, by, at, ledger_seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      list.id,
      list.variant,
      list.name,
      list.nameKey,
      list.asOf,
      list.fileDigest,
      JSON.stringify(list.columns),
      list.lines,
      list.joined,
      list.by,
      list.at,
      list.ledgerSeq,
    ],
  );
  await tx.query(
    `INSERT INTO reviews_list_line (list_id, no, account, mail, name, number, object, level, disabled, guest)
     SELECT $1, no, account, mail, name, number, object, level, disabled, guest FROM jsonb_to_recordset($2) AS n (no integer, account text, mail text,
       name text, number text, object text, level text, disabled boolean, guest boolean)`,
    [list.id, JSON.stringify(lines.map((line, i) => ({ no: i + 1, ...line })))],
  );
}
