import type { Words } from '../base/text.ts';
import type { Db, Tx } from '../db/pool.ts';
import type { Collected } from '../facts/collection.ts';
import type { Neighbour } from '../facts/neighbours.ts';

/** What a source hands in: one observation of one device, readable or not. */
export interface Draft {
  readonly deviceId: string;
  readonly kind: string;
  readonly source: string;
  readonly observedAt: Date;
  readonly receivedAt: Date;
  readonly body?: unknown;
  readonly unreadable?: Words;
  /** The items behind a fact that stands for a collection. */
  readonly collected?: Collected | undefined;
  /** The machines behind a fact about networks. */
  readonly neighbours?: readonly Neighbour[] | undefined;
}

export interface Line {
  readonly key: Buffer;
  readonly deviceId: string;
  readonly type: 'result' | 'status';
  readonly name: string;
  readonly at: Date;
  readonly receivedAt: Date;
  readonly body: unknown;
}

export interface Quarantined {
  readonly at: Date;
  readonly deviceId: string | null;
  readonly what: string;
  readonly reason: string;
  readonly content: string;
}

export interface CurrentFact {
  readonly deviceId: string;
  readonly kind: string;
  readonly factId: number;
  readonly lastObservedAt: Date;
  readonly body: unknown;
  readonly unreadable: Words | null;
  readonly digest: Buffer;
}

/** The newest facts of the given (device, kind) pairs. Nobody else writes them: there is one Intake. */
export async function currentFacts(tx: Db | Tx, deviceIds: readonly string[], kinds: readonly string[]): Promise<CurrentFact[]> {
  const { rows } = await tx.query<CurrentFact>(
    `SELECT c.device_id AS "deviceId", c.kind, c.fact_id AS "factId", c.last_observed_at AS "lastObservedAt", f.body, f.unreadable, f.digest
     FROM unnest($1::uuid[], $2::text[]) AS asked (device_id, kind)
     JOIN intake_current c ON c.device_id = asked.device_id AND c.kind = asked.kind
     JOIN intake_fact f ON f.id = c.fact_id`,
    [deviceIds, kinds],
  );
  return rows;
}

export async function insertFacts(tx: Tx, drafts: readonly Draft[], digests: readonly Buffer[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO intake_fact (device_id, kind, source, observed_at, received_at, body, unreadable, digest)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::jsonb[], $7::jsonb[], $8::bytea[])
     RETURNING id`,
    [
      drafts.map((draft) => draft.deviceId),
      drafts.map((draft) => draft.kind),
      drafts.map((draft) => draft.source),
      drafts.map((draft) => draft.observedAt),
      drafts.map((draft) => draft.receivedAt),
      drafts.map((draft) => (draft.unreadable ? null : JSON.stringify(draft.body))),
      drafts.map((draft) => (draft.unreadable ? JSON.stringify(draft.unreadable) : null)),
      digests,
    ],
  );
  return rows.map((row) => row.id);
}

export async function closeSpans(tx: Tx, replaced: readonly CurrentFact[]): Promise<void> {
  await tx.query('INSERT INTO intake_span (fact_id, last_observed_at) SELECT * FROM unnest($1::bigint[], $2::timestamptz[])', [
    replaced.map((fact) => fact.factId),
    replaced.map((fact) => fact.lastObservedAt),
  ]);
}

export async function setCurrent(
  tx: Tx,
  rows: readonly { deviceId: string; kind: string; factId: number; observedAt: Date }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO intake_current (device_id, kind, fact_id, last_observed_at)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[])
     ON CONFLICT (device_id, kind) DO UPDATE
       SET fact_id = excluded.fact_id, last_observed_at = excluded.last_observed_at`,
    [rows.map((row) => row.deviceId), rows.map((row) => row.kind), rows.map((row) => row.factId), rows.map((row) => row.observedAt)],
  );
}

export interface Confirmation {
  readonly deviceId: string;
  readonly kind: string;
  readonly factId: number;
  readonly lastObservedAt: Date;
}

/** Moves the time at which facts were last seen. A fact that another one has replaced meanwhile stays as it was. */
export async function confirmCurrent(tx: Tx, rows: readonly Confirmation[]): Promise<void> {
  await tx.query(
    `UPDATE intake_current c SET last_observed_at = u.at
     FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[]) AS u (device_id, kind, fact_id, at)
     WHERE c.device_id = u.device_id AND c.kind = u.kind AND c.fact_id = u.fact_id AND c.last_observed_at < u.at`,
    [rows.map((row) => row.deviceId), rows.map((row) => row.kind), rows.map((row) => row.factId), rows.map((row) => row.lastObservedAt)],
  );
}

/** How many of the lines were new; those known already are the agent sending again. */
export async function insertLines(tx: Tx, lines: readonly Line[]): Promise<number> {
  const { rowCount } = await tx.query(
    `INSERT INTO intake_line (key, device_id, type, name, at, received_at, body)
     SELECT * FROM unnest($1::bytea[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::jsonb[])
     ON CONFLICT (key) DO NOTHING`,
    [
      lines.map((line) => line.key),
      lines.map((line) => line.deviceId),
      lines.map((line) => line.type),
      lines.map((line) => line.name),
      lines.map((line) => line.at),
      lines.map((line) => line.receivedAt),
      lines.map((line) => JSON.stringify(line.body)),
    ],
  );
  return rowCount ?? 0;
}

export async function insertQuarantine(db: Db, items: readonly Quarantined[]): Promise<void> {
  await db.query(
    `INSERT INTO intake_quarantine (at, device_id, what, reason, content)
     SELECT * FROM unnest($1::timestamptz[], $2::uuid[], $3::text[], $4::text[], $5::text[])`,
    [
      items.map((item) => item.at),
      items.map((item) => item.deviceId),
      items.map((item) => item.what),
      items.map((item) => item.reason),
      items.map((item) => item.content),
    ],
  );
}

export async function addCounters(db: Db, counts: ReadonlyMap<string, number>): Promise<void> {
  await db.query(
    `INSERT INTO intake_counter AS c (name, count) SELECT * FROM unnest($1::text[], $2::bigint[])
     ON CONFLICT (name) DO UPDATE SET count = c.count + excluded.count`,
    [[...counts.keys()], [...counts.values()]],
  );
}
