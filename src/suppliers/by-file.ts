import { Fault } from '../base/fault.ts';
import { inTransaction } from '../db/pool.ts';
import { bySession, noteOf } from './access.ts';
import { handIn, readByLink, saveByLink } from './answer.ts';
import { readSheetFile, type SheetFile, writeSheet } from './excel.ts';
import { type SuppliersDeps, sheetSubject } from './ports.ts';
import { readDraft, readSheet, type SheetRow } from './sheet.store.ts';
import { type Answers, readContent } from './sheet.ts';

/** The workbook of a sheet for whoever answers it, with what was saved so far. @throws Fault `link-expired` */
export async function excelByLink(deps: SuppliersDeps, session: string, address: string): Promise<Uint8Array> {
  const { sheet, content, answers } = await readByLink(deps, session, address);
  return writeSheet(content, answers, saidOf(sheet));
}

/** The workbook of a sheet for the company, which hands it over itself. @throws Fault `not-found` */
export async function excelForCompany({ pool }: SuppliersDeps, sheetId: string): Promise<Uint8Array> {
  const sheet = await readSheet(pool, sheetId);
  if (sheet === null) throw new Fault('not-found', { sheet: sheetId });
  return writeSheet(readContent(sheet.content), {}, saidOf(sheet));
}

/** Told apart by its own id: two suppliers may well be asked the same. */
const saidOf = ({ id, company, dueOn, sentAt }: SheetRow) => ({ mark: markOf(id), company, dueOn, at: sentAt });
const markOf = (id: string): string => id.replaceAll('-', '');

/** Takes the answers of a workbook into the draft: all of them, or none. @throws Fault as `saveByLink`, `file-unreadable` */
export async function importByLink(
  deps: SuppliersDeps,
  session: string,
  file: { readonly revision: number; readonly name: string; readonly content: Buffer },
  address: string,
): Promise<SheetFile & { readonly revision?: number }> {
  const sheet = await bySession(deps, session);
  await noteOf(deps, sheet, 'excel-in', address);
  const read = await readSheetFile(file.content, file.name, readContent(sheet.content), markOf(sheet.id));
  if (!read.ok) return read;
  const { revision } = await saveByLink(deps, session, { revision: file.revision, answers: read.answers });
  return { ...read, revision };
}

/**
 * The company reads back a workbook that the supplier sent it. The file is kept beside the answers.
 * @throws Fault `not-found`, `wrong-state`, `value-out-of-bounds` with what is missing or wrong, `file-unreadable`
 */
export async function importForCompany(
  deps: SuppliersDeps,
  sheetId: string,
  file: { readonly name: string; readonly content: Buffer; readonly from: string },
  by: string,
): Promise<{ readonly at: Date; readonly receipt: number }> {
  const sheet = await readSheet(deps.pool, sheetId);
  if (sheet === null) throw new Fault('not-found', { sheet: sheetId });
  if (sheet.state !== 'open')
    throw new Fault('wrong-state', { ja: 'この審査票は、もう回答を受け付けていません。', en: 'This sheet takes no answers any more.' });
  const answers = mustBeGood(await readSheetFile(file.content, file.name, readContent(sheet.content), markOf(sheet.id)));
  const kept = await deps.ports.files.upload(file.content, { name: file.name, by });
  return handIn(deps, sheet, { answers, evidence: [], name: file.from, via: 'company', by }, async (tx) => {
    await deps.ports.files.bind(tx, [kept.id], { subject: sheetSubject(sheet.id), by, at: deps.clock.now() });
  });
}

function mustBeGood(read: SheetFile): Answers {
  if (read.ok) return read.answers;
  const [first] = read.problems;
  const more = read.problems.length - 1 + read.more;
  throw new Fault('value-out-of-bounds', {
    field: first?.question ?? 'file',
    problems: read.problems.length,
    ja: `${first?.question ?? ''} ${first?.says.ja ?? ''}${more > 0 ? `(ほか${more}件)` : ''}`.trim(),
    en: `${first?.question ?? ''} ${first?.says.en ?? ''}${more > 0 ? ` (and ${more} more)` : ''}`.trim(),
  });
}

/** How far a draft has come, without what it says. */
export async function progressOf(
  { pool }: SuppliersDeps,
  sheet: SheetRow,
): Promise<{ readonly answered: number; readonly asked: number; readonly savedAt: Date | null }> {
  const asked = readContent(sheet.content).groups.flatMap(({ questions }) => questions).length;
  const { answers, savedAt } = await inTransaction(pool, (tx) => readDraft(tx, sheet.id));
  return { answered: Object.values(answers).filter(({ value, note }) => value !== null || note.trim() !== '').length, asked, savedAt };
}
