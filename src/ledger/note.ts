import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { Fault } from '../base/fault.ts';
import { sha256 } from '../base/hash.ts';
import { hashBytes } from './tree.ts';

/** C2SP signed-note with Ed25519 and C2SP tlog-checkpoint: the two text forms in which a ledger's state is published. */

/** What stands before the 32 bytes in the DER form of an Ed25519 private key (RFC 8410), and of a public key. */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const ed25519 = 1;

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

export interface SigningKey {
  readonly name: string;
  readonly vkey: string;
  readonly id: Buffer;
  readonly key: KeyObject;
}

export interface VerifyingKey {
  readonly name: string;
  readonly id: Buffer;
  readonly key: KeyObject;
}

const keyId = (name: string, publicKey: Uint8Array): Buffer =>
  sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ed25519), publicKey])).subarray(0, 4);

const broken = (problem: string): Fault => new Fault('config-invalid', { problem });

/** A new key in the text form that Go's note package writes: `PRIVATE+KEY+<name>+<id>+<base64>`. */
export function newKeyText(name: string): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  return keyText(name, seed);
}

export function keyText(name: string, seed: Uint8Array): string {
  const key = createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' });
  const id = keyId(name, publicBytes(key)).toString('hex');
  return `PRIVATE+KEY+${name}+${id}+${Buffer.concat([Buffer.of(ed25519), seed]).toString('base64')}`;
}

const publicBytes = (key: KeyObject): Buffer =>
  createPublicKey(key as never)
    .export({ format: 'der', type: 'spki' })
    .subarray(-32);

export function readSigningKey(text: string): SigningKey {
  const match = /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  const bytes = Buffer.from(match?.[3] ?? '', 'base64');
  if (!match || bytes.length !== 33 || bytes[0] !== ed25519) throw broken('the signing key of the ledger does not read');
  const name = match[1]!;
  const key = createPrivateKey({ key: Buffer.concat([privatePrefix, bytes.subarray(1)]), format: 'der', type: 'pkcs8' });
  const publicKey = publicBytes(key);
  const id = keyId(name, publicKey);
  if (id.toString('hex') !== match[2]) throw broken('the signing key of the ledger does not fit its own id');
  const vkey = `${name}+${match[2]}+${Buffer.concat([Buffer.of(ed25519), publicKey]).toString('base64')}`;
  return { name, vkey, id, key };
}

/** Reads the public form `<name>+<id>+<base64>`. Throws Fault `config-invalid` where it is not one. */
export function readVerifyingKey(vkey: string): VerifyingKey {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey.trim());
  const bytes = Buffer.from(match?.[3] ?? '', 'base64');
  if (!match || bytes.length !== 33 || bytes[0] !== ed25519) throw broken('not a verifying key');
  const name = match[1]!;
  const id = keyId(name, bytes.subarray(1));
  if (id.toString('hex') !== match[2]) throw broken('the verifying key does not fit its own id');
  return { name, id, key: createPublicKey({ key: Buffer.concat([publicPrefix, bytes.subarray(1)]), format: 'der', type: 'spki' }) };
}

export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${root.toString('base64')}\n`;

export function signCheckpoint(checkpoint: Checkpoint, { name, id, key }: SigningKey): string {
  const text = checkpointText(checkpoint);
  const signature = sign(null, Buffer.from(text), key);
  return `${text}\n— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

/**
 * The checkpoint of a note that the key has signed, or null. Lines of other signers (witnesses) are passed over, as the
 * format asks.
 */
export function openCheckpoint(note: string, { name, id, key }: VerifyingKey): Checkpoint | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return null;
  const text = note.slice(0, end + 1);
  const signed = note
    .slice(end + 2)
    .split('\n')
    .some((line) => {
      if (!line.startsWith(`— ${name} `)) return false;
      const bytes = Buffer.from(line.slice(`— ${name} `.length), 'base64');
      return bytes.length === 68 && bytes.subarray(0, 4).equals(id) && verify(null, Buffer.from(text), key, bytes.subarray(4));
    });
  const [origin, size, root] = text.split('\n');
  if (!signed || origin !== name || !/^(0|[1-9]\d{0,15})$/.test(size ?? '')) return null;
  const rootBytes = Buffer.from(root ?? '', 'base64');
  if (rootBytes.length !== hashBytes || rootBytes.toString('base64') !== root) return null;
  return { origin, size: Number(size), root: rootBytes };
}
