import type { Tx } from '../db/pool.ts';
import type { PasskeyPlace, PeopleDeps } from './deps.ts';
import { type FactorName, passkeysOf, setPasskeyUsed, setTotpStep, spendRecoveryCode, totpForChange } from './factor.store.ts';
import { takeChallenge } from './limit.store.ts';
import { type AuthenticationResponseJSON, placeForPasskeys, verifiedUse } from './passkey.ts';
import { recoveryCodeHash } from './recovery.ts';
import { totpStep } from './totp.ts';

/** What a person shows as the second factor. */
export type Proof =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'recovery'; readonly code: string }
  | { readonly kind: 'passkey'; readonly response: AuthenticationResponseJSON; readonly place: PasskeyPlace };

/**
 * Checks a proof and spends it, in the caller's transaction: a time step, a recovery code and a challenge count once.
 * Gives the factor's name, or null where the proof does not hold. `ceremonyKey` is where the passkey's challenge waits.
 */
export async function spendProof(
  deps: PeopleDeps,
  tx: Tx,
  accountId: string,
  proof: Proof,
  ceremonyKey: Buffer,
): Promise<FactorName | null> {
  const now = deps.clock.now();
  switch (proof.kind) {
    case 'totp': {
      const stored = await totpForChange(tx, accountId);
      if (stored === null) return null;
      const step = totpStep(deps.vault.open(stored.sealedSecret, accountId), proof.code, now);
      if (step === null || step <= stored.lastStep) return null;
      await setTotpStep(tx, accountId, step);
      return 'totp';
    }
    case 'recovery': {
      const hash = recoveryCodeHash(proof.code);
      return hash !== null && (await spendRecoveryCode(tx, accountId, hash, now)) ? 'recovery' : null;
    }
    case 'passkey': {
      const place = placeForPasskeys(proof.place);
      const challenge = await takeChallenge(tx, ceremonyKey);
      const passkey = (await passkeysOf(tx, accountId)).find((each) => each.credentialId === proof.response.id);
      if (challenge === null || passkey === undefined) return null;
      const counter = await verifiedUse(proof.response, challenge, place, passkey);
      if (counter === null) return null;
      await setPasskeyUsed(tx, passkey.id, counter, now);
      return 'passkey';
    }
  }
}
