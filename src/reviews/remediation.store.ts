import type { Db, Tx } from '../db/pool.ts';
import { lineColumns } from './campaign.store.ts';
import type { Line } from './shape.ts';

export type LookState = 'gone' | 'reduced' | 'still-there' | 'not-measured';
export interface Look {
  readonly lineId: string;
  readonly no: number;
  readonly state: LookState;
  readonly because: { readonly ja: string; readonly en: string };
  readonly measuredAt: Date | null;
  readonly at: Date;
}
export interface Remediation extends Line {
  readonly wanted: 'reduce' | 'revoke';
  readonly since: Date;
  readonly look: Look | null;
}

/** What is to be taken away, as it was seen last. */
export async function remediationsOf(db: Db, caseId: string): Promise<Remediation[]> {
  const { rows } = await db.query<Remediation>(
    `SELECT ${lineColumns}, m.wanted, m.at AS since, CASE WHEN k.no IS NULL THEN NULL ELSE jsonb_build_object('lineId', l.id, 'no', k.no, 'state', k.state,
       'because', jsonb_build_object('ja', k.because_ja, 'en', k.because_en)) END AS look, k.measured_at AS "lookMeasuredAt", k.at AS "lookAt"
     FROM reviews_line l JOIN reviews_remediation m ON m.line_id = l.id
       LEFT JOIN LATERAL (SELECT * FROM reviews_look k WHERE k.line_id = l.id ORDER BY k.no DESC LIMIT 1) k ON true
     WHERE l.case_id = $1 ORDER BY l.no`,
    [caseId],
  );
  return rows.map((row) => {
    const { lookMeasuredAt, lookAt, ...one } = row as Remediation & { lookMeasuredAt: Date | null; lookAt: Date | null };
    return { ...one, look: one.look && { ...one.look, measuredAt: lookMeasuredAt, at: lookAt! } };
  });
}

export async function insertRemediations(tx: Tx, caseId: string, at: Date): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO reviews_remediation (line_id, wanted, at)
     SELECT l.id, d.decision, $2 FROM reviews_line l
       JOIN LATERAL (SELECT decision FROM reviews_decision d WHERE d.line_id = l.id ORDER BY d.no DESC LIMIT 1) d ON d.decision <> 'keep'
     WHERE l.case_id = $1`,
    [caseId, at],
  );
  return rowCount ?? 0;
}

export async function insertLooks(tx: Tx, looks: readonly Look[], ledgerSeq: number): Promise<void> {
  await tx.query(
    `INSERT INTO reviews_look (line_id, no, state, because_ja, because_en, measured_at, at, ledger_seq)
     SELECT "lineId", no, state, because ->> 'ja', because ->> 'en', "measuredAt", at, $2
     FROM jsonb_to_recordset($1) AS n ("lineId" uuid, no integer, state text, because jsonb, "measuredAt" timestamptz, at timestamptz)`,
    [JSON.stringify(looks), ledgerSeq],
  );
}

/** Every look at a line, oldest first. */
export async function looksOf(db: Db, line: string): Promise<Look[]> {
  const { rows } = await db.query<Look>(
    `SELECT line_id AS "lineId", no, state, jsonb_build_object('ja', because_ja, 'en', because_en) AS because, measured_at AS "measuredAt", at
     FROM reviews_look WHERE line_id = $1 ORDER BY no`,
    [line],
  );
  return rows;
}
