import type { Db, Tx } from '../db/pool.ts';
import type { NoiseRule } from './noise.ts';

/** A rule with who made it, why, and how it ended. */
export interface StoredRule extends NoiseRule {
  readonly builtin: string | null;
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly ended: { readonly by: string; readonly at: Date; readonly reason: string } | null;
}

const columns = `id, builtin, collection, pattern, attribute, platform, class AS "deviceClass",
  CASE WHEN from_minute IS NULL THEN NULL ELSE jsonb_build_object('from', from_minute, 'until', until_minute) END AS window,
  reason, until::text AS until, made_by AS "madeBy", made_at AS "madeAt",
  CASE WHEN ended_at IS NULL THEN NULL ELSE jsonb_build_object('by', ended_by, 'at', ended_at, 'reason', ended_reason) END AS ended`;

type RuleRow = Omit<StoredRule, 'ended'> & { readonly ended: { by: string; at: string; reason: string } | null };
const ruleOf = (row: RuleRow): StoredRule => ({ ...row, ended: row.ended && { ...row.ended, at: new Date(row.ended.at) } });

export async function rulesInForce(db: Db): Promise<StoredRule[]> {
  const { rows } = await db.query<RuleRow>(`SELECT ${columns} FROM drift_rule WHERE ended_at IS NULL ORDER BY made_at, id`);
  return rows.map(ruleOf);
}

export async function rulesById(db: Db, ids: readonly string[]): Promise<StoredRule[]> {
  const { rows } = await db.query<RuleRow>(`SELECT ${columns} FROM drift_rule WHERE id = ANY ($1::uuid[]) ORDER BY made_at, id`, [ids]);
  return rows.map(ruleOf);
}

/** Rules for a screen, those in force first, the newest first. */
export async function listRules(db: Db, limit: number): Promise<StoredRule[]> {
  const { rows } = await db.query<RuleRow>(
    `SELECT ${columns} FROM drift_rule ORDER BY ended_at IS NOT NULL, builtin IS NOT NULL, made_at DESC, id LIMIT $1`,
    [limit],
  );
  return rows.map(ruleOf);
}

/** Returns false where a rule that comes with Tejun is there already, in force or switched off by a person. */
export async function insertBuiltin(tx: Tx, rule: StoredRule): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO drift_rule (id, builtin, collection, pattern, attribute, platform, class, reason, made_by, made_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 WHERE NOT EXISTS (SELECT FROM drift_rule WHERE builtin = $2)`,
    [
      rule.id,
      rule.builtin,
      rule.collection,
      rule.pattern,
      rule.attribute,
      rule.platform,
      rule.deviceClass,
      rule.reason,
      rule.madeBy,
      rule.madeAt,
    ],
  );
  return rowCount === 1;
}

export async function insertRule(tx: Tx, rule: StoredRule, seq: number): Promise<void> {
  await tx.query(
    `INSERT INTO drift_rule (id, builtin, collection, pattern, attribute, platform, class, from_minute, until_minute, reason, until, made_by, made_at, made_seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      rule.id,
      rule.builtin,
      rule.collection,
      rule.pattern,
      rule.attribute,
      rule.platform,
      rule.deviceClass,
      rule.window?.from ?? null,
      rule.window?.until ?? null,
      rule.reason,
      rule.until,
      rule.madeBy,
      rule.madeAt,
      seq,
    ],
  );
}

export async function lockRule(tx: Tx, id: string): Promise<StoredRule | null> {
  const { rows } = await tx.query<RuleRow>(`SELECT ${columns} FROM drift_rule WHERE id = $1 FOR UPDATE`, [id]);
  return rows[0] ? ruleOf(rows[0]) : null;
}

export async function endStoredRule(tx: Tx, id: string, ended: { by: string; at: Date; reason: string }, seq: number): Promise<void> {
  await tx.query('UPDATE drift_rule SET ended_by = $2, ended_at = $3, ended_reason = $4, ended_seq = $5 WHERE id = $1', [
    id,
    ended.by,
    ended.at,
    ended.reason,
    seq,
  ]);
}
