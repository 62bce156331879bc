/** Versions of the procedures, what is in force, the statement of applicability: what is asked and sent, beside procedures.ts. */
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { change, get, queryOf } from './client.ts';
import {
  type Comparison,
  type Decision,
  type ElsewhereRow,
  type Readable,
  type Replay,
  type Statement,
  touchedKeys,
  type VersionSummary,
} from './procedures.ts';

export type ReadableControl = Readable['controls'][number];
export type ReadableClause = ReadableControl['clauses'][number];
export type ClauseChange = Comparison['clauses'][number];
export type ValueChange = Comparison['values'][number];
export type ControlChange = Comparison['controls'][number];
export type WordDiff = ClauseChange['words']['ja'];
export type StatementControl = Statement['controls'][number];

/** Newest first. */
export const versionsQuery = queryOptions({
  queryKey: ['procedures', 'versions'],
  queryFn: () => get<{ versions: readonly VersionSummary[] }>('/api/procedures/versions'),
});

export const versionQuery = (id: string) =>
  queryOptions({
    queryKey: ['procedures', 'version', id],
    queryFn: () => get<Readable>(`/api/procedures/versions/${encodeURIComponent(id)}`),
  });

/** The rules in force now, or those of a past day (`2026-05-01`). Another day's are never shown while they are on their way. */
export const inForceQuery = (at: string | undefined) =>
  queryOptions({
    queryKey: ['procedures', 'in-force', at ?? 'now'],
    queryFn: () => get<Readable>(`/api/procedures/in-force${queryOf({ at })}`),
  });

/** One clause as it stood on a day: asked for only when somebody wants to know. */
export const replayQuery = (clause: string, at: string) =>
  queryOptions({
    queryKey: ['procedures', 'replay', clause, at],
    queryFn: () => get<Replay>(`/api/procedures/clauses/${encodeURIComponent(clause)}${queryOf({ at })}`),
    enabled: at !== '',
  });

export const statementQuery = queryOptions({ queryKey: ['statement'], queryFn: () => get<Statement>('/api/statement') });
export const saveElsewhere = (revision: number, rows: readonly ElsewhereRow[]) => change('PUT', '/api/statement', { revision, rows });

/** The digest says which bytes the person has read: the server refuses a decision about any others. */
export const decideVersion = (id: string, decision: Decision) =>
  change('POST', `/api/procedures/versions/${encodeURIComponent(id)}/decide`, decision);
export const withdrawVersion = (id: string) => change('POST', `/api/procedures/versions/${encodeURIComponent(id)}/withdraw`);

/** After a decision or a withdrawal everything that shows a version, the draft or a value is asked again. */
export const askAgain = (client: QueryClient) =>
  Promise.all(touchedKeys.map((key) => client.invalidateQueries({ queryKey: [key] }))).then(() => undefined);
