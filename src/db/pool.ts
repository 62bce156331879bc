import pg from 'pg';
import { Fault } from '../base/fault.ts';

/** Timestamps come back as Date, bigint as number: no count here passes 2^53. */
pg.types.setTypeParser(20, Number);

export type Pool = pg.Pool;
export type Tx = pg.PoolClient;
/** What a store function needs: a pool, or a client within a transaction. */
export type Db = Pick<pg.Pool, 'query'>;

/** The role the server works as. It owns nothing, and the ledger refuses it UPDATE and DELETE. */
export const applicationRole = 'tejun_app';

export interface PoolOptions {
  readonly url: string;
  readonly connectionsMax: number;
  /** Works as this role from the first statement on; a RESET ROLE falls back to it, not to the owner. */
  readonly role?: string;
  readonly onIdleError?: (error: Error) => void;
}

export function openPool({ url, connectionsMax, role, onIdleError }: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 60_000,
    // A little more, counted here: a database that hangs, or a network that swallows, does not end a statement by itself.
    query_timeout: 65_000,
    application_name: 'tejun',
    ...(role === undefined ? {} : { options: `-c role=${role}` }),
  });
  // An idle connection that breaks (the database restarts) must not end the process; the next query gets a new one.
  pool.on('error', onIdleError ?? (() => {}));
  return pool;
}

/** Runs `work` in one transaction: all of it is stored, or nothing. */
export async function inTransaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await pool.connect();
  let broken: Error | undefined;
  // A connection that dies while checked out emits 'error' too; the query that was under way reports it.
  const onError = (error: Error) => {
    broken = error;
  };
  tx.on('error', onError);
  try {
    await tx.query('BEGIN');
    const result = await work(tx);
    // PostgreSQL answers COMMIT of a transaction in which a statement failed with ROLLBACK, and with no error.
    const { command } = await tx.query('COMMIT');
    if (command !== 'COMMIT') throw new Fault('internal', { problem: `the transaction ended with ${command}` });
    return result;
  } catch (error) {
    await tx.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    tx.off('error', onError);
    tx.release(broken);
  }
}

/** True where an error means that the database cannot be reached now, so that the same work may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Fault) return error.code === 'database-unavailable';
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') {
    // 08: connection, 53: resources, 57P: shutdown, 40: serialization or deadlock (a retry is right)
    if (/^(08|53|57P|40)/.test(code)) return true;
    if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'].includes(code)) return true;
  }
  return /terminated|Query read timeout|timeout exceeded when trying to connect|Connection ended|not queryable/i.test(error.message);
}
