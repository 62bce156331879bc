import assert from 'node:assert/strict';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type pg from 'pg';
import { readConfig } from '../../src/base/config.ts';
import { silentLog } from '../../src/base/log.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { testHome } from '../../src/db/test-database.ts';
import { append } from '../../src/ledger/index.ts';
import { type OpenDatabase, openDatabase } from '../../src/server/database.ts';

/** Someone who can send any SQL through the server's own connection, as after an injection. */
describe('the connection of the server, in the hands of a stranger', () => {
  const home = testHome('tejun-sql-');
  let database: OpenDatabase;
  let session: pg.PoolClient;

  before(async () => {
    database = await openDatabase(readConfig({ TEJUN_HOME: home }, home), silentLog, () => {});
    await inTransaction(database.pool, (tx) =>
      append(tx, new Date(), [{ kind: 'server.started', actor: 'system', subject: 'server:tejun', payload: {} }]),
    );
    session = await database.pool.connect();
  });
  after(async () => {
    session.release();
    await database.close();
    rmSync(home, { recursive: true, force: true });
  });

  const refused = async (sql: string) => {
    await assert.rejects(session.query(sql), (error: { code?: string }) => /^(42501|22023|55000)$/.test(error.code ?? ''), sql);
    await session.query('ROLLBACK');
  };

  it('cannot become the owner, nor anybody else', async () => {
    for (const sql of ['SET ROLE NONE', 'RESET ROLE', 'RESET ALL', 'SET SESSION AUTHORIZATION DEFAULT', 'DISCARD ALL']) {
      await session.query(sql);
      const { rows } = await session.query<{ current: string; login: string }>('SELECT current_user AS current, session_user AS login');
      assert.deepEqual(rows[0], { current: 'tejun_app', login: 'tejun_app' }, sql);
    }
    for (const role of ['tejun', 'postgres', 'pg_read_server_files']) await refused(`SET ROLE ${role}`);
    await refused("CREATE ROLE evil LOGIN PASSWORD 'x'");
  });

  it('cannot change or take away an entry, or switch off what guards it', async () => {
    for (const table of ['ledger_entry', 'ledger_payload', 'ledger_tile', 'ledger_checkpoint', 'ledger_head']) {
      await refused(`DELETE FROM ${table}`);
      await refused(`TRUNCATE ${table} CASCADE`);
      await refused(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
      await refused(`DROP TABLE ${table} CASCADE`);
    }
    await refused("UPDATE ledger_entry SET kind = 'x'");
    await refused('UPDATE ledger_head SET next_seq = 0');
    await refused('SET session_replication_role = replica');
    await refused('CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$');
  });

  it('cannot count numbers for which there is no entry', async () => {
    const head = async () => (await session.query<{ head: number }>('SELECT next_seq AS head FROM ledger_head')).rows[0]!.head;
    const before = await head();
    await session.query('CREATE TEMPORARY TABLE added_by_me (seq bigint)');
    await refused(
      'CREATE TRIGGER mine AFTER INSERT ON added_by_me REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_advance()',
    );
    await session.query('INSERT INTO added_by_me SELECT next_seq FROM ledger_head');
    assert.equal(await head(), before);
  });

  it('cannot put a checkpoint or a tile where no entries are, and so stop the ledger for ever', async () => {
    await refused("INSERT INTO ledger_checkpoint VALUES (9000000000000000, sha256('a'), 'forged', now())");
    for (const [level, index] of [
      [0, 0],
      [0, 999],
      [7, 0],
    ])
      await refused(`INSERT INTO ledger_tile VALUES (${level}, ${index}, decode(repeat('00', 8192), 'hex'), sha256('a'))`);
  });

  it('reaches no file and no program of the machine', async () => {
    await refused("SELECT pg_read_file('/etc/passwd')");
    await refused("COPY (SELECT 1) TO PROGRAM 'id'");
    await refused("COPY people_account TO '/tmp/tejun-stolen'");
    await refused("SELECT lo_import('/etc/passwd')");
  });

  it('finds the secrets of the database in files of the server alone', () => {
    const secrets = join(home, 'secrets');
    assert.equal(statSync(secrets).mode & 0o777, 0o700);
    for (const file of readdirSync(secrets)) assert.equal(statSync(join(secrets, file)).mode & 0o777, 0o600, file);
  });
});
