import type { z } from 'zod';
import type { ComparisonState, RegisterState, Row, RowHistory, SavedView } from '../engine/registers/index.ts';
import { responsibleRoles } from '../mechanism/role.ts';
import type { PracticeStanding } from '../mechanism/standing.ts';
import type { AttachmentView } from './contract-mechanisms.ts';
import type { RowView, registersSchema, rowDetailSchema, viewSchema } from './contract-registers.ts';
import { standingView } from './mechanisms.views.ts';
import { isoOrNull } from './wire.ts';

export type RegisterHeadView = z.output<typeof registersSchema>['registers'][number];

export function registerHeadView(
  { definition, rows, confirmedAt }: RegisterState,
  more: {
    readonly clauses: readonly string[];
    readonly standing: PracticeStanding;
    readonly compared: ComparisonState | undefined;
    readonly canEdit: boolean;
  },
): RegisterHeadView {
  const { id, code, title, purpose, owner, reconcile } = definition;
  return {
    id,
    code,
    title,
    purpose,
    owner: responsibleRoles[owner],
    clauses: [...more.clauses],
    rows,
    standing: standingView(more.standing),
    differences: reconcile ? (more.compared?.differences ?? 0) : null,
    confirmedAt: isoOrNull(confirmedAt),
    canEdit: more.canEdit,
  };
}

export const rowView = ({ label: _label, said, flags, cells, changedAt, ...row }: Row): RowView => ({
  ...row,
  cells: cells as RowView['cells'],
  said: { ...said },
  flags: [...flags],
  changedAt: changedAt.toISOString(),
});

export function rowDetailView(
  { history, ...row }: Row & { readonly history: readonly RowHistory[] },
  files: readonly AttachmentView[],
  names: ReadonlyMap<string, string>,
  ofCase: z.output<typeof rowDetailSchema>['case'],
): z.output<typeof rowDetailSchema> {
  return {
    ...rowView(row),
    files: [...files],
    case: ofCase,
    history: history.map(({ at, by, changes, ...revision }) => ({
      ...revision,
      at: at.toISOString(),
      by: names.get(by) ?? by,
      changes: [...changes],
    })),
  };
}

export const savedView = ({ owner, state, ...view }: SavedView, caller: string): z.output<typeof viewSchema> => ({
  ...view,
  mine: owner === caller,
  state: { ...state, filters: state.filters.map(({ column, is }) => ({ column, is: [...is] })), hidden: [...state.hidden] },
});
