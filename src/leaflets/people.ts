import type { Db } from '../db/pool.ts';
import type { Audience } from './content.ts';
import type { LeafletDeps, Reader } from './ports.ts';

const dutyFor = { developers: 'developer', managers: 'departmentManager' } as const;

/** Whether a leaflet concerns a person. Who left is concerned by none. */
export const isInAudience = (reader: Reader, audience: Audience): boolean =>
  reader.active && (audience === 'everyone' || reader.duties.includes(dutyFor[audience]));

export const hasAddress = (reader: Reader): boolean => (reader.email ?? '').trim() !== '';

/** Everybody in the staff register by id. */
export async function readersById(deps: LeafletDeps, db: Db): Promise<ReadonlyMap<string, Reader>> {
  return new Map((await deps.readers(db)).map((reader) => [reader.id, reader]));
}
