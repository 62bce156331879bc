import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import {
  append,
  checkpointCovering,
  entriesOfBundle,
  erasuresOf,
  type Integrator,
  type LedgerCheckpoint,
  latestAbout,
  readBundle,
  readEntry,
  readEntryBytes,
  readPayloads,
  readRange,
} from '../ledger/index.ts';
import { addFiles, hashesIn } from './files.ts';
import { addProofs } from './proofs.ts';
import { readmeEn, readmeJa } from './readme.ts';
import { renderPage, rowsMax, type ShownEntry } from './render.ts';
import { concerns } from './select.ts';
import type { PackControl, PackSource, PackVerdict } from './source.ts';
import { ZipWriter } from './zip.ts';

export interface PackDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly integrator: Pick<Integrator, 'settle'>;
  readonly vkey: string;
  readonly source: PackSource;
}

export interface PackOrder {
  /** `8.17` */
  readonly control: string;
  /** Local dates in Japan, both included: `2026-11-01`. */
  readonly from: string;
  readonly to: string;
  /** The file to write. It appears whole or not at all. */
  readonly out: string;
  /** Who asks: an account's id, or `cli`. */
  readonly actor: string;
}

export interface BuiltPack {
  readonly out: string;
  readonly bytes: number;
  /** The ledger entry that records the pack, and the size of the checkpoint that covers it. */
  readonly seq: number;
  readonly size: number;
  readonly manifest: string;
  readonly entries: number;
  readonly verdicts: number;
}

const japan = '+09:00';
const dayMs = 86_400_000;
const chunkEntries = 10_000;
const verifierFiles = ['verify.mjs', 'verify-files.mjs', 'verify-proofs.mjs', 'verify-zip.mjs'];

/**
 * Writes the evidence of one control for a period as a zip that verifies offline. docs/formats/pack.md explains it.
 *
 * @throws Fault `bad-request` for dates that are none or the wrong way round, or a period that has not begun; `not-found` for
 * an unknown control; `ledger-broken` where the ledger does not prove its own entries
 */
export async function buildPack(deps: PackDeps, order: PackOrder): Promise<BuiltPack> {
  const builtAt = deps.clock.now();
  const period = periodOf(order, builtAt);
  // Where the period reaches to this moment, an entry that comes in meanwhile would stand between the range and the seal.
  // The second look ends at that entry; a few more are for transactions that were under way.
  for (let attempt = 0; attempt < 5; attempt++) {
    const zip = new ZipWriter(order.out);
    try {
      const built = await writePack(deps, order, period, builtAt, zip);
      if (built) return built;
      zip.abandon();
    } catch (error) {
      zip.abandon();
      throw error;
    }
  }
  throw new Fault('conflict', { problem: 'the ledger grew while the pack was built: try again' });
}

interface Period {
  readonly from: Date;
  readonly to: Date;
}

function periodOf({ from, to }: PackOrder, now: Date): Period {
  const start = new Date(`${from}T00:00:00${japan}`);
  const end = new Date(Date.parse(`${to}T00:00:00${japan}`) + dayMs);
  const real = (date: string, at: Date) =>
    /^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(at.getTime() + 9 * 3_600_000).toISOString().startsWith(date);
  if (!real(from, start) || !real(to, new Date(end.getTime() - dayMs)) || start >= end || start >= now)
    throw new Fault('bad-request', { from, to });
  return { from: start, to: end < now ? end : now };
}

/** Files as they are added, for the manifest. */
class Sealed {
  readonly files: { name: string; size: number; sha256: string }[] = [];
  readonly #zip: ZipWriter;
  constructor(zip: ZipWriter) {
    this.#zip = zip;
  }
  add(name: string, content: string | Buffer): void {
    const data = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    this.files.push({ name, size: data.length, sha256: sha256Hex(data) });
    this.#zip.add(name, data);
  }
}

/** One try. Null where the ledger grew between the end of the range and the seal, so that the range must be read again. */
async function writePack(deps: PackDeps, order: PackOrder, period: Period, builtAt: Date, zip: ZipWriter): Promise<BuiltPack | null> {
  const { pool, source, vkey } = deps;
  const control = await source.control(order.control, period.to);
  if (!control) throw new Fault('not-found', { control: order.control });
  const verdicts = await source.verdicts(order.control, period.to);
  const sealed = new Sealed(zip);
  const range = await readRange(pool, period.from, period.to);
  const evidence = await addEntries(pool, sealed, control, verdicts, period, range);
  const facts = await source.facts([...new Set(verdicts.flatMap((verdict) => verdict.facts))]);
  const jsonLines = (items: readonly unknown[]) => items.map((item) => `${canonicalJson(item)}\n`).join('');
  const { subjects: _, ...told } = control;
  sealed.add('control.json', `${canonicalJson({ ...told, builtAt, from: order.from, to: order.to })}\n`);
  sealed.add('verdicts.jsonl', jsonLines(verdicts.map((verdict) => ({ ...verdict, entry: evidence.newest.get(verdict.subject) ?? null }))));
  sealed.add('facts.jsonl', jsonLines(facts));
  await addFiles((name, content) => sealed.add(name, content), source, evidence.files);
  const { from, to } = order;
  sealed.add(
    'index.html',
    renderPage({ control, from, to, builtAt, vkey, verdicts, facts, entries: evidence.page, entriesCount: evidence.period }),
  );
  addVerifier(sealed, order);
  sealed.add('vkey', `${vkey}\n`);

  const manifest = `${canonicalJson({
    format: 'tejun-pack/1',
    control: control.id,
    from,
    to,
    fromTime: period.from,
    toTime: period.to,
    builtAt,
    subjects: control.subjects,
    range,
    counts: { period: evidence.period, range: range.end - range.start, verdicts: verdicts.length, facts: facts.length },
    files: sealed.files.sort((a, b) => (a.name < b.name ? -1 : 1)),
  })}\n`;
  zip.add('manifest.json', Buffer.from(manifest));
  const digest = sha256Hex(manifest);
  const seq = await seal(deps, order, digest, { range, closed: evidence.closed });
  if (seq === null) return null;

  const checkpoint = await coveringCheckpoint(deps, seq);
  await addProofs(pool, zip, { seq, checkpoint, range, shown: evidence.shown });
  zip.finish();
  return {
    out: order.out,
    bytes: zip.bytes,
    seq,
    size: checkpoint.size,
    manifest: digest,
    entries: evidence.shown.length,
    verdicts: verdicts.length,
  };
}

/** Puts the manifest's digest into the ledger; null (and nothing recorded) where an open range no longer ends at the head. */
function seal(
  deps: PackDeps,
  order: PackOrder,
  manifest: string,
  { range, closed }: { range: { end: number }; closed: boolean },
): Promise<number | null> {
  const { control, from, to, actor } = order;
  class Grew extends Error {}
  return inTransaction(deps.pool, async (tx) => {
    const seq = await append(tx, deps.clock.now(), [
      { kind: 'pack.built', actor, subject: `control:${control}`, payload: { control, from, to, manifest } },
    ]);
    if (!closed && seq !== range.end) throw new Grew();
    return seq;
  }).catch((error: unknown) => {
    if (error instanceof Grew) return null;
    throw error;
  });
}

async function coveringCheckpoint({ pool, integrator }: PackDeps, seq: number): Promise<LedgerCheckpoint> {
  await integrator.settle();
  const checkpoint = await checkpointCovering(pool, seq);
  if (!checkpoint) throw new Fault('ledger-broken', { problem: 'no checkpoint covers the pack', seq });
  return checkpoint;
}

interface Evidence {
  /** Numbers of all entries shown with their payloads. */
  readonly shown: number[];
  readonly period: number;
  /** The newest entry about each subject of a verdict. */
  readonly newest: Map<string, number>;
  readonly page: ShownEntry[];
  /** Attached files by their hash, with the entries that name them. */
  readonly files: ReadonlyMap<string, readonly number[]>;
  /** Whether the range ends with an entry from after the period. */
  readonly closed: boolean;
}

/** The bodies of all entries of the range, and whole, with payload and salt, those that concern the control. */
async function addEntries(
  pool: Pool,
  sealed: Sealed,
  control: PackControl,
  verdicts: readonly PackVerdict[],
  period: Period,
  range: { start: number; end: number },
): Promise<Evidence> {
  const [fromTime, toTime] = [period.from.toISOString(), period.to.toISOString()];
  const erased: number[] = [];
  const shown: number[] = [];
  const page: ShownEntry[] = [];
  const files = new Map<string, number[]>();
  let closed = false;
  const show = async (name: string, entries: readonly { seq: number; bytes: Buffer }[]) => {
    const payloads = await readPayloads(
      pool,
      entries.map((entry) => entry.seq),
    );
    const lines = entries.map(({ seq, bytes }) => {
      const payload = payloads.get(seq);
      if (!payload) erased.push(seq);
      shown.push(seq);
      for (const hash of hashesIn(payload?.body ?? null)) files.set(hash, [...(files.get(hash) ?? []), seq]);
      if (name.startsWith('entries/period') && page.length < rowsMax) {
        const { at, kind, subject } = readEntry(bytes)!;
        page.push({ seq, at, kind, subject, payload: payload?.body ?? null });
      }
      return `${canonicalJson({ bytes: bytes.toString('utf8'), payload: payload?.body ?? null, salt: payload?.salt.toString('hex') ?? null })}\n`;
    });
    if (entries.length > 0) sealed.add(name, lines.join(''));
  };
  for (let start = range.start; start < range.end; start += chunkEntries) {
    const bundle = await readBundle(pool, start, Math.min(start + chunkEntries, range.end));
    sealed.add(`range/${String(start).padStart(12, '0')}.entries`, bundle);
    const chosen: { seq: number; bytes: Buffer }[] = [];
    for (const bytes of entriesOfBundle(bundle)) {
      const entry = readEntry(bytes);
      if (!entry) throw new Fault('ledger-broken', { problem: 'an entry does not read', after: start });
      if (entry.at >= fromTime && entry.at < toTime && concerns(control.subjects, entry.subject)) chosen.push({ seq: entry.seq, bytes });
      closed = entry.at >= toTime;
    }
    await show(`entries/period-${String(start).padStart(12, '0')}.jsonl`, chosen);
  }
  const inPeriod = shown.length;
  const newest = await latestAbout(
    pool,
    verdicts.map((verdict) => verdict.subject),
    range.end,
    period.to,
  );
  const known = new Set(shown);
  const standing = [...new Set(newest.values())].filter((seq) => !known.has(seq));
  await show('entries/standing.jsonl', await readEntryBytes(pool, standing));
  const erasures = (await erasuresOf(pool, erased)).filter((seq) => !shown.includes(seq));
  await show('entries/erasures.jsonl', await readEntryBytes(pool, erasures));
  return { shown, period: inPeriod, newest, page, files, closed };
}

function addVerifier(sealed: Sealed, { control, from, to }: PackOrder): void {
  const verifier = verifierFiles.map((name) => ({ name, content: readFileSync(join(import.meta.dirname, name)) }));
  for (const { name, content } of verifier) sealed.add(name, content);
  const facts = { control, from, to, verifier: verifier.map(({ name, content }) => ({ name, sha256: sha256Hex(content) })) };
  sealed.add('README.ja.txt', readmeJa(facts));
  sealed.add('README.en.txt', readmeEn(facts));
}
