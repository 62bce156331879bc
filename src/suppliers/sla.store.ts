import type { Db, Tx } from '../db/pool.ts';

export type SlaSense = 'at-least' | 'at-most';
export interface SlaRow {
  readonly id: string;
  /** The line of R-NSVC. */
  readonly service: string;
  readonly what: string;
  readonly unit: string;
  readonly sense: SlaSense;
  readonly agreed: number;
  readonly since: string;
}
export interface FigureRow {
  readonly sla: string;
  /** 2026-11 */
  readonly month: string;
  readonly value: number;
  readonly source: 'reported' | 'own';
  readonly note: string;
  readonly at: Date;
  readonly by: string;
}

/** What is agreed at a moment, by service. */
export async function slasAt(db: Db, at: Date, limit: number): Promise<SlaRow[]> {
  const { rows } = await db.query<SlaRow>(
    `SELECT id, service, what, unit, sense, agreed::float8 AS agreed, since::text FROM suppliers_sla
     WHERE made_at <= $1 AND (ended_at IS NULL OR ended_at > $1) ORDER BY service, what, id LIMIT $2`,
    [at, limit],
  );
  return rows;
}
export async function readSla(tx: Tx, id: string): Promise<(SlaRow & { readonly ended: boolean }) | null> {
  const { rows } = await tx.query<SlaRow & { ended: boolean }>(
    `SELECT id, service, what, unit, sense, agreed::float8 AS agreed, since::text, ended_at IS NOT NULL AS ended FROM suppliers_sla
     WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] ?? null;
}
export async function countSlas(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*) AS count FROM suppliers_sla WHERE ended_at IS NULL');
  return rows[0]!.count;
}
export async function insertSla(tx: Tx, row: SlaRow & { readonly at: Date; readonly by: string; readonly seq: number }): Promise<void> {
  await tx.query(
    `INSERT INTO suppliers_sla (id, service, what, unit, sense, agreed, since, made_at, made_by, made_seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [row.id, row.service, row.what, row.unit, row.sense, row.agreed, row.since, row.at, row.by, row.seq],
  );
}
export async function endSla(tx: Tx, id: string, at: Date, by: string, seq: number): Promise<void> {
  await tx.query('UPDATE suppliers_sla SET ended_at = $2, ended_by = $3, ended_seq = $4 WHERE id = $1', [id, at, by, seq]);
}
export async function insertFigure(tx: Tx, row: FigureRow & { readonly seq: number }): Promise<void> {
  await tx.query(
    'INSERT INTO suppliers_sla_figure (sla, month, value, source, note, at, by, ledger_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [row.sla, `${row.month}-01`, row.value, row.source, row.note, row.at, row.by, row.seq],
  );
}
/** What came until a moment, the newest month first; of each month what was said last. */
export async function figuresAt(db: Db, slas: readonly string[], at: Date, months: number): Promise<FigureRow[]> {
  const { rows } = await db.query<FigureRow>(
    `SELECT sla, month, value, source, note, at, by FROM (
       SELECT f.sla, to_char(f.month, 'YYYY-MM') AS month, f.value::float8 AS value, f.source, f.note, f.at, f.by,
         row_number() OVER (PARTITION BY f.sla, f.month ORDER BY f.id DESC) AS newest, dense_rank() OVER (PARTITION BY f.sla ORDER BY f.month DESC) AS age
       FROM suppliers_sla_figure f WHERE f.sla = ANY ($1::uuid[]) AND f.at <= $2) n
     WHERE newest = 1 AND age <= $3 ORDER BY sla, month DESC`,
    [slas, at, months],
  );
  return rows;
}
