import type { Clock } from '../base/clock.ts';
import type { Pool, Tx } from '../db/pool.ts';
import type { Json, LedgerEvent } from '../ledger/index.ts';
import type { Vault } from './vault.ts';

export type PeopleEventKind = Extract<LedgerEvent['kind'], `account.${string}` | 'session.ended' | 'secret.rotated' | 'link.made'>;

/** Actor and subject are opaque ids; names stand in the payload, where they can be erased. */
export interface PeopleEvent extends LedgerEvent {
  readonly kind: PeopleEventKind;
  readonly payload: Readonly<Record<string, Json>>;
}

export interface PeopleDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly vault: Vault;
  /** `append` of the ledger: called once, last, in the transaction of the change that it records. */
  append(tx: Tx, at: Date, events: readonly PeopleEvent[]): Promise<unknown>;
}

/** Where a request came from, as the session list shows it. */
export interface From {
  readonly address: string;
  readonly browser: string;
}

/** The name and origin under which a browser makes and uses passkeys; null where it allows none. */
export type PasskeyPlace = { readonly rpId: string; readonly origin: string } | null;

/** Who did what nobody is signed in for yet. */
export const nobody = 'nobody';
/** The server itself, at its start. */
export const theServer = 'system';
