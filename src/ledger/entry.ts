import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Parts } from '../base/hash.ts';
import { isLedgerKind, type LedgerKind } from './kinds.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Something that happened, to be put into the ledger in the transaction that made it happen. */
export interface LedgerEvent {
  readonly kind: LedgerKind;
  /** Who did it: an account's id, `system`, `cli` or `device:<id>`. An opaque id, never a name: it can never be erased. */
  readonly actor: string;
  /** What it is about: `device:<id>`, `check:endpoint/screen-lock device:<id>`, `value:screenLockMinutes`. Opaque ids too. */
  readonly subject: string;
  /** Everything else, personal data included: it is stored apart and can be erased. */
  readonly payload: Json;
}

/** What the bytes of an entry say. */
export interface EntryFields {
  readonly seq: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  readonly kind: string;
  readonly actor: string;
  readonly subject: string;
  /** SHA-256 over salt ‖ payload, 64 hexadecimal digits. */
  readonly digest: string;
}

export const saltBytes = 32;
export const payloadBytesMax = 1_048_576;
const nameCharsMax = 512;

/** Ids only: no letter outside ASCII and no @, so that a person's name or mail address is refused at once. */
const namePattern = /^[\w.:/+#-]+( [\w.:/+#-]+)*$/;

/** Throws where an event could not be proven or erased later. */
export function checkEvent(event: LedgerEvent): void {
  if (!isLedgerKind(event.kind)) throw new Fault('internal', { problem: 'unknown kind of ledger entry', kind: String(event.kind) });
  for (const name of [event.actor, event.subject]) {
    if (name.length > nameCharsMax || !namePattern.test(name)) {
      throw new Fault('internal', { problem: 'actor and subject of a ledger entry are opaque ids', kind: event.kind });
    }
  }
}

/**
 * The bytes of an entry: canonical JSON, keys in alphabetical order. Written by hand because it runs for every entry and
 * every verification; a test holds it equal to canonicalJson.
 */
export const encodeEntry = (f: EntryFields): string =>
  `{"actor":${JSON.stringify(f.actor)},"at":"${f.at}","digest":"${f.digest}","kind":"${f.kind}","seq":${f.seq},"subject":${JSON.stringify(f.subject)},"v":1}`;

/** The canonical payload, as it is stored and hashed. */
export function encodePayload(payload: Json): string {
  const body = canonicalJson(payload);
  if (Buffer.byteLength(body) > payloadBytesMax) throw new Fault('body-too-large', { payloadBytesMax });
  return body;
}

export const payloadDigest = (salt: Uint8Array, body: string): string => sha256Parts(salt, Buffer.from(body, 'utf8')).toString('hex');

/** The fields of stored bytes, or null where they are not an entry in its one form. */
export function decodeEntry(bytes: Uint8Array): EntryFields | null {
  try {
    const text = Buffer.from(bytes).toString('utf8');
    const { actor, at, digest, kind, seq, subject } = JSON.parse(text) as EntryFields;
    const fields = { actor, at, digest, kind, seq, subject };
    return encodeEntry(fields) === text ? fields : null;
  } catch {
    return null; // not JSON: the caller names the entry
  }
}
