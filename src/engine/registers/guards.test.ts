import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { rowsById } from './row.store.ts';
import { type TestRegisters, testRegisters } from './testing/site.ts';

const id = 'vendors/list';
const by = 'account:a';

/** The database refuses what the program above would never ask for: to the owner of the tables too. */
describe('what the database itself refuses', () => {
  let site: TestRegisters;
  let row: string;
  before(async () => {
    site = await testRegisters();
    row = (await site.registers.add(id, { name: '株式会社例' }, { by })).row;
    await site.registers.confirm(id, { rows: 1, note: '', by });
  });
  after(() => site.close());
  const refused = async (sql: string, values: unknown[] = []) => {
    for (const [who, pool] of Object.entries({ app: site.database.app, owner: site.database.owner }))
      await assert.rejects(pool.query(sql, values), { code: '42501' }, `${who}: ${sql}`);
  };

  it('history and confirmations that are rewritten or taken away', async () => {
    for (const table of ['registers_revision', 'registers_confirmation']) {
      await refused(`UPDATE ${table} SET by = 'x'`);
      await refused(`DELETE FROM ${table}`);
      await refused(`TRUNCATE ${table} CASCADE`);
    }
    await refused('DELETE FROM registers_row WHERE id = $1', [row]);
    await refused('TRUNCATE registers_row CASCADE');
  });

  it('lines that become another line, skip a revision, or change without one', async () => {
    await refused('UPDATE registers_row SET number = 9 WHERE id = $1', [row]);
    await refused(`UPDATE registers_row SET created_by = 'x' WHERE id = $1`, [row]);
    await refused(`UPDATE registers_row SET cells = '{"name": "別"}' WHERE id = $1`, [row]);
    await refused(`UPDATE registers_row SET cells = '{"name": "別"}', revision = 3 WHERE id = $1`, [row]);
    await refused(`UPDATE registers_row SET cells = '{"name": "別"}', revision = 2 WHERE id = $1`, [row]);
    await refused(`UPDATE registers_row SET cells = '{}', state = 'ended', key_digest = NULL, revision = 2 WHERE id = $1`, [row]);
    await refused(
      `INSERT INTO registers_row (id, register, number, state, revision, cells, label, search, key_digest, created_at, created_by, changed_at, changed_by)
       SELECT gen_random_uuid(), register, 99, 'ended', 1, cells, label, search, NULL, now(), 'x', now(), 'x' FROM registers_row WHERE id = $1`,
      [row],
    );
    const [stored] = await rowsById(site.database.app, [row]);
    assert.deepEqual([stored!.revision, stored!.cells], [1, { name: '株式会社例' }]);
  });

  it('a session that plays a replica all the same: its triggers always fire', async () => {
    const { rows } = await site.database.owner.query<{ name: string; fires: string }>(
      `SELECT tgname AS name, tgenabled AS fires FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
       WHERE NOT tgisinternal AND c.relname IN ('registers_row', 'registers_revision', 'registers_confirmation')`,
    );
    assert.equal(rows.length, 8);
    assert.deepEqual(
      rows.filter(({ fires }) => fires !== 'A'),
      [],
    );
  });

  it('history of what never was, and without an entry of the same moment', async () => {
    const insert = `INSERT INTO registers_revision (row_id, revision, act, state, cells, label, reason, by, at, ledger_seq)
      SELECT row_id, 2, $2, state, cells, label, '', by, at + $3::interval, ledger_seq FROM registers_revision WHERE row_id = $1`;
    await refused(insert, [row, 'changed', '0']);
    await refused(insert, [row, 'restored', '0']);
    await refused(insert, [row, 'changed', '1 second']);
  });

  it('a confirmation of another number of lines, or without an entry', async () => {
    const insert = `INSERT INTO registers_confirmation (id, register, rows, note, by, at, ledger_seq)
      SELECT gen_random_uuid(), register, $1, '', by, at + $2::interval, ledger_seq FROM registers_confirmation LIMIT 1`;
    await refused(insert, [2, '0']);
    await refused(insert, [1, '1 second']);
  });

  it('but lets what is made from the cells be made anew', async () => {
    await site.database.app.query(`UPDATE registers_row SET label = 'x', search = 'x' WHERE id = $1`, [row]);
    assert.equal((await site.registers.row(id, row)).label, 'x');
  });
});
