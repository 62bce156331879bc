import type { Language } from '../base/text.ts';

/** Who may do what is said in roles. A person may hold several, except an auditor, who looks and does nothing else. */
export const roles = ['administrator', 'committee', 'management', 'departmentManager', 'employee', 'auditor'] as const;
export type Role = (typeof roles)[number];

export const accountStatuses = ['invited', 'active', 'disabled'] as const;
export type AccountStatus = (typeof accountStatuses)[number];

export interface Account {
  readonly id: string;
  /** The e-mail address as it was typed; it is looked up by its folded form. */
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly status: AccountStatus;
  readonly language: Language;
  /** After this moment the account works no more. Mandatory for an auditor, refused for an administrator. */
  readonly expiresAt: Date | null;
  /** Before this moment the account does not work yet: an auditor's that was made for a window of time. Null: from the first. */
  readonly opensAt: Date | null;
  readonly createdAt: Date;
}

/** Whether an account works at a moment: active, not before its window and not after its last moment. */
export const worksAt = ({ status, opensAt, expiresAt }: Pick<Account, 'status' | 'opensAt' | 'expiresAt'>, now: Date): boolean =>
  status === 'active' && (opensAt === null || opensAt <= now) && (expiresAt === null || expiresAt > now);

/** The one who sent a request, once proven. Handlers get it from `callerOf(request)`. */
export interface Caller {
  /** Stands in the ledger: the account's opaque id, or `cli`. Never a name. */
  readonly actor: string;
  /** Null for the command line, which has no account. */
  readonly accountId: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly language: Language;
  readonly sessionId: string | null;
  /** When this session last proved its second factor; null where it never did. */
  readonly steppedUpAt: Date | null;
  readonly via: 'browser' | 'cli';
}

/** How long a proof of the second factor covers sensitive acts. */
export const stepUpLifeMs = 5 * 60_000;

/** The command line holds a secret that only the server's own account can read: that stands for the second factor. */
export const isSteppedUp = (caller: Caller, now: Date): boolean =>
  caller.via === 'cli' || (caller.steppedUpAt !== null && now.getTime() - caller.steppedUpAt.getTime() <= stepUpLifeMs);

export const hasRole = (caller: Caller, wanted: readonly Role[]): boolean => caller.roles.some((role) => wanted.includes(role));
