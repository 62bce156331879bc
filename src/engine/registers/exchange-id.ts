import { sha256 } from '../../base/hash.ts';
import type { Register } from '../../mechanism/register.ts';

/**
 * How a line is called in a spreadsheet: `R-SW-12-k7qp`. The letters behind its number are made from its id: a number that somebody
 * typed, or that a spreadsheet counted on by itself (12, 13, 14 …), is not taken for another line.
 */

/** Without letters and digits that are read for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const checkChars = 4;

const checkOf = (row: string): string =>
  Array.from(sha256(row).subarray(0, checkChars), (byte) => alphabet[byte % alphabet.length]!).join('');

export const exchangeId = ({ code }: Pick<Register, 'code'>, { id, number }: { readonly id: string; readonly number: number }): string =>
  `${code}-${number}-${checkOf(id)}`;

export interface ReadId {
  readonly code: string;
  readonly number: number;
  readonly check: string;
}

/** Null where a text is no such id. Case and width do not matter. */
export function readExchangeId(text: string): ReadId | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212\u30fc]/gu, '-')
    .replace(/\s+/g, '')
    .toLowerCase();
  const [, code, number, check] = /^(.+)-(\d{1,9})-([a-z0-9]{4})$/.exec(plain) ?? [];
  return code === undefined ? null : { code, number: Number(number), check: check! };
}

export const isCode = ({ code }: Pick<Register, 'code'>, id: ReadId): boolean => code.toLowerCase() === id.code;
export const hasCheck = (row: string, id: ReadId): boolean => checkOf(row) === id.check;
