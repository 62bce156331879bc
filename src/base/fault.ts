/**
 * One class for a broken assumption or a refused act. The code is from a closed union: words for people come from the
 * screens' dictionaries, the HTTP status from one table (api/fault-status.ts).
 */
export type FaultCode =
  | 'bad-request'
  | 'body-too-large'
  | 'not-signed-in'
  | 'wrong-credentials'
  | 'second-factor-required'
  | 'step-up-required'
  | 'forbidden'
  | 'csrf-refused'
  | 'too-many-attempts'
  | 'not-found'
  | 'conflict'
  | 'link-expired'
  | 'value-out-of-bounds'
  | 'reason-required'
  | 'last-administrator'
  | 'last-second-factor'
  | 'password-too-weak'
  | 'passkey-unavailable'
  | 'needs-approval'
  | 'same-person'
  | 'wrong-state'
  | 'not-ready'
  | 'file-unreadable'
  | 'file-refused'
  | 'notice-refused'
  | 'database-unavailable'
  | 'config-invalid'
  | 'ledger-broken'
  | 'internal';

export class Fault extends Error {
  readonly code: FaultCode;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
  constructor(code: FaultCode, params: Record<string, string | number | boolean | null> = {}, options: { cause?: unknown } = {}) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.name = 'Fault';
    this.code = code;
    this.params = params;
  }
}
