import { createHmac, randomInt } from 'node:crypto';
import { Fault } from '../base/fault.ts';
import { sameSecret, sha256 } from '../base/hash.ts';
import { newId, newSecret } from '../base/id.ts';
import { inTransaction } from '../db/pool.ts';
import {
  codesSince,
  countTry,
  endLinks,
  insertCode,
  insertSession,
  keepNewestSessions,
  newestCode,
  noteOpening,
  type OpeningAct,
  sheetBySession,
  sheetByToken,
  spendCode,
  wrongTries,
} from './access.store.ts';
import { sheetLimits } from './limits.ts';
import { codeMail } from './mail.ts';
import type { SuppliersDeps } from './ports.ts';
import type { SheetRow } from './sheet.store.ts';

/**
 * Who may see a sheet: a link alone shows who asks and by when, nothing of the answers. Six digits that go to the contact's mailbox open
 * them in the browser that shows the digits. So a link that is forwarded tells a stranger nothing, and the contact can let a colleague in.
 */
export interface OpenedLink {
  readonly company: string;
  readonly dueOn: string;
  readonly until: Date;
  readonly state: 'open' | 'submitted';
  readonly submittedAt: Date | null;
  /** Where the code goes: `s•••@example.co.jp`. */
  readonly sentTo: string;
  readonly number: string;
}

const secretPattern = /^[A-Za-z0-9_-]{43}$/;
const keyOf = (secret: string): Buffer => sha256(secretPattern.test(secret) ? secret : '');
const hourMs = 3_600_000;
/** Wrong codes of a link, over its whole life: one in thirty thousand is let in by luck. Then the link ends. */
const wrongMax = 30;

const masked = (mail: string): string => mail.replace(/^(.)[^@]*(?=@)/u, '$1•••');

async function note(deps: SuppliersDeps, sheet: SheetRow, act: OpeningAct, address: string): Promise<void> {
  const noted = await noteOpening(
    deps.pool,
    sheet.id,
    { at: deps.clock.now(), act, address: address.slice(0, 60) },
    sheetLimits.openingsMax,
  );
  // What cannot be shown to the company any more is not done either.
  if (!noted) throw new Fault('too-many-attempts', { retryAfterSeconds: 3600 });
}
export const noteOf = note;

/** @throws Fault `link-expired` for a link never made, ended or too old; they cannot be told apart */
async function byToken(deps: SuppliersDeps, token: string): Promise<SheetRow> {
  const sheet = await sheetByToken(deps.pool, keyOf(token), deps.clock.now());
  if (sheet === null) throw new Fault('link-expired');
  return sheet;
}

/** What a link shows to whoever has it. */
export async function openLink(deps: SuppliersDeps, token: string, address: string): Promise<OpenedLink> {
  const sheet = await byToken(deps, token);
  await note(deps, sheet, 'opened', address);
  const { company, dueOn, expiresAt, state, submittedAt, contactMail, id } = sheet;
  return {
    company,
    dueOn,
    until: expiresAt,
    state: state === 'submitted' ? 'submitted' : 'open',
    submittedAt,
    sentTo: masked(contactMail ?? ''),
    number: id.slice(0, 8).toUpperCase(),
  };
}

const codeHash = (token: string, code: string): Buffer => createHmac('sha256', token).update(code).digest();

/** Sends six digits to the contact. @throws Fault `link-expired`, `too-many-attempts` above so many an hour */
export async function sendCode(deps: SuppliersDeps, token: string, address: string): Promise<{ readonly minutes: number }> {
  const sheet = await byToken(deps, token);
  const at = deps.clock.now();
  const { count, first } = await codesSince(deps.pool, sheet.id, new Date(at.getTime() - hourMs));
  if (count >= sheetLimits.codesPerHour)
    throw new Fault('too-many-attempts', { retryAfterSeconds: Math.ceil(((first ?? at).getTime() + hourMs - at.getTime()) / 1000) });
  await note(deps, sheet, 'code-sent', address);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const id = newId();
  await inTransaction(deps.pool, async (tx) => {
    const until = new Date(at.getTime() + sheetLimits.codeMinutes * 60_000);
    await insertCode(tx, { id, sheet: sheet.id, token: keyOf(token), hash: codeHash(token, code), at, until });
    await deps.ports.enqueue(tx, at, [codeMail(sheet, code, id, sheetLimits.codeMinutes)]);
  });
  return { minutes: sheetLimits.codeMinutes };
}

/**
 * Lets the browser in that shows the code. Its secret is handed out once; stored is its hash.
 * @throws Fault `link-expired`, `wrong-credentials` with `triesLeft`
 */
export async function confirmCode(
  deps: SuppliersDeps,
  token: string,
  code: string,
  address: string,
): Promise<{ readonly session: string; readonly until: Date }> {
  const sheet = await byToken(deps, token);
  const at = deps.clock.now();
  const session = newSecret();
  const until = new Date(Math.min(at.getTime() + sheetLimits.sessionHours * hourMs, sheet.expiresAt.getTime()));
  const triesLeft = await inTransaction(deps.pool, async (tx): Promise<number | null> => {
    const found = await newestCode(tx, keyOf(token), at);
    if (found === null || found.tries >= sheetLimits.codeTriesMax) return 0;
    if (!sameSecret(found.codeHash.toString('hex'), codeHash(token, code).toString('hex'))) {
      await countTry(tx, found.id);
      if ((await wrongTries(tx, keyOf(token))) >= wrongMax) await endLinks(tx, sheet.id, at);
      return sheetLimits.codeTriesMax - found.tries - 1;
    }
    await spendCode(tx, found.id, at);
    await insertSession(tx, { hash: sha256(session), sheet: sheet.id, token: keyOf(token), at, until });
    await keepNewestSessions(tx, sheet.id, sheetLimits.sessionsMax);
    return null;
  });
  await note(deps, sheet, triesLeft === null ? 'confirmed' : 'code-wrong', address);
  if (triesLeft !== null)
    throw new Fault('wrong-credentials', {
      triesLeft,
      ja: triesLeft > 0 ? `コードが違います。あと${triesLeft}回試せます。` : 'このコードはもう使えません。新しいコードを送ってください。',
      en: triesLeft > 0 ? `Wrong code; ${triesLeft} tries are left.` : 'This code cannot be used any more. Send a new one.',
    });
  return { session, until };
}

/** The sheet that a browser was let in to. @throws Fault `link-expired` */
export async function bySession(deps: SuppliersDeps, session: string): Promise<SheetRow> {
  const sheet = await sheetBySession(deps.pool, keyOf(session), deps.clock.now());
  if (sheet === null) throw new Fault('link-expired');
  return sheet;
}
export const sessionKey = keyOf;
