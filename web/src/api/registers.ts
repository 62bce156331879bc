import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError, change, download, get, queryOf } from './client.ts';
import type {
  BulkAct,
  Cells,
  DifferenceSide,
  DifferenceState,
  Differences,
  ImportApplied,
  ImportPreview,
  Register,
  RegisterRow,
  RegisterRowDetail,
  RegisterRows,
  Registers,
  RegisterTableSearch,
  RegisterViewState,
  RowState,
} from './registers-types.ts';
import type { Language } from './types.ts';

export * from './registers-types.ts';

/** `/api/registers/<room>/<name>`; an id is `<room>/<name>`. */
const at = (register: string, rest = ''): string => `/api/registers/${register.split('/').map(encodeURIComponent).join('/')}${rest}`;
const rowAt = (register: string, row: string, rest = ''): string => at(register, `/rows/${encodeURIComponent(row)}${rest}`);

export const registersQuery = queryOptions({ queryKey: ['registers', 'list'], queryFn: () => get<Registers>('/api/registers') });
export const registerQuery = (id: string) =>
  queryOptions({ queryKey: ['registers', 'register', id], queryFn: () => get<Register>(at(id)) });

export const defaultPageSize = 50;
type RowsWanted = Omit<RegisterTableSearch, 'row' | 'view' | 'hidden' | 'size'>;

function rowsPath(id: string, { q, filters, sort, order, group, state, offset }: RowsWanted, limit: number): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ q, state, sort, order, group, offset, limit }))
    if (value !== undefined && value !== '') query.set(key, String(value));
  for (const filter of filters ?? []) query.append('filter', filter);
  return at(id, `/rows?${query}`);
}

export const rowsQuery = (id: string, search: RegisterTableSearch) => {
  const { row: _row, view: _view, hidden: _hidden, size = defaultPageSize, ...wanted } = search;
  return queryOptions({
    queryKey: ['registers', 'rows', id, wanted, size],
    queryFn: () => get<RegisterRows>(rowsPath(id, wanted, size)),
    placeholderData: keepPreviousData,
  });
};
/** The values of one column with their counts, under the other columns' filters. */
export const valuesQuery = (id: string, column: string, { q, filters, state }: RowsWanted) =>
  queryOptions({
    queryKey: ['registers', 'values', id, column, { q, filters, state }],
    queryFn: () => get<RegisterRows>(rowsPath(id, { q, filters, state, group: column }, 1)),
  });
export const rowQuery = (id: string, row: string) =>
  queryOptions({ queryKey: ['registers', 'row', id, row], queryFn: () => get<RegisterRowDetail>(rowAt(id, row)) });

/** After something was written: everything about registers is asked again. */
export const askRegistersAgain = (client: QueryClient) => client.invalidateQueries({ queryKey: ['registers'] });

export interface Act {
  readonly reason: string;
  readonly attach?: readonly string[];
}
export const addRow = (id: string, cells: Cells, act: Act) => change<RegisterRow>('POST', at(id, '/rows'), { cells, ...act });
export const changeRow = (id: string, row: string, revision: number, cells: Cells, act: Act) =>
  change<RegisterRow>('PATCH', rowAt(id, row), { revision, cells, ...act });
export const endRow = (id: string, row: string, revision: number, reason: string) =>
  change<RegisterRow>('POST', rowAt(id, row, '/end'), { revision, reason });
export const restoreRow = (id: string, row: string, revision: number, reason: string) =>
  change<RegisterRow>('POST', rowAt(id, row, '/restore'), { revision, reason });
export const changeRows = (id: string, rows: readonly { id: string; revision: number }[], act: BulkAct, reason: string) =>
  change<{ changed: number }>('POST', at(id, '/bulk'), { rows, act, reason });
/** Asks for the second factor first. */
export const confirmRegister = (id: string, rows: number, note: string) => change('POST', at(id, '/confirm'), { rows, note });

interface ViewDraft {
  readonly name: string;
  readonly shared: boolean;
  readonly state: RegisterViewState;
}
export const addView = (id: string, view: ViewDraft) => change<{ id: string }>('POST', at(id, '/views'), view);
export const changeView = (id: string, view: string, draft: ViewDraft) =>
  change('PUT', at(id, `/views/${encodeURIComponent(view)}`), draft);
export const removeView = (id: string, view: string) => change('DELETE', at(id, `/views/${encodeURIComponent(view)}`));

export const differencePageSize = 50;
export const differencesQuery = (
  id: string,
  search: {
    side?: DifferenceSide | undefined;
    state?: DifferenceState | undefined;
    label?: string | undefined;
    grouped?: boolean | undefined;
    offset?: number | undefined;
  },
) =>
  queryOptions({
    queryKey: ['registers', 'differences', id, search],
    queryFn: () =>
      get<Differences>(
        at(id, `/differences${queryOf({ ...search, grouped: search.grouped ? 'true' : undefined, limit: differencePageSize })}`),
      ),
    placeholderData: keepPreviousData,
  });
const differenceAt = (id: string, difference: string, rest: string) => at(id, `/differences/${encodeURIComponent(difference)}/${rest}`);
export const explainDifference = (id: string, difference: string, reason: string, until: string) =>
  change('POST', differenceAt(id, difference, 'explain'), { reason, until });
export const registerDifference = (id: string, difference: string, cells: Cells, reason: string) =>
  change<RegisterRow>('POST', differenceAt(id, difference, 'register'), { cells, reason });

export interface ExportWanted {
  readonly format: 'xlsx' | 'csv';
  readonly encoding: 'utf-8' | 'cp932';
  readonly state: RowState;
  readonly language: Language;
  /** A CSV whose encoding lacks some characters is written with 〓 for them only where a person said so. */
  readonly replace: 'true' | 'false';
}
export const exportRegister = (id: string, wanted: ExportWanted, name: string) =>
  download('GET', at(id, `/export${queryOf({ ...wanted })}`), `${name}.${wanted.format}`);

/** On paper goes what the table shows now, up to a limit that the sheet names: never ten thousand lines by mistake. */
export const printRowsMax = 1000;
export async function rowsToPrint(id: string, search: RegisterTableSearch): Promise<RegisterRows> {
  const { row: _row, view: _view, hidden: _hidden, size: _size, offset: _offset, ...wanted } = search;
  const first = await get<RegisterRows>(rowsPath(id, { ...wanted, group: undefined }, 200));
  const rows = [...first.rows];
  while (rows.length < Math.min(first.total, printRowsMax)) {
    const next = await get<RegisterRows>(rowsPath(id, { ...wanted, group: undefined, offset: rows.length }, 200));
    if (next.rows.length === 0) break;
    rows.push(...next.rows);
  }
  return { ...first, rows: rows.slice(0, printRowsMax) };
}

export const importEncodings = ['utf-8', 'cp932', 'utf-16le'] as const;
export type ImportEncoding = (typeof importEncodings)[number];
const fileBytesMax = 20 * 1024 * 1024;

/** Sends a file's bytes to be held against the register. Nothing is changed by that. */
export async function previewRegisterImport(id: string, file: File, encoding: ImportEncoding | undefined): Promise<ImportPreview> {
  if (file.size > fileBytesMax) throw new ApiError('body-too-large', 413);
  const response = await fetch(at(id, `/import/preview${queryOf({ name: file.name.slice(0, 200), encoding })}`), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
    body: await file.arrayBuffer(),
  }).catch((cause: unknown) => {
    throw new ApiError('offline', 0, {}, String(cause));
  });
  const body = (await response.json().catch(() => null)) as (ImportPreview & { error?: string; params?: ApiError['params'] }) | null;
  if (response.ok && body !== null) return body;
  throw new ApiError(body?.error ?? (response.status >= 500 ? 'internal' : 'bad-request'), response.status, body?.params ?? {});
}
/** Asks for the second factor first. */
export const applyRegisterImport = (id: string, wanted: { upload: string; digest: string; endMissing: number | null; reason: string }) =>
  change<ImportApplied>('POST', at(id, '/import/apply'), wanted);
