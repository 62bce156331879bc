import { sha256 } from '../base/hash.ts';
import type { Db } from '../db/pool.ts';
import type { Audience } from './content.ts';
import type { LeafletDeps, Reader } from './ports.ts';

/** The duties on the staff list that open a leaflet. */
const dutiesFor: Readonly<Record<Exclude<Audience, 'everyone'>, readonly string[]>> = {
  developers: ['developer'],
  managers: ['departmentManager'],
  operators: ['administrator', 'operator', 'committee'],
};

/** Whether a leaflet concerns a person. Who left is concerned by none. */
export const isInAudience = (reader: Reader, audience: Audience): boolean =>
  reader.active && (audience === 'everyone' || dutiesFor[audience].some((duty) => reader.duties.includes(duty)));

export const hasAddress = (reader: Reader): boolean => emailOf(reader) !== '';

const emailOf = (reader: Reader): string => (reader.email ?? '').trim();

/** Stands for an address where the address itself need not be kept. */
export const addressHash = (reader: Reader): Buffer => sha256(emailOf(reader).toLowerCase());

/** Whether a link may still open: it was sent to the address that the person has now, or it is no link. */
export const isSentTo = (sentTo: Buffer | null, reader: Reader): boolean => sentTo === null || sentTo.equals(addressHash(reader));

/** Everybody in the staff register by id. */
export async function readersById(deps: LeafletDeps, db: Db): Promise<ReadonlyMap<string, Reader>> {
  return new Map((await deps.readers(db)).map((reader) => [reader.id, reader]));
}
