import { Fault } from '../base/fault.ts';
import { inTransaction } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { ReadEncoding } from '../tables/index.ts';
import { fieldsOf, type Mapping } from './fields.ts';
import { countMappings, deleteMapping, readMappings, type StoredMapping, saveMapping } from './import.store.ts';
import type { ImportKind } from './shape.ts';
import type { StaffDeps } from './upload.ts';

export const mappingsMax = 100;

export const listMappings = ({ pool }: StaffDeps): Promise<StoredMapping[]> => readMappings(pool);

/**
 * Keeps how the columns of a source are read, under a name.
 *
 * @throws Fault `value-out-of-bounds` where a field is not one of the kind's, or too many are kept
 */
export async function keepMapping(
  { pool, clock }: StaffDeps,
  by: string,
  given: { readonly kind: ImportKind; readonly name: string; readonly columns: Mapping; readonly encoding: ReadEncoding | null },
): Promise<void> {
  const known = new Set(fieldsOf[given.kind].map((field) => field.key));
  for (const key of Object.keys(given.columns)) if (!known.has(key)) throw new Fault('value-out-of-bounds', { field: key });
  const savedAt = clock.now();
  await inTransaction(pool, async (tx) => {
    await saveMapping(tx, { ...given, savedAt }, by);
    if ((await countMappings(tx)) > mappingsMax)
      throw new Fault('value-out-of-bounds', {
        mappingsMax,
        ja: `列の対応は${mappingsMax}件まで保存できます。要らないものを消してください。`,
        en: `At most ${mappingsMax} column mappings can be kept. Remove one that is not needed.`,
      });
    await append(tx, savedAt, [
      { kind: 'staff.changed', actor: by, subject: `staff-mapping:${given.kind}`, payload: { mapping: given.name } },
    ]);
  });
}

/** @throws Fault `not-found` */
export async function forgetMapping({ pool, clock }: StaffDeps, by: string, kind: ImportKind, name: string): Promise<void> {
  await inTransaction(pool, async (tx) => {
    if (!(await deleteMapping(tx, kind, name))) throw new Fault('not-found', { mapping: name });
    await append(tx, clock.now(), [{ kind: 'staff.changed', actor: by, subject: `staff-mapping:${kind}`, payload: { removed: name } }]);
  });
}
