import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { addMonths, localDateOf } from '../calendar/index.ts';
import { type Db, inTransaction, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { sheetBySession } from './access.store.ts';
import { bySession, noteOf, sessionKey } from './access.ts';
import { sheetLimits } from './limits.ts';
import { answerer, type KeptFile, ledgerSubject, type SuppliersDeps, sheetSubject } from './ports.ts';
import { scoreOf } from './score.ts';
import {
  countEvidence,
  evidenceOf,
  insertEvidence,
  readDraft,
  readSheet,
  type SheetRow,
  saveDraft,
  storeSubmission,
  takeBackEvidence,
} from './sheet.store.ts';
import { type AnswerProblem, type Answers, draftProblems, missing, questionsOf, readContent, type SheetContent } from './sheet.ts';

export interface NamedEvidence extends KeptFile {
  readonly question: string;
}
export interface FrozenAnswers {
  readonly v: 1;
  /** The digest of what was asked. */
  readonly sheet: string;
  /** Who answers for it, as they wrote themselves. */
  readonly name: string;
  readonly answers: Answers;
  readonly evidence: readonly {
    readonly question: string;
    readonly name: string;
    readonly hash: string;
    readonly bytes: number;
    readonly file: string;
  }[];
}
export const readAnswers = (bytes: Buffer): FrozenAnswers => JSON.parse(bytes.toString('utf8')) as FrozenAnswers;

/** A sheet as whoever answers it sees it. */
export interface AnsweringSheet {
  readonly sheet: SheetRow;
  readonly content: SheetContent;
  readonly revision: number;
  readonly answers: Answers;
  readonly evidence: readonly NamedEvidence[];
  readonly savedAt: Date | null;
}

export async function evidenceFiles({ pool, ports }: SuppliersDeps, sheet: string): Promise<NamedEvidence[]> {
  const rows = await evidenceOf(pool, sheet);
  const files = new Map((rows.length === 0 ? [] : await ports.files.of(sheetSubject(sheet))).map((file) => [file.id, file]));
  return rows.flatMap(({ file, question }) => {
    const kept = files.get(file);
    return kept === undefined
      ? []
      : [{ id: kept.id, name: kept.name, bytes: kept.bytes, mediaType: kept.mediaType, hash: kept.hash, question }];
  });
}

/** @throws Fault `link-expired` */
export async function readByLink(deps: SuppliersDeps, session: string, address: string): Promise<AnsweringSheet> {
  const sheet = await bySession(deps, session);
  await noteOf(deps, sheet, 'read', address);
  return shown(deps, sheet);
}

async function shown(deps: SuppliersDeps, sheet: SheetRow): Promise<AnsweringSheet> {
  const evidence = await evidenceFiles(deps, sheet.id);
  const draft =
    sheet.answers === null
      ? await readDraft(deps.pool, sheet.id)
      : { revision: 0, answers: readAnswers(sheet.answers).answers, savedAt: sheet.submittedAt };
  return { sheet, content: readContent(sheet.content), evidence, ...draft };
}

/**
 * Keeps what was answered so far.
 * @throws Fault `link-expired`, `wrong-state` once it was handed in, `conflict` where another browser saved, `value-out-of-bounds`
 */
export async function saveByLink(
  deps: SuppliersDeps,
  session: string,
  given: { readonly revision: number; readonly answers: Answers },
): Promise<{ readonly revision: number; readonly savedAt: Date }> {
  const at = deps.clock.now();
  return inTransaction(deps.pool, async (tx) => {
    const sheet = await heldBySession(deps, tx, session);
    refuseProblems(draftProblems(readContent(sheet.content), given.answers));
    if (!(await saveDraft(tx, sheet.id, given.revision, given.answers, at))) throw changedMeanwhile();
    return { revision: given.revision + 1, savedAt: at };
  });
}

const changedMeanwhile = (): Fault =>
  new Fault('conflict', {
    what: 'draft',
    ja: '別の画面で保存された内容があります。読み込み直してから続けてください。',
    en: 'Another browser saved in between. Load the page again, then go on.',
  });
const handedIn = (): Fault =>
  new Fault('wrong-state', {
    what: 'submitted',
    ja: 'この審査票は回答済みです。提出した内容は変えられません。直したいときは、依頼元の担当者へご連絡ください。',
    en: 'This sheet was handed in and cannot be changed. To correct something, please contact whoever asked you.',
  });

function refuseProblems(problems: readonly AnswerProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const more = problems.length - 1;
  throw new Fault('value-out-of-bounds', {
    field: first.question,
    problems: problems.length,
    ja: `${first.question === '' ? '' : `${first.question}: `}${first.says.ja}${more > 0 ? `(ほか${more}件)` : ''}`,
    en: `${first.question === '' ? '' : `${first.question}: `}${first.says.en}${more > 0 ? ` (and ${more} more)` : ''}`,
  });
}

async function heldBySession(deps: SuppliersDeps, tx: Tx, session: string): Promise<SheetRow> {
  const sheet = await sheetBySession(tx, sessionKey(session), deps.clock.now(), true);
  if (sheet === null) throw new Fault('link-expired');
  if (sheet.state !== 'open') throw handedIn();
  return sheet;
}

/** Keeps a file beside an answer. @throws Fault `link-expired`, `wrong-state`, `file-refused`, `too-many-attempts` */
export async function addEvidence(
  deps: SuppliersDeps,
  session: string,
  question: string,
  file: { readonly name: string; readonly content: Buffer },
): Promise<NamedEvidence> {
  const sheet = await bySession(deps, session);
  if (sheet.state !== 'open') throw handedIn();
  if (!questionsOf(readContent(sheet.content)).some(({ id }) => id === question)) throw new Fault('bad-request', { field: 'question' });
  await mustHaveRoom(deps, deps.pool, sheet.id, file.content.length);
  const by = answerer(sheet.id);
  const kept = await deps.ports.files.upload(file.content, { name: file.name, by });
  const at = deps.clock.now();
  await inTransaction(deps.pool, async (tx) => {
    await heldBySession(deps, tx, session);
    // Once more while the sheet is held: many files that come at once each saw room for one.
    await mustHaveRoom(deps, tx, sheet.id, file.content.length);
    await deps.ports.files.bind(tx, [kept.id], { subject: sheetSubject(sheet.id), by, at });
    await insertEvidence(tx, sheet.id, { file: kept.id, question, at });
  });
  return { id: kept.id, name: kept.name, bytes: kept.bytes, mediaType: kept.mediaType, hash: kept.hash, question };
}

/** Files that were taken back count too: they are kept, and room is not without end. */
async function mustHaveRoom({ ports }: SuppliersDeps, db: Db, sheet: string, more: number): Promise<void> {
  const bytes = (await ports.files.of(sheetSubject(sheet), db)).reduce((sum, each) => sum + each.bytes, more);
  if ((await countEvidence(db, sheet)) < sheetLimits.evidenceFilesMax && bytes <= sheetLimits.evidenceBytesAllMax) return;
  throw new Fault('file-refused', {
    ja: `添付できるのは${sheetLimits.evidenceFilesMax}個、合計${sheetLimits.evidenceBytesAllMax / 1024 / 1024}MBまでです。`,
    en: `At most ${sheetLimits.evidenceFilesMax} files of ${sheetLimits.evidenceBytesAllMax / 1024 / 1024} MB in all.`,
  });
}

/** Takes a file back from an answer; what was sent in is kept, and shown to nobody as part of the answers. */
export async function removeEvidence(deps: SuppliersDeps, session: string, file: string): Promise<void> {
  await inTransaction(deps.pool, async (tx) => {
    const sheet = await heldBySession(deps, tx, session);
    if (!(await takeBackEvidence(tx, sheet.id, file, deps.clock.now()))) throw new Fault('not-found', { file });
  });
}

/**
 * Hands the sheet in, once and for ever: answers, files and score are frozen, the case goes on.
 * @throws Fault `link-expired`, `wrong-state` where it was handed in before, `conflict`, `value-out-of-bounds` with what is missing
 */
export async function submitByLink(
  deps: SuppliersDeps,
  session: string,
  given: { readonly revision: number; readonly name: string },
  address: string,
): Promise<{ readonly at: Date; readonly receipt: number }> {
  const sheet = await bySession(deps, session);
  if (sheet.state !== 'open') {
    await noteOf(deps, sheet, 'again', address);
    throw handedIn();
  }
  const draft = await readDraft(deps.pool, sheet.id);
  if (draft.revision !== given.revision) throw changedMeanwhile();
  const evidence = await evidenceFiles(deps, sheet.id);
  const done = await handIn(
    deps,
    sheet,
    { answers: draft.answers, evidence, name: given.name, via: 'link', by: answerer(sheet.id) },
    async (tx) => {
      await heldBySession(deps, tx, session);
      const [now, files] = [await readDraft(tx, sheet.id), await evidenceOf(tx, sheet.id)];
      if (now.revision !== draft.revision || files.length !== evidence.length) throw changedMeanwhile();
    },
  );
  await noteOf(deps, sheet, 'submitted', address).catch(() => undefined);
  return done;
}

interface HandingIn {
  readonly answers: Answers;
  readonly evidence: readonly NamedEvidence[];
  readonly name: string;
  readonly via: 'link' | 'company';
  readonly by: string;
}

/** Freezes answers in one transaction with the step of the case. The case is held first, as everywhere. */
export async function handIn(
  deps: SuppliersDeps,
  sheet: SheetRow,
  { answers, evidence, name, via, by }: HandingIn,
  still: (tx: Tx) => Promise<void>,
): Promise<{ readonly at: Date; readonly receipt: number }> {
  const content = readContent(sheet.content);
  const backed = new Set(evidence.map(({ question }) => question));
  refuseProblems([...draftProblems(content, answers), ...missing(content, answers, backed)]);
  const score = scoreOf(content, answers, backed);
  const files = evidence.map(({ question, name: file, hash, bytes, id }) => ({ question, name: file, hash, bytes, file: id }));
  const bytes = Buffer.from(canonicalJson({ v: 1, sheet: sheet.digest, name, answers, evidence: files } satisfies FrozenAnswers));
  const digest = sha256Hex(bytes);
  const at = deps.clock.now();
  const today = localDateOf(at);
  const cells = {
    score: score.total,
    passMark: score.passMark,
    knockOuts: score.knockOuts.length,
    assessedOn: today,
    reassessBy: addMonths(today, deps.ports.reassessMonths(at)),
    sheet: sheet.id,
    answers: digest,
  };
  return inTransaction(deps.pool, async (tx) => {
    await deps.ports.answered(tx, { caseId: sheet.caseId, again: sheet.again, cells, at });
    await still(tx);
    const now = await readSheet(tx, sheet.id, true);
    if (now?.state !== 'open') throw handedIn();
    const { total, passMark, passed, knockOuts } = score;
    const payload = {
      number: sheet.caseNumber,
      via,
      sheet: sheet.digest,
      answers: digest,
      total,
      passMark,
      passed,
      knockOuts: [...knockOuts],
      files: files.map(({ hash, bytes: size }) => ({ hash, bytes: size })),
    };
    const seq = await append(tx, at, [
      { kind: 'supplier.sheet-submitted', actor: by, subject: ledgerSubject(sheet.caseId, sheet.id), payload },
    ]);
    await storeSubmission(tx, sheet.id, { at, via, by: via === 'link' ? name : by, answers: bytes, digest, score, seq });
    return { at, receipt: seq };
  }).catch(async (error: unknown) => {
    // The case went on because somebody else handed it in first: that is what has to be said.
    if (error instanceof Fault && error.code === 'wrong-state' && (await readSheet(deps.pool, sheet.id))?.state === 'submitted')
      throw handedIn();
    throw error;
  });
}
