import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../src/base/id.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { append } from '../../src/ledger/index.ts';

/** What guards the tables, whatever program holds the connection. */
describe('the database about devices', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());
  const at = new Date('2026-11-22T00:00:00Z');
  const rowsOf = async (sql: string) => (await database.owner.query<{ name: string }>(sql)).rows.map(({ name }) => name);
  const refused = (sql: string, values: unknown[] = []) => assert.rejects(database.owner.query(sql, values), { code: '42501' }, sql);

  it('lends nobody a function of its owner, and every function of issue 4 knows where it looks', async () => {
    const functions = "SELECT p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public'";
    assert.deepEqual(await rowsOf(`${functions} AND has_function_privilege('public', p.oid, 'EXECUTE')`), []);
    assert.deepEqual(await rowsOf(`${functions} AND p.prosecdef AND p.proconfig IS NULL`), []);
    const mine = "p.proname ~ '^(inventory|software|capacity|live|drift|devices|clocks|websites)_'";
    assert.deepEqual(await rowsOf(`${functions} AND ${mine} AND p.proconfig IS NULL`), []);
  });

  it('keeps its guards up for a session that calls itself a replica', async () => {
    const guards = await rowsOf(
      `SELECT c.relname || '.' || t.tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE NOT t.tgisinternal AND t.tgenabled <> 'A' AND c.relname ~ '^(inventory|software|capacity|live|drift|clocks|websites)_'`,
    );
    assert.deepEqual(guards, []);
  });

  it('keeps saved queries and what was asked', async () => {
    await database.owner.query(
      `INSERT INTO live_saved (id, version, name, sql, platforms, ended, by, at) VALUES ($1, 1, 'a', 'SELECT 1', '{linux}', false, 'account:a', now())`,
      [newId()],
    );
    await refused("UPDATE live_saved SET sql = 'SELECT 2'");
    await refused('DELETE FROM live_saved');
    await refused('TRUNCATE live_saved');
    await refused('DELETE FROM live_ask');
  });

  it('takes no group, explanation or rule of noise that does not stand in the ledger, by the same person', async () => {
    const seq = await inTransaction(database.app, (tx) =>
      append(tx, at, [{ kind: 'device.group', actor: 'account:a', subject: 'group:x', payload: {} }]),
    );
    const group = (by: string) => [newId(), seq, by];
    const insertGroup = `INSERT INTO devices_group_version (group_id, version, name, class, rule, reason, by, at, ledger_seq) VALUES ($1, 1, 'a', 'client', '{}', 'r', $3, now(), $2)`;
    await refused(insertGroup, group('account:b'));
    await assert.rejects(
      database.app.query(insertGroup, group('account:a')),
      { code: '23503' },
      'the group itself is missing, the entry is not',
    );
    const insertRule = `INSERT INTO drift_rule (id, collection, pattern, reason, made_by, made_at, made_seq) VALUES ($1, 'software', '*', 'r', $3, now(), $2)`;
    await refused(insertRule, group('account:a'));
    await refused(
      `INSERT INTO drift_explanation (event_id, reason, own, by, at, ledger_seq) VALUES ($1, 'r', false, $3, now(), $2)`,
      group('account:a'),
    );
  });
});
