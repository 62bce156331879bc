import assert from 'node:assert/strict';
import { verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sha256 } from '../base/hash.ts';
import { encodeEntry, encodePayload, type Json, payloadDigest } from './entry.ts';
import { keyText, newKeyText, openCheckpoint, readSigningKey, readVerifyingKey, signCheckpoint } from './note.ts';
import { openSigner } from './signer.ts';
import { GrowingTree, leafHash } from './tree.ts';

describe('signed notes', () => {
  it('reads the key that the documentation of Go’s note package shows', () => {
    const key = readSigningKey('PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz');
    assert.equal(key.vkey, 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const text = 'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace('’', "'");
    const signature = Buffer.from('x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=', 'base64');
    assert.ok(verify(null, Buffer.from(text), readVerifyingKey(key.vkey).key, signature.subarray(4)));
  });

  it('opens what it signed, past other signers’ lines, and nothing that was changed', () => {
    const key = readSigningKey(newKeyText('tejun/test'));
    const verifying = readVerifyingKey(key.vkey);
    const checkpoint = { origin: 'tejun/test', size: 12_345, root: sha256('root') };
    const note = signCheckpoint(checkpoint, key);
    assert.match(note, /^tejun\/test\n12345\n[A-Za-z0-9+/]{43}=\n\n— tejun\/test [A-Za-z0-9+/]+=*\n$/);
    assert.deepEqual(openCheckpoint(note, verifying), checkpoint);
    assert.deepEqual(openCheckpoint(`${note}— witness.example/x AAAAAAAA\n`, verifying), checkpoint);
    assert.equal(openCheckpoint(note.replace('12345', '12346'), verifying), null);
    assert.equal(openCheckpoint(note, readVerifyingKey(readSigningKey(newKeyText('tejun/test')).vkey)), null);
    assert.equal(openCheckpoint('', verifying), null);
    assert.throws(() => readVerifyingKey(key.vkey.replace('tejun/test', 'tejun/tost')), /does not fit its own id/);
  });
});

describe('the signer', () => {
  it('keeps its key secret, survives a restart, and never contradicts itself', () => {
    const home = mkdtempSync(join(tmpdir(), 'tejun-signer-'));
    try {
      const signer = openSigner(home);
      assert.equal(statSync(join(home, 'secrets', 'ledger-key')).mode & 0o777, 0o600);
      const note = signer.sign(10, sha256('a'));
      const again = openSigner(home);
      assert.equal(again.vkey, signer.vkey);
      assert.equal(again.last()?.size, 10);
      assert.equal(again.sign(10, sha256('a')), note, 'the same checkpoint may be signed again');
      assert.throws(() => again.sign(9, sha256('a')), /ledger-broken/);
      assert.throws(() => again.sign(10, sha256('b')), /ledger-broken/);
      assert.equal(readFileSync(join(home, 'secrets', 'ledger-signed'), 'utf8'), note);
      writeFileSync(join(home, 'secrets', 'ledger-signed'), note.replace('10', '11'));
      assert.throws(() => openSigner(home), /config-invalid/);
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});

it('the worked example of docs/formats/ledger.md is what the code makes', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'formats', 'ledger.md'), 'utf8');
  const salt = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
  const entry = (seq: number, at: string, actor: string, kind: string, subject: string, payload: Json) =>
    encodeEntry({ seq, at, actor, kind, subject, digest: payloadDigest(salt, encodePayload(payload)) });
  const entries = [
    entry(0, '2026-11-22T00:00:00.000Z', 'system', 'server.started', 'server', null),
    entry(1, '2026-11-22T00:00:01.500Z', '0b5c2f0e-6f0a-4d0c-9a53-3a1f3f1d7a10', 'value.changed', 'value:screenLockMinutes', {
      from: 15,
      reason: '標準に合わせる',
      to: 10,
    }),
    entry(2, '2026-11-22T00:00:02.000Z', 'system', 'server.started', 'server', null),
  ];
  const tree = new GrowingTree();
  for (const bytes of entries) {
    assert.ok(page.includes(bytes));
    tree.push(leafHash(Buffer.from(bytes)), (_level, _index, hash) => assert.ok(page.includes(hash.toString('hex'))));
  }
  const key = readSigningKey(keyText('tejun/example', salt));
  const note = signCheckpoint({ origin: 'tejun/example', size: 3, root: tree.root() }, key);
  assert.ok(page.includes(tree.root().toString('hex')) && page.includes(key.vkey));
  for (const line of note.split('\n')) assert.ok(page.includes(line));
});
