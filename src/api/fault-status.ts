import type { FaultCode } from '../base/fault.ts';

/**
 * The HTTP status of every fault, and a plain sentence for whoever reads the answer without our screens (curl, logs).
 * The screens take their words from the code. A new code without a row here does not compile.
 */
export const faultStatus: Readonly<Record<FaultCode, { readonly status: number; readonly says: string }>> = {
  'bad-request': { status: 400, says: 'The request is not in the expected form.' },
  'body-too-large': { status: 413, says: 'The request is larger than the server accepts.' },
  'not-signed-in': { status: 401, says: 'Sign in first.' },
  'wrong-credentials': { status: 401, says: 'What was entered does not match.' },
  'second-factor-required': { status: 401, says: 'The second factor is missing, or took too long. Begin again.' },
  'step-up-required': { status: 403, says: 'Confirm with your second factor first.' },
  forbidden: { status: 403, says: 'Your role does not allow this.' },
  'csrf-refused': { status: 403, says: 'The request did not come from this site.' },
  'too-many-attempts': { status: 429, says: 'Too many attempts. Wait as long as Retry-After says.' },
  'not-found': { status: 404, says: 'There is nothing here.' },
  conflict: { status: 409, says: 'This does not fit what is stored now.' },
  'link-expired': { status: 410, says: 'The link was used, replaced or has expired.' },
  'value-out-of-bounds': { status: 422, says: 'The value is outside its bounds.' },
  'reason-required': { status: 422, says: 'A reason is needed.' },
  'last-administrator': { status: 409, says: 'One active administrator must remain.' },
  'last-second-factor': { status: 409, says: 'One second factor must remain.' },
  'password-too-weak': { status: 422, says: 'The password is too easy to guess.' },
  'passkey-unavailable': { status: 409, says: 'Browsers allow no passkey at this address. Use the host name, or a one-time code.' },
  'needs-approval': { status: 409, says: 'This counts only once it is approved: put it into the draft of the procedures.' },
  'same-person': { status: 403, says: 'Whoever submitted it cannot decide on it.' },
  'wrong-state': { status: 409, says: 'It is no longer in the state for this.' },
  'not-ready': { status: 422, says: 'Something is still missing.' },
  'file-unreadable': { status: 422, says: 'The file cannot be read.' },
  'file-refused': { status: 415, says: 'Files of this kind or size are not taken.' },
  'notice-refused': { status: 502, says: 'The mail server or chat service refused it.' },
  'database-unavailable': { status: 503, says: 'The database cannot be reached now. Try again.' },
  'config-invalid': { status: 500, says: 'The server is not configured for this.' },
  'ledger-broken': { status: 500, says: 'The ledger does not verify.' },
  internal: { status: 500, says: 'Something went wrong on the server.' },
};
