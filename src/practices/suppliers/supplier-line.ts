import type { CaseSoFar } from '../../mechanism/case.ts';
import type { Cell, Cells } from '../../mechanism/field.ts';
import { isBlank } from '../../mechanism/field.ts';
import { answersOf, contractOf, newest } from './supplier-steps.ts';

/** Columns that the opening asks for. */
const opening = ['name', 'work', 'access', 'contact', 'person', 'subcontractors'] as const;

/**
 * What the register says of a supplier by its case. Of what the case has not come to yet it says nothing: a line that was there before
 * keeps its contract and its last assessment, until there are others.
 */
export function supplierLine(so: CaseSoFar, line: Cells | null): Cells {
  const opened = newest(so, 'apply', 'enter')?.cells ?? {};
  const answers = answersOf(so);
  const contract = contractOf(so);
  return {
    ...Object.fromEntries(opening.flatMap((id) => (isBlank(opened[id]) ? [] : [[id, opened[id]!]]))),
    ...stateOf(so, line),
    ...(answers === null ? {} : columns(answers, { assessedOn: 'assessedOn', score: 'score', reassessBy: 'reassessBy' })),
    ...(contract === null
      ? {}
      : columns(contract, { contractOn: 'signedOn', workFrom: 'workFrom', contractUntil: 'contractUntil', clauses: 'clauses' })),
  };
}

/** Whoever works for us already is no candidate again because of being assessed. */
function stateOf(so: CaseSoFar, line: Cells | null): Cells {
  if (contractOf(so) !== null) return { state: 'active' };
  const works = line?.state === 'active' || line?.state === 'paused';
  if (works) return {};
  if (so.done.has('decide')) return { state: 'selected' };
  return line === null ? { state: 'candidate' } : {};
}

const columns = (cells: Cells, of: Readonly<Record<string, string>>): Record<string, Cell> =>
  Object.fromEntries(Object.entries(of).map(([column, field]) => [column, cells[field] ?? null]));
