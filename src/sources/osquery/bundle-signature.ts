import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The name of the list of digests: `sha256sum -c` and `shasum -c` read it as it is. */
export const sumsFile = 'SHA256SUMS';
export const signatureFile = 'SHA256SUMS.sig';

/** One line a file, in the order of their names: the digest in hex, two spaces, the name. */
export const sumsOf = (files: ReadonlyMap<string, Uint8Array>): string =>
  [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
    .join('');

/**
 * The key with which bundles are signed (Ed25519). It lies in one 0600 file. Its public half is shown on the screen: what lies in a
 * bundle beside the signature proves nothing of who made both.
 */
export class BundleKey {
  readonly #key: KeyObject;

  constructor(file: string) {
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      const { privateKey } = generateKeyPairSync('ed25519');
      const partial = `${file}.new`;
      writeFileSync(partial, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
      renameSync(partial, file);
    }
    this.#key = createPrivateKey(readFileSync(file));
  }

  /** PEM, as openssl reads it. */
  get publicKey(): string {
    return createPublicKey(this.#key).export({ type: 'spki', format: 'pem' }).toString();
  }

  /** SHA-256 of the public key, in pairs: short enough to be compared by eye. */
  get fingerprint(): string {
    const der = createPublicKey(this.#key).export({ type: 'spki', format: 'der' });
    return (createHash('sha256').update(der).digest('hex').toUpperCase().match(/../g) ?? []).join(':');
  }

  /** The 64 bytes of an Ed25519 signature. */
  sign(bytes: Uint8Array): Uint8Array {
    return sign(null, bytes, this.#key);
  }
}
