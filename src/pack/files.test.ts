import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { sha256Hex } from '../base/hash.ts';
import { silentLog } from '../base/log.ts';
import { inTransaction } from '../db/pool.ts';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { append, Integrator, type LedgerEvent, memorySigner } from '../ledger/index.ts';
import { buildPack, type PackSource } from './index.ts';
import { verifyPack } from './verify.mjs';
import { readZip } from './verify-zip.mjs';

const photo = Buffer.from('%PDF-1.7 the restore log');
const lost = sha256Hex('nobody keeps this any more');
const subject = 'duty:backup/restore-check occurrence:00000000-0000-4000-8000-000000000001';
const words = { ja: '復元', en: 'Restore' };

describe('attached files in a pack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tejun-pack-files-'));
  let database: TestDatabase;
  let files: Map<string, Buffer>;
  before(async () => {
    database = await testDatabase();
    const clock = new FakeClock('2026-11-10T00:00:00Z');
    const signer = memorySigner();
    const integrator = new Integrator({ pool: database.app, signer, clock, log: silentLog });
    const write = (...events: LedgerEvent[]) => inTransaction(database.app, (tx) => append(tx, clock.now(), events));
    await write({ kind: 'ledger.created', actor: 'system', subject: 'ledger', payload: { vkey: signer.vkey } });
    clock.advance({ days: 2 });
    await write(
      {
        kind: 'duty.completed',
        actor: 'account-1',
        subject,
        payload: { result: 'in-order', files: [{ hash: sha256Hex(photo), bytes: photo.length }] },
      },
      { kind: 'duty.completed', actor: 'account-1', subject, payload: { files: [{ hash: sha256Hex(photo) }, { hash: lost }] } },
    );
    clock.advance({ days: 30 });
    const source: PackSource = {
      control: async () => ({ id: '8.13', title: words, subjects: ['duty:backup/restore-check'], clauses: [] }),
      verdicts: async () => [],
      facts: async () => [],
      file: async (hash) => (hash === sha256Hex(photo) ? { content: photo, mediaType: 'application/pdf' } : null),
    };
    const out = join(folder, 'pack.zip');
    await buildPack(
      { pool: database.app, clock, integrator, vkey: signer.vkey, source },
      { control: '8.13', from: '2026-11-01', to: '2026-11-30', out, actor: 'cli' },
    );
    files = readZip(readFileSync(out));
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await database.close();
  });
  const problemsOf = (change: (copy: Map<string, Buffer>) => void) => {
    const copy = new Map(files);
    change(copy);
    return verifyPack(copy).problems.map(({ where, en }) => `${where}: ${en}`);
  };
  const name = `files/${sha256Hex(photo)}.pdf`;

  it('stand there once under their hash, with the entries that name them; what is not kept is named', () => {
    assert.deepEqual(files.get(name), photo);
    const lines = files
      .get('files.jsonl')!
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const of = (hash: string) => lines.find((line) => line.hash === hash);
    assert.deepEqual([of(sha256Hex(photo)).entries.length, of(sha256Hex(photo)).file], [2, name]);
    assert.deepEqual([of(lost).file, of(lost).why], [null, 'missing']);
    assert.deepEqual(
      problemsOf(() => {}),
      [],
    );
  });

  it('do not verify once changed, taken away, or left out of the list', () => {
    assert.match(problemsOf((copy) => copy.set(name, Buffer.from('another'))).join('\n'), /is not the file that was attached/);
    assert.match(problemsOf((copy) => copy.delete(name)).join('\n'), /the file is missing/);
    const without = problemsOf((copy) => copy.set('files.jsonl', Buffer.from('')));
    assert.match(without.join('\n'), /a file attached here was left out/);
    assert.match(problemsOf((copy) => copy.set('files/0.txt', Buffer.from('x'))).join('\n'), /was added/);
  });
});
