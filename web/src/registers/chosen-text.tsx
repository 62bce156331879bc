import { useQuery } from '@tanstack/react-query';
import { choiceQuery } from '../api/mechanisms.ts';
import type { Cell, FieldView } from '../api/registers-types.ts';
import { CellText } from '../pieces/cell-text.tsx';

/** A cell that was just entered: what an id in it is called is known by the list from which it was chosen. */
export function ChosenText({ field, cell }: { field: FieldView; cell: Cell | undefined }) {
  const named = (field.type === 'person' || field.type === 'device' || field.type === 'row') && typeof cell === 'string';
  const { data } = useQuery({
    ...choiceQuery(field.type === 'device' ? 'device' : field.type === 'row' ? 'row' : 'person', field.register, named ? String(cell) : ''),
    enabled: named,
  });
  if (!named) return <CellText field={field} cell={cell} />;
  if (data === undefined) return <span className="quiet">…</span>;
  return data === null ? <CellText field={field} cell={cell} /> : <span>{data.label}</span>;
}
