import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Cell, Cells, FieldView } from '../api/mechanism-types.ts';
import { rowQuery } from '../api/registers.ts';
import { filledAnew } from './filled-anew.ts';
import type { useStepDraft } from './use-step-draft.ts';

/** The field that names a line which is in the register already, and the line that the address names. */
export interface Adopts {
  readonly field: string;
  readonly line: string | undefined;
}

const lineIn = (cell: Cell | undefined): string | null => (typeof cell === 'string' && cell !== '' ? cell : null);

/** Fills in what the register says of a line that a case takes. Where it cannot be read, the form stays as it is. */
export function useAdopted(
  adopts: Adopts | undefined,
  fields: readonly FieldView[],
  { draft, put }: Pick<ReturnType<typeof useStepDraft>, 'draft' | 'put'>,
): (values: Cells) => void {
  const client = useQueryClient();
  const register = fields.find(({ id }) => id === adopts?.field)?.register ?? null;
  const others = fields.filter(({ id }) => id !== adopts?.field);
  const cellsOf = async (line: string | null): Promise<Cells> => {
    if (line === null || register === null) return {};
    const read = await client.fetchQuery(rowQuery(register, line)).catch(() => null);
    return read?.cells ?? {};
  };
  const follow = async (field: string, from: string | null, to: string | null) => {
    const [before, now] = await Promise.all([cellsOf(from), cellsOf(to)]);
    // Somebody who chose again meanwhile sees the line chosen last.
    put((old) => (lineIn(old.values[field]) === to ? { values: filledAnew(others, old.values, before, now) } : {}));
  };
  const begun = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line of the address is taken once; then the field says which
  useEffect(() => {
    if (begun.current || adopts?.line === undefined) return;
    begun.current = true;
    const { field, line } = adopts;
    const before = lineIn(draft.values[field]);
    if (before === line) return;
    put((old) => ({ values: { ...old.values, [field]: line } }));
    void follow(field, before, line);
  }, []);
  return (values) => {
    if (adopts === undefined) return;
    const [before, now] = [lineIn(draft.values[adopts.field]), lineIn(values[adopts.field])];
    if (before !== now) void follow(adopts.field, before, now);
  };
}
