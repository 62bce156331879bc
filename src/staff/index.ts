import type { Db } from '../db/pool.ts';
import { readReadersAt } from './past.store.ts';
import { allPeople, type Reader, readNames, readReaders } from './people.store.ts';

export { devicesOfPeople, listDevices, ownerOfDevice, ownersOfDevices } from './device.store.ts';
/** The people who work here. Other rooms import this file only. */
export { addPerson, changeStaff, listDepartments, type PersonChange } from './directory.ts';
export { type ExportWanted, exportStaff } from './export.ts';
export { type Field, fieldsOf, type Mapping, proposeMapping } from './fields.ts';
export { changesOf, type ImportRun, readImports } from './import.store.ts';
export { type ApplyWanted, applyImport, type ImportWanted, type Preview, previewImport } from './import.ts';
export { forgetMapping, keepMapping, listMappings } from './mappings.ts';
export {
  type DepartmentView,
  listPeople as listStaff,
  type PersonFilter,
  type PersonView,
  peopleNamed,
  personById,
  type Reader,
} from './people.store.ts';
export type { ImportProblem, Plan, PlannedRow } from './plan.ts';
export { type Duty, duties, dutyWords, type ImportKind, importKinds, type PersonState, personStates, stateWords } from './shape.ts';
export { keepUpload, type StaffDeps, sweepUploads, uploadLimits } from './upload.ts';

/** Everybody on the list, those who left included, by number. `accountId` is who they sign in as, where they can. */
export const readers = (db: Db): Promise<Reader[]> => readReaders(db, false);

/** Those who work here now. */
export const activePeople = (db: Db): Promise<Reader[]> => readReaders(db, true);

/** Everybody by name and number, those who left included: who can be named in a cell. */
export const everybody = async (db: Db): Promise<{ id: string; number: string; name: string; active: boolean }[]> =>
  (await allPeople(db)).map(({ id, number, name, state }) => ({ id, number, name, active: state === 'active' }));

/** The list as it stood at a moment. */
export const readersAt = (db: Db, at: Date): Promise<Reader[]> => readReadersAt(db, at);

/** Names of persons by id, those who left included; ids that nobody has are left out. */
export async function partyNames(db: Db, ids: readonly string[]): Promise<Map<string, { name: string; active: boolean }>> {
  if (ids.length === 0) return new Map();
  return new Map((await readNames(db, ids)).map(({ id, name, active }) => [id, { name, active }]));
}
