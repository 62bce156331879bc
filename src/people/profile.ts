import { Fault } from '../base/fault.ts';
import type { Language } from '../base/text.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { accountById, accountForChange, type StoredAccount, setPassword, updateAccount } from './account.store.ts';
import type { Account, Caller } from './account.ts';
import type { PasskeyPlace, PeopleDeps, PeopleEvent, PeopleEventKind } from './deps.ts';
import { newCodesFor } from './enrol.ts';
import { deletePasskey, hasTotp, insertPasskey, type Passkey, passkeysOf, putTotp, recoveryCodesLeft } from './factor.store.ts';
import { ceremonyByKey, endCeremoniesOf, endCeremony, putCeremony, takeChallenge } from './limit.store.ts';
import { giveBack, type Limit, takeAttempt } from './limits.ts';
import {
  creationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  placeForPasskeys,
  type RegistrationResponseJSON,
  verifiedCreation,
} from './passkey.ts';
import { hashPassword, refuseWeakPassword, verifyPassword } from './password.ts';
import { endSessionsOf, forgetBrowsers } from './session.store.ts';
import { sessionsEnded } from './session.ts';
import { ceremonyKey, personOf } from './step-up.ts';
import { newTotpSecret, type TotpOffer, totpOffer, totpStep } from './totp.ts';

const enrolLifeMs = 15 * 60_000;
const passkeysMax = 20;

export interface OwnProfile {
  readonly account: Account;
  readonly hasTotp: boolean;
  readonly passkeys: readonly Passkey[];
  readonly recoveryCodesLeft: number;
}

export async function ownProfile(deps: PeopleDeps, caller: Caller): Promise<OwnProfile> {
  const { accountId } = personOf(caller);
  const { passwordHash: _, ...account } = await own(accountById(deps.pool, accountId));
  return {
    account,
    hasTotp: await hasTotp(deps.pool, accountId),
    passkeys: await passkeysOf(deps.pool, accountId),
    recoveryCodesLeft: await recoveryCodesLeft(deps.pool, accountId),
  };
}

async function own(found: Promise<StoredAccount | null>): Promise<StoredAccount> {
  const account = await found;
  if (account === null) throw new Fault('not-signed-in');
  return account;
}

/** Ends every other session of the person and forgets the browsers they signed in from. */
export async function changePassword(deps: PeopleDeps, caller: Caller, current: string, next: string): Promise<void> {
  const { accountId, sessionId } = personOf(caller);
  const at = deps.clock.now();
  const account = await own(accountById(deps.pool, accountId));
  const limit: Limit = { rule: 'browser', of: `${accountId} password` };
  await takeAttempt(deps.pool, [limit], at);
  if (!(await verifyPassword(current, account.passwordHash))) {
    await inTransaction(deps.pool, (tx) => deps.append(tx, at, [event('account.refused', accountId, { why: 'password change' })]));
    throw new Fault('wrong-credentials');
  }
  await giveBack(deps.pool, [limit]);
  refuseWeakPassword(next, account);
  const passwordHash = await hashPassword(next);
  await inTransaction(deps.pool, async (tx) => {
    await setPassword(tx, accountId, passwordHash, at);
    await forgetBrowsers(tx, accountId);
    await endCeremoniesOf(tx, accountId);
    const ended = await endSessionsOf(tx, accountId, sessionId, at);
    const events = [event('secret.rotated', accountId, { secret: 'password' })];
    if (ended > 0) events.push(sessionsEnded(accountId, accountId, { count: ended, why: 'password changed' }));
    await deps.append(tx, at, events);
  });
}

const event = (kind: PeopleEventKind, accountId: string, payload: PeopleEvent['payload']): PeopleEvent => ({
  kind,
  actor: accountId,
  subject: accountId,
  payload,
});

export async function beginTotp(deps: PeopleDeps, caller: Caller): Promise<TotpOffer> {
  const { accountId, sessionId } = personOf(caller);
  const account = await own(accountById(deps.pool, accountId));
  const secret = newTotpSecret();
  await putCeremony(deps.pool, ceremonyKey(sessionId, 'totp'), {
    purpose: 'totp',
    accountId,
    data: { sealed: deps.vault.seal(secret, accountId).toString('base64') },
    challenge: null,
    expiresAt: new Date(deps.clock.now().getTime() + enrolLifeMs),
  });
  return totpOffer(secret, account.login);
}

/** The new seed takes the place of the old one once a code of it was shown. Throws `wrong-credentials`. */
export async function finishTotp(deps: PeopleDeps, caller: Caller, code: string): Promise<void> {
  const { accountId, sessionId } = personOf(caller);
  const at = deps.clock.now();
  const key = ceremonyKey(sessionId, 'totp');
  const ceremony = await ceremonyByKey(deps.pool, key, 'totp', at);
  if (ceremony === null) throw new Fault('link-expired');
  const sealedSecret = Buffer.from(ceremony.data.sealed!, 'base64');
  const lastStep = totpStep(deps.vault.open(sealedSecret, accountId), code, at);
  if (lastStep === null) throw new Fault('wrong-credentials');
  await changeFactors(deps, accountId, 'one-time password set', async (tx) => {
    if (!(await endCeremony(tx, key))) throw new Fault('link-expired');
    await putTotp(tx, accountId, { sealedSecret, lastStep }, at);
  });
}

/** Runs a change of factors with the account held, and records it. */
async function changeFactors<T>(deps: PeopleDeps, accountId: string, change: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const at = deps.clock.now();
  return inTransaction(deps.pool, async (tx) => {
    await own(accountForChange(tx, accountId));
    const result = await work(tx);
    await deps.append(tx, at, [event('secret.rotated', accountId, { secret: change })]);
    return result;
  });
}

export async function beginPasskey(deps: PeopleDeps, caller: Caller, place: PasskeyPlace): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { accountId, sessionId } = personOf(caller);
  const account = await own(accountById(deps.pool, accountId));
  const existing = await passkeysOf(deps.pool, accountId);
  if (existing.length >= passkeysMax) throw new Fault('value-out-of-bounds', { passkeysMax });
  const options = await creationOptions(placeForPasskeys(place), account, existing);
  await putCeremony(deps.pool, ceremonyKey(sessionId, 'passkey'), {
    purpose: 'passkey',
    accountId,
    data: {},
    challenge: options.challenge,
    expiresAt: new Date(deps.clock.now().getTime() + enrolLifeMs),
  });
  return options;
}

export async function finishPasskey(
  deps: PeopleDeps,
  caller: Caller,
  response: RegistrationResponseJSON,
  label: string,
  place: PasskeyPlace,
): Promise<Passkey> {
  const { accountId, sessionId } = personOf(caller);
  const at = deps.clock.now();
  const key = ceremonyKey(sessionId, 'passkey');
  if ((await ceremonyByKey(deps.pool, key, 'passkey', at)) === null) throw new Fault('link-expired');
  const challenge = await takeChallenge(deps.pool, key);
  if (challenge === null) throw new Fault('link-expired');
  const passkey = await verifiedCreation(response, challenge, placeForPasskeys(place), label, at);
  if (passkey === null) throw new Fault('wrong-credentials');
  return changeFactors(deps, accountId, 'passkey added', async (tx) => {
    if (!(await insertPasskey(tx, accountId, passkey))) throw new Fault('conflict', { problem: 'passkey known already' });
    return passkey;
  });
}

/** Throws `last-second-factor` where nothing but this passkey protects the account. */
export async function removePasskey(deps: PeopleDeps, caller: Caller, id: string): Promise<void> {
  const { accountId } = personOf(caller);
  await changeFactors(deps, accountId, 'passkey removed', async (tx) => {
    if (!(await deletePasskey(tx, accountId, id))) throw new Fault('not-found');
    if (!(await hasTotp(tx, accountId)) && (await passkeysOf(tx, accountId)).length === 0) throw new Fault('last-second-factor');
  });
}

export const regenerateRecoveryCodes = (deps: PeopleDeps, caller: Caller): Promise<string[]> => {
  const { accountId } = personOf(caller);
  return changeFactors(deps, accountId, 'recovery codes made anew', (tx) => newCodesFor(tx, accountId));
};

export async function setLanguage(deps: PeopleDeps, caller: Caller, language: Language): Promise<void> {
  const { accountId } = personOf(caller);
  const at = deps.clock.now();
  await inTransaction(deps.pool, async (tx) => {
    const account = await own(accountForChange(tx, accountId));
    if (account.language === language) return;
    await updateAccount(tx, { ...account, language });
    await deps.append(tx, at, [event('account.changed', accountId, { language })]);
  });
}
