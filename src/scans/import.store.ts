import type { Db, Tx } from '../db/pool.ts';
import type { KnownFinding, Paired } from './difference.ts';
import type { ReadFinding, Severity } from './ports.ts';

export interface ImportCounts {
  readonly results: number;
  readonly new: number;
  readonly gone: number;
  /** Shown again after they were closed as repaired. */
  readonly reappeared: number;
}

export interface ScanImport {
  readonly id: string;
  readonly tool: string;
  readonly toolVersion: string;
  readonly scope: string;
  readonly format: string;
  readonly complete: boolean;
  readonly fileName: string;
  readonly commit: string;
  readonly scannedAt: Date;
  readonly covers: readonly string[];
  readonly complexityLimit: number | null;
  readonly counts: ImportCounts;
  readonly warnings: readonly string[];
  readonly by: string;
  readonly at: Date;
}

/** Whoever imports into a target goes one after the other. */
export async function lockTarget(tx: Tx, targetId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('scans ' || $1, 0))`, [targetId]);
}

export async function knownFindings(db: Db, targetId: string, tool: string, scope: string): Promise<KnownFinding[]> {
  const { rows } = await db.query<KnownFinding>(
    `SELECT id, rule, encode(fingerprint, 'hex') AS fingerprint, title, message, place, line, severity, seen, state
     FROM scans_finding WHERE target_id = $1 AND tool = $2 AND scope = $3`,
    [targetId, tool, scope],
  );
  return rows;
}

const importColumns = `i.id, i.tool, i.tool_version AS "toolVersion", i.scope, i.format, i.complete, i.file_name AS "fileName", i.commit_id AS commit,
  i.scanned_at AS "scannedAt", i.covers, i.complexity_limit AS "complexityLimit", i.counts, i.warnings, i.by, i.at`;

export async function importOfFile(db: Db, targetId: string, digest: Buffer, tool: string, scope: string): Promise<ScanImport | null> {
  const { rows } = await db.query<ScanImport>(
    `SELECT ${importColumns} FROM scans_import i WHERE i.target_id = $1 AND i.file_digest = $2 AND i.tool = $3 AND i.scope = $4`,
    [targetId, digest, tool, scope],
  );
  return rows[0] ?? null;
}

/** The newest import of each tool and part. */
export async function newestImports(db: Db, targetId: string): Promise<ScanImport[]> {
  const { rows } = await db.query<ScanImport>(
    `SELECT DISTINCT ON (i.tool, i.scope) ${importColumns} FROM scans_import i WHERE i.target_id = $1 ORDER BY i.tool, i.scope, i.at DESC`,
    [targetId],
  );
  return rows;
}

export async function listImports(
  db: Db,
  targetId: string,
  offset: number,
  limit: number,
): Promise<{ total: number; imports: ScanImport[] }> {
  const [counted, { rows }] = await Promise.all([
    db.query<{ total: number }>('SELECT count(*) AS total FROM scans_import WHERE target_id = $1', [targetId]),
    db.query<ScanImport>(`SELECT ${importColumns} FROM scans_import i WHERE i.target_id = $1 ORDER BY i.at DESC, i.id OFFSET $2 LIMIT $3`, [
      targetId,
      offset,
      limit,
    ]),
  ]);
  return { total: counted.rows[0]!.total, imports: rows };
}

interface Place {
  readonly importId: string;
  readonly targetId: string;
  readonly tool: string;
  readonly scope: string;
  readonly at: Date;
}

const detailOf = (found: ReadFinding) => ({
  title: found.title,
  message: found.message,
  place: found.place,
  line: found.line,
  cwes: found.cwes,
  aliases: found.aliases,
  aspects: found.aspects,
  claim: found.claim,
  measure: found.measure,
});

export async function insertFindings(
  tx: Tx,
  place: Place,
  found: readonly (ReadFinding & { readonly id: string; readonly search: string })[],
): Promise<void> {
  const { importId, targetId, tool, scope, at } = place;
  for (let from = 0; from < found.length; from += 2_000) {
    const part = found.slice(from, from + 2_000);
    await tx.query(
      `INSERT INTO scans_finding (id, target_id, tool, scope, rule, fingerprint, title, message, place, line, cwes, aliases, aspects, claim, measure, search,
         severity, first_import, first_at, opened_at, seen_import, seen_at, changed_at)
       SELECT f.id, $2, $3, $4, f.rule, decode(f.fingerprint, 'hex'), f.title, f.message, f.place, f.line, f.cwes, f.aliases, f.aspects, f.claim, f.measure,
         f.search, f.severity, $5, $6, $6, $5, $6, $6
       FROM jsonb_to_recordset($1::jsonb) AS f (id uuid, rule text, fingerprint text, title text, message text, place text, line int, cwes int[],
         aliases text[], aspects text[], claim jsonb, measure int, search text, severity text)`,
      [
        JSON.stringify(
          part.map((each) => ({
            ...detailOf(each),
            id: each.id,
            rule: each.rule,
            fingerprint: each.fingerprint,
            search: each.search,
            severity: each.severity,
          })),
        ),
        targetId,
        tool,
        scope,
        importId,
        at,
      ],
    );
  }
}

export async function rewordFindings(tx: Tx, pairs: readonly (Paired & { readonly search: string })[]): Promise<void> {
  for (let from = 0; from < pairs.length; from += 2_000) {
    const part = pairs.slice(from, from + 2_000).map(({ known, now, search }) => ({ id: known.id, search, ...detailOf(now) }));
    await tx.query(
      `UPDATE scans_finding s SET title = f.title, message = f.message, place = f.place, line = f.line, cwes = f.cwes, aliases = f.aliases,
         aspects = f.aspects, claim = f.claim, measure = f.measure, search = f.search
       FROM jsonb_to_recordset($1::jsonb) AS f (id uuid, title text, message text, place text, line int, cwes int[], aliases text[], aspects text[],
         claim jsonb, measure int, search text) WHERE s.id = f.id`,
      [JSON.stringify(part)],
    );
  }
}

export async function insertPresence(
  tx: Tx,
  { importId, at }: Place,
  lines: readonly { readonly id: string; readonly seen: boolean; readonly severity: Severity }[],
): Promise<void> {
  if (lines.length === 0) return;
  await tx.query(
    `INSERT INTO scans_presence (finding_id, import_id, seen, severity, at)
     SELECT p.id, $2, p.seen, p.severity, $3 FROM jsonb_to_recordset($1::jsonb) AS p (id uuid, seen boolean, severity text)`,
    [JSON.stringify(lines), importId, at],
  );
}

/** Last of all: from here on nothing can be added to the import, and what it says takes effect. */
export async function insertImport(
  tx: Tx,
  { importId, targetId, tool, scope, at }: Place,
  given: Omit<ScanImport, 'id' | 'tool' | 'scope' | 'at'> & { readonly fileDigest: Buffer; readonly tokenId: string | null },
  seq: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO scans_import (id, target_id, tool, tool_version, scope, format, complete, file_digest, file_name, commit_id, scanned_at, covers,
       complexity_limit, counts, warnings, token_id, by, at, ledger_seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [
      importId,
      targetId,
      tool,
      given.toolVersion,
      scope,
      given.format,
      given.complete,
      given.fileDigest,
      given.fileName,
      given.commit,
      given.scannedAt,
      given.covers,
      given.complexityLimit,
      JSON.stringify(given.counts),
      given.warnings,
      given.tokenId,
      given.by,
      at,
      seq,
    ],
  );
}
