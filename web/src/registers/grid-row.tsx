import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldView, Register, RegisterRow } from '../api/registers-types.ts';
import { When } from '../pieces/when.tsx';
import classes from './grid.module.css';
import { GridCell } from './grid-cell.tsx';
import type { CellSaves } from './use-cell-saves.ts';
import type { GridControl } from './use-grid.ts';

interface GridRowProps {
  register: Register;
  fields: readonly FieldView[];
  row: RegisterRow;
  /** Its place on the page, and among all lines. */
  line: number;
  place: number;
  chosen: boolean;
  grid: GridControl;
  saves: CellSaves;
  openRow: (row: string) => void;
  narrow: boolean;
  canEdit: boolean;
  before: ReactNode;
}

export function GridRow(props: GridRowProps) {
  const { fields, row, line, place, chosen, grid, narrow, canEdit, before } = props;
  const { t } = useTranslation();
  const last = { line, column: fields.length + 1 };
  return (
    <>
      {before}
      <tr
        className={`${row.state === 'ended' ? classes.ended : ''} ${chosen ? classes.selected : ''}`}
        {...(narrow ? {} : { 'aria-rowindex': place, 'aria-selected': canEdit ? chosen : undefined })}
      >
        <NumberCell {...props} />
        {fields.map((field, index) => (
          <GridCell key={field.id} {...props} field={field} spot={{ line, column: index + 1 }} isLabel={index === 0} />
        ))}
        <td
          data-label={t('register.changedAt')}
          className={`${classes.when} ${grid.entered && grid.isActive(last) ? classes.active : ''}`}
          {...(narrow
            ? {}
            : { 'data-spot': `${line}:${last.column}`, tabIndex: grid.isActive(last) ? 0 : -1, onClick: () => grid.click(last) })}
        >
          <span className="small quiet">
            <When at={row.changedAt} />
          </span>
        </td>
      </tr>
    </>
  );
}

/** What a line is called by: it opens the line. The box beside it is for the mouse; Space does the same on every cell. */
function NumberCell({ row, line, chosen, grid, openRow, narrow, canEdit }: GridRowProps) {
  const { t } = useTranslation();
  const spot = { line, column: 0 };
  const active = grid.isActive(spot);
  return (
    <th
      scope="row"
      className={`${classes.number} ${grid.entered && active && !narrow ? classes.active : ''}`}
      {...(narrow ? {} : { 'data-spot': `${line}:0` })}
    >
      {canEdit && (
        <input
          type="checkbox"
          className={classes.box}
          tabIndex={-1}
          aria-label={t('register.choose', { number: row.number })}
          checked={chosen}
          onChange={(event) => {
            if ((event.nativeEvent as MouseEvent).shiftKey) grid.chooseTo(line);
            else grid.choose(line);
          }}
        />
      )}
      <Link
        from="/registers/$room/$name"
        search={(old) => ({ ...old, row: row.id })}
        resetScroll={false}
        data-focus=""
        tabIndex={narrow || active ? 0 : -1}
        className={`number ${classes.open}`}
        aria-label={t('register.openRow', { number: row.number })}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          openRow(row.id);
        }}
      >
        {row.number}
      </Link>
      {row.state === 'ended' && <span className={classes.endedWord}>{t('register.ended')}</span>}
      {row.attachments > 0 && <Clip count={row.attachments} />}
    </th>
  );
}

function Clip({ count }: { count: number }) {
  const { t } = useTranslation();
  const said = t('register.files', { count });
  return (
    <span className={classes.clip} title={said}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M12.6 7.4 7.7 12.3a3 3 0 0 1-4.3-4.3l5.3-5.2a2 2 0 0 1 2.9 2.9l-5.2 5.1a1 1 0 0 1-1.4-1.4l4.6-4.6" />
      </svg>
      <span aria-hidden="true">{count}</span>
      <span className="unseen">{said}</span>
    </span>
  );
}
