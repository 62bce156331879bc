import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { type Db, inTransaction, type Tx } from '../db/pool.ts';
import { testDatabase } from '../db/test-database.ts';
import { encodeEntry, payloadDigest } from './entry.ts';
import { append, erasePayload, integrate, memorySigner, readCheckpoint, verifyLedger } from './index.ts';
import type { LedgerProblemCode } from './verify-words.ts';

/** A ledger of 1,001 entries, checkpoints at 300, 700, 1,000 and 1,001: three full tiles and a tail that no tile remembers. */
const db = await testDatabase();
after(() => db.close());
const clock = new FakeClock();
const signer = memorySigner();
for (const count of [300, 400, 299]) {
  await inTransaction(db.app, (tx) =>
    append(
      tx,
      clock.now(),
      Array.from({ length: count }, (_, i) => ({
        kind: 'finding.changed' as const,
        actor: 'system',
        subject: `check:test/x device:${i}`,
        payload: { i },
      })),
    ),
  );
  if (count === 299) await inTransaction(db.app, (tx) => erasePayload(tx, clock.now(), 'cli', 50, '保存期間の満了'));
  await integrate(db.app, signer, clock);
}
await inTransaction(db.app, (tx) =>
  append(tx, clock.now(), [{ kind: 'server.started', actor: 'system', subject: 'server', payload: null }]),
);
await integrate(db.app, signer, clock);
const newest = (await readCheckpoint(db.app))!;

/** Everything a forged entry must agree on inside the database: bytes, columns and payload. */
async function forge(tx: Tx, seq: number): Promise<void> {
  const salt = Buffer.alloc(32, 1);
  const digest = payloadDigest(salt, '{}');
  const bytes = encodeEntry({
    seq,
    at: clock.now().toISOString(),
    kind: 'finding.changed',
    actor: 'cli',
    subject: 'device:forged',
    digest,
  });
  await tx.query("UPDATE ledger_entry SET bytes = $2, actor = 'cli', subject = 'device:forged' WHERE seq = $1", [seq, Buffer.from(bytes)]);
  await tx.query("UPDATE ledger_payload SET salt = $2, body = '{}' WHERE seq = $1", [seq, salt]);
}
const flip = (table: string, column: string, where: string, byte = 5) =>
  `UPDATE ${table} SET ${column} = set_byte(${column}, ${byte}, get_byte(${column}, ${byte}) # 1) WHERE ${where}`;
const remove = (where: string) => `DELETE FROM ledger_payload WHERE ${where}; DELETE FROM ledger_entry WHERE ${where}`;
const swap = (a: number, b: number) =>
  `UPDATE ledger_entry x SET bytes = y.bytes FROM ledger_entry y WHERE (x.seq, y.seq) IN ((${a}, ${b}), (${b}, ${a}))`;

/** A transaction's client takes one query at a time; the verifier reads ahead, as a pool allows. */
function oneByOne(tx: Tx): Db {
  let last: Promise<unknown> = Promise.resolve();
  const query = (...args: unknown[]) => {
    const answer = last.then(() => (tx.query as (...a: unknown[]) => Promise<unknown>)(...args));
    last = answer.catch(() => {});
    return answer;
  };
  return { query } as unknown as Db;
}

type Expected = readonly [code: LedgerProblemCode, seq?: number, toSeq?: number];
const cases: Record<string, { by: string | ((tx: Tx) => Promise<void>); finds: readonly Expected[]; known?: boolean }> = {
  'one bit of an entry under a full tile': {
    by: flip('ledger_entry', 'bytes', 'seq = 100', 12),
    finds: [
      ['entry-changed', 100],
      ['entry-columns', 100],
    ],
  },
  'one bit that leaves no entry at all': { by: flip('ledger_entry', 'bytes', 'seq = 100', 0), finds: [['entry-changed', 100]] },
  'one bit of an entry in the tail': {
    by: flip('ledger_entry', 'bytes', 'seq = 900', 12),
    finds: [
      ['entry-columns', 900],
      ['tree-broken', 700, 999],
    ],
  },
  'one bit of the newest entry': {
    by: flip('ledger_entry', 'bytes', 'seq = 1000', 12),
    finds: [
      ['entry-columns', 1000],
      ['tree-broken', 1000, 1000],
    ],
  },
  'a forged entry that agrees with itself': { by: (tx) => forge(tx, 100), finds: [['entry-changed', 100]] },
  'a forged entry in the tail': { by: (tx) => forge(tx, 900), finds: [['tree-broken', 700, 999]] },
  'two forged entries': {
    by: async (tx) => {
      await forge(tx, 20);
      await forge(tx, 600);
    },
    finds: [
      ['entry-changed', 20],
      ['entry-changed', 600],
    ],
  },
  'a missing entry': { by: remove('seq = 100'), finds: [['entry-missing', 100, 100]] },
  'a missing run across tiles': { by: remove('seq BETWEEN 250 AND 260'), finds: [['entry-missing', 250, 260]] },
  'a missing entry in the tail': {
    by: remove('seq = 900'),
    finds: [
      ['entry-missing', 900, 900],
      ['tree-broken', 700, 999],
    ],
  },
  'the first entry missing': { by: remove('seq = 0'), finds: [['entry-missing', 0, 0]] },
  'the last entries cut off': {
    by: remove('seq >= 990'),
    finds: [
      ['entries-truncated', 990, 1000],
      ['payload-missing', 50], // the entry that erased it was cut off
    ],
  },
  'cut off with the head and the checkpoints': {
    by: `${remove('seq >= 700')}; DELETE FROM ledger_checkpoint WHERE size > 700; UPDATE ledger_head SET next_seq = 700; DELETE FROM ledger_tile WHERE index = 2`,
    finds: [
      ['entries-truncated', 700, 1000],
      ['payload-missing', 50],
    ],
    known: true,
  },
  'all entries gone': { by: remove('seq >= 0'), finds: [['entries-truncated', 0, 1000]] },
  'two entries swapped': {
    by: swap(10, 11),
    finds: [
      ['entry-changed', 10],
      ['entry-changed', 11],
      ['entry-out-of-place', 10],
      ['entry-out-of-place', 11],
    ],
  },
  'two entries of the tail swapped': {
    by: swap(800, 990),
    finds: [
      ['entry-out-of-place', 800],
      ['entry-out-of-place', 990],
      ['tree-broken', 700, 999],
    ],
  },
  'a search column changed': { by: "UPDATE ledger_entry SET subject = 'device:other' WHERE seq = 3", finds: [['entry-columns', 3]] },
  'a time column changed': { by: "UPDATE ledger_entry SET at = at + interval '1 ms' WHERE seq = 3", finds: [['entry-columns', 3]] },
  'a payload changed': { by: `UPDATE ledger_payload SET body = '{"i":4}' WHERE seq = 3`, finds: [['payload-changed', 3]] },
  'a salt changed': { by: flip('ledger_payload', 'salt', 'seq = 3'), finds: [['payload-changed', 3]] },
  'a payload gone in silence': { by: 'DELETE FROM ledger_payload WHERE seq = 3', finds: [['payload-missing', 3]] },
  'an erased payload back': {
    by: 'INSERT INTO ledger_payload SELECT 50, salt, body FROM ledger_payload WHERE seq = 51',
    finds: [
      ['payload-changed', 50],
      ['payload-not-erased', 50],
    ],
  },
  'a bit of a tile': { by: flip('ledger_tile', 'hashes', 'index = 1', 33), finds: [['tile-changed', 257], ['tile-changed']] },
  'the root of a tile': { by: flip('ledger_tile', 'root', 'index = 1'), finds: [['tile-changed']] },
  'a tile gone': { by: 'DELETE FROM ledger_tile WHERE index = 1', finds: [['tile-missing']] },
  'a tile too many': {
    by: 'INSERT INTO ledger_tile SELECT level, 9, hashes, root FROM ledger_tile WHERE index = 1',
    finds: [['tile-unexpected']],
  },
  'a bit of a signature': {
    by: "UPDATE ledger_checkpoint SET note = overlay(note PLACING 'AAAA' FROM length(note) - 20) WHERE size = 700",
    finds: [['checkpoint-signature']],
  },
  'another size in a note': {
    by: "UPDATE ledger_checkpoint SET note = replace(note, E'\\n700\\n', E'\\n701\\n') WHERE size = 700",
    finds: [['checkpoint-signature']],
  },
  'the root column of a checkpoint': { by: flip('ledger_checkpoint', 'root', 'size = 700'), finds: [['checkpoint-changed']] },
  'the head': { by: 'UPDATE ledger_head SET next_seq = 999', finds: [['head-wrong', 999]] },
};

describe('the verifier', () => {
  it('finds nothing wrong with what was not touched, and tells its progress', async () => {
    const seen: number[] = [];
    const report = await verifyLedger(db.app, signer.vkey, { onProgress: (done) => seen.push(done), known: [newest.note] });
    assert.deepEqual(report, {
      ok: true,
      entries: 1001,
      size: 1001,
      root: newest.root.toString('hex'),
      checkpoints: 4,
      erased: 1,
      problems: [],
      more: 0,
    });
    assert.equal(seen.at(-1), 1001);
  });

  it('does not accept another key, nor a checkpoint of another history', async () => {
    const other = memorySigner();
    const report = await verifyLedger(db.app, other.vkey);
    assert.deepEqual([report.ok, report.problems.length], [false, 4]);
    const fork = signer.origin === '' ? '' : newest.note;
    assert.equal(
      (await verifyLedger(db.app, signer.vkey, { known: [fork.replace('1001', '1002')] })).problems[0]?.code,
      'checkpoint-signature',
    );
  });

  for (const [name, { by, finds, known }] of Object.entries(cases)) {
    it(`names ${name}`, async () => {
      const tx = await db.owner.connect();
      try {
        await tx.query('BEGIN');
        for (const table of ['head', 'entry', 'payload', 'tile', 'checkpoint'])
          await tx.query(`ALTER TABLE ledger_${table} DISABLE TRIGGER USER`);
        await tx.query('ALTER TABLE ledger_payload DROP CONSTRAINT ledger_payload_seq_fkey');
        if (typeof by === 'string') await tx.query(by);
        else await by(tx);
        const report = await verifyLedger(oneByOne(tx), signer.vkey, { known: known ? [newest.note] : [] });
        const found = report.problems
          .map(({ code, seq, toSeq }) => [code, seq, toSeq].filter((part) => part !== undefined).join(' '))
          .sort();
        assert.deepEqual(found, finds.map((part) => part.join(' ')).sort());
        assert.equal(report.ok, false);
        for (const { words } of report.problems) assert.doesNotMatch(words.ja + words.en, /undefined|NaN/);
      } finally {
        await tx.query('ROLLBACK');
        tx.release();
      }
    });
  }
});
