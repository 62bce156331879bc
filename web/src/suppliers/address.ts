import type { SupplierSearch } from '../api/suppliers-types.ts';

/** What stands after the question mark, read strictly: what does not fit is left out, never an error page. */
export function supplierSearch(raw: Record<string, unknown>): SupplierSearch {
  const offset = Number(raw.offset);
  return {
    ...((typeof raw.q === 'string' || typeof raw.q === 'number') && raw.q !== '' ? { q: String(raw.q) } : {}),
    ...(raw.state === 'ended' || raw.state === 'all' ? { state: raw.state } : {}),
    ...(raw.offset !== undefined && Number.isInteger(offset) && offset > 0 ? { offset } : {}),
  };
}
