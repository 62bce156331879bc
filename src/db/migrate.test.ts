import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { migrate } from './migrate.ts';
import { inTransaction, isUnavailable } from './pool.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

describe('migrations', () => {
  let database: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), 'tejun-migrations-'));
  const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);
  before(async () => {
    database = await testDatabase();
    await database.owner.query('DELETE FROM db_migration'); // a folder of its own, in a database that has one already
  });
  after(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it('applies the files in the order of their names, once', async () => {
    write('0002-b.sql', 'ALTER TABLE trial ADD b text;');
    write('0001-a.sql', 'CREATE TABLE trial (a text); GRANT SELECT ON trial TO tejun_app;');
    write('notes.md', 'no migration');
    assert.deepEqual(await migrate(database.owner, folder), { applied: ['0001-a.sql', '0002-b.sql'], leastPrivilege: true });
    assert.deepEqual((await migrate(database.owner, folder)).applied, []);
    assert.equal((await database.app.query('SELECT a, b FROM trial')).rowCount, 0);
  });

  it('applies all of what is new, or nothing', async () => {
    write('0003-c.sql', 'CREATE TABLE other (c text);');
    write('0004-d.sql', 'CREATE TABLE broken (');
    await assert.rejects(migrate(database.owner, folder), /syntax/);
    await assert.rejects(database.owner.query('SELECT c FROM other'), /does not exist/);
    write('0004-d.sql', 'CREATE TABLE mended (d text);');
    const both = await Promise.all([migrate(database.owner, folder), migrate(database.owner, folder)]);
    assert.deepEqual(
      both.flatMap((one) => one.applied),
      ['0003-c.sql', '0004-d.sql'],
      'two servers at once apply them once',
    );
  });

  it('lets servers start at once', async () => {
    // Grants outside the lock ended in «tuple concurrently updated» about once in thirty.
    for (let round = 0; round < 25; round += 1) {
      const all = await Promise.all([1, 2, 3, 4].map(() => migrate(database.owner, folder)));
      assert.deepEqual(
        all.flatMap((one) => one.applied),
        [],
      );
    }
  });

  it('refuses a file that was changed after it was applied', async () => {
    write('0001-a.sql', 'CREATE TABLE trial (a text); -- changed');
    await assert.rejects(migrate(database.owner, folder), {
      code: 'config-invalid',
      params: { migration: '0001-a.sql', problem: 'changed after it was applied' },
    });
    write('0001-a.sql', 'CREATE TABLE trial (a text); GRANT SELECT ON trial TO tejun_app;');
    await migrate(database.owner, folder);
  });

  it('goes forward only: an older Tejun refuses the database of a newer one', async () => {
    rmSync(join(folder, '0004-d.sql'));
    await assert.rejects(migrate(database.owner, folder), /newer version/);
  });
});

describe('transactions', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
    await database.owner.query('CREATE TABLE trial (n int PRIMARY KEY); GRANT SELECT, INSERT ON trial TO tejun_app');
  });
  after(() => database.close());
  const count = async () => (await database.app.query('SELECT 1 FROM trial')).rowCount;

  it('stores all or nothing', async () => {
    assert.equal(await inTransaction(database.app, async (tx) => (await tx.query('INSERT INTO trial VALUES (1)')).rowCount), 1);
    const failing = inTransaction(database.app, async (tx) => {
      await tx.query('INSERT INTO trial VALUES (2)');
      throw new Error('on second thoughts');
    });
    await assert.rejects(failing, /second thoughts/);
    assert.equal(await count(), 1);
  });

  it('does not say «stored» where a failed statement was passed over', async () => {
    const passedOver = inTransaction(database.app, async (tx) => {
      await tx.query('INSERT INTO trial VALUES (3)');
      await tx.query('INSERT INTO trial VALUES (1)').catch(() => {});
    });
    await assert.rejects(passedOver, { code: 'internal' });
    assert.equal(await count(), 1);
  });

  it('knows a database that went away from one that refuses', async () => {
    const killed = inTransaction(database.app, async (tx) => {
      const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await database.owner.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
      await tx.query('SELECT 1');
    });
    await assert.rejects(killed, (error) => isUnavailable(error));
    await assert.rejects(database.app.query('INSERT INTO trial VALUES (1)'), (error) => !isUnavailable(error));
    assert.equal(await count(), 1, 'the pool goes on with another connection');
  });

  it('works as the role that owns nothing', async () => {
    await assert.rejects(database.app.query('DROP TABLE trial'), { code: '42501' });
    await assert.rejects(database.app.query('RESET ROLE; DROP TABLE trial'), { code: '42501' });
  });
});
