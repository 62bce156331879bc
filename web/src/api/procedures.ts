/** The company's own procedures: what is asked and what is sent. */
import { queryOptions } from '@tanstack/react-query';
import { change, download, get, queryOf } from './client.ts';
import type {
  ClauseEdit,
  ClauseStates,
  Comparison,
  ControlEdit,
  Draft,
  ExportChoice,
  Filled,
  Filling,
  Procedures,
  Saved,
  SavedValue,
  Submission,
  ValueEdit,
  VersionSummary,
} from './procedure-types.ts';
import type { Language } from './types.ts';

export type * from './procedure-types.ts';

export const proceduresQuery = queryOptions({
  queryKey: ['procedures', 'overview'],
  queryFn: () => get<Procedures>('/api/procedures'),
});

/** One chapter of the draft; its key begins like that of the whole, so that one call makes both stale. */
export const chapterQuery = (control: string) =>
  queryOptions({
    queryKey: ['procedures', 'draft', control],
    queryFn: () => get<Draft>(`/api/procedures/draft${queryOf({ control })}`),
  });
/** Everything that was ever saved for a clause, newest first. */
export const historyQuery = (clause: string) =>
  queryOptions({
    queryKey: ['procedures', 'history', clause],
    queryFn: () => get<ClauseStates>(`/api/procedures/draft/clauses/${encodeURIComponent(clause)}/history`),
  });
export const draftQuery = queryOptions({
  queryKey: ['procedures', 'draft', 'all'],
  queryFn: () => get<Draft>('/api/procedures/draft'),
});

/** What differs between two: ids of versions, `draft`, `sample`, or `in-force`. */
export const compareQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['procedures', 'compare', from, to],
    queryFn: () => get<Comparison>(`/api/procedures/compare${queryOf({ from, to })}`),
  });

/** Every screen that shows something of the draft, a version or a value: stale after any change of them. */
export const touchedKeys = ['procedures', 'param', 'params', 'control', 'check', 'board', 'statement'] as const;

export const saveClause = (id: string, edit: ClauseEdit) => change<Saved>('PUT', `/api/procedures/draft/clauses/${id}`, edit);
export const saveControl = (id: string, edit: ControlEdit) => change<Saved>('PUT', `/api/procedures/draft/controls/${id}`, edit);
export const saveDraftValue = (id: string, edit: ValueEdit) => change<SavedValue>('PUT', `/api/procedures/draft/values/${id}`, edit);
/** Fills what nobody has decided yet, everywhere at once: owners, and our suggestions for "when is it necessary". */
export const fillDraft = (wanted: Filling) => change<Filled>('POST', '/api/procedures/draft/suggestions', wanted);
export const submitDraft = (submission: Submission) => change<VersionSummary>('POST', '/api/procedures/submit', submission);

/** Fetches the procedures or the statement as a file; answers with the name under which the browser keeps it. */
export const exportProcedures = ({ what = 'procedures', format, lang, version }: ExportChoice & { lang: Language }) =>
  download('GET', `/api/procedures/export${queryOf({ what, format, lang, version })}`, `tejun-${what}.${format}`);
