import type { LocalDate } from '../../calendar/index.ts';
import type { Db, Tx } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import type { RowState } from './line.ts';

export type RowAct = 'added' | 'changed' | 'ended' | 'restored' | 'imported' | 'approved' | 'expired';

/** One state that a line had. */
export interface Revision {
  readonly revision: number;
  readonly act: RowAct;
  readonly state: RowState;
  readonly cells: Cells;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly ledgerSeq: number;
}

/** Newest first. */
export async function revisionsOf(db: Db, row: string, limit: number): Promise<Revision[]> {
  const { rows } = await db.query<Revision>(
    `SELECT revision, act, state, cells, reason, by, at, ledger_seq AS "ledgerSeq" FROM registers_revision
     WHERE row_id = $1 ORDER BY revision DESC LIMIT $2`,
    [row, limit],
  );
  return rows;
}

/** What a line said in a revision; null where it never had it. */
export async function revisionAt(db: Db, row: string, revision: number): Promise<Cells | null> {
  const { rows } = await db.query<{ cells: Cells }>('SELECT cells FROM registers_revision WHERE row_id = $1 AND revision = $2', [
    row,
    revision,
  ]);
  return rows[0]?.cells ?? null;
}

export interface NewRevision {
  readonly row: string;
  readonly revision: number;
  readonly act: RowAct;
  readonly state: RowState;
  readonly cells: Cells;
  readonly label: string;
  readonly dueOn: LocalDate | null;
  readonly ledgerSeq: number;
}

export async function insertRevisions(
  tx: Tx,
  revisions: readonly NewRevision[],
  { by, at, reason }: { readonly by: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO registers_revision (row_id, revision, act, state, cells, label, due_on, reason, by, at, ledger_seq)
     SELECT r.row, r.revision, r.act, r.state, r.cells, r.label, r."dueOn", $2, $3, $4, r."ledgerSeq"
     FROM jsonb_to_recordset($1::jsonb) AS r (row uuid, revision int, act text, state text, cells jsonb, label text, "dueOn" date,
       "ledgerSeq" bigint)`,
    [JSON.stringify(revisions), reason, by, at],
  );
}
