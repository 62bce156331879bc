import { words } from '../../base/text.ts';
import type { Tx } from '../../db/pool.ts';
import { type CellProblem, cellsFault, readCell, readCells } from '../../mechanism/cells.ts';
import { type Cells, type Field, isBlank } from '../../mechanism/field.ts';
import { type NamedType, namedBy, namedIn, namedTypeOf } from '../../mechanism/named.ts';
import type { Register } from '../../mechanism/register.ts';
import { type RegistersDeps, registersLimits } from './deps.ts';
import { changedColumns } from './line.ts';
import { rowsById } from './row.store.ts';

/**
 * Reads what a person sends for one line: against the definition, and what it points to must exist. Only what differs from `before`
 * is looked up: a person who has gone since stays where they stand.
 *
 * @throws Fault `value-out-of-bounds` with every problem beside its field
 */
export async function readLine(
  deps: RegistersDeps,
  tx: Tx,
  register: Register,
  given: Readonly<Record<string, unknown>>,
  before: Cells = {},
): Promise<Cells> {
  const read = readCells(register.columns, given);
  if (!read.ok) throw cellsFault(read.problems);
  const problems = (await referenceProblems(deps, tx, register, [{ before, after: read.cells }]))[0]!;
  if (problems.length > 0) throw cellsFault(problems);
  return read.cells;
}

/** People, devices and lines that cells name but that are not there, line by line. */
export async function referenceProblems(
  deps: RegistersDeps,
  tx: Tx,
  register: Register,
  lines: readonly { readonly before: Cells; readonly after: Cells }[],
): Promise<CellProblem[][]> {
  const changed = lines.map(({ before, after }) =>
    changedColumns(register, before, after).filter((field) => namedTypeOf(field) !== null && !isBlank(after[field.id])),
  );
  const idsOf = (type: NamedType) => [
    ...new Set(lines.flatMap(({ after }, i) => namedBy(type, changed[i]!, after).flatMap(({ ids }) => ids))),
  ];
  const known = new Map<string, ReadonlySet<string>>();
  for (const type of ['person', 'device'] as const) {
    const ids = idsOf(type);
    known.set(type, new Set(ids.length === 0 ? [] : (await deps.ports.named(type, ids)).keys()));
  }
  for (const row of await rowsById(tx, idsOf('row'))) known.set(`row ${row.register} ${row.id}`, new Set());
  const isThere = (field: Field, id: string) =>
    field.type === 'row' ? known.has(`row ${field.register} ${id}`) : known.get(namedTypeOf(field)!)!.has(id);
  return lines.map(({ after, before }, i) =>
    changed[i]!.filter((field) => {
      // Of several, those that stand there already may have gone since.
      const stood = field.type === 'devices' ? namedIn(before[field.id]) : [];
      return namedIn(after[field.id]).some((id) => !stood.includes(id) && !isThere(field, id));
    }).map(({ id }) => ({
      field: id,
      says: words('一覧にないものが選ばれています。選び直してください。', 'This is not on the list. Please choose again.'),
    })),
  );
}

/** Why somebody does something, in their words; '' where they say nothing. Throws `value-out-of-bounds`. */
export function readReason(given: string, field = 'reason'): string {
  const title = words('理由', 'Reason');
  const read = readCell({ id: field, title, type: 'longText', maxChars: registersLimits.reasonCharsMax }, given);
  if ('says' in read) throw cellsFault([{ field, says: read.says }]);
  return read.cell === null ? '' : String(read.cell);
}
