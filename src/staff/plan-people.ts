import { searchForm, type Words } from '../base/text.ts';
import { readDate, readDuties, readEmail, readState, readText } from './cells.ts';
import type { Mapping } from './fields.ts';
import { Differences, differing, type MappedRow, type Plan, type PlannedRow, PlanProblems, tellTwice } from './plan.ts';
import type { PersonRecord } from './shape.ts';

export interface StoredPerson extends PersonRecord {
  readonly id: string;
}

export interface StoredDepartment {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

export interface PeopleState {
  readonly people: readonly StoredPerson[];
  readonly departments: readonly StoredDepartment[];
  /** The company's day. */
  readonly today: string;
}

/** 社員番号 as it is compared: 0012 and full-width ００１２ are one, 12 is another. */
export const numberKey = (number: string): string => searchForm(number).trim();

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

const recordOf = ({ id: _, ...record }: StoredPerson): PersonRecord => record;

/** What a list of people would change. Pure: reads nothing, stores nothing. */
export function planPeople(
  rows: readonly MappedRow[],
  mapping: Mapping,
  state: PeopleState,
  fullList: boolean,
  problems = new PlanProblems(mapping),
): Plan<PersonRecord> {
  const known = new Map(state.people.map((person) => [numberKey(person.number), person]));
  const withoutZeros = new Map(state.people.map((person) => [bare(numberKey(person.number)), person.number]));
  const departments = new Departments(state.departments);
  const differences = new Differences<PersonRecord>();
  const numbers: { row: number; key: string; shown: string }[] = [];
  for (const row of rows) {
    const read = new RowReader(row, problems);
    const number = read.take('number', (cell) => readText(cell, 40)) ?? '';
    const key = numberKey(number);
    if (key === '') {
      if (row.cell('number')?.trim() === '' && !problems.isUnread(row.number)) problems.add(row.number, 'number', empty);
      continue;
    }
    numbers.push({ row: row.number, key, shown: number });
    const stored = known.get(key);
    const twin = stored === undefined ? withoutZeros.get(bare(key)) : undefined;
    if (twin !== undefined) problems.add(row.number, 'number', lostZeros(number, twin));
    const before = stored && recordOf(stored);
    const after = readPerson(read, number, before ?? nobody, departments, state.today);
    if (row.cell('name')?.trim() === '' && !problems.isUnread(row.number)) problems.add(row.number, 'name', empty);
    if (!problems.has(row.number)) differences.put(row.number, stored && before ? { id: stored.id, record: before } : null, after);
  }
  tellTwice(numbers, 'number', problems);
  const present = new Set(numbers.map(({ key }) => key));
  const missing = fullList
    ? state.people
        .filter((person) => person.state === 'active' && !present.has(numberKey(person.number)))
        .map((person) => leaving(person, state.today))
    : [];
  const { added, changed, unchanged } = differences;
  return { kind: 'people', added, changed, missing, unchanged, newDepartments: departments.added, ...problems.told() };
}

const empty: Words = { ja: '空です。', en: 'It is empty.' };
/** Excel drops leading zeros of what it takes for a number. */
const bare = (key: string): string => key.replace(/^0+(?=.)/, '');
const lostZeros = (number: string, stored: string): Words => ({
  ja: `登録済みの「${stored}」と先頭の0だけが違います。Excelで0が消えていないか確かめてください(「${number}」)。`,
  en: `It differs from “${stored}” in leading zeros only. Excel may have dropped them (“${number}”).`,
});

function leaving(person: StoredPerson, today: string): PlannedRow<PersonRecord> {
  const before = recordOf(person);
  const leftOn = before.leftOn !== '' && before.leftOn <= today ? before.leftOn : before.joinedOn > today ? '' : today;
  const after: PersonRecord = { ...before, state: 'left', leftOn };
  return { id: person.id, row: null, before, after, fields: differing(before, after) };
}

/** Reads the cells of a row by field and tells what cannot be read. */
class RowReader {
  readonly #row: MappedRow;
  readonly #problems: PlanProblems;
  constructor(row: MappedRow, problems: PlanProblems) {
    this.#row = row;
    this.#problems = problems;
  }
  /** Undefined where the file has no such column, or where the cell cannot be read (which is told). */
  take<T>(key: string, read: (cell: string) => { ok: true; value: T } | { ok: false; says: Words }): T | undefined {
    const cell = this.#row.cell(key);
    if (cell === undefined) return undefined;
    const result = read(cell);
    if (result.ok) return result.value;
    this.#problems.add(this.#row.number, key, result.says);
    return undefined;
  }
  tell(key: string, says: Words): void {
    this.#problems.add(this.#row.number, key, says);
  }
}

/** What the file says, over what was there: a column that the file lacks leaves its field alone, an empty cell empties it. */
function readPerson(read: RowReader, number: string, before: PersonRecord, departments: Departments, today: string): PersonRecord {
  const line = (charsMax: number) => (cell: string) => readText(cell, charsMax);
  const code = read.take('departmentCode', line(40));
  const named = read.take('department', line(100));
  const joinedOn = read.take('joinedOn', readDate) ?? before.joinedOn;
  const leftGiven = read.take('leftOn', readDate);
  const stateGiven = read.take('state', readState);
  const state = stateGiven ?? (leftGiven === undefined ? before.state : leftGiven !== '' && leftGiven <= today ? 'left' : 'active');
  // Who comes back has no day of leaving any more, unless the file names a coming one.
  const leftOn = leftGiven ?? (state === 'active' && before.state === 'left' ? '' : before.leftOn);
  if (leftOn !== '' && joinedOn !== '' && leftOn < joinedOn)
    read.tell(leftGiven === undefined ? 'joinedOn' : 'leftOn', {
      ja: '退職日が入社日より前です。',
      en: 'The day of leaving is before the day of joining.',
    });
  return {
    number: before.number === '' ? number : before.number,
    name: read.take('name', line(100)) ?? before.name,
    kana: read.take('kana', line(100)) ?? before.kana,
    email: read.take('email', readEmail) ?? before.email,
    department: departments.nameOf(code, named) ?? before.department,
    title: read.take('title', line(100)) ?? before.title,
    duties: read.take('duties', readDuties) ?? before.duties,
    state,
    joinedOn,
    leftOn,
  };
}

/** Finds departments by code, then by name; a name that nobody knows is a new one. */
class Departments {
  readonly #byCode = new Map<string, string>();
  readonly #byName = new Map<string, string>();
  readonly added: { code: string; name: string }[] = [];
  constructor(known: readonly StoredDepartment[]) {
    for (const { code, name } of known) {
      if (code !== '') this.#byCode.set(code, name);
      this.#byName.set(searchForm(name), name);
    }
  }
  /** Undefined where the file says nothing about departments. */
  nameOf(code: string | undefined, name: string | undefined): string | undefined {
    if (code === undefined && name === undefined) return undefined;
    const found = (code ? this.#byCode.get(code) : undefined) ?? (name ? this.#byName.get(searchForm(name)) : undefined);
    if (found !== undefined) return found;
    const called = name || code || '';
    if (called === '') return '';
    this.added.push({ code: code ?? '', name: called });
    if (code) this.#byCode.set(code, called);
    this.#byName.set(searchForm(called), called);
    return called;
  }
}
