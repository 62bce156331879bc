import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pagesOf, rowsInPages } from './pages.ts';
import { inTransaction } from './pool.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

const numbers = 'SELECT n::int AS n FROM generate_series(1, $1::int) AS n ORDER BY n';

describe('pages of a large answer', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database?.close());

  for (const count of [0, 1, 249, 250, 251, 1000])
    it(`bring ${count} rows, in order and each once`, async () => {
      const rows = await inTransaction(database.app, (tx) => rowsInPages<{ n: number }>(tx, numbers, [count]));
      assert.deepEqual(
        rows.map(({ n }) => n),
        Array.from({ length: count }, (_, at) => at + 1),
      );
    });

  it('can be left early, two at once, and leave the transaction usable', async () => {
    await inTransaction(database.app, async (tx) => {
      for await (const [first] of pagesOf<{ n: number }>(tx, numbers, [1000])) {
        assert.equal(first!.n, 1);
        assert.equal((await rowsInPages(tx, numbers, [300])).length, 300);
        break;
      }
      assert.equal((await tx.query('SELECT count(*) AS open FROM pg_cursors')).rows[0].open, 0);
    });
  });

  it('tell why they could not be read', async () => {
    await assert.rejects(
      inTransaction(database.app, (tx) => rowsInPages(tx, 'SELECT 1 / (500 - n) FROM generate_series(1, 1000) AS n')),
      /division by zero/,
    );
  });
});
