import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';
import { ApiError, change } from './client.ts';

/** Fetched only when a passkey is used: most people sign in with a code. */
const webauthn = () => import('@simplewebauthn/browser');

/** Closing the browser's own dialog is a choice, not a failure of ours: one code for both that and its time-out. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw new ApiError('passkey-cancelled', 0, {}, String(cause));
  }
}

export async function makePasskey(options: unknown): Promise<RegistrationResponseJSON> {
  const { startRegistration } = await webauthn();
  return asked(() => startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON }));
}

/** Asks for a passkey and lets the server verify it: `/api/sign-in/passkey` or `/api/step-up/passkey`. */
export async function provePasskey(path: '/api/sign-in/passkey' | '/api/step-up/passkey'): Promise<void> {
  const options = await change<PublicKeyCredentialRequestOptionsJSON>('POST', `${path}/options`);
  const { startAuthentication } = await webauthn();
  const response: AuthenticationResponseJSON = await asked(() => startAuthentication({ optionsJSON: options }));
  await change('POST', `${path}/verify`, { response });
}
