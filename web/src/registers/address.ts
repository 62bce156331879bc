import {
  type DifferenceSide,
  type DifferenceState,
  differenceSides,
  differenceStates,
  pageSizes,
  type RegisterTableSearch,
  type RegisterViewState,
  rowStates,
} from '../api/registers-types.ts';

type Raw = Record<string, unknown>;
const oneOf = <T extends string | number>(value: unknown, allowed: readonly T[]): T | undefined => allowed.find((each) => each === value);
const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : undefined;
const texts = (value: unknown, fits: (text: string) => boolean = () => true): string[] | undefined => {
  const list = (Array.isArray(value) ? value : [value]).map(text).filter((each) => each !== undefined && fits(each)) as string[];
  return list.length === 0 ? undefined : [...new Set(list)];
};
const count = (value: unknown): number | undefined => {
  const read = Number(value);
  return value !== undefined && Number.isInteger(read) && read > 0 ? read : undefined;
};
/** Without the empty ones, so that an address holds only what was chosen. */
const filled = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

/** What stands after the question mark, read strictly: what does not fit is left out, never an error page. */
export const registerTableSearch = (raw: Raw): RegisterTableSearch =>
  filled({
    q: text(raw.q),
    filters: texts(raw.filters, (each) => each.indexOf(':') > 0),
    sort: text(raw.sort),
    order: oneOf(raw.order, ['asc', 'desc'] as const),
    group: text(raw.group),
    hidden: texts(raw.hidden),
    state: oneOf(raw.state, rowStates),
    offset: count(raw.offset),
    size: oneOf(Number(raw.size), pageSizes),
    row: text(raw.row),
    view: text(raw.view),
  });

/** The list of registers: which ones, and what is looked for. */
export type RegisterListSearch = { q?: string; show?: 'attention' };
export const registerListSearch = (raw: Raw): RegisterListSearch =>
  filled({ q: text(raw.q), show: oneOf(raw.show, ['attention'] as const) }) as RegisterListSearch;

/** `label`: only things that are called so, one by one. */
export type DifferenceSearch = { side?: DifferenceSide; state?: DifferenceState; label?: string; offset?: number };
export const differenceSearch = (raw: Raw): DifferenceSearch =>
  filled({
    side: oneOf(raw.side, differenceSides),
    state: oneOf(raw.state, differenceStates),
    label: text(raw.label),
    offset: count(raw.offset),
  }) as DifferenceSearch;

const split = (filter: string): readonly [string, string] => {
  const colon = filter.indexOf(':');
  return [filter.slice(0, colon), filter.slice(colon + 1)];
};

/** A filter's column for «contains this text» instead of «is this». */
export const containing = (column: string): string => `${column}~`;

/** What is asked of one column: the values that it may have. */
export const filtersOf = (filters: readonly string[] | undefined, column: string): readonly string[] =>
  (filters ?? []).map(split).flatMap(([of, value]) => (of === column ? [value] : []));

/** The filters with those of one column replaced; undefined where none is left. */
export function withFilter(
  filters: readonly string[] | undefined,
  column: string,
  values: readonly string[],
): readonly string[] | undefined {
  const others = (filters ?? []).filter((filter) => split(filter)[0] !== column);
  const next = [...others, ...[...new Set(values)].map((value) => `${column}:${value}`)];
  return next.length === 0 ? undefined : next;
}

export const filteredColumns = (filters: readonly string[] | undefined): readonly string[] => [
  ...new Set((filters ?? []).map((filter) => split(filter)[0])),
];

/** What a saved view keeps of an address: how the table looks, not where in it somebody was. */
export const viewStateOf = (search: RegisterTableSearch): RegisterViewState => ({
  q: search.q ?? '',
  filters: filteredColumns(search.filters).map((column) => ({ column, is: [...filtersOf(search.filters, column)] })),
  sort: search.sort ?? null,
  order: search.order ?? 'asc',
  group: search.group ?? null,
  hidden: [...(search.hidden ?? [])],
  state: search.state ?? 'current',
});

/** The address that shows a saved view. The page's size is the reader's own and stays. */
export const searchOfView = (id: string, state: RegisterViewState, size: RegisterTableSearch['size']): RegisterTableSearch =>
  filled({
    q: state.q === '' ? undefined : state.q,
    filters: state.filters.length === 0 ? undefined : state.filters.flatMap(({ column, is }) => is.map((value) => `${column}:${value}`)),
    sort: state.sort ?? undefined,
    order: state.order === 'asc' ? undefined : state.order,
    group: state.group ?? undefined,
    hidden: state.hidden.length === 0 ? undefined : state.hidden,
    state: state.state === 'current' ? undefined : state.state,
    size,
    view: id,
  });

/** Whether the table still looks as the view was saved. */
export function isSameView(search: RegisterTableSearch, state: RegisterViewState): boolean {
  const sorted = ({ filters, hidden, ...rest }: RegisterViewState) =>
    JSON.stringify([
      Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)),
      filters.map(({ column, is }) => [column, ...[...is].sort()]).sort(),
      [...hidden].sort(),
    ]);
  return sorted(viewStateOf(search)) === sorted(state);
}

export const isFiltered = (search: RegisterTableSearch): boolean =>
  search.q !== undefined || (search.filters ?? []).length > 0 || (search.state ?? 'current') !== 'current';
