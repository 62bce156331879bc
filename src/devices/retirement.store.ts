import type { Db, Tx } from '../db/pool.ts';

/** Why a device is taken out of use. */
export const retirementReasons = ['disposed', 'returned', 'reused', 'lost', 'mistake'] as const;
export type RetirementReason = (typeof retirementReasons)[number];
/** With these its data leave the company or its user: that they were erased is to be proven. */
export const erasureReasons: readonly RetirementReason[] = ['disposed', 'returned', 'reused'];

export interface Retirement {
  readonly deviceId: string;
  readonly reason: RetirementReason;
  readonly note: string;
  /** The occurrence in which its erasure is recorded; null where none is wanted, or none could be opened. */
  readonly occurrence: string | null;
  readonly by: string;
  readonly at: Date;
}

export async function insertRetirement(tx: Tx, retirement: Retirement, ledgerSeq: number): Promise<void> {
  const { deviceId, reason, note, occurrence, by, at } = retirement;
  await tx.query(
    'INSERT INTO devices_retirement (device_id, reason, note, occurrence, by, at, ledger_seq) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [deviceId, reason, note, occurrence, by, at, ledgerSeq],
  );
}

export interface RetiredDevice extends Pick<Retirement, 'occurrence' | 'note'> {
  readonly id: string;
  readonly name: string;
  readonly serial: string | null;
  readonly retiredAt: Date;
  /** Null for a device that was retired before reasons were asked for, or merged into another. */
  readonly reason: RetirementReason | null;
  readonly by: string | null;
}

/** Devices out of use, the last first. */
export async function retiredDevices(
  db: Db,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ total: number; devices: RetiredDevice[] }> {
  const { rows } = await db.query<RetiredDevice & { total: number }>(
    `SELECT d.id, d.name, d.serial, d.retired_at AS "retiredAt", r.reason, coalesce(r.note, '') AS note, r.occurrence, r.by, count(*) OVER () AS total
     FROM devices_device d LEFT JOIN devices_retirement r ON r.device_id = d.id
     WHERE d.retired_at IS NOT NULL ORDER BY d.retired_at DESC, d.id OFFSET $1 LIMIT $2`,
    [offset, limit],
  );
  return { total: rows[0]?.total ?? 0, devices: rows.map(({ total: _total, ...device }) => device) };
}
