import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../base/fault.ts';
import { sha256Hex } from '../base/hash.ts';
import { applicationRole, inTransaction, type Pool, type Tx } from './pool.ts';

export const migrationsFolder = join(import.meta.dirname, 'migrations');

/** A key for the advisory lock that keeps two servers from migrating at once. */
const migrationLock = 8034_001;

export interface Migrated {
  readonly applied: readonly string[];
  /** False where the login may not make roles: then the server works as the owner, and `tejun doctor` says so. */
  readonly leastPrivilege: boolean;
}

/** Applies the plain .sql files in the order of their names, forward only. A file that changed after it was applied is refused. */
export async function migrate(owner: Pool, folder = migrationsFolder): Promise<Migrated> {
  return inTransaction(owner, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    // Behind the lock as well: two grants on one schema at once end in «tuple concurrently updated».
    const leastPrivilege = await makeApplicationRole(tx);
    await tx.query(
      'CREATE TABLE IF NOT EXISTS db_migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await tx.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM db_migration');
    const known = new Map(rows.map((row) => [row.name, row.sha256]));
    const applied: string[] = [];
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .sort();
    const later = rows.find((row) => !files.includes(row.name));
    if (later) throw new Fault('config-invalid', { migration: later.name, problem: 'the database belongs to a newer version of Tejun' });
    for (const name of files) {
      const sql = readFileSync(join(folder, name), 'utf8');
      const sha256 = sha256Hex(sql);
      const before = known.get(name);
      if (before === sha256) continue;
      if (before !== undefined) throw new Fault('config-invalid', { migration: name, problem: 'changed after it was applied' });
      await tx.query(leastPrivilege ? sql : withoutGrants(sql));
      await tx.query('INSERT INTO db_migration (name, sha256) VALUES ($1, $2)', [name, sha256]);
      applied.push(name);
    }
    return { applied, leastPrivilege };
  });
}

async function makeApplicationRole(tx: Tx): Promise<boolean> {
  const { rowCount } = await tx.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [applicationRole]);
  await tx.query('SAVEPOINT application_role');
  try {
    if (rowCount === 0) await tx.query(`CREATE ROLE ${applicationRole} NOLOGIN`);
    // Whoever was made a member by an administrator need not be able to make members.
    const { rows } = await tx.query<{ member: boolean }>("SELECT pg_has_role(current_user, $1, 'MEMBER') AS member", [applicationRole]);
    if (rows[0]?.member !== true) await tx.query(`GRANT ${applicationRole} TO current_user`);
    await tx.query(`GRANT USAGE ON SCHEMA public TO ${applicationRole}`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error; // insufficient_privilege
    await tx.query('ROLLBACK TO SAVEPOINT application_role');
    return false;
  }
}

/** Where no second role can be made, its grants fall away; the triggers still refuse to change the ledger. */
const withoutGrants = (sql: string): string => sql.replace(/^(GRANT|REVOKE)\b[^;]*;/gim, '');
