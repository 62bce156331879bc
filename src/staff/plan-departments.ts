import { searchForm, type Words, words } from '../base/text.ts';
import { type Read, readText } from './cells.ts';
import type { Mapping } from './fields.ts';
import { Differences, type MappedRow, type Plan, PlanProblems, tellTwice } from './plan.ts';
import { numberKey } from './plan-people.ts';
import type { DepartmentRecord } from './shape.ts';

export interface DepartmentsState {
  readonly departments: readonly (DepartmentRecord & { readonly id: string })[];
  /** 社員番号 of everybody, folded, to the number as it is written. */
  readonly numbers: ReadonlyMap<string, string>;
}

/** What a list of departments would change. A department is known by its code, else by its name; none is ever removed. */
export function planDepartments(
  rows: readonly MappedRow[],
  mapping: Mapping,
  state: DepartmentsState,
  problems = new PlanProblems(mapping),
): Plan<DepartmentRecord> {
  const read = rows.map((row) => readRow(row, problems));
  const known = new Known(state, read);
  const differences = new Differences<DepartmentRecord>();
  for (const each of read) {
    if (each.name === undefined || each.name === '') {
      if (!problems.has(each.row)) problems.add(each.row, 'name', words('空です。', 'It is empty.'));
      continue;
    }
    const stored = known.find(each.code, each.name);
    if (stored && known.isTaken(each.name, stored.id)) problems.add(each.row, 'name', taken);
    const before = stored ? { code: stored.code, name: stored.name, parent: stored.parent, manager: stored.manager } : null;
    const after = known.resolve({ ...each, name: each.name }, before, problems);
    if (!problems.has(each.row)) differences.put(each.row, stored && before ? { id: stored.id, record: before } : null, after);
  }
  tellTwice(
    read.filter(({ name }) => name).map(({ row, name }) => ({ row, key: searchForm(name!), shown: name! })),
    'name',
    problems,
  );
  tellTwice(
    read.filter(({ code }) => code).map(({ row, code }) => ({ row, key: code!, shown: code! })),
    'code',
    problems,
  );
  const { added, changed, unchanged } = differences;
  tellCycles([...state.departments, ...[...added, ...changed].map(({ after }) => after!)], read, problems);
  return { kind: 'departments', added, changed, missing: [], unchanged, newDepartments: [], ...problems.told() };
}

const taken = words('その名前の部署が、別のコードで登録されています。', 'Another department has this name, under another code.');

interface ReadDepartment {
  readonly row: number;
  readonly code: string | undefined;
  readonly name: string | undefined;
  readonly parentCode: string | undefined;
  readonly parent: string | undefined;
  readonly manager: string | undefined;
}

function readRow(row: MappedRow, problems: PlanProblems): ReadDepartment {
  const take = (key: string, charsMax: number): string | undefined => {
    const cell = row.cell(key);
    if (cell === undefined) return undefined;
    const result: Read<string> = readText(cell, charsMax);
    if (result.ok) return result.value;
    problems.add(row.number, key, result.says);
    return undefined;
  };
  return {
    row: row.number,
    code: take('code', 40),
    name: take('name', 100),
    parentCode: take('parentCode', 40),
    parent: take('parent', 100),
    manager: take('manager', 40),
  };
}

/** The departments that are there, and those that the file brings: a parent may stand further down in it. */
class Known {
  readonly #byCode: Map<string, DepartmentsState['departments'][number]>;
  readonly #byName: Map<string, DepartmentsState['departments'][number]>;
  readonly #nameByCode: Map<string, string>;
  readonly #nameByKey: Map<string, string>;
  readonly #numbers: DepartmentsState['numbers'];
  constructor({ departments, numbers }: DepartmentsState, read: readonly ReadDepartment[]) {
    this.#numbers = numbers;
    this.#byCode = new Map(departments.filter((each) => each.code !== '').map((each) => [each.code, each]));
    this.#byName = new Map(departments.map((each) => [searchForm(each.name), each]));
    this.#nameByCode = new Map([...this.#byCode].map(([code, each]) => [code, each.name]));
    this.#nameByKey = new Map([...this.#byName].map(([key, each]) => [key, each.name]));
    for (const { code, name } of read) {
      if (name && code) this.#nameByCode.set(code, name);
      if (name) this.#nameByKey.set(searchForm(name), name);
    }
  }
  find(code: string | undefined, name: string): DepartmentsState['departments'][number] | undefined {
    return (code ? this.#byCode.get(code) : undefined) ?? this.#byName.get(searchForm(name));
  }
  isTaken(name: string, id: string): boolean {
    const namesake = this.#byName.get(searchForm(name));
    return namesake !== undefined && namesake.id !== id;
  }
  /** The record that a row asks for; what it names and nobody knows is told. */
  resolve(
    { row, code, name, parentCode, parent, manager }: ReadDepartment & { readonly name: string },
    before: DepartmentRecord | null,
    problems: PlanProblems,
  ): DepartmentRecord {
    const above = parentCode ? this.#nameByCode.get(parentCode) : parent ? this.#nameByKey.get(searchForm(parent)) : '';
    if (above === undefined) problems.add(row, parentCode ? 'parentCode' : 'parent', noDepartment(parentCode || parent || ''));
    if (above === name) problems.add(row, 'parent', words('上位部署が自分自身です。', 'It is its own parent.'));
    const head = manager ? this.#numbers.get(numberKey(manager)) : '';
    if (head === undefined)
      problems.add(row, 'manager', words(`社員番号「${manager}」の人はいません。`, `Nobody has the number “${manager}”.`));
    const saysParent = parentCode !== undefined || parent !== undefined;
    return {
      code: code ?? before?.code ?? '',
      name,
      parent: saysParent ? (above ?? '') : (before?.parent ?? ''),
      manager: manager === undefined ? (before?.manager ?? '') : (head ?? ''),
    };
  }
}

const noDepartment = (name: string): Words => words(`「${name}」という部署はありません。`, `There is no department “${name}”.`);

/** A chain of parents ends somewhere, or the departments have no top. */
function tellCycles(
  all: readonly DepartmentRecord[],
  read: readonly { row: number; name: string | undefined }[],
  problems: PlanProblems,
): void {
  const parents = new Map(all.map((each) => [each.name, each.parent]));
  for (const { row, name } of read) {
    if (!name || problems.has(row)) continue;
    const seen = new Set<string>();
    for (let at: string | undefined = name; at; at = parents.get(at)) {
      if (seen.has(at)) {
        problems.add(row, 'parent', words('上位部署をたどると元に戻ります。', 'Its chain of parents leads back to itself.'));
        break;
      }
      seen.add(at);
    }
  }
}
