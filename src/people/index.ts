import type { PeopleDeps } from './deps.ts';
import { sweepPeople as sweepStored } from './limit.store.ts';

export * from './account.ts';
export { authenticateCli, openCliToken } from './cli-token.ts';
export type { From, PasskeyPlace, PeopleDeps, PeopleEvent, PeopleEventKind } from './deps.ts';
export {
  changePerson,
  disablePerson,
  enablePerson,
  type Invitation,
  inviteAgain,
  invitePerson,
  listPeople,
  type NewPerson,
  type Person,
  type PersonChange,
} from './directory.ts';
export { beginEnrolment, type EnrolBegun, type Enrolled, finishEnrolment, type NewFactor } from './enrol.ts';
export type { FactorName, Passkey } from './factor.store.ts';
export { addressGroup, giveBack, takeAttempt } from './limits.ts';
export { isSetUp, makeSetupLink, type OpenLink, openLink } from './links.ts';
export type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from './passkey.ts';
export { passwordCharsMax, passwordCharsMin } from './password.ts';
export {
  beginPasskey,
  beginTotp,
  changePassword,
  finishPasskey,
  finishTotp,
  type OwnProfile,
  ownProfile,
  regenerateRecoveryCodes,
  removePasskey,
  setLanguage,
} from './profile.ts';
export type { Proof } from './second-factor.ts';
export type { SessionRow } from './session.store.ts';
export { authenticateSession, endSession, liveSessionsOf, sessionIdleMs, sessionLifeMs } from './session.ts';
export { finishSignIn, type HalfSignedIn, type SignedIn, signInPasskeyOptions, startSignIn } from './sign-in.ts';
export { personOf, stepUp, stepUpPasskeyOptions } from './step-up.ts';
export type { TotpOffer } from './totp.ts';
export { openVault, type Vault, vaultWith } from './vault.ts';
export { type WindowAccountRow, windowAccountsOf } from './window.store.ts';
export { closeWindowAccounts, makeWindowAccount, type WindowAccount, windowAccountsMax } from './window.ts';

const settledLifeMs = 90 * 86_400_000;

/** Removes what expired, and what was settled 90 days ago. For a timer, once an hour. The ledger keeps the story. */
export const sweepPeople = (deps: PeopleDeps): Promise<void> => {
  const now = deps.clock.now();
  return sweepStored(deps.pool, now, new Date(now.getTime() - settledLifeMs));
};
