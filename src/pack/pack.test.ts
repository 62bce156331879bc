import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { FakeClock } from '../base/clock.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { silentLog } from '../base/log.ts';
import { inTransaction } from '../db/pool.ts';
import { testDatabase } from '../db/test-database.ts';
import { append, erasePayload, Integrator, type LedgerEvent, memorySigner } from '../ledger/index.ts';
import { newKeyText } from '../ledger/note.ts';
import { buildPack, type PackOrder, type PackSource } from './index.ts';
import { concerns } from './select.ts';
import { concerns as concernsInVerifier, type PackVerification, verifyPack } from './verify.mjs';
import { canonical } from './verify-tree.mjs';
import { readZip } from './verify-zip.mjs';

/**
 * A ledger with a past before the period, a control of three devices within it, an erased payload, entries of other
 * controls between, and a future after it: everything a pack has to take or leave.
 */
const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'tejun-pack-'));
after(async () => {
  rmSync(folder, { recursive: true });
  await db.close();
});
const clock = new FakeClock('2026-10-20T00:00:00Z');
const keyText = newKeyText('tejun/test');
const signer = memorySigner(keyText);
const integrator = new Integrator({ pool: db.app, signer, clock, log: silentLog });
const factBody = { idleSeconds: 900, note: '会議室の端末 <b>&' };
const fact = {
  id: 'fact-1',
  kind: 'screen-lock',
  subject: 'device:c',
  observedAt: new Date('2026-11-20T00:00:00Z'),
  digest: sha256Hex(canonicalJson(factBody)),
  body: factBody,
};
const words = (name: string) => ({ ja: `${name}の理由`, en: `because of ${name}` });
const finding = (device: string, verdict: string): LedgerEvent => ({
  kind: 'finding.changed',
  actor: 'system',
  subject: `check:endpoint/screen-lock device:${device}`,
  payload: { verdict, because: words(device), fact: fact.id, factDigest: fact.digest },
});
const other = (i: number): LedgerEvent => ({
  kind: 'finding.changed',
  actor: 'system',
  subject: `check:clock/offset device:${i}`,
  payload: { i },
});
const write = (...events: LedgerEvent[]) => inTransaction(db.app, (tx) => append(tx, clock.now(), events));

await write({ kind: 'ledger.created', actor: 'system', subject: 'ledger', payload: { vkey: signer.vkey } }, other(0), finding('a', 'pass'));
clock.set('2026-11-02T00:00:00Z');
await write(...Array.from({ length: 300 }, (_, i) => other(i)), finding('b', 'unknown'));
const early = (await integrator.settle())!;
clock.set('2026-11-10T00:00:00Z');
const erased = await write(
  { kind: 'value.changed', actor: 'account-1', subject: 'value:screenLockMinutes', payload: { by: '山田太郎', to: 10 } },
  finding('b', 'pass'),
);
clock.set('2026-11-20T00:00:00Z');
await write(other(1), finding('c', 'fail'), other(2));
clock.set('2026-12-03T00:00:00Z');
await write(other(3), finding('c', 'pass'));
await inTransaction(db.app, (tx) => erasePayload(tx, clock.now(), 'cli', erased, '保存期間の満了'));

const verdict = (device: string, name: 'pass' | 'fail') => ({
  subject: `check:endpoint/screen-lock device:${device}`,
  mechanism: 'endpoint/screen-lock',
  about: `PC-${device} <script>`,
  verdict: name,
  because: words(device),
  since: new Date('2026-11-10T00:00:00Z'),
  facts: name === 'fail' ? [fact.id] : [],
});
const source: PackSource = {
  control: async (id) =>
    id !== '8.1'
      ? null
      : {
          id,
          title: { ja: '利用者終端装置', en: 'User endpoint devices' },
          organisation: '株式会社テスト',
          subjects: ['check:endpoint/screen-lock', 'value:screenLockMinutes'],
          clauses: [
            {
              id: '8.1.a',
              sentence: { ja: '画面は10分でロックする。', en: 'The screen locks after 10 minutes.' },
              verdict: 'fail',
              because: words('c'),
              complete: false,
              values: [
                {
                  id: 'screenLockMinutes',
                  title: { ja: '画面ロック', en: 'Screen lock' },
                  says: { ja: '10分', en: '10 minutes' },
                  origin: 'company',
                  since: null,
                },
              ],
              mechanisms: [
                { id: 'endpoint/screen-lock', kind: 'check', title: { ja: '画面ロック', en: 'Screen lock' }, status: 'running' },
                { id: null, kind: 'duty', title: { ja: '見直し', en: 'Review' }, status: 'planned' },
              ],
            },
          ],
        },
  verdicts: async (_, at) => [verdict('a', 'pass'), verdict('b', 'pass'), verdict('c', at < new Date('2026-12-03') ? 'fail' : 'pass')],
  facts: async (ids) => (ids.includes(fact.id) ? [fact] : []),
};
const deps = { pool: db.app, clock, integrator, vkey: signer.vkey, source };
const order = (name: string, changes: Partial<PackOrder> = {}): PackOrder => ({
  control: '8.1',
  from: '2026-11-01',
  to: '2026-11-30',
  actor: 'cli',
  out: join(folder, name),
  ...changes,
});

const out = join(folder, 'pack.zip');
const built = await buildPack(deps, order('pack.zip'));
const zip = readFileSync(out);
const files = readZip(zip);
const said = ({ problems }: PackVerification): string => problems.map((p) => `${p.where}: ${p.en}`).join('\n');
const changed = (change: (copy: Map<string, Buffer>) => void): Map<string, Buffer> => {
  const copy = new Map([...files].map(([name, data]) => [name, Buffer.from(data)]));
  change(copy);
  return copy;
};

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
        return verifyPack(readZip(bytes)).ok;
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

/** A cheat who holds the pack's files but not the signing key: he makes the manifest fit his change. */
function resealed(change: (copy: Map<string, Buffer>) => void): PackVerification {
  return verifyPack(
    changed((copy) => {
      change(copy);
      const manifest = JSON.parse(copy.get('manifest.json')!.toString('utf8')) as {
        files: { name: string; size: number; sha256: string }[];
      };
      manifest.files = [...copy.keys()]
        .filter((name) => name !== 'manifest.json' && !name.startsWith('proof/'))
        .sort()
        .map((name) => ({ name, size: copy.get(name)!.length, sha256: sha256Hex(copy.get(name)!) }));
      copy.set('manifest.json', Buffer.from(`${canonicalJson(manifest)}\n`));
    }),
  );
}
const period = 'entries/period-000000000002.jsonl';
const linesOf = (copy: Map<string, Buffer>, name: string): string[] => copy.get(name)!.toString('utf8').split('\n').slice(0, -1);
const setLines = (copy: Map<string, Buffer>, name: string, lines: readonly string[]) =>
  copy.set(name, Buffer.from(lines.map((line) => `${line}\n`).join('')));
const seqs = linesOf(files, period).map((line) => (JSON.parse((JSON.parse(line) as { bytes: string }).bytes) as { seq: number }).seq);
const rangeName = 'range/000000000002.entries';
const bundleOf = (copy: Map<string, Buffer>): Buffer[] => {
  const found: Buffer[] = [];
  const data = copy.get(rangeName)!;
  for (let at = 0; at < data.length; at += 2 + data.readUInt16BE(at)) found.push(data.subarray(at, at + 2 + data.readUInt16BE(at)));
  return found;
};

describe('a pack whose manifest was made to fit', () => {
  const cases: Record<string, { by: (copy: Map<string, Buffer>) => void; says: RegExp }> = {
    'a shown entry left out': {
      by: (c) => setLines(c, period, linesOf(c, period).slice(1)),
      says: new RegExp(`#${seqs[0]}: concerns the control and was left out`),
    },
    'the last shown entry cut off': {
      by: (c) => setLines(c, period, linesOf(c, period).slice(0, -1)),
      says: new RegExp(`#${seqs.at(-1)}: concerns the control and was left out`),
    },
    'shown entries reordered': { by: (c) => setLines(c, period, linesOf(c, period).reverse()), says: /entries were reordered/ },
    'an entry shown twice': { by: (c) => setLines(c, period, [...linesOf(c, period), linesOf(c, period)[0]!]), says: /shown twice/ },
    'a payload changed': {
      by: (c) =>
        setLines(
          c,
          period,
          linesOf(c, period).map((l) => l.replace('unknown', 'pass')),
        ),
      says: new RegExp(`#${seqs[0]}: the payload does not fit`),
    },
    'a shown entry changed': {
      by: (c) =>
        setLines(
          c,
          period,
          linesOf(c, period).map((l) => l.replace('device:b', 'device:z')),
        ),
      says: new RegExp(`#${seqs[0]}: is not an entry of the ledger`),
    },
    'a payload gone': {
      by: (c) =>
        setLines(
          c,
          period,
          linesOf(c, period).map((l, i) => (i === 2 ? canonicalJson({ ...JSON.parse(l), payload: null, salt: null }) : l)),
        ),
      says: new RegExp(`#${seqs[2]}: the payload is gone`),
    },
    'an erasure left out': { by: (c) => c.delete('entries/erasures.jsonl'), says: new RegExp(`#${erased}: the payload is gone`) },
    'an entry of the range left out': {
      by: (c) => c.set(rangeName, Buffer.concat(bundleOf(c).filter((_, i) => i !== 5))),
      says: /#7: the entry is missing/,
    },
    'the range cut off': {
      by: (c) => c.set(rangeName, Buffer.concat(bundleOf(c).slice(0, -2))),
      says: /#308: the entry is missing\n#309: the entry is missing/,
    },
    'entries of the range reordered': {
      by: (c) => c.set(rangeName, Buffer.concat(bundleOf(c).map((e, i, all) => (i === 5 ? all[6]! : i === 6 ? all[5]! : e)))),
      says: /#7: entries were reordered here/,
    },
    'an entry of the range twice': {
      by: (c) => c.set(rangeName, Buffer.concat([...bundleOf(c), bundleOf(c)[3]!])),
      says: /#5: two entries have this number/,
    },
    'an entry of the range changed': {
      by: (c) => c.set(rangeName, Buffer.from(c.get(rangeName)!.toString('latin1').replace('device:7"', 'device:8"'), 'latin1')),
      says: /#10: the entry was changed/,
    },
    'a narrower rule': {
      by: (c) =>
        c.set(
          'manifest.json',
          Buffer.from(c.get('manifest.json')!.toString().replace('"check:endpoint/screen-lock"', '"check:endpoint/other"')),
        ),
      says: /does not concern the control/,
    },
    'a kinder verdict': {
      by: (c) => c.set('verdicts.jsonl', Buffer.from(c.get('verdicts.jsonl')!.toString().replace('"fail"', '"pass"'))),
      says: /is not the verdict that the ledger recorded/,
    },
    'a fact changed': {
      by: (c) => c.set('facts.jsonl', Buffer.from(c.get('facts.jsonl')!.toString().replace('900', '600'))),
      says: /fact-1: the fact does not fit its digest/,
    },
    'another page': { by: (c) => c.set('index.html', Buffer.from('<p>すべて適合</p>')), says: /./ },
  };
  for (const [name, { by, says }] of Object.entries(cases)) {
    it(`still names ${name}`, () => {
      const result = resealed(by);
      assert.match(said(result), says);
      assert.match(said(result), /manifest\.json: is not the one that the ledger recorded/);
    });
  }
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
      execFileSync('ls', [folder])
        .toString()
        .split('\n')
        .filter((name) => name.includes('bad')),
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
