import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { addDays, type LocalDate, startOfDay } from '../calendar/index.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { CaseSoFar } from '../mechanism/case.ts';
import type { Cells } from '../mechanism/field.ts';
import { newest } from '../practices/suppliers/supplier-steps.ts';
import { type WorkKind, workKinds } from '../practices/suppliers/work-kinds.ts';
import { endLinks, insertLink } from './access.store.ts';
import { sheetLimits } from './limits.ts';
import { type MailKind, sheetMail } from './mail.ts';
import { ledgerSubject, type SuppliersDeps } from './ports.ts';
import {
  endSheet,
  insertDelivery,
  insertSheet,
  markReminded,
  openByLink,
  openSheetOf,
  prolong,
  readSheet,
  type SheetRow,
} from './sheet.store.ts';
import { freeze } from './sheet.ts';
import { currentTemplate } from './template.ts';

/** A step of a supplier's case, as the engine tells of it within its transaction. */
export interface SupplierStep {
  readonly case: string;
  readonly number: string;
  readonly step: string;
  readonly to: string;
  readonly cells: Cells;
  readonly so: CaseSoFar;
  /** The line of R-VENDOR that mirrors the case. */
  readonly line: string | null;
  readonly by: string;
  readonly at: Date;
}

const text = (cell: unknown): string => (typeof cell === 'string' ? cell : '');

/**
 * What hangs on a step of a supplier's case: a sheet goes out, ends, or gets more time; a delivery opens its acceptance.
 * @throws Fault `not-ready` where no mail can leave, or nothing would be asked: then the step is not done either
 */
export async function onSupplierStep(deps: SuppliersDeps, tx: Tx, done: SupplierStep): Promise<void> {
  if (done.step === 'send' || done.step === 'send-again') return sendSheet(deps, tx, done);
  if (done.step.startsWith('chase-in-')) return moreTime(tx, done);
  if (done.step.startsWith('deliver-in-')) return delivered(deps, tx, done);
  // Whoever hands a sheet in closes it in the same transaction, right after the case moved.
  const waits = done.step.startsWith('answer') || done.to === 'asked' || done.to === 'asked-again';
  if (!waits) await endOpenSheet(tx, done.case, done.at);
}

/** A sheet ends with the state that waited for it. */
async function endOpenSheet(tx: Tx, caseId: string, at: Date): Promise<void> {
  const open = await openSheetOf(tx, caseId);
  if (open === null) return;
  await endSheet(tx, open.id, at);
  await endLinks(tx, open.id, at);
}

const endsAt = (dueOn: LocalDate): Date => startOfDay(addDays(dueOn, sheetLimits.graceDays + 1));

async function sendSheet(deps: SuppliersDeps, tx: Tx, { case: caseId, number, step, cells, so, by, at }: SupplierStep): Promise<void> {
  const said = newest(so, 'apply', 'enter')?.cells.workKinds;
  const kinds = (Array.isArray(said) ? said : []).filter((kind): kind is WorkKind => Object.hasOwn(workKinds, kind));
  const { bytes, digest, content } = freeze(await currentTemplate(tx), kinds, deps.ports.passMark(at));
  if (!content.groups.some(({ questions }) => questions.some(({ kind }) => kind === 'scale')))
    throw new Fault('not-ready', {
      ja: '質問が1つもありません。審査票の質問を選んでください。',
      en: 'Nothing would be asked. Choose questions first.',
    });
  const way = cells.way === 'excel' ? 'excel' : 'link';
  const base = way === 'link' ? await mustMail(deps) : null;
  const id = newId();
  const dueOn = text(cells.dueOn);
  const payload = {
    number,
    digest,
    dueOn,
    way,
    again: step === 'send-again',
    questions: content.groups.flatMap(({ questions }) => questions).length,
  };
  const sentSeq = await append(tx, at, [{ kind: 'supplier.sheet-sent', actor: by, subject: ledgerSubject(caseId, id), payload }]);
  const sheet = {
    id,
    caseId,
    caseNumber: number,
    again: step === 'send-again',
    way,
    company: deps.ports.companyName(),
    content: bytes,
    digest,
    contactName: text(cells.contactName),
    contactMail: way === 'link' ? text(cells.contactMail).trim() : null,
    sentAt: at,
    sentBy: by,
    dueOn,
    expiresAt: endsAt(dueOn),
    sentSeq,
  } as const;
  if (sheet.contactMail !== null && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(sheet.contactMail))
    throw new Fault('value-out-of-bounds', {
      field: 'contactMail',
      ja: 'メールアドレスを確かめてください。',
      en: 'Please check the mail address.',
    });
  await insertSheet(tx, sheet);
  if (base !== null) await mailLink(deps, tx, sheet, { base, kind: 'first', key: 'sent', at });
}

async function mustMail({ ports }: SuppliersDeps): Promise<string> {
  const base = await ports.mailBase();
  if (base !== null) return base;
  throw new Fault('not-ready', {
    what: 'mail',
    ja: 'メールを送る設定がまだありません。設定するか、送り方を「Excel」にしてください。',
    en: 'Mail is not set up yet. Set it up, or choose Excel.',
  });
}

async function mailLink(
  { ports }: SuppliersDeps,
  tx: Tx,
  sheet: Pick<SheetRow, 'id' | 'company' | 'contactName' | 'contactMail' | 'dueOn'>,
  { base, kind, key, at }: { readonly base: string; readonly kind: MailKind; readonly key: string; readonly at: Date },
): Promise<void> {
  const { mail, hash } = sheetMail(sheet, base, kind, key);
  await insertLink(tx, hash, sheet.id, at);
  await ports.enqueue(tx, at, [mail]);
}

/** A call was recorded: the due date moves, and the link with it. */
async function moreTime(tx: Tx, { case: caseId, number, cells, by, at }: SupplierStep): Promise<void> {
  const open = await openSheetOf(tx, caseId);
  if (open === null) return;
  const dueOn = text(cells.newDue);
  await append(tx, at, [
    {
      kind: 'supplier.sheet-changed',
      actor: by,
      subject: ledgerSubject(caseId, open.id),
      payload: { number, what: 'due', dueOn, was: open.dueOn },
    },
  ]);
  await prolong(tx, open.id, dueOn, endsAt(dueOn));
}

async function delivered(deps: SuppliersDeps, tx: Tx, { case: caseId, number, cells, line, by, at }: SupplierStep): Promise<void> {
  const what = text(cells.delivered);
  const deliveredOn = text(cells.deliveredOn);
  const acceptance = await deps.ports.openAcceptance(tx, { supplierCase: caseId, supplierNumber: number, what, deliveredOn, line, by, at });
  await insertDelivery(tx, { caseId, at, what, deliveredOn, acceptance: acceptance?.id ?? null });
}

/**
 * Sends a new link to the same contact; those before it, and the browsers that came by them, end at once.
 * @throws Fault `not-found`, `wrong-state`, `not-ready`
 */
export async function sendNewLink(deps: SuppliersDeps, sheetId: string, by: string): Promise<void> {
  const base = await mustMail(deps);
  const at = deps.clock.now();
  await inTransaction(deps.pool, async (tx) => {
    const sheet = await mustOpen(tx, sheetId, at);
    await ended(tx, sheet, 'new-link', by, at);
    await mailLink(deps, tx, sheet, { base, kind: 'again', key: `again:${at.getTime()}`, at });
  });
}

/** Stops the link without another one: it went to the wrong people. @throws Fault `not-found`, `wrong-state` */
export async function stopLinks(deps: SuppliersDeps, sheetId: string, by: string): Promise<void> {
  const at = deps.clock.now();
  await inTransaction(deps.pool, async (tx) => ended(tx, await mustOpen(tx, sheetId, at), 'link-stopped', by, at));
}

async function ended(tx: Tx, sheet: SheetRow, what: string, by: string, at: Date): Promise<void> {
  const payload = { number: sheet.caseNumber, what };
  await append(tx, at, [{ kind: 'supplier.sheet-changed', actor: by, subject: ledgerSubject(sheet.caseId, sheet.id), payload }]);
  await endLinks(tx, sheet.id, at);
}

async function mustOpen(tx: Tx, sheetId: string, at: Date): Promise<SheetRow> {
  const seen = await readSheet(tx, sheetId);
  if (seen === null) throw new Fault('not-found', { sheet: sheetId });
  if (seen.state !== 'open' || seen.way !== 'link' || seen.expiresAt <= at)
    throw new Fault('wrong-state', {
      ja: 'この審査票は、リンクで答えられる状態ではありません。',
      en: 'This sheet cannot be answered by a link now.',
    });
  return seen;
}

/** Reminders that are due by their dates, each once. After a long stop only the latest goes out. Returns how many were sent. */
export async function sweepSheets(deps: SuppliersDeps, today: LocalDate): Promise<number> {
  const { pool, clock, ports } = deps;
  const at = clock.now();
  const base = await ports.mailBase();
  if (base === null) return 0;
  let sent = 0;
  for (const sheet of await openByLink(pool, at)) {
    const kind = today === sheet.dueOn ? 'due' : today < sheet.dueOn && today >= addDays(sheet.dueOn, -3) ? 'before' : null;
    const key = `${kind}:${sheet.dueOn}`;
    // Whoever was asked only just now needs no reminder.
    const fresh = at.getTime() - sheet.sentAt.getTime() < 2 * 86_400_000;
    if (kind === null || fresh || sheet.reminders.includes(key)) continue;
    await inTransaction(pool, async (tx) => {
      if (!(await markReminded(tx, sheet.id, key, at))) return;
      await mailLink(deps, tx, sheet, { base, kind, key, at });
      sent += 1;
    });
  }
  return sent;
}
