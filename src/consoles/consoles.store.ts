import type { Db, Tx } from '../db/pool.ts';
import type { ConsoleKind } from './fields.ts';
import type { ConsoleRecord, Subject } from './read.ts';

export interface ConsoleImport {
  readonly id: string;
  readonly kind: ConsoleKind;
  readonly product: string;
  /** 2026-11-22 */
  readonly asOf: string;
  readonly fileDigest: Buffer;
  readonly records: readonly ConsoleRecord[];
  readonly missing: readonly Subject[];
  readonly by: string;
  readonly at: Date;
}

/** Whoever imports goes one after the other. */
export async function lockConsoles(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(8034031)');
}

export async function insertImport(tx: Tx, given: ConsoleImport, ledgerSeq: number): Promise<void> {
  const { id, kind, product, asOf, fileDigest, records, missing, by, at } = given;
  await tx.query(
    `INSERT INTO consoles_import (id, kind, product, as_of, file_digest, records, missing, by, at, ledger_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, kind, product, asOf, fileDigest, JSON.stringify(records), JSON.stringify(missing), by, at, ledgerSeq],
  );
}

/** The import that counted at a moment, or null before the first. */
export async function importAt(db: Db, kind: ConsoleKind, at: Date): Promise<ConsoleImport | null> {
  const { rows } = await db.query<ConsoleImport>(
    `SELECT id, kind, product, to_char(as_of, 'YYYY-MM-DD') AS "asOf", file_digest AS "fileDigest", records, missing, by, at
     FROM consoles_import WHERE kind = $1 AND at <= $2 ORDER BY ledger_seq DESC LIMIT 1`,
    [kind, at],
  );
  return rows[0] ?? null;
}
