import type { Db, Tx } from '../db/pool.ts';
import type { Line, NewLine, Part, SourceState, Variant } from './shape.ts';

export interface CampaignRow {
  readonly caseId: string;
  readonly variant: Variant;
  readonly number: number;
  readonly state: string;
  readonly previous: string | null;
  readonly setOff: 'calendar' | 'organisation' | 'person';
  readonly frozenAt: Date;
  readonly lines: number;
  readonly hash: string;
  readonly endedAt: Date | null;
}

const columns = `r.case_id AS "caseId", r.variant, c.number, c.state, r.previous, r.set_off AS "setOff", r.frozen_at AS "frozenAt", r.lines, r.hash,
  c.ended_at AS "endedAt"`;

export async function readCampaign(db: Db, caseId: string): Promise<CampaignRow | null> {
  const { rows } = await db.query<CampaignRow>(
    `SELECT ${columns} FROM reviews_campaign r JOIN cases_case c ON c.id = r.case_id WHERE r.case_id = $1`,
    [caseId],
  );
  return rows[0] ?? null;
}

export async function lastCampaign(db: Db, variant: Variant): Promise<CampaignRow | null> {
  const { rows } = await db.query<CampaignRow>(
    `SELECT ${columns} FROM reviews_campaign r JOIN cases_case c ON c.id = r.case_id WHERE r.variant = $1 ORDER BY r.frozen_at DESC, c.number DESC LIMIT 1`,
    [variant],
  );
  return rows[0] ?? null;
}

export async function listCampaigns(
  db: Db,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ total: number; rows: CampaignRow[] }> {
  const counted = await db.query<{ total: number }>('SELECT count(*) AS total FROM reviews_campaign');
  const { rows } = await db.query<CampaignRow>(
    `SELECT ${columns} FROM reviews_campaign r JOIN cases_case c ON c.id = r.case_id ORDER BY r.frozen_at DESC, c.number DESC OFFSET $1 LIMIT $2`,
    [offset, limit],
  );
  return { total: counted.rows[0]!.total, rows };
}

/** Reviews that wait for a measurement, by case. */
export async function campaignsIn(db: Db, states: readonly string[]): Promise<CampaignRow[]> {
  const { rows } = await db.query<CampaignRow>(
    `SELECT ${columns} FROM reviews_campaign r JOIN cases_case c ON c.id = r.case_id WHERE c.state = ANY ($1) AND c.ended_at IS NULL ORDER BY r.frozen_at`,
    [states],
  );
  return rows;
}

export async function insertCampaign(
  tx: Tx,
  one: Pick<CampaignRow, 'caseId' | 'variant' | 'previous' | 'setOff' | 'frozenAt' | 'lines' | 'hash'> & { readonly ledgerSeq: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO reviews_campaign (case_id, variant, previous, set_off, frozen_at, lines, hash, ledger_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [one.caseId, one.variant, one.previous, one.setOff, one.frozenAt, one.lines, one.hash, one.ledgerSeq],
  );
}

export async function insertSources(tx: Tx, caseId: string, sources: readonly SourceState[]): Promise<void> {
  for (const { source, title, state, because, asOf, items } of sources)
    await tx.query(
      `INSERT INTO reviews_source (case_id, source, title_ja, title_en, state, because_ja, because_en, as_of, items)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [caseId, source, title.ja, title.en, state, because.ja, because.en, asOf, items],
    );
}

export async function sourcesOf(db: Db, caseId: string): Promise<SourceState[]> {
  const { rows } = await db.query<SourceState>(
    `SELECT source, jsonb_build_object('ja', title_ja, 'en', title_en) AS title, state,
       jsonb_build_object('ja', because_ja, 'en', because_en) AS because, as_of AS "asOf", items
     FROM reviews_source WHERE case_id = $1 ORDER BY source`,
    [caseId],
  );
  return rows;
}

export async function insertLines(tx: Tx, caseId: string, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.query(
    `INSERT INTO reviews_line (id, case_id, no, key, subject, subject_accounts, who, what, level, delta, flags, measured, part, register_row, previous, seen)
     SELECT id, $1, no, key, subject, subject_accounts, who, what, level, delta, flags, measured, part, register_row, previous, seen
     FROM jsonb_to_recordset($2) AS n (id uuid, no integer, key text, subject uuid, subject_accounts uuid[], who text, what text, level text,
       delta text, flags text[], measured text, part text, register_row uuid, previous uuid, seen jsonb) ORDER BY no`,
    [
      caseId,
      JSON.stringify(lines.map(({ subjectAccounts, row, ...line }) => ({ ...line, subject_accounts: subjectAccounts, register_row: row }))),
    ],
  );
}

export const lineColumns = `l.id, l.case_id AS "caseId", l.no, l.key, l.subject, l.subject_accounts::text[] AS "subjectAccounts", l.who, l.what, l.level, l.delta,
  l.flags, l.measured, l.part, l.register_row AS "row", l.previous, l.seen`;

export async function linesOf(db: Db, caseId: string): Promise<Line[]> {
  const { rows } = await db.query<Line>(`SELECT ${lineColumns} FROM reviews_line l WHERE l.case_id = $1 ORDER BY l.no`, [caseId]);
  return rows;
}

export async function linesById(db: Db, ids: readonly string[]): Promise<Line[]> {
  const { rows } = await db.query<Line>(`SELECT ${lineColumns} FROM reviews_line l WHERE l.id = ANY ($1::uuid[]) ORDER BY l.no`, [ids]);
  return rows;
}

export interface PartCounts {
  readonly part: Part;
  readonly lines: number;
  readonly decided: number;
  readonly keep: number;
  readonly reduce: number;
  readonly revoke: number;
  readonly flagged: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly notMeasured: number;
}

/** How far the parts of reviews are, by case. Lines that are gone are counted apart: there is nothing to decide of them. */
export async function countsOf(db: Db, cases: readonly string[]): Promise<ReadonlyMap<string, PartCounts[]>> {
  const { rows } = await db.query<PartCounts & { caseId: string }>(
    `SELECT l.case_id AS "caseId", l.part, count(*) FILTER (WHERE l.delta <> 'removed') AS lines,
       count(d.decision) AS decided, count(*) FILTER (WHERE d.decision = 'keep') AS keep, count(*) FILTER (WHERE d.decision = 'reduce') AS reduce,
       count(*) FILTER (WHERE d.decision = 'revoke') AS revoke, count(*) FILTER (WHERE cardinality(l.flags) > 0) AS flagged,
       count(*) FILTER (WHERE l.delta = 'new') AS new, count(*) FILTER (WHERE l.delta = 'changed') AS changed,
       count(*) FILTER (WHERE l.delta = 'unchanged') AS unchanged, count(*) FILTER (WHERE l.delta = 'removed') AS removed,
       count(*) FILTER (WHERE l.measured = 'not-measured' AND l.delta <> 'removed') AS "notMeasured"
     FROM reviews_line l LEFT JOIN LATERAL (SELECT decision FROM reviews_decision d WHERE d.line_id = l.id ORDER BY d.no DESC LIMIT 1) d ON true
     WHERE l.case_id = ANY ($1::uuid[]) GROUP BY 1, 2`,
    [cases],
  );
  return Map.groupBy(rows, ({ caseId }) => caseId);
}
