import type { Db, Tx } from '../db/pool.ts';
import type { Rule } from './rule.ts';

export async function appliedRules(db: Db): Promise<Map<string, Rule>> {
  const { rows } = await db.query<{ digest: string; rule: Rule }>('SELECT digest, rule FROM software_rule');
  return new Map(rows.map(({ digest, rule }) => [digest, rule]));
}

export async function ruleByDigest(db: Db, digests: readonly string[]): Promise<Map<string, Rule>> {
  const { rows } = await db.query<{ digest: string; rule: Rule }>(
    'SELECT digest, rule FROM software_rule WHERE digest = ANY ($1::text[])',
    [digests],
  );
  return new Map(rows.map(({ digest, rule }) => [digest, rule]));
}

/** Titles that are on any device by the rule of a value that decides about them. */
export async function baselineCounts(db: Db): Promise<{ id: string; titles: number }[]> {
  const { rows } = await db.query<{ id: string; titles: number }>(
    `SELECT r.rule -> 'from' ->> 'id' AS id, count(*) AS titles FROM software_title t JOIN software_rule r ON r.digest = t.rule
     WHERE t.state = 'baseline' AND t.devices > 0 GROUP BY 1`,
  );
  return rows;
}

export async function replaceRules(tx: Tx, gone: readonly string[], come: ReadonlyMap<string, Rule>): Promise<void> {
  if (gone.length > 0) await tx.query('DELETE FROM software_rule WHERE digest = ANY ($1::text[])', [gone]);
  if (come.size > 0)
    await tx.query(
      'INSERT INTO software_rule (digest, rule) SELECT * FROM unnest($1::text[], $2::jsonb[]) ON CONFLICT (digest) DO NOTHING',
      [[...come.keys()], [...come.values()].map((rule) => JSON.stringify(rule))],
    );
}

/** Titles by the line under which a person put them. */
export async function linkedTitles(db: Db): Promise<Map<string, number[]>> {
  const { rows } = await db.query<{ row: string; title: number }>(
    `SELECT row_id AS row, title_id AS title FROM (
       SELECT DISTINCT ON (title_id, row_id) row_id, title_id, linked FROM software_link ORDER BY title_id, row_id, id DESC
     ) AS newest WHERE linked ORDER BY row_id, title_id`,
  );
  const links = new Map<string, number[]>();
  for (const { row, title } of rows) links.set(row, [...(links.get(row) ?? []), title]);
  return links;
}

/** Changes with every link. */
export async function linkStamp(db: Db): Promise<string> {
  const { rows } = await db.query<{ last: number }>('SELECT coalesce(max(id), 0) AS last FROM software_link');
  return String(rows[0]!.last);
}

export async function insertLinks(
  tx: Tx,
  titles: readonly number[],
  link: {
    readonly row: string;
    readonly linked: boolean;
    readonly reason: string;
    readonly by: string;
    readonly at: Date;
    readonly firstSeq: number;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO software_link (title_id, row_id, linked, reason, by, at, ledger_seq)
     SELECT t, $2, $3, $4, $5, $6, $7 + n - 1 FROM unnest($1::int[]) WITH ORDINALITY AS u (t, n)`,
    [titles, link.row, link.linked, link.reason, link.by, link.at, link.firstSeq],
  );
}

export interface StoredLink {
  readonly row: string;
  readonly linked: boolean;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

export async function linksOf(db: Db, title: number): Promise<StoredLink[]> {
  const { rows } = await db.query<StoredLink>(
    'SELECT row_id AS row, linked, reason, by, at FROM software_link WHERE title_id = $1 ORDER BY id DESC LIMIT 100',
    [title],
  );
  return rows;
}
