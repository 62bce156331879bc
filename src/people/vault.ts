import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../base/fault.ts';

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** Seals what must be readable again (seeds of one-time passwords) with a key that is not in the database. */
export interface Vault {
  /** AES-256-GCM: nonce, tag, text. `owner` is bound in, so that one account's seed opens for no other. */
  seal(text: string, owner: string): Buffer;
  open(sealed: Uint8Array, owner: string): string;
}

/**
 * Reads the key from `<folder>/people.key` (TEJUN_HOME/secrets), or makes it. Without this file the sealed seeds are
 * lost: recovery codes and passkeys still work, and people enrol anew.
 */
export function openVault(folder: string): Vault {
  const file = join(folder, 'people.key');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${randomBytes(keyBytes).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url');
  if (key.length !== keyBytes) throw new Fault('config-invalid', { file, problem: 'not a 256-bit key' });
  return vaultWith(key);
}

export function vaultWith(key: Buffer): Vault {
  return {
    seal(text, owner) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open(sealed, owner) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new Fault('config-invalid', { problem: 'a sealed secret does not open with the key in secrets/people.key' }, { cause });
      }
    },
  };
}
