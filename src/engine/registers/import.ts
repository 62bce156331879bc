import { Fault } from '../../base/fault.ts';
import { newId } from '../../base/id.ts';
import { type Db, inTransaction, type Tx } from '../../db/pool.ts';
import { append } from '../../ledger/index.ts';
import type { Register } from '../../mechanism/register.ts';
import { definitionOf, type RegistersDeps } from './deps.ts';
import { nameBooks } from './exchange-names.ts';
import { usedIds } from './exchange-sheet.ts';
import { deleteUpload, type Upload } from './import.store.ts';
import { namingTexts } from './import-cells.ts';
import { importColumns } from './import-columns.ts';
import { type ImportPlan, planImport } from './import-plan.ts';
import { ImportProblems } from './import-problems.ts';
import { keepUpload, type NewUpload, type ReadUpload, readKept, uploadGone } from './import-upload.ts';
import { readReason } from './read-line.ts';
import { holdRegister, rowsOf } from './row.store.ts';
import { type LineWrite, writeLines } from './write.ts';

export interface ImportPreview {
  readonly upload: Upload;
  readonly plan: ImportPlan;
}

/**
 * Reads a file and says what it would change. The file is kept for half an hour; the register stays as it is.
 *
 * @throws Fault `not-found`, `file-unreadable`, `too-many-attempts`
 */
export async function previewImport(deps: RegistersDeps, bytes: Buffer, given: NewUpload): Promise<ImportPreview> {
  const register = definitionOf(deps, given.register);
  const read = await keepUpload(deps, bytes, given);
  return { upload: read.upload, plan: await planOf(deps, deps.pool, register, read) };
}

async function planOf(deps: RegistersDeps, db: Db | Tx, register: Register, { upload, table }: ReadUpload): Promise<ImportPlan> {
  const rows = await rowsOf(db, register.id, 'all');
  const problems = new ImportProblems();
  const columns = importColumns(register, table, problems);
  const fields = columns?.fields ?? [];
  const used = usedIds(
    fields.map(({ field }) => field),
    rows.map(({ cells }) => cells),
  );
  const naming = namingTexts(fields.map(({ field, at }) => ({ field, texts: columns!.sheet.rows.map(({ cells }) => cells[at]!) })));
  const books = await nameBooks(
    deps,
    fields.map(({ field }) => field),
    used,
    naming,
  );
  const others = [...deps.definitions.values()];
  return planImport({ register, rows, columns, books, problems, others, file: upload.digest });
}

export interface ApplyWanted {
  readonly upload: string;
  /** Of the preview. */
  readonly digest: string;
  /** Lines that the file does not have are ended too; how many the person saw. Null: they stay. */
  readonly endMissing: number | null;
  readonly reason: string;
  readonly by: string;
}

export interface Applied {
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
  readonly restored: number;
}

/**
 * Does what the preview showed, all of it or nothing, with an entry of the ledger for the file and one for each line. Where nothing would
 * change, nothing is written.
 *
 * @throws Fault `not-ready` where there are problems, `conflict` where the register changed since, `not-found`, `reason-required`
 */
export async function applyImport(deps: RegistersDeps, registerId: string, wanted: ApplyWanted): Promise<Applied> {
  const register = definitionOf(deps, registerId);
  const reason = readReason(wanted.reason);
  if (reason === '') throw new Fault('reason-required');
  const read = await readKept(deps, wanted.upload, wanted.by, register.id);
  const at = deps.clock.now();
  return inTransaction(deps.pool, async (tx) => {
    await holdRegister(tx, register.id);
    const plan = await planOf(deps, tx, register, read);
    refuseOther(plan, wanted);
    // A second click waits above for the first one, and finds the file gone.
    if (!(await deleteUpload(tx, read.upload.id))) throw uploadGone();
    const writes = writesOf(plan, wanted);
    const applied = appliedOf(plan, wanted);
    if (writes.length === 0) return applied;
    await writeLines(deps, tx, register, writes, { by: wanted.by, at, reason });
    await append(tx, at, [
      {
        kind: 'register.imported',
        actor: wanted.by,
        subject: `register:${register.id} import:${newId()}`,
        payload: { file: read.upload.digest, plan: plan.digest, ...applied, same: plan.same, reason },
      },
    ]);
    return applied;
  });
}

function refuseOther(plan: ImportPlan, { digest, endMissing }: ApplyWanted): void {
  const count = plan.problems.length + plan.moreProblems;
  if (count > 0)
    throw new Fault('not-ready', {
      count,
      ja: `読めないところがあるため、取り込みませんでした(${count}件)。何も変えていません。`,
      en: `Nothing was imported: ${count} problems remain.`,
    });
  if (digest !== plan.digest || (endMissing !== null && endMissing !== plan.missing.length))
    throw new Fault('conflict', {
      ja: '確認のあとで台帳が変わりました。差分をもう一度確かめてください。何も変えていません。',
      en: 'The register has changed since the preview. Look at the difference again. Nothing was changed.',
    });
}

function writesOf({ lines, missing }: ImportPlan, { endMissing }: ApplyWanted): LineWrite[] {
  const act = 'imported' as const;
  const written = lines.map(({ row, after }): LineWrite => ({ act, row, state: 'current', cells: after }));
  return endMissing === null ? written : [...missing.map((row): LineWrite => ({ act, row, state: 'ended', cells: row.cells })), ...written];
}

const appliedOf = ({ lines, missing }: ImportPlan, { endMissing }: ApplyWanted): Applied => {
  const count = (wanted: string) => lines.filter(({ act }) => act === wanted).length;
  return { added: count('add'), changed: count('change'), restored: count('restore'), ended: endMissing === null ? 0 : missing.length };
};
