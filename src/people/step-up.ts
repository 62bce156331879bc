import { Fault } from '../base/fault.ts';
import { sha256 } from '../base/hash.ts';
import { inTransaction } from '../db/pool.ts';
import type { Caller } from './account.ts';
import type { PasskeyPlace, PeopleDeps } from './deps.ts';
import { passkeysOf } from './factor.store.ts';
import { putCeremony } from './limit.store.ts';
import { giveBack, type Limit, takeAttempt } from './limits.ts';
import { type PublicKeyCredentialRequestOptionsJSON, placeForPasskeys, requestOptions } from './passkey.ts';
import { type Proof, spendProof } from './second-factor.ts';
import { setSteppedUp } from './session.store.ts';

const challengeLifeMs = 5 * 60_000;

/** A caller with an account and a session; the command line has neither and needs none of this. */
export interface PersonCalling {
  readonly accountId: string;
  readonly sessionId: string;
}

export function personOf(caller: Caller): PersonCalling {
  if (caller.accountId === null || caller.sessionId === null) throw new Fault('forbidden');
  return { accountId: caller.accountId, sessionId: caller.sessionId };
}

/** Where a signed-in person's half-done act waits: one of each kind per session. */
export const ceremonyKey = (sessionId: string, purpose: 'step-up' | 'totp' | 'passkey'): Buffer => sha256(`${purpose}\n${sessionId}`);

export async function stepUpPasskeyOptions(
  deps: PeopleDeps,
  caller: Caller,
  place: PasskeyPlace,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { accountId, sessionId } = personOf(caller);
  const options = await requestOptions(placeForPasskeys(place), await passkeysOf(deps.pool, accountId));
  await putCeremony(deps.pool, ceremonyKey(sessionId, 'step-up'), {
    purpose: 'step-up',
    accountId,
    data: {},
    challenge: options.challenge,
    expiresAt: new Date(deps.clock.now().getTime() + challengeLifeMs),
  });
  return options;
}

/** Confirms the second factor for the next five minutes of this session. Throws `wrong-credentials` or `too-many-attempts`. */
export async function stepUp(deps: PeopleDeps, caller: Caller, proof: Exclude<Proof, { kind: 'recovery' }>): Promise<Date> {
  const { accountId, sessionId } = personOf(caller);
  const at = deps.clock.now();
  const limit: Limit = { rule: 'factor', of: `${accountId} step-up` };
  await takeAttempt(deps.pool, [limit], at);
  const proven = await inTransaction(deps.pool, async (tx) => {
    const factor = await spendProof(deps, tx, accountId, proof, ceremonyKey(sessionId, 'step-up'));
    if (factor !== null) await setSteppedUp(tx, sessionId, at);
    const about = { actor: accountId, subject: accountId };
    await deps.append(tx, at, [
      factor === null
        ? { kind: 'account.refused', ...about, payload: { why: `step-up: ${proof.kind}`, session: sessionId } }
        : { kind: 'account.signed-in', ...about, payload: { factor, act: 'step-up', session: sessionId } },
    ]);
    return factor !== null;
  });
  if (!proven) throw new Fault('wrong-credentials');
  await giveBack(deps.pool, [limit]);
  return at;
}
