import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { FakeClock } from '../base/clock.ts';
import { silentLog } from '../base/log.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import {
  append,
  consistencyProof,
  erasePayload,
  Integrator,
  inclusionProof,
  integrate,
  type LedgerEvent,
  memorySigner,
  openLedger,
  readCheckpoint,
  readEntries,
  readTile,
  verifyLedger,
} from './index.ts';
import { GrowingTree, hashBytes, isConsistent, leafHash, rootFromInclusion } from './tree.ts';

const clock = new FakeClock();
const event = (i: number): LedgerEvent => ({
  kind: 'finding.changed',
  actor: 'system',
  subject: `check:test/x device:${i}`,
  payload: { i, note: '値' },
});
const events = (count: number, from = 0): LedgerEvent[] => Array.from({ length: count }, (_, i) => event(from + i));
const add = (pool: Pool, count: number, from = 0): Promise<number> =>
  inTransaction(pool, (tx) => append(tx, clock.now(), events(count, from)));

async function storedLeaves(db: TestDatabase): Promise<Buffer[]> {
  const { rows } = await db.owner.query<{ bytes: Buffer }>('SELECT bytes FROM ledger_entry ORDER BY seq');
  return rows.map((row) => leafHash(row.bytes));
}
const rootsOf = (leaves: readonly Buffer[]): Buffer[] => {
  const tree = new GrowingTree();
  const roots = [tree.root()];
  for (const leaf of leaves) {
    tree.push(leaf);
    roots.push(tree.root());
  }
  return roots;
};

describe('appending', async () => {
  const db = await testDatabase();
  after(() => db.close());

  it('numbers without a gap from concurrent transactions, also when some are rolled back', async () => {
    const wishes = Array.from({ length: 40 }, (_, i) => i);
    await Promise.allSettled(
      wishes.map((i) =>
        inTransaction(db.app, async (tx) => {
          await append(tx, clock.now(), events((i % 5) + 1));
          if (i % 4 === 3) throw new Error('this transaction fails');
        }),
      ),
    );
    const { rows } = await db.app.query<{ seq: number }>('SELECT seq FROM ledger_entry ORDER BY seq');
    assert.deepEqual(
      rows.map((row) => row.seq),
      Array.from({ length: rows.length }, (_, i) => i),
    );
    assert.ok(rows.length > 50);
    const next = await add(db.app, 2);
    assert.equal(next, rows.length);
    assert.equal(await inTransaction(db.app, (tx) => append(tx, clock.now(), [])), rows.length + 2);
  });

  it('refuses names of people where only ids may stand, and kinds it does not know', async () => {
    const bad: LedgerEvent[] = [
      { ...event(1), actor: '山田太郎' },
      { ...event(1), actor: 'taro@example.co.jp' },
      { ...event(1), subject: '' },
      { ...event(1), subject: 'x'.repeat(600) },
      { ...event(1), kind: 'made.up' as never },
    ];
    for (const one of bad)
      await assert.rejects(
        inTransaction(db.app, (tx) => append(tx, clock.now(), [one])),
        /internal/,
      );
    await assert.rejects(
      inTransaction(db.app, (tx) => append(tx, clock.now(), [{ ...event(1), payload: 'x'.repeat(1_100_000) }])),
      /body-too-large/,
    );
  });

  it('reads the newest first, by kind and subject', async () => {
    const first = await inTransaction(db.app, (tx) =>
      append(tx, clock.now(), [
        {
          kind: 'value.changed',
          actor: 'cli',
          subject: 'value:screenLockMinutes',
          payload: { from: 15, to: 10, reason: 'NUL \u0000 と 絵文字 🔒' },
        },
      ]),
    );
    const [found] = await readEntries(db.app, { limit: 10, kind: 'value.changed' });
    assert.equal(found?.seq, first);
    assert.deepEqual(found?.payload, { from: 15, to: 10, reason: 'NUL \u0000 と 絵文字 🔒' });
    assert.deepEqual(found?.at, clock.now());
    assert.equal((await readEntries(db.app, { limit: 10, subject: 'value:screenLockMinutes' })).length, 1);
    assert.deepEqual(
      (await readEntries(db.app, { limit: 2, from: 5 })).map((row) => row.seq),
      [5, 4],
    );
  });
});

describe('the tables', async () => {
  const db = await testDatabase();
  after(() => db.close());
  const tables = ['ledger_head', 'ledger_entry', 'ledger_payload', 'ledger_tile', 'ledger_checkpoint'];

  it('refuse UPDATE, DELETE and TRUNCATE to the application and to the owner', async () => {
    await add(db.app, 300);
    await integrate(db.app, memorySigner(), clock);
    const columns: Record<string, string> = {
      ledger_head: 'next_seq',
      ledger_entry: 'subject',
      ledger_payload: 'body',
      ledger_tile: 'root',
      ledger_checkpoint: 'note',
    };
    for (const pool of [db.app, db.owner]) {
      for (const table of tables) {
        for (const sql of [
          `UPDATE ${table} SET ${columns[table]} = ${columns[table]}`,
          `DELETE FROM ${table}`,
          `TRUNCATE ${table} CASCADE`,
        ]) {
          await assert.rejects(pool.query(sql), (error: { code?: string }) => error.code === '42501', `${sql} was allowed`);
        }
      }
    }
    // A setting that skips ordinary triggers needs a superuser; even so, these are ALWAYS triggers.
    const { rows } = await db.owner.query<{ n: number }>(
      "SELECT count(*) AS n FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'ledger%' AND NOT tgisinternal AND tgenabled <> 'A'",
    );
    assert.equal(rows[0]!.n, 0);
  });

  it('refuse numbers that leave a gap, go back, or move the head', async () => {
    const insert = 'INSERT INTO ledger_entry (seq, at, kind, actor, subject, bytes) VALUES ($1, now(), $2, $2, $2, $3)';
    for (const pool of [db.app, db.owner]) {
      for (const seq of [301, 5000, -1, 10]) await assert.rejects(pool.query(insert, [seq, 'x', Buffer.of(1)]));
      await assert.rejects(pool.query('INSERT INTO ledger_head (one, next_seq) VALUES (false, 1)'));
      await assert.rejects(
        pool.query('INSERT INTO ledger_checkpoint (size, root, note, at) VALUES (7, $1, $2, now())', [Buffer.alloc(32), 'x']),
        /already/,
      );
    }
    await assert.rejects(db.app.query('SELECT next_seq FROM ledger_head FOR UPDATE'), /permission denied/);
    await assert.rejects(db.app.query('ALTER TABLE ledger_entry DISABLE TRIGGER ALL'), /must be owner/);
  });

  it('let a payload go only where an entry says so, and the chain still verifies', async () => {
    const signer = memorySigner();
    const fresh = await testDatabase();
    try {
      await add(fresh.app, 5);
      await assert.rejects(fresh.app.query('SELECT ledger_erase(2)'), /no entry that erases it/);
      await assert.rejects(fresh.owner.query('DELETE FROM ledger_payload WHERE seq = 2'), /no entry that erases it/);
      const erase = (seq: number, reason: string) => inTransaction(fresh.app, (tx) => erasePayload(tx, clock.now(), 'cli', seq, reason));
      await assert.rejects(erase(2, '  '), /reason-required/);
      await assert.rejects(erase(99, '保存期間の満了'), /not-found/);
      assert.equal(await erase(2, '保存期間の満了'), 5);
      await assert.rejects(erase(2, '保存期間の満了'), /conflict/);
      await assert.rejects(erase(5, '消去の記録は消せない'), /forbidden/);
      const rows = await readEntries(fresh.app, { limit: 10 });
      assert.deepEqual(
        rows.map((row) => row.erased),
        [false, false, false, true, false, false],
      );
      await integrate(fresh.app, signer, clock);
      const report = await verifyLedger(fresh.app, signer.vkey);
      assert.deepEqual([report.ok, report.erased, report.entries], [true, 1, 6]);
    } finally {
      await fresh.close();
    }
  });
});

describe('the tree in the database', async () => {
  const db = await testDatabase();
  after(() => db.close());
  const signer = memorySigner();

  it('proves inclusion and consistency for all pairs at small sizes, as served tiles and proofs', async () => {
    await add(db.app, 24);
    await integrate(db.app, signer, clock);
    const leaves = await storedLeaves(db);
    const roots = rootsOf(leaves);
    for (let n = 1; n <= 24; n++) {
      for (let m = 0; m < n; m++) {
        assert.deepEqual(rootFromInclusion(m, n, leaves[m]!, await inclusionProof(db.app, m, n)), roots[n]);
        assert.ok(isConsistent(m, n, roots[m]!, roots[n]!, await consistencyProof(db.app, m, n)), `${m} → ${n}`);
      }
    }
    await assert.rejects(inclusionProof(db.app, 5, 5), /bad-request/);
    await assert.rejects(inclusionProof(db.app, 5, 1000), /ledger-broken/);
    await assert.rejects(consistencyProof(db.app, 3, 2), /bad-request/);
  });

  it('is the same tree whatever the batches and wherever the integrator was killed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ count: fc.integer({ min: 1, max: 700 }), killed: fc.boolean(), settle: fc.boolean() }), {
          minLength: 1,
          maxLength: 6,
        }),
        async (acts) => {
          for (const { count, killed, settle } of acts) {
            await add(db.app, count);
            if (killed) await assert.rejects(integrate(dyingPool(db.app), signer, clock), /killed/);
            if (settle) await integrate(db.app, signer, clock);
          }
          await integrate(db.app, signer, clock);
          const leaves = await storedLeaves(db);
          const checkpoint = await readCheckpoint(db.app);
          assert.equal(checkpoint?.size, leaves.length);
          assert.deepEqual(checkpoint?.root, rootsOf(leaves).at(-1));
          for (const seq of [0, Math.floor(leaves.length / 3), leaves.length - 1]) {
            assert.deepEqual(
              rootFromInclusion(seq, leaves.length, leaves[seq]!, await inclusionProof(db.app, seq, leaves.length)),
              checkpoint?.root,
            );
          }
        },
      ),
      { numRuns: 12 },
    );
    const report = await verifyLedger(db.app, signer.vkey, { known: [(await readCheckpoint(db.app))!.note] });
    assert.deepEqual([report.ok, report.problems], [true, []]);
  });

  it('serves tiles and entry bundles of the published tree, and nothing beyond', async () => {
    const leaves = await storedLeaves(db);
    const size = leaves.length;
    assert.ok(size > 600);
    assert.deepEqual(await readTile(db.app, 'tile/0/001'), Buffer.concat(leaves.slice(256, 512)));
    assert.deepEqual(await readTile(db.app, 'tile/0/001.p/7'), Buffer.concat(leaves.slice(256, 263)));
    const last = Math.floor(size / 256);
    const width = size % 256;
    if (width > 0) {
      assert.deepEqual(
        await readTile(db.app, `tile/0/${String(last).padStart(3, '0')}.p/${width}`),
        Buffer.concat(leaves.slice(last * 256)),
      );
      assert.equal(await readTile(db.app, `tile/0/${String(last).padStart(3, '0')}`), null);
    }
    const top = await readTile(db.app, `tile/1/000.p/${last}`);
    assert.equal(top?.length, last * hashBytes);
    assert.deepEqual(top?.subarray(0, hashBytes), rootsOf(leaves.slice(0, 256)).at(-1));
    const bundle = (await readTile(db.app, 'tile/entries/000'))!;
    const found: Buffer[] = [];
    for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at))
      found.push(leafHash(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at))));
    assert.deepEqual(found, leaves.slice(0, 256));
    await add(db.app, 1);
    for (const path of [`tile/1/000.p/${last + 1}`, 'tile/2/000.p/1', 'tile/0/x001/000', 'tile/nonsense', 'checkpoint', '../secrets']) {
      assert.equal(await readTile(db.app, path), null, path);
    }
  });
});

describe('the integrator', async () => {
  const db = await testDatabase();
  after(() => db.close());

  it('settles what was appended, wakes by itself, and refuses a ledger that was cut off', async () => {
    const home = mkdtempSync(join(tmpdir(), 'tejun-ledger-'));
    try {
      const signer = await openLedger(db.app, clock, home);
      const integrator = new Integrator({ pool: db.app, signer, clock, log: silentLog, intervalMs: 5 });
      assert.equal((await integrator.settle())?.size, 1, 'ledger.created');
      integrator.start();
      await add(db.app, 10);
      while ((await readCheckpoint(db.app))?.size !== 11) await new Promise((resolve) => setImmediate(resolve));
      await integrator.stop();
      await add(db.app, 3);
      await Promise.all([integrator.settle(), integrator.settle(), integrate(db.app, signer, clock)]);
      assert.equal((await readCheckpoint(db.app))?.size, 14);
      assert.equal((await openLedger(db.app, clock, home)).vkey, signer.vkey);
      rmSync(join(home, 'secrets', 'ledger-key'));
      await assert.rejects(openLedger(db.app, clock, home), /config-invalid/);

      const empty = await testDatabase();
      try {
        await add(empty.app, 5);
        await assert.rejects(integrate(empty.app, signer, clock), /cut off/);
      } finally {
        await empty.close();
      }
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});

it('the integrator publishes nothing that contradicts what was signed, or over a tree that was changed', async () => {
  const db = await testDatabase();
  try {
    await add(db.app, 10);
    // Signed before the power went, over entries that the database lost and others replaced.
    const elsewhere = memorySigner();
    elsewhere.sign(5, Buffer.alloc(32, 1));
    await assert.rejects(integrate(db.app, elsewhere, clock), /would contradict/);
    assert.equal(await readCheckpoint(db.app), null);

    const signer = memorySigner();
    await integrate(db.app, signer, clock);
    await db.owner.query('ALTER TABLE ledger_entry DISABLE TRIGGER USER');
    await db.owner.query("UPDATE ledger_entry SET bytes = bytes || 'x' WHERE seq = 9");
    await db.owner.query('ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_advance');
    await add(db.app, 1);
    await assert.rejects(integrate(db.app, signer, clock), /does not lead to the signed root/);
    assert.equal((await readCheckpoint(db.app))?.size, 10);
  } finally {
    await db.close();
  }
});

/** A pool whose transactions end at COMMIT as if the process had been killed there: the signature was made, nothing was stored. */
function dyingPool(pool: Pool): Pool {
  const connect = async () => {
    const client = await pool.connect();
    return new Proxy(client, {
      get(target, name) {
        if (name === 'query') {
          return async (...args: unknown[]) => {
            if (args[0] === 'COMMIT') throw new Error('killed');
            return (target.query as (...a: unknown[]) => unknown)(...args);
          };
        }
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  };
  return { connect } as unknown as Pool;
}
