import { useTranslation } from 'react-i18next';
import { type Cell, type FieldView, isBlankCell, type Said } from '../api/mechanism-types.ts';
import classes from './field.module.css';
import { useSaid } from './said.ts';

interface CellTextProps {
  field: FieldView;
  cell: Cell | undefined;
  /** Of the whole line or form: how cells that hold an id are said, by field. */
  said?: Said | undefined;
}

/** What stands in a cell, as a person reads it. An id never shows: what it named and is gone says so. */
export function CellText({ field, cell, said }: CellTextProps) {
  const { t } = useTranslation();
  const { say } = useSaid();
  if (isBlankCell(cell)) {
    return (
      <span className="quiet">
        <span aria-hidden="true">－</span>
        <span className="unseen">{t('fill.blank')}</span>
      </span>
    );
  }
  const words = said?.[field.id];
  if (words !== undefined) return <span>{say(words)}</span>;
  const optionOf = (key: string) => {
    const option = field.options?.find((each) => each.key === key);
    return option === undefined ? key : say(option.title);
  };
  switch (field.type) {
    case 'longText':
      return <span className={classes.lines}>{String(cell)}</span>;
    case 'number':
      return (
        <span className="number">
          {typeof cell === 'number' ? cell.toLocaleString() : String(cell)}
          {field.unit !== null && ` ${say(field.unit)}`}
        </span>
      );
    case 'date':
    case 'moment':
      return (
        <time className="number" dateTime={String(cell)}>
          {String(cell).replace('T', ' ')}
        </time>
      );
    case 'boolean':
      return <span>{cell === true ? t('fill.yes') : t('fill.no')}</span>;
    case 'choice':
      return <span>{optionOf(String(cell))}</span>;
    case 'choices':
      return <span>{(Array.isArray(cell) ? cell : [String(cell)]).map(optionOf).join(t('control.and'))}</span>;
    case 'text':
      return <span>{String(cell)}</span>;
    default:
      return <span className="quiet">{t('fill.gone')}</span>;
  }
}
