import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { searchForm } from '../base/text.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { type Read, readDate, readEmail, readText } from './cells.ts';
import { insertChanges } from './import.store.ts';
import {
  allDepartments,
  departmentIds,
  holdStaff,
  insertDepartments,
  insertPeople,
  type PersonView,
  personById,
  updatePeople,
} from './people.store.ts';
import { differing } from './plan.ts';
import { duties, type PersonRecord } from './shape.ts';
import type { StaffDeps } from './upload.ts';

/** What a person may be given by hand; what is left out stays. */
export type PersonChange = Partial<PersonRecord>;

/**
 * Adds a person by hand.
 *
 * @returns the id
 * @throws Fault `value-out-of-bounds` with the field and words, `conflict` where the number is taken
 */
export async function addPerson(deps: StaffDeps, by: string, given: PersonChange): Promise<string> {
  const at = deps.clock.now();
  const nobody: PersonRecord = {
    number: '',
    name: '',
    kana: '',
    email: '',
    department: '',
    title: '',
    duties: [],
    state: 'active',
    joinedOn: '',
    leftOn: '',
  };
  const person = { ...checked({ ...nobody, ...given }), id: newId() };
  await inTransaction(deps.pool, async (tx) => {
    await holdStaff(tx);
    await storeNumber(() => withDepartment(tx, person, (departments) => insertPeople(tx, [person], departments, at)), person.number);
    const { id, ...after } = person;
    await insertChanges(tx, [{ kind: 'people', subject: id, before: null, after }], { importId: null, by, at });
    await append(tx, at, [{ kind: 'staff.changed', actor: by, subject: `staff:${id}`, payload: { added: true } }]);
  });
  return person.id;
}

/**
 * Changes a person by hand. `revision` is what the person who changes saw.
 *
 * @throws Fault `not-found`, `conflict` (changed in between, or the number is taken), `value-out-of-bounds`
 */
export async function changeStaff(deps: StaffDeps, by: string, id: string, revision: number, given: PersonChange): Promise<void> {
  const at = deps.clock.now();
  await inTransaction(deps.pool, async (tx) => {
    await holdStaff(tx);
    const stored = await personById(tx, id);
    if (stored === null) throw new Fault('not-found', { person: id });
    if (stored.revision !== revision) throw new Fault('conflict', { revision: stored.revision });
    const before = recordOf(stored);
    const after = checked({ ...before, ...given });
    const fields = differing(before, after);
    if (fields.length === 0) return;
    const person = { ...after, id };
    await storeNumber(() => withDepartment(tx, person, (departments) => updatePeople(tx, [person], departments, at)), person.number);
    await insertChanges(tx, [{ kind: 'people', subject: id, before, after }], { importId: null, by, at });
    await append(tx, at, [{ kind: 'staff.changed', actor: by, subject: `staff:${id}`, payload: { fields } }]);
  });
}

const recordOf = ({ number, name, kana, email, department, title, duties: held, state, joinedOn, leftOn }: PersonView): PersonRecord => ({
  number,
  name,
  kana,
  email,
  department,
  title,
  duties: held,
  state,
  joinedOn,
  leftOn,
});

/** The same rules as for a file's cells. */
function checked(given: PersonRecord): PersonRecord {
  const line = (field: keyof PersonRecord, charsMax: number) => must(field, readText(given[field] as string, charsMax));
  const person: PersonRecord = {
    number: line('number', 40),
    name: line('name', 100),
    kana: line('kana', 100),
    email: must('email', readEmail(given.email)),
    department: line('department', 100),
    title: line('title', 100),
    duties: duties.filter((duty) => given.duties.includes(duty)),
    state: given.state,
    joinedOn: must('joinedOn', readDate(given.joinedOn)),
    leftOn: must('leftOn', readDate(given.leftOn)),
  };
  for (const field of ['number', 'name'] as const) {
    if (person[field] === '') throw new Fault('value-out-of-bounds', { field, ja: '空にはできません。', en: 'It cannot be empty.' });
  }
  if (person.leftOn !== '' && person.joinedOn !== '' && person.leftOn < person.joinedOn)
    throw new Fault('value-out-of-bounds', {
      field: 'leftOn',
      ja: '退職日が入社日より前です。',
      en: 'The day of leaving is before the day of joining.',
    });
  return person;
}

function must<T>(field: string, read: Read<T>): T {
  if (read.ok) return read.value;
  throw new Fault('value-out-of-bounds', { field, ...read.says });
}

/** A department that nobody knew is made. */
async function withDepartment(
  tx: Tx,
  person: PersonRecord,
  write: (departments: ReadonlyMap<string, string>) => Promise<void>,
): Promise<void> {
  const known = await departmentIds(tx);
  if (person.department !== '' && !known.has(searchForm(person.department))) {
    await insertDepartments(tx, [{ id: newId(), code: '', name: person.department }]);
    await write(await departmentIds(tx));
  } else await write(known);
}

const taken = '23505';

async function storeNumber(write: () => Promise<void>, number: string): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if ((cause as { code?: string }).code !== taken) throw cause;
    throw new Fault(
      'conflict',
      { field: 'number', ja: `社員番号「${number}」はすでに使われています。`, en: `The number “${number}” is taken.` },
      { cause },
    );
  }
}

export const listDepartments = ({ pool }: StaffDeps) => allDepartments(pool);
