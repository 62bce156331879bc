import type { Language } from '../base/text.ts';
import { searchForm } from '../base/text.ts';
import type { Db, Tx } from '../db/pool.ts';
import type { Account, AccountStatus, Role } from './account.ts';

/** One login, however it was typed: full width, capitals and stray spaces fall away. */
export const loginKey = (login: string): string => searchForm(login).trim();

export interface StoredAccount extends Account {
  readonly passwordHash: string | null;
}

interface PublicRow {
  id: string;
  login: string;
  name: string;
  roles: Role[];
  status: AccountStatus;
  language: Language;
  expires_at: Date | null;
  opens_at: Date | null;
  created_at: Date;
}
interface AccountRow extends PublicRow {
  password_hash: string | null;
}

const publicColumns = 'id, login, name, roles, status, language, expires_at, opens_at, created_at';
const columns = `${publicColumns}, password_hash`;

const toAccount = (row: PublicRow): Account => ({
  id: row.id,
  login: row.login,
  name: row.name,
  roles: row.roles,
  status: row.status,
  language: row.language,
  expiresAt: row.expires_at,
  opensAt: row.opens_at,
  createdAt: row.created_at,
});
const toStored = (row: AccountRow): StoredAccount => ({ ...toAccount(row), passwordHash: row.password_hash });

export async function accountByLogin(db: Db, login: string): Promise<StoredAccount | null> {
  const { rows } = await db.query<AccountRow>(`SELECT ${columns} FROM people_account WHERE login_key = $1`, [loginKey(login)]);
  return rows[0] ? toStored(rows[0]) : null;
}

export async function accountById(db: Db, id: string): Promise<StoredAccount | null> {
  const { rows } = await db.query<AccountRow>(`SELECT ${columns} FROM people_account WHERE id = $1`, [id]);
  return rows[0] ? toStored(rows[0]) : null;
}

/** The same, held until the transaction ends, so that two changes of one account follow each other. */
export async function accountForChange(tx: Tx, id: string): Promise<StoredAccount | null> {
  const { rows } = await tx.query<AccountRow>(`SELECT ${columns} FROM people_account WHERE id = $1 FOR UPDATE`, [id]);
  return rows[0] ? toStored(rows[0]) : null;
}

/** False where the login is taken. */
export async function insertAccount(tx: Tx, account: StoredAccount): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO people_account (id, login, login_key, name, roles, status, language, expires_at, password_hash, password_changed_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $9::text IS NULL THEN NULL ELSE $10::timestamptz END, $10) ON CONFLICT (login_key) DO NOTHING`,
    [
      account.id,
      account.login,
      loginKey(account.login),
      account.name,
      account.roles,
      account.status,
      account.language,
      account.expiresAt,
      account.passwordHash,
      account.createdAt,
    ],
  );
  return rowCount === 1;
}

export async function updateAccount(tx: Tx, account: Account): Promise<void> {
  await tx.query('UPDATE people_account SET name = $2, roles = $3, status = $4, language = $5, expires_at = $6 WHERE id = $1', [
    account.id,
    account.name,
    account.roles,
    account.status,
    account.language,
    account.expiresAt,
  ]);
}

export async function setPassword(tx: Tx, id: string, passwordHash: string, at: Date): Promise<void> {
  await tx.query('UPDATE people_account SET password_hash = $2, password_changed_at = $3 WHERE id = $1', [id, passwordHash, at]);
}

const administratorLock = 8034_002;

/** Whoever counts administrators in order to act on the number holds this until the transaction ends. */
export async function holdAdministrators(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [administratorLock]);
}

/** Active administrators other than this one (null: all of them). */
export async function administratorsBeside(db: Db, id: string | null): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) FROM people_account WHERE status = 'active' AND 'administrator' = ANY (roles) AND ($1::uuid IS NULL OR id <> $1)`,
    [id],
  );
  return rows[0]!.count;
}

/** One line of the list of people. */
export interface Person extends Account {
  readonly hasTotp: boolean;
  readonly passkeys: number;
  readonly lastSeenAt: Date | null;
  /** Until when an unused invitation link works; null where there is none. */
  readonly invitationExpiresAt: Date | null;
}

interface PersonRow extends PublicRow {
  has_totp: boolean;
  passkeys: number;
  last_seen_at: Date | null;
  invitation_expires_at: Date | null;
}

export async function listPeople(db: Db, now: Date): Promise<Person[]> {
  const { rows } = await db.query<PersonRow>(
    `SELECT ${publicColumns},
       EXISTS (SELECT 1 FROM people_totp t WHERE t.account_id = a.id) AS has_totp,
       (SELECT count(*) FROM people_passkey p WHERE p.account_id = a.id) AS passkeys,
       (SELECT max(last_seen_at) FROM people_session s WHERE s.account_id = a.id) AS last_seen_at,
       (SELECT max(expires_at) FROM people_link l WHERE l.account_id = a.id AND l.used_at IS NULL AND l.expires_at > $1) AS invitation_expires_at
     FROM people_account a ORDER BY name, login_key`,
    [now],
  );
  return rows.map((row) => ({
    ...toAccount(row),
    hasTotp: row.has_totp,
    passkeys: row.passkeys,
    lastSeenAt: row.last_seen_at,
    invitationExpiresAt: row.invitation_expires_at,
  }));
}
