import type { Db, Tx } from '../db/pool.ts';
import type { AccountStatus } from './account.ts';

/** Ties an account that was made in this transaction to a case and to the moment from which it works. The database allows it once. */
export async function bindWindow(tx: Tx, id: string, { caseId, opensAt }: { caseId: string; opensAt: Date }): Promise<void> {
  await tx.query('UPDATE people_account SET case_id = $2, opens_at = $3 WHERE id = $1', [id, caseId, opensAt]);
}

/** Accounts of a case that were not closed, oldest first. */
export async function openWindowAccounts(db: Db, caseId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM people_account WHERE case_id = $1 AND status <> 'disabled' ORDER BY created_at, id`,
    [caseId],
  );
  return rows.map(({ id }) => id);
}

export interface WindowAccountRow {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly status: AccountStatus;
  readonly opensAt: Date;
  readonly expiresAt: Date;
  readonly lastSeenAt: Date | null;
  /** Until when an unused invitation works; null where there is none. */
  readonly invitedUntil: Date | null;
}

/** All accounts of a case, closed ones too. */
export async function windowAccountsOf(db: Db, caseId: string, now: Date): Promise<WindowAccountRow[]> {
  const { rows } = await db.query<WindowAccountRow>(
    `SELECT a.id, a.name, a.login, a.status, a.opens_at AS "opensAt", a.expires_at AS "expiresAt",
       (SELECT max(last_seen_at) FROM people_session s WHERE s.account_id = a.id) AS "lastSeenAt",
       (SELECT max(l.expires_at) FROM people_link l WHERE l.account_id = a.id AND l.used_at IS NULL AND l.expires_at > $2) AS "invitedUntil"
     FROM people_account a WHERE a.case_id = $1 ORDER BY a.created_at, a.id`,
    [caseId, now],
  );
  return rows;
}
