import { searchForm, type Words } from '../../base/text.ts';
import type { Db } from '../../db/pool.ts';
import { delegationsOn } from './delegation.store.ts';
import { countsFor, type ListFilter, listCases } from './list.store.ts';
import type { Actor } from './ports.ts';
import { type CaseRow, type RequestState, type RequestsDeps, titleOf } from './shape.ts';

export interface ListQuery {
  readonly scope: 'mine' | 'waiting' | 'all';
  /** `active`: under way or in force. */
  readonly state: RequestState | 'active' | 'all';
  readonly kind?: string | undefined;
  readonly q: string;
  readonly sort: ListFilter['sort'];
  readonly order: ListFilter['order'];
  readonly offset: number;
  readonly limit: number;
}
export interface ListedRequest extends CaseRow {
  readonly title: Words;
  readonly applicantName: string;
  readonly mine: boolean;
  readonly waitsForMe: boolean;
  readonly overdue: boolean;
}
export interface Listed {
  readonly total: number;
  readonly counts: { readonly mine: number; readonly waiting: number; readonly drafts: number };
  readonly requests: readonly ListedRequest[];
}

/**
 * Who sees every request that was submitted. A department's manager is no such reader: accounts belong to no department here, so that
 * he would read those of all others; what he is asked to decide, he sees.
 */
const allReaders = ['administrator', 'committee', 'management', 'auditor'];
export const seesAll = ({ roles }: Actor): boolean => roles.some((role) => allReaders.includes(role));

/** For whom somebody decides today, and whose requests they may not decide on. */
export async function seatsOf(
  deps: RequestsDeps,
  db: Db,
  account: string | null,
): Promise<{ readonly seats: string[]; readonly barred: string[] }> {
  if (account === null) return { seats: [], barred: [] };
  const inForce = await delegationsOn(db, deps.ports.localDate(deps.clock.now()));
  const from = inForce.filter(({ to }) => to === account).map((each) => each.from);
  return { seats: [account, ...from], barred: from };
}

const active: readonly RequestState[] = ['submitted', 'approved'];

export async function list(deps: RequestsDeps, query: ListQuery, actor: Actor): Promise<Listed> {
  const { pool, ports, kinds } = deps;
  const account = actor.accountId;
  const own = await seatsOf(deps, pool, account);
  const scope = query.scope === 'all' && !seesAll(actor) ? 'mine' : query.scope;
  const q = searchForm(query.q).trim();
  const filter: ListFilter = {
    ...query,
    ...own,
    account,
    scope,
    states: query.state === 'all' ? null : query.state === 'active' ? active : [query.state],
    kind: query.kind ?? null,
    q: q.replace(/^(申請|request|#)\s*(?=\d+$)/, ''),
    applicants: q === '' || scope === 'mine' ? [] : await accountsNamed(deps, q),
  };
  const [{ total, rows }, counts] = await Promise.all([listCases(pool, filter), countsFor(pool, { account, ...own })]);
  const names = await ports.accountNames([...new Set(rows.map(({ applicant }) => applicant))]);
  const today = ports.localDate(deps.clock.now());
  return { total, counts, requests: rows.map((row) => ({ ...row, ...summed(row, { kinds, names, account, today }) })) };
}

async function accountsNamed({ ports, pool }: RequestsDeps, q: string): Promise<string[]> {
  return (await ports.deciders(pool)).filter(({ name }) => searchForm(name).includes(q)).map(({ id }) => id);
}

export function summed(
  row: CaseRow,
  known: {
    readonly kinds: RequestsDeps['kinds'];
    readonly names: ReadonlyMap<string, string>;
    readonly account: string | null;
    readonly today: string;
  },
): Pick<ListedRequest, 'title' | 'applicantName' | 'mine' | 'overdue'> {
  return {
    title: titleOf(known.kinds, row.kind),
    applicantName: known.names.get(row.applicant) ?? '',
    mine: row.applicant === known.account,
    // By the date itself: a sweep that has not come by yet hides nothing.
    overdue: row.state === 'submitted' && row.decideBy! < known.today,
  };
}
