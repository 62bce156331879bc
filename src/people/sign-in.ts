import { Fault } from '../base/fault.ts';
import { sha256, sha256Hex } from '../base/hash.ts';
import { newId, newSecret } from '../base/id.ts';
import { inTransaction } from '../db/pool.ts';
import { accountByLogin, accountForChange, loginKey, type StoredAccount } from './account.store.ts';
import { type Account, worksAt } from './account.ts';
import { type From, nobody, type PasskeyPlace, type PeopleDeps } from './deps.ts';
import { hasTotp, passkeysOf, recoveryCodesLeft } from './factor.store.ts';
import { ceremonyByKey, endCeremony, failCeremony, putCeremony, setChallenge } from './limit.store.ts';
import { addressGroup, giveBack, type Limit, takeAttempt } from './limits.ts';
import { type PublicKeyCredentialRequestOptionsJSON, placeForPasskeys, requestOptions } from './passkey.ts';
import { verifyPassword } from './password.ts';
import { type Proof, spendProof } from './second-factor.ts';
import { forgetBrowser, isKnownBrowser, putKnownBrowser } from './session.store.ts';
import { beginSession } from './session.ts';

/** Between password and second factor. */
const signInLifeMs = 5 * 60_000;
const failuresMax = 5;

export interface PasswordGiven {
  readonly login: string;
  readonly password: string;
  readonly from: From;
  /** The secret that this browser got when someone signed in before; null where it has none. */
  readonly browserToken: string | null;
}

export interface HalfSignedIn {
  /** The secret of this half of a sign-in; goes into a short-lived cookie. */
  readonly token: string;
  /** What the person can show next, the one to offer first in front. */
  readonly factors: readonly ('passkey' | 'totp' | 'recovery')[];
}

export interface SignedIn {
  readonly sessionToken: string;
  readonly browserToken: string;
  readonly account: Account;
}

const isUsable = (account: StoredAccount | null, now: Date): account is StoredAccount => account !== null && worksAt(account, now);

/**
 * First step: the password. Whatever is wrong (login, password, disabled or expired account), the answer and the time
 * it takes are the same. Throws `wrong-credentials` or `too-many-attempts`.
 */
export async function startSignIn(deps: PeopleDeps, given: PasswordGiven, place: PasskeyPlace): Promise<HalfSignedIn> {
  const now = deps.clock.now();
  const account = await accountByLogin(deps.pool, given.login);
  const limits = await limitsOf(deps, account, given);
  await takeAttempt(deps.pool, limits, now, (limit) => recordRefusal(deps, account, `too many attempts by ${limit.rule}`, given.from, now));
  const right = await verifyPassword(given.password, account?.passwordHash ?? null);
  if (!right || !isUsable(account, now)) {
    await recordRefusal(deps, account, right ? 'account not active' : 'password', given.from, now);
    throw new Fault('wrong-credentials');
  }
  await giveBack(deps.pool, limits);
  const token = newSecret();
  await putCeremony(deps.pool, sha256(token), {
    purpose: 'sign-in',
    accountId: account.id,
    data: { factorBucket: limits[0]!.rule === 'browser' ? `${account.id} ${sha256Hex(limits[0]!.of)}` : account.id },
    challenge: null,
    expiresAt: new Date(now.getTime() + signInLifeMs),
  });
  return { token, factors: await factorsOf(deps, account.id, place) };
}

/** A browser that this account signed in from before is counted by itself; all others by address and by account. */
async function limitsOf(deps: PeopleDeps, account: StoredAccount | null, given: PasswordGiven): Promise<Limit[]> {
  // Looked up for a login that nobody has too: the time it takes must not tell one from the other.
  const isKnown = given.browserToken !== null && (await isKnownBrowser(deps.pool, sha256(given.browserToken), account?.id ?? newId()));
  if (account !== null && given.browserToken !== null && isKnown) {
    return [{ rule: 'browser', of: given.browserToken }];
  }
  return [
    { rule: 'address', of: addressGroup(given.from.address) },
    { rule: 'account', of: loginKey(given.login) },
  ];
}

async function factorsOf(deps: PeopleDeps, accountId: string, place: PasskeyPlace): Promise<HalfSignedIn['factors']> {
  const passkeys = await passkeysOf(deps.pool, accountId);
  const factors: HalfSignedIn['factors'][number][] = [];
  if (passkeys.some((passkey) => passkey.rpId === place?.rpId)) factors.push('passkey');
  if (await hasTotp(deps.pool, accountId)) factors.push('totp');
  if ((await recoveryCodesLeft(deps.pool, accountId)) > 0) factors.push('recovery');
  return factors;
}

/** A login nobody has is not recorded: people type passwords into that field. */
async function recordRefusal(deps: PeopleDeps, account: StoredAccount | null, why: string, from: From, at: Date): Promise<void> {
  await inTransaction(deps.pool, (tx) =>
    deps.append(tx, at, [
      {
        kind: 'account.refused',
        actor: nobody,
        subject: account?.id ?? nobody,
        payload: { why, address: from.address, browser: from.browser },
      },
    ]),
  );
}

/** Options for `navigator.credentials.get`. Throws `passkey-unavailable` where the account has none for this place. */
export async function signInPasskeyOptions(
  deps: PeopleDeps,
  token: string,
  place: PasskeyPlace,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const key = sha256(token);
  const ceremony = await ceremonyByKey(deps.pool, key, 'sign-in', deps.clock.now());
  if (ceremony?.accountId == null) throw new Fault('second-factor-required');
  const options = await requestOptions(placeForPasskeys(place), await passkeysOf(deps.pool, ceremony.accountId));
  await setChallenge(deps.pool, key, options.challenge);
  return options;
}

/** Second step. Throws `second-factor-required` where the first is missing or too old, `wrong-credentials`, `too-many-attempts`. */
export async function finishSignIn(
  deps: PeopleDeps,
  token: string,
  proof: Proof,
  from: From,
  browserToken: string | null,
): Promise<SignedIn> {
  const now = deps.clock.now();
  const key = sha256(token);
  const ceremony = await ceremonyByKey(deps.pool, key, 'sign-in', now);
  if (ceremony?.accountId == null) throw new Fault('second-factor-required');
  const accountId = ceremony.accountId;
  // Who knows the password could empty the account's bucket; the person's own browser has another. Which one was settled
  // in the first step: by the cookie of this request a guesser could choose a fresh one each time.
  const limit: Limit = { rule: 'factor', of: ceremony.data.factorBucket! };
  await takeAttempt(deps.pool, [limit], now);
  const signedIn = await inTransaction(deps.pool, async (tx): Promise<SignedIn | null> => {
    const account = await accountForChange(tx, accountId);
    const factor = isUsable(account, now) ? await spendProof(deps, tx, accountId, proof, key) : null;
    if (account === null || factor === null) {
      await failCeremony(tx, key, failuresMax);
      const payload = { why: `second factor: ${proof.kind}`, address: from.address, browser: from.browser };
      await deps.append(tx, now, [{ kind: 'account.refused', actor: nobody, subject: accountId, payload }]);
      return null;
    }
    if (!(await endCeremony(tx, key))) throw new Fault('second-factor-required');
    const sessionToken = await beginSession(tx, accountId, factor, from, now);
    const browser = newSecret();
    if (browserToken !== null) await forgetBrowser(tx, sha256(browserToken));
    await putKnownBrowser(tx, sha256(browser), accountId, now);
    await deps.append(tx, now, [
      {
        kind: 'account.signed-in',
        actor: accountId,
        subject: accountId,
        payload: { factor, address: from.address, browser: from.browser },
      },
    ]);
    const { passwordHash: _, ...rest } = account;
    return { sessionToken, browserToken: browser, account: rest };
  });
  if (signedIn === null) throw new Fault('wrong-credentials');
  await giveBack(deps.pool, [limit]);
  return signedIn;
}
