import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { memorySigner } from '../ledger/index.ts';
import {
  built,
  changed,
  clock,
  close,
  deps,
  early,
  files,
  folder,
  keyText,
  order,
  other,
  out,
  said,
  signer,
  source,
  write,
  zip,
} from './example-pack.ts';
import { buildPack, type PackSource } from './index.ts';
import { concerns } from './select.ts';
import { concerns as concernsInVerifier, verifyPack } from './verify.mjs';
import { canonical } from './verify-proofs.mjs';
import { readZip } from './verify-zip.mjs';

after(close);

describe('a pack', () => {
  it('verifies, and holds what concerns the control in the period and nothing else', () => {
    const result = verifyPack(files);
    assert.equal(said(result), '');
    assert.deepEqual(
      { ...result.summary, root: undefined, vkey: undefined },
      {
        control: '8.1',
        from: '2026-11-01',
        to: '2026-11-30',
        builtAt: '2026-12-03T00:00:00.000Z',
        open: false,
        counts: { period: 4, range: 308, verdicts: 3, facts: 1 },
        size: built.size,
        seal: built.seq,
        entries: 308,
        shown: 6,
        erased: 1,
        files: 0,
        verdicts: { pass: 2, fail: 1, unknown: 0 },
        root: undefined,
        vkey: undefined,
      },
    );
    assert.deepEqual([...files.keys()].filter((name) => name.startsWith('entries/')).sort(), [
      'entries/erasures.jsonl',
      'entries/period-000000000002.jsonl',
      'entries/standing.jsonl',
    ]);
    assert.equal(
      [...files.values()].some((data) => data.includes('山田太郎')),
      false,
      'what was erased is nowhere in the pack',
    );
  });

  it('reads in both languages, runs nothing and escapes what came from outside', () => {
    const html = files.get('index.html')!.toString('utf8');
    for (const text of [
      '利用者終端装置',
      'User endpoint devices',
      '画面は10分でロックする。',
      '×',
      '消去済み',
      '株式会社テスト',
      'PC-c &lt;script&gt;',
    ])
      assert.ok(html.includes(text), text);
    assert.doesNotMatch(html, /<script|<b>&|src=|href=|undefined|NaN/);
    for (const name of ['README.ja.txt', 'README.en.txt']) assert.ok(files.get(name)!.includes(sha256Hex(files.get('verify.mjs')!)));
  });

  it('names the file, whichever bit of it is changed', () => {
    for (const [name, data] of files) {
      const positions = new Set([0, data.length - 1, ...Array.from({ length: 12 }, (_, i) => Math.floor((i * data.length) / 12))]);
      for (const position of positions) {
        const result = verifyPack(
          changed((copy) => {
            copy.get(name)![position]! ^= 1 << (position % 8);
          }),
        );
        assert.ok(!result.ok, `${name}, byte ${position}`);
        const entry = /^(range|entries)\//.test(name) ? /#\d+/ : /./;
        assert.ok(
          result.problems.some(
            ({ where, en, ja }) => (where.includes(name) || en.includes(name) || ja.includes(name)) && entry.test(said(result)),
          ),
          `${name}, byte ${position}: ${said(result)}`,
        );
      }
    }
  });

  it('names each file that is missing, cut off or added', () => {
    for (const name of files.keys()) {
      assert.match(said(verifyPack(changed((copy) => copy.delete(name)))), new RegExp(`${name}.*missing`), name);
      const cut = verifyPack(changed((copy) => copy.set(name, copy.get(name)!.subarray(0, -1))));
      assert.ok(
        cut.problems.some(({ where, ja }) => where.includes(name) || ja.includes(name)),
        `${name} cut: ${said(cut)}`,
      );
    }
    assert.match(
      said(verifyPack(changed((copy) => copy.set('entries/more.jsonl', Buffer.from('{}\n'))))),
      /entries\/more\.jsonl: the file was added/,
    );
    assert.ok(verifyPack(changed((copy) => copy.set('.DS_Store', Buffer.from('x')))).ok);
    assert.match(said(verifyPack(new Map())), /vkey is missing|cannot be checked/);
  });

  it('finds any changed byte of the zip itself', () => {
    const whole = (bytes: Buffer): boolean => {
      try {
        const damaged: string[] = [];
        return verifyPack(readZip(bytes, damaged), { damaged }).ok;
      } catch {
        return false;
      }
    };
    assert.ok(whole(zip));
    const step = Math.ceil(zip.length / 150);
    const frame: number[] = [];
    for (let at = zip.indexOf('PK\u0001\u0002'); at < zip.length; at += 7) frame.push(at);
    for (let at = 0; at < 40; at++) frame.push(at);
    for (const at of [...frame, ...Array.from({ length: 150 }, (_, i) => i * step).filter((at) => at < zip.length)]) {
      const copy = Buffer.from(zip);
      copy[at]! ^= 1 << (at % 8);
      assert.ok(!whole(copy), `byte ${at}`);
    }
    assert.ok(!whole(zip.subarray(0, -1)));
    assert.ok(!whole(Buffer.concat([zip, Buffer.of(0)])));
  });
});

describe('a pack and other evidence', () => {
  it('agrees with the checkpoint of an earlier pack, and contradicts one of another history', async () => {
    clock.advance({ days: 30 });
    await write(...Array.from({ length: 40 }, (_, i) => other(i)));
    const next = await buildPack(deps, order('next.zip', { from: '2026-12-01', to: '2026-12-31' }));
    const later = readZip(readFileSync(next.out));
    const kept = files.get('proof/checkpoint')!.toString('utf8');
    const agreed = verifyPack(later, { vkey: signer.vkey, known: kept });
    assert.equal(said(agreed), '');
    assert.equal(agreed.summary.known, built.size);
    assert.match(said(verifyPack(files, { known: later.get('proof/checkpoint')!.toString('utf8') })), /cannot be compared/);
    assert.match(said(verifyPack(files, { vkey: memorySigner().vkey })), /not the key that you gave/);

    assert.equal(verifyPack(files, { known: early.note }).summary.known, early.size, 'also one from within the period');
    assert.match(said(verifyPack(later, { known: memorySigner().sign(built.size, early.root) })), /signature is not good/);
    // The company itself, with its own key, over another history.
    for (const size of [early.size, built.size]) {
      const rewritten = memorySigner(keyText).sign(size, Buffer.alloc(32, 1));
      assert.match(said(verifyPack(size === early.size ? files : later, { known: rewritten })), /the ledger was rewritten/);
    }
  });

  it('is refused for periods that are none, unknown controls, and leaves no half file', async () => {
    for (const bad of [
      { from: '2026-11-31' },
      { from: '2026-12-01', to: '2026-11-01' },
      { from: '2031-01-01', to: '2031-01-31' },
      { from: 'x' },
    ]) {
      await assert.rejects(buildPack(deps, order('bad.zip', bad)), /bad-request/);
    }
    await assert.rejects(buildPack(deps, order('bad.zip', { control: '9.9' })), /not-found/);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.includes('bad')),
      [],
    );
  });

  it('covers a period that goes on, also while the ledger grows under it', async () => {
    const busy: PackSource = {
      ...source,
      facts: async (ids) => {
        await write(other(99));
        return source.facts(ids);
      },
      verdicts: async () => [],
    };
    clock.advance({ minutes: 1 });
    const live = await buildPack({ ...deps, source: busy }, order('live.zip', { from: '2027-01-01', to: '2027-01-31' }));
    const result = verifyPack(readZip(readFileSync(live.out)));
    assert.equal(said(result), '');
    assert.equal(result.summary.open, true);
  });

  it('verifies as an auditor runs it: unpacked, zipped, with any Node from 18 on', () => {
    const place = join(folder, 'unpacked');
    for (const [name, data] of files) {
      mkdirSync(dirname(join(place, name)), { recursive: true });
      writeFileSync(join(place, name), data);
    }
    const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: place, encoding: 'utf8' });
    const plain = run('verify.mjs');
    assert.equal(plain.status, 0, plain.stdout + plain.stderr);
    assert.match(plain.stdout, /検証に成功しました \/ verified/);
    assert.equal(run('verify.mjs', out, '--vkey', 'vkey', '--known', 'proof/checkpoint').status, 0);
    const copy = join(folder, 'copy');
    cpSync(place, copy, { recursive: true });
    const flipped = Buffer.from(zip);
    flipped[zip.indexOf('device:7"') + 7]! ^= 1;
    writeFileSync(join(folder, 'flipped.zip'), flipped);
    const named = run('verify.mjs', join(folder, 'flipped.zip'));
    assert.equal(named.status, 1);
    assert.match(named.stdout, /range\/000000000002\.entries: .* is damaged in the zip\n(.*\n)*.*#10: .* the entry was changed/);
    writeFileSync(join(copy, 'index.html'), 'x');
    const failed = spawnSync(process.execPath, [join(copy, 'verify.mjs')], { encoding: 'utf8' });
    assert.equal(failed.status, 1);
    assert.match(failed.stdout, /×\s+index\.html: 変更または途中で切り取られています \/ was changed or cut off/);
  });
});

it('the verifier holds the same rules as the product', () => {
  for (const subject of ['check:a', 'check:a device:1', 'check:ab', 'device:1', 'devices', '']) {
    for (const rule of ['check:a', 'device:*', 'check:a device:1'])
      assert.equal(concernsInVerifier([rule], subject), concerns([rule], subject));
  }
  for (const value of [{ b: 1, a: [true, null, 'あ\u0000"'] }, [], 'x', 1.5]) assert.equal(canonical(value), canonicalJson(value));
});
