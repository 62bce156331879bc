import { useTranslation } from 'react-i18next';
import { isBlankCell } from '../api/mechanism-types.ts';
import type { Cell, FieldView, RegisterRow } from '../api/registers-types.ts';
import { CellText } from '../pieces/cell-text.tsx';
import { useSaid } from '../pieces/said.ts';
import { isTyped } from './cell-draft.ts';
import { ChosenText } from './chosen-text.tsx';
import classes from './grid.module.css';
import type { GridRowProps } from './grid-row.tsx';
import { PickingCell } from './picking-cell.tsx';
import { TypingCell } from './typing-cell.tsx';

interface GridCellProps extends Omit<GridRowProps, 'fields' | 'place' | 'chosen'> {
  field: FieldView;
  column: number;
  /** Whether it names the line. */
  isLabel: boolean;
}

/** One cell: what it says, its deadline, and while it is active the way to write in it. */
export function GridCell({
  field,
  row,
  line,
  column,
  isLabel,
  active: activeColumn,
  entered,
  acts,
  saves,
  narrow,
  canEdit,
  ...rest
}: GridCellProps) {
  const { say } = useSaid();
  const save = saves?.get(field.id);
  const shown = save === undefined ? row.cells[field.id] : save.cell;
  const said = save === undefined ? row.said : undefined;
  const flag = row.flags.find((each) => each.column === field.id);
  const state = `${isLabel ? classes.label : ''} ${kindOf(field)} ${save === undefined ? '' : save.error === null ? classes.saving : classes.refused}`;
  const text = (
    <>
      <Shown field={field} cell={shown} said={said} />
      {flag !== undefined && <Flag overdue={flag.overdue} says={say(flag.says)} />}
    </>
  );
  if (narrow) {
    return (
      <td {...(isLabel ? {} : { 'data-label': say(field.title) })} className={state}>
        {isBlankCell(shown) ? null : <span>{text}</span>}
      </td>
    );
  }
  const spot = { line, column };
  const active = activeColumn === column;
  const editing = rest.editing?.spot.column === column ? rest.editing.with : null;
  const editable = canEdit && row.state === 'current';
  // Within a grid a td is a gridcell by itself; the linter takes it for a plain cell.
  const cellState = { 'aria-readonly': !editable, 'aria-busy': save !== undefined && save.error === null ? true : undefined };
  const writes = active && editable && isTyped(field);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the table's keys do what a click does
    <td
      data-spot={`${spot.line}:${spot.column}`}
      className={`${state} ${entered && active ? classes.active : ''} ${editing === null ? '' : classes.editing}`}
      tabIndex={writes ? undefined : active ? 0 : -1}
      {...cellState}
      onClick={() => editing === null && acts.click(spot)}
      onDoubleClick={() => acts.begin(spot, 'held')}
    >
      {editing !== null && !isTyped(field) ? (
        <PickingCell
          field={field}
          cell={shown ?? null}
          said={save === undefined ? row.said[field.id] : undefined}
          onCommit={(cell, leaving) => acts.commit(spot, cell, leaving)}
          onCancel={() => acts.cancel(spot)}
        >
          {text}
        </PickingCell>
      ) : (
        <span className={editing === null ? classes.shown : classes.under}>{text}</span>
      )}
      {writes && (
        <TypingCell
          field={field}
          cell={shown ?? null}
          label={`${row.number} ${say(field.title)}`}
          editing={editing}
          onBegin={() => acts.begin(spot, 'typed')}
          onCommit={(cell, leaving) => acts.commit(spot, cell, leaving)}
          onCancel={() => acts.cancel(spot)}
          onSpace={() => acts.choose(spot.line)}
        />
      )}
    </td>
  );
}

/** A blank cell of a table is blank: thirty dashes in a column say less than nothing. */
function Shown({ field, cell, said }: { field: FieldView; cell: Cell | undefined; said: RegisterRow['said'] | undefined }) {
  if (isBlankCell(cell)) return null;

  if (said === undefined) return <ChosenText field={field} cell={cell} />;
  return <CellText field={field} cell={cell} said={said} />;
}

const kindOf = ({ type }: FieldView): string => {
  if (type === 'number') return classes.amount!;
  if (type === 'longText') return classes.long!;
  if (type === 'date' || type === 'moment') return classes.day!;
  return '';
};

function Flag({ overdue, says }: { overdue: boolean; says: string }) {
  const { t } = useTranslation();
  return (
    <span className={`${classes.flag} ${overdue ? classes.overdue : ''}`} title={says}>
      {t(overdue ? 'register.overdue' : 'register.near')}
      <span className="unseen"> {says}</span>
    </span>
  );
}
