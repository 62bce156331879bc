import { searchForm } from '../base/text.ts';
import type { Db, Tx } from '../db/pool.ts';

export const foreignKinds = ['computer', 'network', 'printer', 'phone', 'storage', 'other'] as const;
export type ForeignKind = (typeof foreignKinds)[number];
export type ForeignSource = 'glpi' | 'nmap';

/** A machine that another inventory tells of. Texts are empty where the source does not say. */
export interface ForeignMachine {
  readonly sourceKey: string;
  readonly kind: ForeignKind;
  readonly name: string;
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
  readonly macs: readonly string[];
  readonly addresses: readonly string[];
  readonly details: Readonly<Record<string, string>>;
  readonly seenAt: Date;
}

export async function foreignByKey(tx: Tx, source: ForeignSource, keys: readonly string[]): Promise<Map<string, ForeignRow>> {
  const { rows } = await tx.query<ForeignRow>(
    `SELECT ${columns} FROM inventory_foreign WHERE source = $1 AND source_key = ANY ($2) FOR UPDATE`,
    [source, keys],
  );
  return new Map(rows.map((row) => [row.sourceKey, row]));
}

const columns = `id, source, source_key AS "sourceKey", kind, name, maker, model, serial, firmware, macs, addresses, details,
  first_seen_at AS "firstSeenAt", last_seen_at AS "lastSeenAt"`;

export interface ForeignRow extends Omit<ForeignMachine, 'seenAt'> {
  readonly id: string;
  readonly source: ForeignSource;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

export async function putForeign(
  tx: Tx,
  source: ForeignSource,
  rows: readonly (ForeignMachine & { readonly id: string })[],
): Promise<void> {
  await tx.query(
    `INSERT INTO inventory_foreign AS f (id, source, source_key, kind, name, maker, model, serial, firmware, macs, addresses, details, first_seen_at, last_seen_at)
     SELECT (r->>'id')::uuid, $1, r->>'sourceKey', r->>'kind', r->>'name', r->>'maker', r->>'model', r->>'serial', r->>'firmware',
       ARRAY(SELECT jsonb_array_elements_text(r->'macs')), ARRAY(SELECT jsonb_array_elements_text(r->'addresses')), r->'details', (r->>'seenAt')::timestamptz, (r->>'seenAt')::timestamptz
     FROM jsonb_array_elements($2::jsonb) AS r
     ON CONFLICT (source, source_key) DO UPDATE SET kind = excluded.kind, name = excluded.name, maker = excluded.maker, model = excluded.model,
       serial = excluded.serial, firmware = excluded.firmware, macs = excluded.macs, addresses = excluded.addresses, details = excluded.details,
       last_seen_at = greatest(f.last_seen_at, excluded.last_seen_at)`,
    [source, JSON.stringify(rows.map(({ seenAt, ...row }) => ({ ...row, seenAt: seenAt.toISOString() })))],
  );
}

export async function listForeign(
  db: Db,
  { q, kind, offset, limit }: { q?: string | undefined; kind?: ForeignKind | undefined; offset: number; limit: number },
): Promise<{ total: number; machines: ForeignRow[] }> {
  const like = q
    ? `%${searchForm(q)
        .replaceAll('\u0000', '')
        .replace(/[\\%_]/g, '\\$&')}%`
    : null;
  const { rows } = await db.query<ForeignRow & { total: number }>(
    `SELECT ${columns}, count(*) OVER () AS total FROM inventory_foreign
     WHERE ($1::text IS NULL OR lower(normalize(name || ' ' || maker || ' ' || model || ' ' || serial || ' ' || array_to_string(macs || addresses, ' '), NFKC)) LIKE $1)
       AND ($2::text IS NULL OR kind = $2) ORDER BY lower(name), id OFFSET $3 LIMIT $4`,
    [like, kind ?? null, offset, limit],
  );
  if (rows.length === 0 && offset > 0) return { total: (await listForeign(db, { q, kind, offset: 0, limit: 1 })).total, machines: [] };
  return { total: rows[0]?.total ?? 0, machines: rows };
}

/** Machines of some kinds, as a register is held against them. */
export async function foreignOfKinds(db: Db, kinds: readonly ForeignKind[]): Promise<ForeignRow[]> {
  const { rows } = await db.query<ForeignRow>(`SELECT ${columns} FROM inventory_foreign WHERE kind = ANY ($1) ORDER BY lower(name), id`, [
    kinds,
  ]);
  return rows;
}
