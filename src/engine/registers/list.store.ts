import type { LocalDate } from '../../calendar/index.ts';
import type { Db } from '../../db/pool.ts';
import type { Field } from '../../mechanism/field.ts';
import type { Register } from '../../mechanism/register.ts';
import { nearDays, type RowState, searchTerms } from './line.ts';
import { rowColumns, type StoredRow } from './row.store.ts';

/** Which lines are wanted. Columns are those of the definition; what a person types reaches SQL as a parameter only. */
export interface Conditions {
  readonly q: string;
  readonly state: RowState | 'all';
  /** Values of one column are alternatives; '' finds blanks. */
  readonly filters: readonly { readonly column: Field; readonly is: readonly string[] }[];
  /** Texts that must stand somewhere in a column, width and case aside. */
  readonly contains: readonly { readonly column: Field; readonly text: string }[];
  /** Lines past a deadline, or near one. */
  readonly deadline: 'overdue' | 'near' | null;
  readonly today: LocalDate;
}
export interface Order {
  readonly by: Field | 'number' | 'changedAt';
  readonly order: 'asc' | 'desc';
  /** For columns that hold ids or keys: all of them in the order in which they are read. */
  readonly ranks: readonly string[] | null;
}

/** A column whose cell holds several ids or keys. */
const isMany = ({ type }: Field): boolean => type === 'choices' || type === 'devices';
/** What stands in a cell, one by one: several, or the one that it held before its column took several. None where it is blank. */
const elements = (cell: string): string =>
  `jsonb_array_elements_text(CASE jsonb_typeof(${cell}) WHEN 'array' THEN ${cell} WHEN 'string' THEN jsonb_build_array(${cell}) ELSE '[]' END)`;

type Parameters = unknown[];
const add = (parameters: Parameters, value: unknown): string => `$${parameters.push(value)}`;

function where(register: Register, { q, state, filters, contains, deadline, today }: Conditions, parameters: Parameters): string {
  const conditions = [`r.register = ${add(parameters, register.id)}`];
  if (state !== 'all') conditions.push(`r.state = ${add(parameters, state)}`);
  for (const term of searchTerms(q)) conditions.push(`r.search LIKE ${add(parameters, `%${term.replace(/[\\%_]/g, '\\$&')}%`)}`);
  for (const { column, is } of filters) {
    const key = add(parameters, column.id);
    const values = is.filter((value) => value !== '');
    const either = is.includes('') ? [`r.cells ->> ${key} IS NULL`] : [];
    if (values.length > 0) {
      const wanted = add(parameters, values);
      either.push(isMany(column) ? `r.cells -> ${key} ?| ${wanted}::text[]` : `r.cells ->> ${key} = ANY (${wanted}::text[])`);
    }
    conditions.push(`(${either.join(' OR ')})`);
  }
  for (const { column, text } of contains) {
    const wanted = `%${text.normalize('NFKC').replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(`normalize(r.cells ->> ${add(parameters, column.id)}, NFKC) ILIKE ${add(parameters, wanted)}`);
  }
  if (deadline === 'overdue') conditions.push(`r.state = 'current' AND r.due_on < ${add(parameters, today)}::date`);
  if (deadline === 'near') {
    const from = add(parameters, today);
    conditions.push(`r.state = 'current' AND r.due_on BETWEEN ${from}::date AND ${from}::date + ${nearDays}`);
  }
  return conditions.join(' AND ');
}

/** Numbers as numbers, dates as dates (their text orders so), choices as the definition lists them, people by name. */
function sortKey({ by, ranks }: Order, parameters: Parameters): { readonly expression: string; readonly join: string } {
  if (by === 'number') return { expression: 'r.number', join: '' };
  if (by === 'changedAt') return { expression: 'r.changed_at', join: '' };
  const key = add(parameters, by.id);
  // Of several devices the first one orders the line.
  const cell = by.type === 'devices' ? `coalesce(r.cells -> ${key} ->> 0, r.cells ->> ${key})` : `(r.cells ->> ${key})`;
  if (ranks !== null)
    return {
      expression: 'o.n',
      join: `LEFT JOIN unnest(${add(parameters, ranks)}::text[]) WITH ORDINALITY AS o (id, n) ON o.id = ${cell}`,
    };
  if (by.type === 'number') return { expression: `${cell}::numeric`, join: '' };
  return { expression: by.type === 'text' || by.type === 'longText' ? `lower(${cell})` : cell, join: '' };
}

/** One page, and how many there are in all. Blanks stand last either way. */
export async function listPage(
  db: Db,
  register: Register,
  conditions: Conditions,
  order: Order,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ total: number; rows: StoredRow[] }> {
  const parameters: Parameters = [];
  const { expression, join } = sortKey(order, parameters);
  const direction = order.order === 'desc' ? 'DESC' : 'ASC';
  const { rows } = await db.query<StoredRow & { total: number }>(
    `WITH hit AS MATERIALIZED (
       SELECT r.id AS hit, r.number AS n, ${expression} AS s FROM registers_row r ${join} WHERE ${where(register, conditions, parameters)}
     ), page AS (
       SELECT * FROM hit ORDER BY s ${direction} NULLS LAST, n ${direction} OFFSET ${add(parameters, offset)} LIMIT ${add(parameters, limit)}
     )
     SELECT (SELECT count(*) FROM hit) AS total, line.* FROM (SELECT 1) AS one LEFT JOIN page ON true
     LEFT JOIN LATERAL (SELECT ${rowColumns} FROM registers_row WHERE id = page.hit) AS line ON true
     ORDER BY page.s ${direction} NULLS LAST, page.n ${direction}`,
    parameters,
  );
  return { total: rows[0]!.total, rows: rows.filter(({ id }) => id !== null).map(({ total: _total, ...row }) => row) };
}

/** How many lines have which value of a column; '' for blanks. Each of several choices in a cell is counted. */
export async function countByColumn(
  db: Db,
  register: Register,
  conditions: Conditions,
  column: Field,
  limit: number,
): Promise<{ value: string; count: number }[]> {
  const parameters: Parameters = [];
  const key = add(parameters, column.id);
  const many = isMany(column);
  const { rows } = await db.query<{ value: string; count: number }>(
    `SELECT coalesce(${many ? 'v.value' : `r.cells ->> ${key}`}, '') AS value, count(*) AS count FROM registers_row r
     ${many ? `LEFT JOIN LATERAL ${elements(`r.cells -> ${key}`)} AS v (value) ON true` : ''}
     WHERE ${where(register, conditions, parameters)} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${add(parameters, limit)}`,
    parameters,
  );
  return rows;
}

/** Every value that stands in a column that holds ids. */
export async function valuesIn(db: Db, register: string, column: string): Promise<string[]> {
  const { rows } = await db.query<{ value: string }>(
    `SELECT DISTINCT v.value FROM registers_row r CROSS JOIN LATERAL ${elements('r.cells -> $2')} AS v (value) WHERE r.register = $1`,
    [register, column],
  );
  return rows.map(({ value }) => value);
}
