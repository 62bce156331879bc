import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { type Checkpoint, newKeyText, openCheckpoint, readSigningKey, readVerifyingKey, type SigningKey, signCheckpoint } from './note.ts';

/** Signs checkpoints and remembers the last one, so that it never signs two that contradict each other. */
export interface Signer {
  readonly origin: string;
  /** The public key in its text form, to be handed to auditors. */
  readonly vkey: string;
  /** What was signed last, also where the database has lost it. */
  last(): Checkpoint | null;
  /** @throws Fault `ledger-broken` for a size below the last one, or for another root at the same size */
  sign(size: number, root: Buffer): string;
}

/** Whether this home has a signing key already. */
export const hasSigningKey = (home: string): boolean => existsSync(keyFile(home));

const keyFile = (home: string): string => join(home, 'secrets', 'ledger-key');
const signedFile = (home: string): string => join(home, 'secrets', 'ledger-signed');

/** The signer whose key lies in TEJUN_HOME/secrets/ledger-key (0600). The key and a random origin are made on first use. */
export function openSigner(home: string): Signer {
  const file = keyFile(home);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeDurably(file, `${newKeyText(newOrigin())}\n`);
  const key = readSigningKey(readFileSync(file, 'utf8'));
  const memory = signedFile(home);
  const last = existsSync(memory) ? openCheckpoint(readFileSync(memory, 'utf8'), readVerifyingKey(key.vkey)) : null;
  if (last === null && existsSync(memory))
    throw new Fault('config-invalid', { problem: 'secrets/ledger-signed is not signed by secrets/ledger-key' });
  return signerOf(key, last, (note) => writeDurably(memory, note));
}

/** A signer that keeps nothing on disk: for tests and benchmarks. */
export const memorySigner = (keyText: string = newKeyText(newOrigin())): Signer => signerOf(readSigningKey(keyText), null, () => {});

const newOrigin = (): string => `tejun/${newId().replaceAll('-', '').slice(0, 16)}`;

function signerOf(key: SigningKey, start: Checkpoint | null, keep: (note: string) => void): Signer {
  let last = start;
  return {
    origin: key.name,
    vkey: key.vkey,
    last: () => last,
    sign: (size, root) => {
      if (last && (size < last.size || (size === last.size && !root.equals(last.root)))) {
        throw new Fault('ledger-broken', { problem: 'a checkpoint would contradict one that was signed', size, signedSize: last.size });
      }
      const checkpoint = { origin: key.name, size, root };
      const note = signCheckpoint(checkpoint, key);
      keep(note); // before the database knows it: what is signed may be seen
      last = checkpoint;
      return note;
    },
  };
}

/** Whole or not at all, also when the power goes. */
function writeDurably(file: string, text: string): void {
  const partial = `${file}.new`;
  const handle = openSync(partial, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, file);
}
