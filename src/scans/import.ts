import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256, sha256Hex } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import { searchForm } from '../base/text.ts';
import { type Db, inTransaction, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { type Difference, differenceOf } from './difference.ts';
import {
  importOfFile,
  insertFindings,
  insertImport,
  insertPresence,
  knownFindings,
  lockTarget,
  newestImports,
  rewordFindings,
} from './import.store.ts';
import type { ReadFinding, ReadReport, ReadRun, ScansDeps } from './ports.ts';

/** A report as it was uploaded, or posted by a pipeline. */
export interface GivenReport {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether the scan looked at everything: then what it does not show is said to be gone. */
  readonly complete: boolean;
}

export interface RunPreview {
  readonly run: ReadRun;
  readonly difference: Difference;
  /** When the very same file was imported; then nothing changes. */
  readonly importedAt: Date | null;
}

export interface ScanPreview {
  readonly format: string;
  readonly runs: readonly RunPreview[];
  /** What was shown is what is done: the import asks for it again. */
  readonly digest: string;
}

const clockSkewMs = 5 * 60_000;

/** What a report would change. Writes nothing. @throws Fault `file-unreadable`, `conflict` where a newer one is there */
export async function previewReport(deps: ScansDeps, targetId: string, given: GivenReport): Promise<ScanPreview> {
  const report = await deps.read(given.bytes);
  return previewOf(deps, deps.pool, targetId, given, report);
}

async function previewOf(deps: ScansDeps, db: Db, targetId: string, given: GivenReport, report: ReadReport): Promise<ScanPreview> {
  const fileDigest = sha256(given.bytes);
  const newest = await newestImports(db, targetId);
  const now = deps.clock.now();
  const runs: RunPreview[] = [];
  for (const run of report.runs) {
    const last = newest.find(({ tool, scope }) => tool === run.tool && scope === run.scope);
    const same = await importOfFile(db, targetId, fileDigest, run.tool, run.scope);
    if (same === null && run.scannedAt !== null) refuseTime(run, run.scannedAt, now, last?.scannedAt ?? null);
    // A tool that says it failed has not looked at everything, whatever the person believes.
    const complete = given.complete && !run.warnings.includes('tool-failed');
    runs.push({
      run,
      difference: differenceOf(await knownFindings(db, targetId, run.tool, run.scope), run.findings, complete),
      importedAt: same?.at ?? null,
    });
  }
  const said = runs.map(({ run, difference: { added, back, gone }, importedAt }) => [
    run.tool,
    run.scope,
    added.map(({ fingerprint }) => fingerprint),
    back.map(({ known }) => known.id),
    gone.map(({ id }) => id),
    importedAt,
  ]);
  return { format: report.format, runs, digest: sha256Hex(canonicalJson([fileDigest.toString('hex'), given.complete, said])) };
}

function refuseTime(run: ReadRun, scannedAt: Date, now: Date, last: Date | null): void {
  if (scannedAt.getTime() > now.getTime() + clockSkewMs)
    throw new Fault('file-unreadable', {
      why: 'scan',
      ja: `診断の日時(${scannedAt.toISOString()})が未来です。診断した機器の時計を確かめてください。`,
      en: `The scan says it was made in the future (${scannedAt.toISOString()}). See to the clock of the machine that scanned.`,
    });
  if (last !== null && scannedAt < last)
    throw new Fault('conflict', {
      tool: run.tool,
      ja: `${run.tool}のもっと新しい診断結果(${last.toISOString()})が取り込まれています。古い結果で上書きはできません。`,
      en: `A newer scan by ${run.tool} (${last.toISOString()}) was imported. An older one cannot take its place.`,
    });
}

export interface Imported {
  readonly format: string;
  readonly runs: readonly {
    readonly tool: string;
    readonly scope: string;
    readonly same: boolean;
    readonly results: number;
    readonly new: number;
    readonly gone: number;
    readonly reappeared: number;
  }[];
}

/**
 * Takes a report: all of it or nothing. `digest`: of the preview that a person was shown; null for a pipeline, which was shown none.
 *
 * @throws Fault `file-unreadable`, `conflict` where it is no longer what was shown, or a newer one is there
 */
export async function importReport(
  deps: ScansDeps,
  targetId: string,
  given: GivenReport,
  who: { readonly actor: string; readonly tokenId: string | null; readonly digest: string | null },
): Promise<Imported> {
  const report = await deps.read(given.bytes);
  return inTransaction(deps.pool, async (tx) => {
    await lockTarget(tx, targetId);
    const preview = await previewOf(deps, tx, targetId, given, report);
    if (who.digest !== null && who.digest !== preview.digest) throw new Fault('conflict', { problem: 'other than was shown' });
    const runs = [];
    // Milliseconds: the ledger's time and the rows' are compared.
    const at = deps.clock.now();
    const fresh = preview.runs.filter(({ importedAt }) => importedAt === null);
    const written = [];
    for (const each of fresh) written.push(await writeRun(tx, targetId, given, each, at));
    const fileDigest = sha256(given.bytes);
    const subject = `scan-target:${targetId}`;
    const first = await append(
      tx,
      at,
      written.map(({ payload }) => ({
        kind: 'scan.imported' as const,
        actor: who.actor,
        subject,
        payload: { ...payload, file: fileDigest.toString('hex'), format: report.format },
      })),
    );
    for (const [i, { place, importRow }] of written.entries())
      await insertImport(tx, place, { ...importRow, format: report.format, fileDigest, tokenId: who.tokenId, by: who.actor }, first + i);
    for (const { run, importedAt, difference } of preview.runs) {
      const counts = countsOf(difference);
      const results = run.findings.length;
      runs.push(
        importedAt === null
          ? { tool: run.tool, scope: run.scope, same: false, results, ...counts }
          : { tool: run.tool, scope: run.scope, same: true, results, new: 0, gone: 0, reappeared: 0 },
      );
    }
    return { format: report.format, runs };
  });
}

export const countsOf = ({ added, back, gone }: Difference): { new: number; gone: number; reappeared: number } => ({
  new: added.length,
  gone: gone.length,
  reappeared: back.filter(({ known }) => known.state === 'verified').length,
});

const searchOf = (found: ReadFinding): string =>
  searchForm([found.rule, found.title, found.place, ...found.aliases].join('\n')).slice(0, 1_500);

async function writeRun(tx: Tx, targetId: string, given: GivenReport, { run, difference }: RunPreview, at: Date) {
  const { added, back, gone, rerated, reworded } = difference;
  const place = { importId: newId(), targetId, tool: run.tool, scope: run.scope, at };
  const fresh = added.map((each) => ({ ...each, id: newId(), search: searchOf(each) }));
  await insertFindings(tx, place, fresh);
  await rewordFindings(
    tx,
    reworded.map((pair) => ({ ...pair, search: searchOf(pair.now) })),
  );
  await insertPresence(tx, place, [
    ...fresh.map(({ id, severity }) => ({ id, severity, seen: true })),
    ...[...back, ...rerated].map(({ known, now }) => ({ id: known.id, severity: now.severity, seen: true })),
    ...gone.map(({ id, severity }) => ({ id, severity, seen: false })),
  ]);
  const importRow = {
    toolVersion: run.version,
    complete: given.complete && !run.warnings.includes('tool-failed'),
    fileName: given.name.slice(-200),
    commit: run.commit,
    scannedAt: run.scannedAt === null || run.scannedAt > at ? at : run.scannedAt,
    covers: run.covers,
    complexityLimit: run.complexityLimit,
    counts: { results: run.findings.length, ...countsOf(difference) },
    warnings: run.warnings,
  };
  const payload = {
    import: place.importId,
    tool: run.tool,
    toolVersion: run.version,
    scope: run.scope,
    commit: run.commit,
    complete: importRow.complete,
    scannedAt: importRow.scannedAt.toISOString(),
    counts: importRow.counts,
  };
  return { place, importRow, payload };
}
