import { z } from 'zod';
import { defineFact } from './kind.ts';

const mac = z.string().regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);

/**
 * The networks in which a device sees others, each with the MAC of its router (null where it is not seen). The others themselves
 * come and go all day: they travel beside the fact and are kept by the inventory, once for all devices of the segment.
 */
export const neighboursKind = defineFact(
  'neighbours',
  z.object({ networks: z.array(z.object({ network: z.string().max(18), gateway: mac.nullable() })).max(50) }),
);

/** A machine that a device talked with lately, by its network card. */
export interface Neighbour {
  readonly network: string;
  readonly mac: string;
  readonly address: string;
}

/** What one device may tell at once; the table of an honest one holds its own segment. */
export const neighboursMax = 1_000;

/** Lower case, two digits each, colons; null where it is no address of one network card (broadcast, multicast, nothing yet). */
export function macOf(text: string | undefined): string | null {
  const said = (text ?? '').trim().toLowerCase();
  const plain = /^[0-9a-f]{12}$/.test(said) ? said.match(/../g)! : said.split(/[:-]/);
  if (plain.length !== 6 || !plain.every((part) => /^[0-9a-f]{1,2}$/.test(part))) return null;
  const parts = plain.map((part) => part.padStart(2, '0'));
  return parts.every((part) => part === '00') || (Number.parseInt(parts[0]!, 16) & 1) === 1 ? null : parts.join(':');
}

/** Chosen by the machine itself, as phones do for each network: it names nobody for long. */
export const isRandomised = (address: string): boolean => (Number.parseInt(address.slice(0, 2), 16) & 2) === 2;

/** Every network card's address that stands somewhere in a text that people wrote. */
export const macsIn = (text: string): string[] =>
  (text.normalize('NFKC').match(/(?<![0-9a-z])[0-9a-f]{2}([:-][0-9a-f]{2}){5}(?![0-9a-z])/gi) ?? [])
    .map(macOf)
    .filter((one) => one !== null);
