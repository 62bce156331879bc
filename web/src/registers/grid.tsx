import { Fragment, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Register, RegisterRows, RegisterTableSearch } from '../api/registers-types.ts';
import { shownColumns } from './columns.ts';
import classes from './grid.module.css';
import { GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import { GroupRow, groupsBetween } from './group-row.tsx';
import { refreshed, type Selection } from './selection.ts';
import type { CellSaves } from './use-cell-saves.ts';
import { useGrid } from './use-grid.ts';

interface GridProps {
  register: Register;
  list: RegisterRows;
  search: RegisterTableSearch;
  /** Too narrow for a table: lines are cards, and what is changed is changed in the line's own panel. */
  narrow: boolean;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  saves: CellSaves;
  openRow: (row: string) => void;
}

/** The register as a table that is worked by keyboard like a spreadsheet, or on a phone as cards. */
export function Grid({ register, list, search, narrow, selection, onSelect, saves, openRow }: GridProps) {
  const { t } = useTranslation();
  const fields = useMemo(() => shownColumns(register, search.hidden), [register, search.hidden]);
  const canEdit = register.canEdit && !narrow;
  const grid = useGrid({ rows: list.rows, fields, canEdit, selection: refreshed(selection, list.rows), onSelect, saves, openRow });
  const groups = groupsBetween(list, search);
  const all = list.rows.every(({ id }) => selection.has(id));
  return (
    <section className={classes.scroll} aria-label={t('register.searchLabel')}>
      <table
        ref={grid.table}
        className={`table cards ${classes.grid} ${canEdit ? classes.chosen : ''}`}
        {...(narrow ? {} : { role: 'grid', 'aria-multiselectable': canEdit })}
        aria-label={t('register.searchLabel')}
        aria-rowcount={narrow ? undefined : list.total + 1}
        onKeyDown={narrow ? undefined : grid.onKeyDown}
        onFocus={() => grid.enter(true)}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) grid.enter(false);
        }}
      >
        <GridHead
          register={register}
          fields={fields}
          search={search}
          all={canEdit ? all : null}
          onAll={() => {
            const next = new Map(selection);
            for (const row of list.rows) {
              if (all) next.delete(row.id);
              else next.set(row.id, row);
            }
            onSelect(next);
          }}
        />
        <tbody>
          {list.rows.map((row, line) => (
            <Fragment key={row.id}>
              {groups[line] !== undefined && <GroupRow group={groups[line]} columns={fields.length + 2} />}
              <GridRow
                fields={fields}
                row={row}
                line={line}
                place={(search.offset ?? 0) + line + 2}
                chosen={selection.has(row.id)}
                active={grid.activeOf(line)}
                entered={grid.entered && grid.activeOf(line) !== null}
                editing={grid.editingOf(line)}
                saves={saves.ofRow(row.id)}
                acts={grid.acts}
                narrow={narrow}
                canEdit={canEdit}
              />
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}
