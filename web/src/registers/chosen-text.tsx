import { useQuery } from '@tanstack/react-query';
import { choiceQuery } from '../api/mechanisms.ts';
import type { Cell, FieldView } from '../api/registers-types.ts';
import { CellText } from '../pieces/cell-text.tsx';
import { useSaid } from '../pieces/said.ts';
import { saidNames } from '../pieces/said-names.ts';
import { useNamedDevices } from '../pieces/use-named-devices.ts';

interface ChosenTextProps {
  field: FieldView;
  cell: Cell | undefined;
}

/** A cell that was just entered: what an id in it is called is known by the list from which it was chosen. */
export function ChosenText({ field, cell }: ChosenTextProps) {
  if (field.type === 'devices' && Array.isArray(cell)) return <ChosenDevices chosen={cell} />;
  return <ChosenOne field={field} cell={cell} />;
}

function ChosenDevices({ chosen }: { chosen: readonly string[] }) {
  const { say } = useSaid();
  const { nameOf } = useNamedDevices(chosen);
  return <span>{say(saidNames(chosen.map(nameOf)))}</span>;
}

function ChosenOne({ field, cell }: ChosenTextProps) {
  const named = (field.type === 'person' || field.type === 'device' || field.type === 'row') && typeof cell === 'string';
  const { data } = useQuery({
    ...choiceQuery(field.type === 'device' ? 'device' : field.type === 'row' ? 'row' : 'person', field.register, named ? String(cell) : ''),
    enabled: named,
  });
  if (!named) return <CellText field={field} cell={cell} />;
  if (data === undefined) return <span className="quiet">…</span>;
  return data === null ? <CellText field={field} cell={cell} /> : <span>{data.label}</span>;
}
