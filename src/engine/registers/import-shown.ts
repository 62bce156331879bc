import { type Words, words } from '../../base/text.ts';
import { definitionOf, type RegistersDeps } from './deps.ts';
import type { ImportPlan } from './import-plan.ts';
import { changedColumns, numberText } from './line.ts';
import { namesFor, saidCell } from './said.ts';

/** Of each kind of change; the counts are of all. */
const shownMax = 300;

export interface ShownChange {
  readonly act: 'add' | 'change' | 'restore' | 'missing';
  readonly fileRow: number | null;
  readonly number: string | null;
  readonly label: string;
  readonly cells: readonly { readonly column: string; readonly before: Words; readonly after: Words }[];
}

/** The first changes of each kind as a person reads them: before and after, cell by cell. */
export async function shownChanges(deps: RegistersDeps, registerId: string, { lines, missing }: ImportPlan): Promise<ShownChange[]> {
  const register = definitionOf(deps, registerId);
  const shown = (['add', 'change', 'restore'] as const).flatMap((act) => lines.filter((line) => line.act === act).slice(0, shownMax));
  const names = await namesFor(
    deps,
    register.columns,
    shown.flatMap(({ before, after }) => [before, after]),
  );
  const label = register.columns.find(({ id }) => id === register.label);
  const changes = shown.map(
    ({ act, fileRow, row, before, after }): ShownChange => ({
      act,
      fileRow,
      number: row && numberText(register, row.number),
      label: label ? saidCell(label, after[label.id], names).ja : '',
      cells: changedColumns(register, before, after).map((field) => ({
        column: field.id,
        before: row === null ? words('', '') : saidCell(field, before[field.id], names),
        after: saidCell(field, after[field.id], names),
      })),
    }),
  );
  const gone = missing
    .slice(0, shownMax)
    .map((row): ShownChange => ({ act: 'missing', fileRow: null, number: numberText(register, row.number), label: row.label, cells: [] }));
  return [...changes, ...gone];
}

export const countsOfPlan = ({ lines, same, missing }: ImportPlan) => {
  const count = (wanted: string) => lines.filter(({ act }) => act === wanted).length;
  return { add: count('add'), change: count('change'), restore: count('restore'), same, missing: missing.length };
};
