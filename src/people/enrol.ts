import { Fault } from '../base/fault.ts';
import { sha256 } from '../base/hash.ts';
import { newId, newSecret } from '../base/id.ts';
import type { Language } from '../base/text.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { accountForChange, administratorsBeside, holdAdministrators, insertAccount, setPassword, updateAccount } from './account.store.ts';
import { type Account, worksAt } from './account.ts';
import type { From, PasskeyPlace, PeopleDeps, PeopleEvent } from './deps.ts';
import {
  deletePasskeys,
  deleteRecoveryCodes,
  deleteTotp,
  insertPasskey,
  insertRecoveryCodes,
  type Passkey,
  putTotp,
} from './factor.store.ts';
import { ceremonyByKey, endCeremoniesOf, endCeremony, putCeremony, takeChallenge } from './limit.store.ts';
import { spendLink } from './link.store.ts';
import { type OpenLink, openLink } from './links.ts';
import {
  creationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  placeForPasskeys,
  type RegistrationResponseJSON,
  verifiedCreation,
} from './passkey.ts';
import { hashPassword, refuseWeakPassword } from './password.ts';
import { newRecoveryCodes, recoveryCodeHash } from './recovery.ts';
import { endSessionsOf, forgetBrowsers, putKnownBrowser } from './session.store.ts';
import { beginSession, sessionsEnded } from './session.ts';
import { newTotpSecret, type TotpOffer, totpOffer, totpStep } from './totp.ts';

const enrolLifeMs = 30 * 60_000;

export interface EnrolBegun {
  readonly token: string;
  readonly totp: TotpOffer;
  /** Null where browsers allow no passkey at this address. */
  readonly passkey: PublicKeyCredentialCreationOptionsJSON | null;
}

/** The new factor: a code from the authenticator app, or what the browser made. */
export type NewFactor =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'passkey'; readonly response: RegistrationResponseJSON; readonly place: PasskeyPlace; readonly label: string };

export interface Enrolled {
  readonly account: Account;
  /** Shown once, stored as hashes. */
  readonly recoveryCodes: readonly string[];
  /** Null for an account whose window has not opened: it signs in once it has. */
  readonly sessionToken: string | null;
  readonly browserToken: string;
}

/** Kept between the two steps; the password only as its hash, the seed sealed. */
interface Draft {
  readonly linkId: string;
  readonly purpose: OpenLink['purpose'];
  readonly accountId: string;
  readonly name: string;
  readonly login: string;
  readonly language: Language;
  readonly passwordHash: string;
  readonly sealedTotp: string;
}

/**
 * First step behind a set-up or invitation link: the password, answered with the seed of a one-time password and with
 * options for a passkey. Nothing exists yet. `self` is for the set-up link, where nobody was named before.
 */
export async function beginEnrolment(
  deps: PeopleDeps,
  given: {
    purpose: OpenLink['purpose'];
    token: string;
    password: string;
    language: Language;
    self: { name: string; login: string } | null;
    address: string;
  },
  place: PasskeyPlace,
): Promise<EnrolBegun> {
  const link = await openLink(deps, given.purpose, given.token, given.address);
  const who = link.invited ?? given.self;
  if (who === null) throw new Fault('bad-request', { field: 'body', problem: 'name and login are needed' });
  refuseWeakPassword(given.password, who);
  const accountId = link.invited?.accountId ?? newId();
  const secret = newTotpSecret();
  const draft: Draft = {
    linkId: link.linkId,
    purpose: given.purpose,
    accountId,
    name: who.name.trim(),
    login: who.login.trim(),
    language: given.language,
    passwordHash: await hashPassword(given.password),
    sealedTotp: deps.vault.seal(secret, accountId).toString('base64'),
  };
  const passkey = place === null ? null : await creationOptions(place, { id: accountId, ...who }, []);
  const token = newSecret();
  await putCeremony(deps.pool, sha256(token), {
    purpose: 'enrol',
    accountId,
    data: { ...draft },
    challenge: passkey?.challenge ?? null,
    expiresAt: new Date(deps.clock.now().getTime() + enrolLifeMs),
  });
  return { token, totp: await totpOffer(secret, draft.login), passkey };
}

/**
 * Second step: the first code, or the passkey. The account becomes active with its factor, its recovery codes and a
 * session, in one transaction. For an account that worked before, everything it had is replaced and its sessions end.
 */
export async function finishEnrolment(deps: PeopleDeps, token: string, factor: NewFactor, from: From): Promise<Enrolled> {
  const at = deps.clock.now();
  const key = sha256(token);
  const ceremony = await ceremonyByKey(deps.pool, key, 'enrol', at);
  if (ceremony === null) throw new Fault('link-expired');
  const draft = ceremony.data as unknown as Draft;
  const proven = await provenFactor(deps, draft, factor, key, at);
  if (proven === null) throw new Fault('wrong-credentials');
  return inTransaction(deps.pool, async (tx) => {
    if (!(await endCeremony(tx, key)) || !(await spendLink(tx, draft.linkId, at))) throw new Fault('link-expired');
    const { account, events } = draft.purpose === 'setup' ? await firstAdministrator(tx, draft, at) : await invitedAccount(tx, draft, at);
    if (proven.totp === null) await deleteTotp(tx, account.id);
    else await putTotp(tx, account.id, proven.totp, at);
    if (proven.passkey !== null && !(await insertPasskey(tx, account.id, proven.passkey)))
      throw new Fault('conflict', { problem: 'passkey known already' });
    const recoveryCodes = await newCodesFor(tx, account.id);
    const works = worksAt(account, at);
    const sessionToken = works ? await beginSession(tx, account.id, factor.kind, from, at) : null;
    const browserToken = newSecret();
    await putKnownBrowser(tx, sha256(browserToken), account.id, at);
    const payload = { factor: factor.kind, address: from.address, browser: from.browser };
    const signedIn = { kind: 'account.signed-in', actor: account.id, subject: account.id, payload } as const;
    await deps.append(tx, at, works ? [...events, signedIn] : events);
    return { account, recoveryCodes, sessionToken, browserToken };
  });
}

/** Ten new recovery codes instead of the old ones, in the caller's transaction. */
export async function newCodesFor(tx: Tx, accountId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  await deleteRecoveryCodes(tx, accountId);
  await insertRecoveryCodes(
    tx,
    accountId,
    codes.map((code) => recoveryCodeHash(code)!),
  );
  return codes;
}

interface ProvenFactor {
  readonly totp: { readonly sealedSecret: Buffer; readonly lastStep: number } | null;
  readonly passkey: Passkey | null;
}

async function provenFactor(deps: PeopleDeps, draft: Draft, factor: NewFactor, key: Buffer, at: Date): Promise<ProvenFactor | null> {
  if (factor.kind === 'totp') {
    const sealedSecret = Buffer.from(draft.sealedTotp, 'base64');
    const lastStep = totpStep(deps.vault.open(sealedSecret, draft.accountId), factor.code, at);
    return lastStep === null ? null : { totp: { sealedSecret, lastStep }, passkey: null };
  }
  const challenge = await takeChallenge(deps.pool, key);
  if (challenge === null) throw new Fault('link-expired');
  const passkey = await verifiedCreation(factor.response, challenge, placeForPasskeys(factor.place), factor.label, at);
  return passkey === null ? null : { totp: null, passkey };
}

async function firstAdministrator(tx: Tx, draft: Draft, at: Date): Promise<{ account: Account; events: PeopleEvent[] }> {
  await holdAdministrators(tx);
  if ((await administratorsBeside(tx, null)) > 0) throw new Fault('link-expired');
  const account: Account = {
    id: draft.accountId,
    login: draft.login,
    name: draft.name,
    roles: ['administrator'],
    status: 'active',
    language: draft.language,
    expiresAt: null,
    opensAt: null,
    createdAt: at,
  };
  if (!(await insertAccount(tx, { ...account, passwordHash: draft.passwordHash }))) throw new Fault('conflict', { field: 'login' });
  const payload = { name: account.name, login: account.login, roles: account.roles, by: 'set-up link' };
  return { account, events: [{ kind: 'account.created', actor: account.id, subject: account.id, payload }] };
}

async function invitedAccount(tx: Tx, draft: Draft, at: Date): Promise<{ account: Account; events: PeopleEvent[] }> {
  const before = await accountForChange(tx, draft.accountId);
  if (before === null || before.status === 'disabled' || (before.expiresAt !== null && before.expiresAt <= at))
    throw new Fault('link-expired');
  const { passwordHash: _, ...rest } = before;
  const account: Account = { ...rest, status: 'active', language: draft.language };
  await setPassword(tx, account.id, draft.passwordHash, at);
  await updateAccount(tx, account);
  await deletePasskeys(tx, account.id);
  await endCeremoniesOf(tx, account.id);
  await forgetBrowsers(tx, account.id);
  const ended = await endSessionsOf(tx, account.id, null, at);
  const change = before.status === 'active' ? 'password and factors set anew by link' : 'activated by invitation';
  const events: PeopleEvent[] = [{ kind: 'account.changed', actor: account.id, subject: account.id, payload: { change } }];
  if (ended > 0) events.push(sessionsEnded(account.id, account.id, { count: ended, why: change }));
  return { account, events };
}
