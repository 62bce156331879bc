#!/usr/bin/env node
// 監査資料の検証 / Verifies an evidence pack of Tejun. Needs Node 18 or newer and nothing else; opens no network connection.
//   node verify.mjs                       in the unpacked folder
//   node verify.mjs pack.zip [--vkey <key or file>] [--known <checkpoint file>]
// What is checked, and what cannot be, is told in README.en.txt.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFiles } from './verify-files.mjs';
import {
  canonical,
  leafHash,
  newTree,
  openNote,
  parseKey,
  perfectSubtrees,
  readEntry,
  rootFromInclusion,
  rootsFromConsistency,
  sha256,
  tried,
} from './verify-proofs.mjs';

const hex = (buffer) => buffer.toString('hex');
const ownProofs = [
  'proof/built.json',
  'proof/checkpoint',
  'proof/consistency.json',
  'proof/inclusion.json',
  'proof/leaves',
  'proof/range.json',
];
const ignored = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$|^__MACOSX\//;

export const concerns = (subjects, subject) =>
  subjects.some((rule) =>
    rule.endsWith('*') ? subject.startsWith(rule.slice(0, -1)) : subject === rule || subject.startsWith(`${rule} `),
  );

/** Checks the files of a pack (a Map from name to Buffer). Every problem says where it is and what it is, in ja and en. */
export function verifyPack(files, { vkey = null, known = null, damaged = [] } = {}) {
  const problems = [];
  const bad = (where, ja, en) => problems.push({ where, ja, en });
  const pack = { files, bad, vkey, known, summary: {} };
  for (const where of damaged) bad(where, 'zipの中で壊れています', 'is damaged in the zip');
  // A stage that cannot go on says so and the others still run: each names what it alone can see.
  for (const [where, stage, ...needs] of stages) {
    try {
      if (needs.every((need) => pack[need])) stage(pack);
      else bad(where, 'ほかの問題のため検査していません', 'not checked because of another problem');
    } catch (error) {
      bad(where, `検査を続けられません: ${error.message}`, `cannot be checked: ${error.message}`);
    }
  }
  return { ok: problems.length === 0, problems, summary: pack.summary };
}

const stages = [
  ['vkey', readKey],
  ['proof/checkpoint', readCheckpoint, 'key'],
  ['manifest.json', checkManifest],
  ['proof/built.json', checkSeal, 'tree', 'manifest'],
  ['proof/leaves, proof/range.json', checkRange, 'tree', 'manifest'],
  ['range', checkRangeEntries, 'leaves'],
  ['entries', checkShown, 'tree'],
  ['entries', checkCompleteness, 'entries', 'shown'],
  ['verdicts.jsonl', checkVerdicts, 'shown'],
  ['files', (pack) => checkFiles(pack, (data) => hex(sha256(data))), 'shown'],
  ['--known', checkKnown, 'tree'],
];

function file(pack, name) {
  const data = pack.files.get(name);
  if (!data) throw new Error(`${name} がありません / ${name} is missing`);
  return data;
}

/** JSON in its one form, so that no byte of it can change without a change of meaning. */
function strictJson(pack, name) {
  const text = file(pack, name).toString('utf8');
  const value = tried(() => JSON.parse(text));
  if (`${canonical(value)}\n` !== text) throw new Error(`${name} が正規の形式ではありません / ${name} is not in its canonical form`);
  return value;
}

const hashOf = (text) => {
  if (typeof text !== 'string' || !/^[0-9a-f]{64}$/.test(text)) throw new Error('ハッシュの形式が正しくありません / not a hash');
  return Buffer.from(text, 'hex');
};

function readKey(pack) {
  const text = file(pack, 'vkey').toString('utf8');
  pack.key = parseKey(text);
  if (!pack.key) throw new Error('公開鍵の形式が正しくありません / not a key');
  pack.summary.vkey = text.trim();
  if (pack.vkey !== null && pack.vkey.trim() !== text.trim())
    pack.bad('vkey', '指定された公開鍵と異なります', 'is not the key that you gave');
}

function readCheckpoint(pack) {
  const opened = openNote(pack.key, file(pack, 'proof/checkpoint').toString('utf8'));
  if (!opened) return pack.bad('proof/checkpoint', '署名が正しくありません', 'the signature is not good');
  pack.tree = opened;
  Object.assign(pack.summary, { size: opened.size, root: hex(opened.root) });
}

function checkManifest(pack) {
  pack.manifest = strictJson(pack, 'manifest.json');
  const { files, format, control, from, to, fromTime, toTime, builtAt, counts } = pack.manifest;
  if (format !== 'tejun-pack/1') throw new Error(`知らない形式です / unknown format: ${format}`);
  Object.assign(pack.summary, { control, from, to, builtAt, counts });
  const ends = [new Date(`${from}T00:00:00+09:00`), new Date(Date.parse(`${to}T00:00:00+09:00`) + 86_400_000)].map((time) =>
    time.toISOString(),
  );
  pack.summary.open = builtAt < ends[1];
  if (fromTime !== ends[0] || toTime !== (pack.summary.open ? builtAt : ends[1]))
    pack.bad('manifest.json', '期間の時刻が日付と一致しません', 'the times do not fit the dates');
  const expected = new Set(['manifest.json', ...ownProofs]);
  for (const { name, size, sha256: digest } of files) {
    expected.add(name);
    const data = pack.files.get(name);
    if (!data) pack.bad(name, 'ファイルがありません', 'the file is missing');
    else if (data.length < size && hex(sha256(data)) !== digest)
      pack.bad(name, '変更または途中で切り取られています', 'was changed or cut off');
    else if (data.length !== size || hex(sha256(data)) !== digest) pack.bad(name, '変更されています', 'was changed');
  }
  for (const name of ownProofs) if (!pack.files.has(name)) pack.bad(name, 'ファイルがありません', 'the file is missing');
  for (const name of pack.files.keys())
    if (!expected.has(name) && !ignored.test(name)) pack.bad(name, '後から加えられたファイルです', 'the file was added');
}

/** Whether an entry's payload is what its digest stands for; an erased one (null) has nothing to compare. */
function fits({ payload, salt }, digest) {
  if (payload === null) return salt === null;
  return hex(sha256(hashOf(salt), payload)) === digest;
}

/** The manifest is itself an entry of the ledger: with it every file that it lists. */
function checkSeal(pack) {
  const built = strictJson(pack, 'proof/built.json');
  const entry = readEntry(built.bytes);
  if (!entry) throw new Error('記録の形式が正しくありません / not an entry');
  const root = rootFromInclusion(entry.seq, pack.tree.size, leafHash(built.bytes), built.inclusion.map(hashOf));
  if (!root?.equals(pack.tree.root)) pack.bad('proof/built.json', '証跡原簿に含まれる記録ではありません', 'is not an entry of the ledger');
  if (!fits(built, entry.digest) || built.payload === null)
    pack.bad('proof/built.json', '内容がダイジェストと一致しません', 'the payload does not fit its digest');
  const { control, from, to } = pack.manifest;
  const payload = JSON.parse(built.payload);
  const right = entry.kind === 'pack.built' && entry.subject === `control:${control}`;
  if (!right || payload.control !== control || payload.from !== from || payload.to !== to) {
    pack.bad('proof/built.json', '別の監査資料の記録です', 'records another pack');
  }
  if (payload.manifest !== hex(sha256(file(pack, 'manifest.json')))) {
    pack.bad('manifest.json', '証跡原簿に記録されたものと異なります', 'is not the one that the ledger recorded');
  }
  pack.summary.seal = entry.seq;
}

/** The hash of every entry of the period's range, none left out: with the subtrees around them they must give the signed root. */
function checkRange(pack) {
  const { start, end, left, right } = strictJson(pack, 'proof/range.json');
  const leaves = file(pack, 'proof/leaves');
  const { range } = pack.manifest;
  if (start !== range.start || end !== range.end || !(end <= pack.tree.size))
    return pack.bad('proof/range.json', '範囲が目録と異なります', 'is not the range of the manifest');
  if (leaves.length !== (end - start) * 32)
    return pack.bad('proof/leaves', '記録の数と一致しません', 'does not have one hash for each entry');
  pack.leaves = { start, end, at: (seq) => leaves.subarray((seq - start) * 32, (seq - start + 1) * 32) };
  pack.left = zipped(perfectSubtrees(0, start), left);
  const tree = newTree();
  for (const { level, index, hash } of pack.left) tree.push(level, index, hash);
  for (let seq = start; seq < end; seq++) tree.push(0, seq, pack.leaves.at(seq));
  for (const { level, index, hash } of zipped(perfectSubtrees(end, pack.tree.size), right)) tree.push(level, index, hash);
  pack.leaves.good = tree.root().equals(pack.tree.root);
  if (!pack.leaves.good) pack.bad('proof/leaves, proof/range.json', '署名されたルートに至りません', 'do not lead to the signed root');
}

function zipped(subtrees, hashes) {
  if (subtrees.length !== hashes.length) throw new Error('証明の長さが正しくありません / the proof has a wrong length');
  return subtrees.map((subtree, i) => ({ ...subtree, hash: hashOf(hashes[i]) }));
}

const lines = (data) => data.toString('utf8').split('\n').slice(0, -1);
const filesUnder = (pack, prefix) => [...pack.files.keys()].filter((name) => name.startsWith(prefix)).sort();

function checkRangeEntries(pack) {
  const { start, end, good, at: leafAt } = pack.leaves;
  pack.entries = new Map();
  let before = -1;
  for (const name of filesUnder(pack, 'range/')) {
    const data = pack.files.get(name);
    for (let at = 0; at < data.length; ) {
      const to = at + 2 + (at + 2 <= data.length ? data.readUInt16BE(at) : 0);
      const bytes = data.subarray(at + 2, to);
      const entry = to <= data.length ? readEntry(bytes.toString('utf8')) : null;
      if (!entry) {
        pack.bad(`${name} #${before + 1}`, '記録が読めません(変更または切り取り)', 'the entry does not read: it was changed or cut off');
        if (to > data.length) break;
      } else if (pack.entries.has(entry.seq)) pack.bad(`#${entry.seq}`, '同じ番号の記録が二つあります', 'two entries have this number');
      else if (entry.seq < start || entry.seq >= end)
        pack.bad(`#${entry.seq}`, '範囲にない記録が加えられています', 'an entry was added that is not of the range');
      else {
        if (entry.seq < before) pack.bad(`#${entry.seq}`, '記録の順序が入れ替わっています', 'entries were reordered here');
        if (!leafHash(bytes).equals(leafAt(entry.seq))) {
          if (good) pack.bad(`#${entry.seq}`, '記録が書き換えられています', 'the entry was changed');
          else pack.bad(`#${entry.seq}, proof/leaves`, '記録または証明が書き換えられています', 'the entry or its hash was changed');
        }
        pack.entries.set(entry.seq, entry);
      }
      if (entry) before = entry.seq;
      at = to;
    }
  }
  for (let seq = start; seq < end; seq++) if (!pack.entries.has(seq)) pack.bad(`#${seq}`, '記録が欠けています', 'the entry is missing');
  const { fromTime, toTime } = pack.manifest;
  if (start > 0 && !(pack.entries.get(start)?.at < fromTime))
    pack.bad(`#${start}`, '期間より前の記録から始まっていません', 'the range does not begin before the period');
  const last = pack.entries.get(end - 1);
  if (!(last?.at >= toTime) && pack.summary.seal !== end) {
    pack.bad(`#${end - 1}`, '期間の終わりまでの記録が示されていません', 'the range ends before the period does');
  }
  pack.summary.entries = end - start;
}

function checkShown(pack) {
  const inclusion = strictJson(pack, 'proof/inclusion.json');
  pack.shown = new Map();
  const unused = new Set(Object.keys(inclusion));
  for (const name of filesUnder(pack, 'entries/')) {
    const group = name.replace(/^entries\/|(-\d+)?\.jsonl$/g, '');
    for (const [i, line] of lines(pack.files.get(name)).entries()) {
      const record = tried(() => JSON.parse(line));
      const entry = record && readEntry(record.bytes);
      if (!entry) {
        pack.bad(`${name}:${i + 1}`, '記録の形式が正しくありません', 'not an entry');
        continue;
      }
      const { seq } = entry;
      if (pack.shown.has(seq)) pack.bad(`#${seq}`, '同じ記録が二度示されています', 'the entry is shown twice');
      unused.delete(String(seq));
      const root = tried(() => rootFromInclusion(seq, pack.tree.size, leafHash(record.bytes), inclusion[seq].map(hashOf)));
      if (!root?.equals(pack.tree.root)) {
        const same = pack.leaves && seq >= pack.leaves.start && seq < pack.leaves.end && leafHash(record.bytes).equals(pack.leaves.at(seq));
        if (same) pack.bad(`proof/inclusion.json #${seq}`, '証明が書き換えられています', 'the proof was changed');
        else
          pack.bad(
            `#${seq}, proof/inclusion.json`,
            '証跡原簿に含まれる記録ではありません',
            'is not an entry of the ledger, or its proof was changed',
          );
      }
      if (!tried(() => fits(record, entry.digest)))
        pack.bad(`#${seq}`, '内容がダイジェストと一致しません', 'the payload does not fit the digest of the entry');
      pack.shown.set(seq, { ...entry, group, payload: record.payload });
    }
  }
  for (const seq of unused) pack.bad(`#${seq}`, '示されるべき記録がありません', 'the entry should be shown and is not');
}

/** Applies the pack's own rule to every entry of the range: what concerns the control in the period must be shown, all of it. */
function checkCompleteness(pack) {
  const { subjects, fromTime, toTime, counts } = pack.manifest;
  const chosen = [...pack.entries.values()].filter((e) => e.at >= fromTime && e.at < toTime && concerns(subjects, e.subject));
  const wanted = new Set(chosen.map((entry) => entry.seq));
  const inPeriod = [...pack.shown.values()].filter((entry) => entry.group === 'period').map((entry) => entry.seq);
  for (const seq of wanted)
    if (pack.shown.get(seq)?.group !== 'period')
      pack.bad(`#${seq}`, 'この管理策の記録が省かれています', 'concerns the control and was left out');
  for (const seq of inPeriod)
    if (!wanted.has(seq)) pack.bad(`#${seq}`, '期間または管理策に関係のない記録です', 'does not concern the control in this period');
  if (inPeriod.some((seq, i) => i > 0 && inPeriod[i - 1] > seq))
    pack.bad('entries/period', '記録の順序が入れ替わっています', 'entries were reordered');
  if (counts.period !== inPeriod.length || counts.range !== pack.entries.size)
    pack.bad('manifest.json', '件数が一致しません', 'the counts do not fit');
  const erasures = new Set([...pack.shown.values()].filter((e) => e.kind === 'payload.erased').map((e) => e.subject));
  for (const { seq, payload } of pack.shown.values()) {
    if (payload === null && !erasures.has(`entry:${seq}`))
      pack.bad(`#${seq}`, '内容が消去の記録なしに失われています', 'the payload is gone and no entry says that it was erased');
  }
  pack.summary.shown = pack.shown.size;
  pack.summary.erased = [...pack.shown.values()].filter((entry) => entry.payload === null).length;
}

/** The verdicts at the end of the period must be those that the ledger recorded last, on facts that have not changed. */
function checkVerdicts(pack) {
  const facts = new Map();
  for (const line of lines(file(pack, 'facts.jsonl'))) {
    const fact = JSON.parse(line);
    if (hex(sha256(canonical(fact.body))) !== fact.digest)
      pack.bad(`facts.jsonl ${fact.id}`, '観測がダイジェストと一致しません', 'the fact does not fit its digest');
    facts.set(fact.id, fact);
  }
  const newest = new Map();
  for (const entry of [...pack.shown.values()].filter((e) => e.group !== 'erasures').sort((a, b) => a.seq - b.seq))
    newest.set(entry.subject, entry);
  const tally = { pass: 0, fail: 0, unknown: 0 };
  for (const line of lines(file(pack, 'verdicts.jsonl'))) {
    const verdict = JSON.parse(line);
    tally[verdict.verdict] += 1;
    const entry = newest.get(verdict.subject);
    for (const id of verdict.facts) if (!facts.has(id)) pack.bad(verdict.subject, `観測 ${id} がありません`, `the fact ${id} is missing`);
    if ((entry?.seq ?? null) !== verdict.entry)
      pack.bad(verdict.subject, '最後の記録に基づいていません', 'does not rest on the newest entry about it');
    if (!entry || entry.payload === null) continue;
    const payload = JSON.parse(entry.payload);
    if (payload?.verdict !== undefined && payload.verdict !== verdict.verdict)
      pack.bad(verdict.subject, '記録された判定と異なります', 'is not the verdict that the ledger recorded');
    const digest = facts.get(payload?.fact)?.digest;
    if (payload?.factDigest !== undefined && digest !== undefined && digest !== payload.factDigest)
      pack.bad(verdict.subject, '観測が記録時と異なります', 'the fact is not the one that was judged');
  }
  pack.summary.verdicts = tally;
}

/** A checkpoint that the reader kept from an earlier day must be a part of this ledger. */
function checkKnown(pack) {
  const consistency = strictJson(pack, 'proof/consistency.json');
  for (const [size, proof] of Object.entries(consistency)) {
    if (!rootsFromConsistency(Number(size), pack.tree.size, proof.map(hashOf))?.newRoot.equals(pack.tree.root)) {
      pack.bad(`proof/consistency.json ${size}`, '署名されたルートに至りません', 'does not lead to the signed root');
    }
  }
  if (pack.known === null) return;
  const known = openNote(pack.key, pack.known);
  const [where, size] = ['--known', known?.size];
  if (!known) return pack.bad(where, '署名が正しくありません', 'its signature is not good');
  let root = null;
  if (size === pack.tree.size) root = pack.tree.root;
  else if (consistency[size]) root = rootsFromConsistency(size, pack.tree.size, consistency[size].map(hashOf))?.oldRoot;
  else if (pack.leaves && size >= pack.leaves.start && size <= pack.leaves.end) {
    const tree = newTree();
    for (const { level, index, hash } of pack.left) tree.push(level, index, hash);
    for (let seq = pack.leaves.start; seq < size; seq++) tree.push(0, seq, pack.leaves.at(seq));
    root = tree.root();
  } else return pack.bad(where, 'この監査資料だけでは比べられません', 'cannot be compared with this pack alone');
  if (root?.equals(known.root)) pack.summary.known = size;
  else
    pack.bad(
      where,
      '証跡原簿が書き換えられています(以前のチェックポイントと矛盾)',
      'the ledger was rewritten: it contradicts this checkpoint',
    );
}

export function readFolder(folder, prefix = '', files = new Map()) {
  for (const item of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const name = prefix + item.name;
    if (item.isDirectory()) readFolder(folder, `${name}/`, files);
    else files.set(name, readFileSync(join(folder, name)));
  }
  return files;
}

async function main(args) {
  const option = (name) => (args.includes(name) ? args.splice(args.indexOf(name), 2)[1] : null);
  const textOf = (value) => (value !== null && existsSync(value) ? readFileSync(value, 'utf8') : value);
  const [vkey, known] = [textOf(option('--vkey')), textOf(option('--known'))];
  const place = args[0] ?? dirname(fileURLToPath(import.meta.url));
  let result;
  try {
    const damaged = [];
    const files = statSync(place).isDirectory()
      ? readFolder(place)
      : (await import('./verify-zip.mjs')).readZip(readFileSync(place), damaged);
    result = verifyPack(files, { vkey, known, damaged });
  } catch (error) {
    result = { ok: false, problems: [{ where: place, ja: error.message, en: 'cannot be read as a pack' }], summary: {} };
  }
  const { ok, problems, summary: s } = result;
  // A pack comes from whoever it is to convince the reader of: what it says must not steer the reader's terminal.
  const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
  const shown = (line) => line.replace(unsafe, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const say = (line, ...needed) => needed.every((value) => value !== undefined) && console.log(shown(line));
  say(
    `管理策 ${s.control}  期間 ${s.from} – ${s.to} / control ${s.control}, period ${s.from} to ${s.to}, built at ${s.builtAt}`,
    s.control,
  );
  const counts = [s.entries, s.shown, s.erased];
  say(`期間の前後を含む記録 ${counts[0]} 件すべてを確認、うち ${counts[1]} 件を内容とともに表示 (消去済み ${counts[2]} 件)`, ...counts);
  say(`${counts[0]} entries of the range checked, ${counts[1]} shown with their payloads, ${counts[2]} of them erased`, ...counts);
  say(`判定 / verdicts: ○ ${s.verdicts?.pass}  × ${s.verdicts?.fail}  ？ ${s.verdicts?.unknown}`, s.verdicts);
  say(`証跡原簿 / ledger: ${s.size} entries, root ${s.root}`, s.size);
  say(`公開鍵 / key: ${s.vkey}`, s.vkey);
  if (vkey === null)
    say('  この鍵が本物かは、この資料の外で確かめてください (--vkey)。/ Compare this key with one that you got elsewhere (--vkey).');
  if (s.known !== undefined)
    say(`以前のチェックポイント(${s.known}件)と矛盾しません / agrees with the earlier checkpoint of ${s.known} entries`);
  if (s.open) say('期間の終わりより前に作成された資料です / built before the period ended');
  for (const { where, ja, en } of problems) say(`×  ${where}: ${ja} / ${en}`);
  say(
    ok ? '○  検証に成功しました / verified' : `×  検証に失敗しました: ${problems.length} 件 / NOT verified: ${problems.length} problem(s)`,
  );
  return ok ? 0 : 1;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = await main(process.argv.slice(2));
