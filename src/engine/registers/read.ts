import { Fault } from '../../base/fault.ts';
import { type Words, words } from '../../base/text.ts';
import type { Db } from '../../db/pool.ts';
import type { Cells, Field } from '../../mechanism/field.ts';
import { namedTypeOf } from '../../mechanism/named.ts';
import type { Register } from '../../mechanism/register.ts';
import { definitionOf, type RegistersDeps, registersLimits, rowSubject } from './deps.ts';
import { type Revision, revisionsOf } from './history.store.ts';
import { changedColumns, type Flag, flagsOf, fullCells, numberText, type RowState } from './line.ts';
import { type Conditions, countByColumn, listPage, type Order, valuesIn } from './list.store.ts';
import { rowsById, type StoredRow } from './row.store.ts';
import { type Names, namesFor, saidCell, saidCells } from './said.ts';

/** A line as it is shown. */
export interface Row {
  readonly id: string;
  readonly number: string;
  readonly revision: number;
  readonly state: RowState;
  readonly label: string;
  readonly cells: Cells;
  readonly said: Readonly<Record<string, Words>>;
  readonly flags: readonly Flag[];
  readonly attachments: number;
  readonly request: string | null;
  readonly changedAt: Date;
}
export interface RowsWanted {
  readonly q?: string;
  /** `status:approved`; several of one column are alternatives, `status:` finds blanks, `name~:zip` a part of a text, `deadline:overdue` and `deadline:near` too. */
  readonly filters?: readonly string[];
  readonly state?: RowState | 'all';
  /** A column, `number` or `changedAt`. */
  readonly sort?: string;
  readonly order?: 'asc' | 'desc';
  readonly group?: string | undefined;
  readonly offset?: number;
  readonly limit?: number;
}
export interface Group {
  readonly value: string;
  readonly said: Words;
  readonly count: number;
}
const groupsMax = 300;

/** @throws Fault `not-found` for a register, `bad-request` for a column that there is not */
export async function listRows(
  deps: RegistersDeps,
  registerId: string,
  wanted: RowsWanted,
): Promise<{ total: number; rows: Row[]; groups: Group[] | null }> {
  const register = definitionOf(deps, registerId);
  const { offset = 0, limit = 50, sort = 'number', order = 'asc' } = wanted;
  const conditions = conditionsOf(deps, register, wanted);
  const { total, rows } = await listPage(deps.pool, register, conditions, await orderOf(deps, register, sort, order), { offset, limit });
  const groups = wanted.group ? await groupsOf(deps, register, conditions, columnOf(register, wanted.group)) : null;
  return { total, rows: await shown(deps, register, rows), groups };
}

function conditionsOf(
  { ports, clock }: RegistersDeps,
  register: Register,
  { q = '', filters = [], state = 'current' }: RowsWanted,
): Conditions {
  const byColumn = new Map<string, string[]>();
  for (const filter of filters) {
    const cut = filter.indexOf(':');
    if (cut < 1) throw new Fault('bad-request', { field: 'filter', filter });
    const column = filter.slice(0, cut);
    byColumn.set(column, [...(byColumn.get(column) ?? []), filter.slice(cut + 1).replaceAll('\u0000', '')]);
  }
  const asked = byColumn.get('deadline')?.[0];
  byColumn.delete('deadline');
  const whole = [...byColumn].filter(([column]) => !column.endsWith('~'));
  const parts = [...byColumn].filter(([column]) => column.endsWith('~'));
  return {
    q,
    state,
    filters: whole.map(([column, is]) => ({ column: columnOf(register, column), is })),
    contains: parts.flatMap(([column, texts]) => texts.map((text) => ({ column: columnOf(register, column.slice(0, -1)), text }))),
    deadline: asked === 'overdue' || asked === 'near' ? asked : null,
    today: ports.localDate(clock.now()),
  };
}

function columnOf(register: Register, id: string): Field {
  const column = register.columns.find((each) => each.id === id);
  if (column === undefined) throw new Fault('bad-request', { register: register.id, column: id.slice(0, 60) });
  return column;
}

async function orderOf(deps: RegistersDeps, register: Register, sort: string, order: 'asc' | 'desc'): Promise<Order> {
  if (sort === 'number' || sort === 'changedAt') return { by: sort, order, ranks: null };
  const by = columnOf(register, sort);
  if (by.type === 'choice') return { by, order, ranks: Object.keys(by.options ?? {}) };
  if (namedTypeOf(by) === null) return { by, order, ranks: null };
  const ids = await valuesIn(deps.pool, register.id, by.id);
  const names = await namesFor(
    deps,
    [by],
    ids.map((id) => ({ [by.id]: id })),
  );
  const label = (id: string) => names.get(id)?.label ?? '\uffff';
  return { by, order, ranks: ids.sort((a, b) => label(a).localeCompare(label(b), 'ja')) };
}

async function groupsOf(deps: RegistersDeps, register: Register, conditions: Conditions, column: Field): Promise<Group[]> {
  const counts = await countByColumn(deps.pool, register, conditions, column, groupsMax);
  const names = await namesFor(
    deps,
    [column],
    counts.map(({ value }) => ({ [column.id]: value })),
  );
  const groups = counts.map(({ value, count }) => ({ value, count, said: saidValue(column, value, names) }));
  const options = Object.keys(column.options ?? {});
  if (options.length === 0) return groups;
  const rank = ({ value }: Group) => (options.includes(value) ? options.indexOf(value) : options.length);
  return groups.sort((a, b) => rank(a) - rank(b));
}

function saidValue(column: Field, value: string, names: Names): Words {
  if (value === '') return words('(空欄)', '(blank)');
  if (column.type === 'boolean') return saidCell(column, value === 'true', names);
  return saidCell(column, column.type === 'choices' || column.type === 'devices' ? [value] : value, names);
}

async function shown(deps: RegistersDeps, register: Register, rows: readonly StoredRow[], db: Db = deps.pool): Promise<Row[]> {
  const subjects = rows.map(({ id }) => rowSubject(register.id, id));
  const names = await namesFor(
    deps,
    register.columns,
    rows.map(({ cells }) => cells),
    db,
  );
  const files = subjects.length === 0 ? new Map<string, number>() : await deps.ports.countFiles(db, subjects);
  const today = deps.ports.localDate(deps.clock.now());
  return rows.map(({ register: _register, number, cells, ...row }, i) => ({
    ...row,
    number: numberText(register, number),
    cells: fullCells(register, cells),
    said: saidCells(register.columns, cells, names),
    flags: flagsOf(register, cells, row.state, today),
    attachments: files.get(subjects[i]!) ?? 0,
  }));
}

export interface RowHistory extends Omit<Revision, 'cells' | 'state'> {
  readonly changes: readonly { readonly column: string; readonly before: Words; readonly after: Words }[];
}

/** A line with all that was ever written in it, newest first. Throws `not-found`. */
export async function readRow(deps: RegistersDeps, registerId: string, id: string): Promise<Row & { history: RowHistory[] }> {
  const register = definitionOf(deps, registerId);
  const [stored] = await rowsById(deps.pool, [id]);
  if (stored === undefined || stored.register !== register.id) throw new Fault('not-found', { row: id });
  const revisions = await revisionsOf(deps.pool, id, registersLimits.historyMax + 1);
  const names = await namesFor(
    deps,
    register.columns,
    revisions.map(({ cells }) => cells),
  );
  const history = revisions.slice(0, registersLimits.historyMax).map(({ cells, state: _state, ...revision }, i): RowHistory => {
    const before = revisions[i + 1]?.cells ?? {};
    const changes = changedColumns(register, before, cells).map((column) => ({
      column: column.id,
      before: saidCell(column, before[column.id], names),
      after: saidCell(column, cells[column.id], names),
    }));
    return { ...revision, changes };
  });
  return { ...(await shown(deps, register, [stored]))[0]!, history };
}

/** One line without its history. */
export async function readLineOf(deps: RegistersDeps, registerId: string, id: string): Promise<Row> {
  const register = definitionOf(deps, registerId);
  const [stored] = await rowsById(deps.pool, [id]);
  if (stored === undefined || stored.register !== register.id) throw new Fault('not-found', { row: id });
  return (await shown(deps, register, [stored]))[0]!;
}

export interface Described {
  readonly register: string;
  readonly title: Words;
  readonly number: string;
  readonly label: string;
  readonly state: RowState;
}

/** What lines are called, by id; ids that no line has are absent. */
export async function describe(deps: RegistersDeps, ids: readonly string[]): Promise<Map<string, Described>> {
  const rows = await rowsById(deps.pool, [...new Set(ids)]);
  return new Map(
    rows.flatMap(({ id, register: registerId, number, label, state }) => {
      const register = deps.definitions.get(registerId);
      return register
        ? [[id, { register: registerId, title: register.title, number: numberText(register, number), label, state }] as const]
        : [];
    }),
  );
}

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

/** Lines in force that can be named in a cell, found by any of their words; at most 20. */
export async function choices(deps: RegistersDeps, registerId: string, q: string): Promise<Choice[]> {
  const register = definitionOf(deps, registerId);
  const conditions = conditionsOf(deps, register, { q });
  const order = { by: 'number', order: 'asc', ranks: null } as const;
  const { rows } = await listPage(deps.pool, register, conditions, order, { offset: 0, limit: registersLimits.choicesMax });
  return rows.map(({ id, label, number }) => ({ id, label, detail: numberText(register, number) }));
}
