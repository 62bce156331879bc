import { randomBytes } from 'node:crypto';
import { sha256 } from '../base/hash.ts';

export const recoveryCodeCount = 10;
/** Crockford's alphabet: no i, l, o, u, so that a code read from paper is typed right. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const codeChars = 16;

/** Ten codes of 80 random bits: `7k2m-9q4x-…`. With that many bits a plain hash keeps them. */
export const newRecoveryCodes = (): string[] => Array.from({ length: recoveryCodeCount }, newCode);

function newCode(): string {
  const chars = Array.from(randomBytes(codeChars), (byte) => alphabet[byte % alphabet.length]).join('');
  return chars.match(/.{4}/g)!.join('-');
}

/** The hash under which a code is stored, whatever way it was typed; null where it cannot be one. */
export function recoveryCodeHash(typed: string): Buffer | null {
  const chars = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-‐-―ー]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');
  return chars.length === codeChars && [...chars].every((char) => alphabet.includes(char)) ? sha256(chars) : null;
}
