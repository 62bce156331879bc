import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import type { PasskeyPlace } from './deps.ts';
import type { Passkey } from './factor.store.ts';

export type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
};

const rpName = 'Tejun';
/** Ed25519, ECDSA P-256, RSA: what authenticators have. The library would add ML-DSA where the runtime calls it experimental. */
const algorithms = [-8, -7, -257];

/** The place, or the plain answer that browsers allow no passkey here. */
export function placeForPasskeys(place: PasskeyPlace): NonNullable<PasskeyPlace> {
  if (place === null) throw new Fault('passkey-unavailable');
  return place;
}

export function creationOptions(
  place: NonNullable<PasskeyPlace>,
  account: { readonly id: string; readonly login: string; readonly name: string },
  existing: readonly Passkey[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName,
    rpID: place.rpId,
    userName: account.login,
    userDisplayName: account.name,
    userID: new Uint8Array(Buffer.from(account.id.replaceAll('-', ''), 'hex')),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: existing.filter((passkey) => passkey.rpId === place.rpId).map(descriptor),
    // It follows a password, so a key without a PIN of its own is a good second factor.
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
}

export function requestOptions(
  place: NonNullable<PasskeyPlace>,
  passkeys: readonly Passkey[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const here = passkeys.filter((passkey) => passkey.rpId === place.rpId);
  if (here.length === 0) throw new Fault('passkey-unavailable');
  return generateAuthenticationOptions({ rpID: place.rpId, allowCredentials: here.map(descriptor), userVerification: 'preferred' });
}

const descriptor = (passkey: Passkey) => ({ id: passkey.credentialId, transports: [...passkey.transports] });

/** The passkey that a browser made for our challenge, or null where its answer does not hold. */
export async function verifiedCreation(
  response: RegistrationResponseJSON,
  challenge: string,
  place: NonNullable<PasskeyPlace>,
  label: string,
  at: Date,
): Promise<Passkey | null> {
  const verified = await orNull(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: place.origin,
      expectedRPID: place.rpId,
      requireUserVerification: false,
      supportedAlgorithmIDs: algorithms,
    }),
  );
  if (!verified?.verified) return null;
  const { credential } = verified.registrationInfo;
  return {
    id: newId(),
    credentialId: credential.id,
    rpId: place.rpId,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    label,
    createdAt: at,
    lastUsedAt: null,
  };
}

/** The new counter where the answer holds, else null. A counter that runs backwards (a cloned key) does not hold. */
export async function verifiedUse(
  response: AuthenticationResponseJSON,
  challenge: string,
  place: NonNullable<PasskeyPlace>,
  passkey: Passkey,
): Promise<number | null> {
  const verified = await orNull(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: place.origin,
      expectedRPID: place.rpId,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
        transports: [...passkey.transports],
      },
      requireUserVerification: false,
    }),
  );
  return verified?.verified ? verified.authenticationInfo.newCounter : null;
}

/** The library throws on whatever does not hold, from a wrong origin to malformed CBOR: all of it is one refusal to us. */
async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}
