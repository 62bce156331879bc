import type { Db, Tx } from '../../db/pool.ts';

export interface Confirmation {
  readonly at: Date;
  readonly by: string;
  readonly rows: number;
  readonly note: string;
  readonly ledgerSeq: number;
}
const columns = 'at, by, rows, note, ledger_seq AS "ledgerSeq"';

export async function insertConfirmation(
  tx: Tx,
  register: string,
  id: string,
  { at, by, rows, note, ledgerSeq }: Confirmation,
): Promise<void> {
  await tx.query('INSERT INTO registers_confirmation (id, register, rows, note, by, at, ledger_seq) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    id,
    register,
    rows,
    note,
    by,
    at,
    ledgerSeq,
  ]);
}

/** Newest first. */
export async function confirmationsOf(db: Db, register: string, limit: number): Promise<Confirmation[]> {
  const { rows } = await db.query<Confirmation>(
    `SELECT ${columns} FROM registers_confirmation WHERE register = $1 ORDER BY at DESC, ledger_seq DESC LIMIT $2`,
    [register, limit],
  );
  return rows;
}

/** The last confirmation of each register by a moment. */
export async function lastConfirmations(db: Db, at: Date): Promise<Map<string, Confirmation>> {
  const { rows } = await db.query<Confirmation & { register: string }>(
    `SELECT DISTINCT ON (register) register, ${columns} FROM registers_confirmation WHERE at <= $1
     ORDER BY register, registers_confirmation.at DESC, ledger_seq DESC`,
    [at],
  );
  return new Map(rows.map(({ register, ...confirmation }) => [register, confirmation]));
}
