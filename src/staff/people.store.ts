import { searchForm } from '../base/text.ts';
import type { Db, Tx } from '../db/pool.ts';
import { emailKey } from './cells.ts';
import { numberKey, type StoredPerson } from './plan-people.ts';
import type { DepartmentRecord, Duty, PersonRecord, PersonState } from './shape.ts';

/** Whoever compares the lists in order to change them holds this until the transaction ends. */
const staffLock = 8034_010;
export async function holdStaff(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [staffLock]);
}

const recordColumns = `p.id, p.number, p.name, p.kana, p.email, coalesce(d.name, '') AS department, p.title, p.duties, p.state,
  coalesce(to_char(p.joined_on, 'YYYY-MM-DD'), '') AS "joinedOn", coalesce(to_char(p.left_on, 'YYYY-MM-DD'), '') AS "leftOn"`;

/**
 * The account that has a person's address: of one who is in service, and only where nobody else in service has the same address.
 * Read, never stored, so that it is right the moment an account or an address changes.
 */
const accountJoin = `LEFT JOIN people_account a ON p.email_key <> '' AND a.login_key = p.email_key AND p.state = 'active'
  AND NOT EXISTS (SELECT 1 FROM staff_person o WHERE o.email_key = p.email_key AND o.state = 'active' AND o.id <> p.id)`;

export async function allPeople(db: Db): Promise<StoredPerson[]> {
  const { rows } = await db.query<StoredPerson>(
    `SELECT ${recordColumns} FROM staff_person p LEFT JOIN staff_department d ON d.id = p.department_id ORDER BY p.number_key`,
  );
  return rows;
}

export interface PersonView extends StoredPerson {
  readonly revision: number;
  readonly changedAt: Date;
  readonly accountId: string | null;
  readonly devices: number;
}
const viewColumns = `${recordColumns}, p.revision, p.changed_at AS "changedAt", a.id AS "accountId",
  (SELECT count(*) FROM staff_device_owner o WHERE o.person_id = p.id) AS devices`;
const viewJoins = `LEFT JOIN staff_department d ON d.id = p.department_id ${accountJoin}`;

export async function personById(db: Db, id: string): Promise<PersonView | null> {
  const { rows } = await db.query<PersonView>(`SELECT ${viewColumns} FROM staff_person p ${viewJoins} WHERE p.id = $1`, [id]);
  return rows[0] ?? null;
}

export interface PersonFilter {
  readonly q?: string | undefined;
  /** Looks into names, readings and departments only: who finds somebody by an address has been told the address. */
  readonly plain?: boolean;
  readonly state?: PersonState | undefined;
  readonly department?: string | undefined;
  readonly duty?: Duty | undefined;
  readonly sort: 'number' | 'name' | 'department';
  readonly order: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
}

/** From a closed set of words to SQL. By name means by its reading where one is known, as lists of names are in Japan. */
const sortColumn = {
  number: 'p.number_key',
  name: "CASE WHEN p.kana = '' THEN p.name ELSE p.kana END",
  department: "coalesce(d.name, '~')",
} as const;

export async function listPeople(db: Db, filter: PersonFilter): Promise<{ total: number; people: PersonView[] }> {
  const direction = filter.order === 'asc' ? 'ASC' : 'DESC';
  // As `searchOf` joins them: number, name, reading, address, department, title.
  const searched = filter.plain
    ? "(split_part(p.search, E'\\n', 2) || E'\\n' || split_part(p.search, E'\\n', 3) || E'\\n' || split_part(p.search, E'\\n', 5))"
    : 'p.search';
  const conditions = `($1::text IS NULL OR ${searched} LIKE $1) AND ($2::text IS NULL OR p.state = $2)
    AND ($3::uuid IS NULL OR p.department_id = $3) AND ($4::text IS NULL OR $4 = ANY (p.duties))`;
  const like = filter.q
    ? `%${searchText(filter.q)
        .replaceAll('\u0000', '')
        .replace(/[\\%_]/g, '\\$&')}%`
    : null;
  const values = [like, filter.state ?? null, filter.department ?? null, filter.duty ?? null];
  const counted = await db.query<{ total: number }>(`SELECT count(*) AS total FROM staff_person p WHERE ${conditions}`, values);
  const { rows } = await db.query<PersonView>(
    `SELECT ${viewColumns} FROM staff_person p ${viewJoins} WHERE ${conditions}
     ORDER BY ${sortColumn[filter.sort]} ${direction}, p.number_key OFFSET $5 LIMIT $6`,
    [...values, filter.offset, filter.limit],
  );
  return { total: counted.rows[0]!.total, people: rows };
}

/** Folded for finding: ｱｵｷ finds アオキ, あおき finds アオキ, and a blank within a name is none. */
export const searchText = (text: string): string =>
  searchForm(text)
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(/\s/g, '');
const searchOf = (person: PersonRecord): string =>
  [person.number, person.name, person.kana, person.email, person.department, person.title].map(searchText).join('\n');

export interface WrittenPerson extends PersonRecord {
  readonly id: string;
}

const rowOf = (person: WrittenPerson, departments: ReadonlyMap<string, string>) => ({
  id: person.id,
  number: person.number,
  number_key: numberKey(person.number),
  name: person.name,
  kana: person.kana,
  email: person.email,
  email_key: emailKey(person.email),
  department_id: person.department === '' ? null : departments.get(searchForm(person.department))!,
  title: person.title,
  duties: person.duties,
  state: person.state,
  joined_on: person.joinedOn || null,
  left_on: person.leftOn || null,
  search: searchOf(person),
});

const columnsDefinition = `id uuid, number text, number_key text, name text, kana text, email text, email_key text, department_id uuid, title text,
  duties text[], state text, joined_on date, left_on date, search text`;
const columnNames = 'id, number, number_key, name, kana, email, email_key, department_id, title, duties, state, joined_on, left_on, search';

/** All in one statement. Throws PostgreSQL's 23505 where a number is taken. */
export async function insertPeople(
  tx: Tx,
  people: readonly WrittenPerson[],
  departments: ReadonlyMap<string, string>,
  at: Date,
): Promise<void> {
  if (people.length === 0) return;
  await tx.query(
    `INSERT INTO staff_person (${columnNames}, revision, changed_at)
     SELECT ${columnNames}, 1, $2 FROM jsonb_to_recordset($1::jsonb) AS r (${columnsDefinition})`,
    [JSON.stringify(people.map((person) => rowOf(person, departments))), at],
  );
}

export async function updatePeople(
  tx: Tx,
  people: readonly WrittenPerson[],
  departments: ReadonlyMap<string, string>,
  at: Date,
): Promise<void> {
  if (people.length === 0) return;
  await tx.query(
    `UPDATE staff_person p SET name = r.name, kana = r.kana, email = r.email, email_key = r.email_key, department_id = r.department_id,
       title = r.title, duties = r.duties, state = r.state, joined_on = r.joined_on, left_on = r.left_on, search = r.search,
       number = r.number, number_key = r.number_key, revision = p.revision + 1, changed_at = $2
     FROM jsonb_to_recordset($1::jsonb) AS r (${columnsDefinition}) WHERE p.id = r.id`,
    [JSON.stringify(people.map((person) => rowOf(person, departments))), at],
  );
}

export interface DepartmentView extends DepartmentRecord {
  readonly id: string;
  readonly managerId: string | null;
  readonly managerName: string;
  readonly people: number;
}

export async function allDepartments(db: Db): Promise<DepartmentView[]> {
  const { rows } = await db.query<DepartmentView>(
    `SELECT d.id, coalesce(d.code, '') AS code, d.name, coalesce(u.name, '') AS parent, coalesce(m.number, '') AS manager, d.manager_id AS "managerId",
       coalesce(m.name, '') AS "managerName", (SELECT count(*) FROM staff_person p WHERE p.department_id = d.id AND p.state = 'active') AS people
     FROM staff_department d LEFT JOIN staff_department u ON u.id = d.parent_id LEFT JOIN staff_person m ON m.id = d.manager_id
     ORDER BY d.code NULLS LAST, d.name_key`,
  );
  return rows;
}

/** Folded name → id. */
export async function departmentIds(db: Db): Promise<Map<string, string>> {
  const { rows } = await db.query<{ key: string; id: string }>('SELECT name_key AS key, id FROM staff_department');
  return new Map(rows.map((row) => [row.key, row.id]));
}

export async function insertDepartments(
  tx: Tx,
  departments: readonly { readonly id: string; readonly code: string; readonly name: string }[],
): Promise<void> {
  if (departments.length === 0) return;
  await tx.query(
    `INSERT INTO staff_department (id, code, name, name_key) SELECT r.id, nullif(r.code, ''), r.name, r.name_key
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, code text, name text, name_key text)`,
    [JSON.stringify(departments.map((each) => ({ ...each, name_key: searchForm(each.name) })))],
  );
}

/** Names, codes, parents and managers; all departments that are named must be there already. */
export async function updateDepartments(tx: Tx, departments: readonly (DepartmentRecord & { readonly id: string })[]): Promise<void> {
  if (departments.length === 0) return;
  await tx.query(
    `UPDATE staff_department d SET code = nullif(r.code, ''), name = r.name, name_key = r.name_key
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, code text, name text, name_key text) WHERE d.id = r.id`,
    [JSON.stringify(departments.map((each) => ({ ...each, name_key: searchForm(each.name) })))],
  );
  await tx.query(
    `UPDATE staff_department d SET parent_id = u.id, manager_id = m.id
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, parent_key text, manager_key text)
     LEFT JOIN staff_department u ON u.name_key = r.parent_key LEFT JOIN staff_person m ON m.number_key = r.manager_key WHERE d.id = r.id`,
    [
      JSON.stringify(
        departments.map((each) => ({
          id: each.id,
          parent_key: each.parent === '' ? null : searchForm(each.parent),
          manager_key: each.manager === '' ? null : numberKey(each.manager),
        })),
      ),
    ],
  );
}

/** A person as leaflets address them. */
export interface Reader {
  readonly id: string;
  readonly name: string;
  readonly kana: string;
  readonly email: string;
  readonly department: string;
  readonly duties: Duty[];
  readonly active: boolean;
  readonly accountId: string | null;
}

export async function readReaders(db: Db, onlyActive: boolean): Promise<Reader[]> {
  const { rows } = await db.query<Reader>(
    `SELECT p.id, p.name, p.kana, p.email, coalesce(d.name, '') AS department, p.duties, p.state = 'active' AS active, a.id AS "accountId"
     FROM staff_person p LEFT JOIN staff_department d ON d.id = p.department_id ${accountJoin}
     WHERE NOT $1 OR p.state = 'active' ORDER BY p.number_key`,
    [onlyActive],
  );
  return rows;
}

export async function readNames(db: Db, ids: readonly string[]): Promise<{ id: string; name: string; active: boolean }[]> {
  const { rows } = await db.query<{ id: string; name: string; active: boolean }>(
    `SELECT id, name, state = 'active' AS active FROM staff_person WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  return rows;
}

/** People who are here whom a number or a name means, by what was asked for. `高橋 健(0012)` means the number in it. */
export async function peopleNamed(db: Db, texts: readonly string[]): Promise<Map<string, string[]>> {
  const here = (await allPeople(db)).filter(({ state }) => state === 'active');
  const byNumber = new Map(here.map(({ id, number }) => [numberKey(number), id]));
  const byName = new Map<string, string[]>();
  for (const { id, name } of here) byName.set(searchText(name), [...(byName.get(searchText(name)) ?? []), id]);
  const meant = (text: string): string[] => {
    const number = byNumber.get(numberKey(/[(（]([^()（）]+)[)）]\s*$/.exec(text)?.[1] ?? text));
    return number === undefined ? (byName.get(searchText(text)) ?? []) : [number];
  };
  return new Map(texts.map((text) => [text, meant(text)] as const).filter(([, ids]) => ids.length > 0));
}
