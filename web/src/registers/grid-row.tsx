import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldView, RegisterRow } from '../api/registers-types.ts';
import { When } from '../pieces/when.tsx';
import classes from './grid.module.css';
import { GridCell } from './grid-cell.tsx';
import type { RowSaves } from './use-cell-saves.ts';
import type { Editing, GridActs } from './use-grid.ts';

export interface GridRowProps {
  fields: readonly FieldView[];
  row: RegisterRow;
  /** Its place on the page, and among all lines. */
  line: number;
  place: number;
  chosen: boolean;
  /** The active column of this line; null where another line is active. */
  active: number | null;
  /** Whether the active cell is drawn as one. */
  entered: boolean;
  editing: Editing | null;
  saves: RowSaves | undefined;
  acts: GridActs;
  narrow: boolean;
  canEdit: boolean;
}

/** Drawn again only when something of this line changes: a key in a table of 200 lines concerns two of them. */
export const GridRow = memo(Row);

function Row(props: GridRowProps) {
  const { t } = useTranslation();
  const { fields, row, line, place, chosen, active, entered, acts, narrow, canEdit } = props;
  const last = fields.length + 1;
  return (
    <tr
      className={`${row.state === 'ended' ? classes.ended : ''} ${chosen ? classes.selected : ''}`}
      {...(narrow ? {} : { 'aria-rowindex': place, 'aria-selected': canEdit ? chosen : undefined })}
    >
      <NumberCell {...props} />
      {fields.map((field, index) => (
        <GridCell key={field.id} {...props} field={field} column={index + 1} isLabel={index === 0} />
      ))}
      <td
        data-label={t('register.changedAt')}
        className={`${classes.when} ${entered && active === last ? classes.active : ''}`}
        {...(narrow
          ? {}
          : { 'data-spot': `${line}:${last}`, tabIndex: active === last ? 0 : -1, onClick: () => acts.click({ line, column: last }) })}
      >
        <span className="small quiet">
          <When at={row.changedAt} />
        </span>
      </td>
    </tr>
  );
}

/** What a line is called by: it opens the line. The box beside it is for the mouse; Space does the same on every cell. */
function NumberCell({ row, line, chosen, active, entered, acts, narrow, canEdit }: GridRowProps) {
  const { t } = useTranslation();
  return (
    <th
      scope="row"
      className={`${classes.number} ${entered && active === 0 && !narrow ? classes.active : ''}`}
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
            if ((event.nativeEvent as MouseEvent).shiftKey) acts.chooseTo(line);
            else acts.choose(line);
          }}
        />
      )}
      <Link
        from="/registers/$room/$name"
        search={(old) => ({ ...old, row: row.id })}
        resetScroll={false}
        data-focus=""
        tabIndex={narrow || active === 0 ? 0 : -1}
        className={`number ${classes.open}`}
        aria-label={t('register.openRow', { number: row.number })}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          acts.openRow(row.id);
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
