import type { Db, Tx } from '../../db/pool.ts';
import type { RowState } from './line.ts';

/** What a page's address held. */
export interface ViewState {
  readonly q: string;
  readonly filters: readonly { readonly column: string; readonly is: readonly string[] }[];
  readonly sort: string | null;
  readonly order: 'asc' | 'desc';
  readonly group: string | null;
  readonly hidden: readonly string[];
  readonly state: RowState | 'all';
}
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly shared: boolean;
  readonly owner: string;
  readonly state: ViewState;
}

/** A person's own views and those that others share, by name. */
export async function viewsOf(db: Db, register: string, owner: string): Promise<SavedView[]> {
  const { rows } = await db.query<SavedView>(
    'SELECT id, name, shared, owner, state FROM registers_view WHERE register = $1 AND (shared OR owner = $2) ORDER BY name, id',
    [register, owner],
  );
  return rows;
}

export async function countViews(db: Db, register: string, owner: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>('SELECT count(*) AS count FROM registers_view WHERE register = $1 AND owner = $2', [
    register,
    owner,
  ]);
  return rows[0]!.count;
}

interface KeptView extends SavedView {
  readonly register: string;
  readonly at: Date;
}

/** Throws PostgreSQL's 23505 where the owner has another view of that name. */
export async function insertView(tx: Tx, { id, register, owner, name, shared, state, at }: KeptView): Promise<void> {
  await tx.query('INSERT INTO registers_view (id, register, owner, name, shared, state, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
    id,
    register,
    owner,
    name,
    shared,
    JSON.stringify(state),
    at,
  ]);
}

/** False where the person has no such view. Throws PostgreSQL's 23505 where they have another one of that name. */
export async function updateView(tx: Tx, { id, register, owner, name, shared, state, at }: KeptView): Promise<boolean> {
  const { rowCount } = await tx.query(
    'UPDATE registers_view SET name = $4, shared = $5, state = $6, changed_at = $7 WHERE id = $1 AND register = $2 AND owner = $3',
    [id, register, owner, name, shared, JSON.stringify(state), at],
  );
  return rowCount === 1;
}

export async function deleteView(db: Db, register: string, owner: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM registers_view WHERE id = $1 AND register = $2 AND owner = $3', [id, register, owner]);
  return rowCount === 1;
}
