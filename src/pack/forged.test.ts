import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { changed, close, erased, files, said } from './example-pack.ts';
import { type PackVerification, verifyPack } from './verify.mjs';

after(close);

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
      says: new RegExp(`#${seqs[0]}, .*is not an entry of the ledger`),
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
