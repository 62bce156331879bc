import { canonicalJson, sha256Hex } from '../../base/hash.ts';
import type { Register } from '../../mechanism/register.ts';
import type { RegistersDeps } from './deps.ts';
import { type Derived, derive } from './line.ts';
import { type DerivedRow, derivedRows, keepRefresh, refreshesOf, updateDerived } from './refresh.store.ts';
import { namesFor, saidCells } from './said.ts';

const dayMs = 24 * 3_600_000;
const batchRows = 500;

/**
 * Labels, search texts, keys and deadlines are made from the cells when a line is written. They are made anew where a release defines
 * the register otherwise, so that a deadline that was added counts at once, and once a day, because people and devices are renamed.
 *
 * @returns how many lines it made anew
 */
export async function refresh(deps: RegistersDeps): Promise<number> {
  const at = deps.clock.now();
  const before = await refreshesOf(deps.pool);
  let made = 0;
  for (const register of deps.definitions.values()) {
    const digest = digestOf(register);
    const last = before.get(register.id);
    if (last?.digest === digest && at.getTime() - last.at.getTime() < dayMs) continue;
    made += await refreshRegister(deps, register);
    await keepRefresh(deps.pool, register.id, digest, at);
  }
  return made;
}

const digestOf = ({ code, columns, key, label, deadlines = [] }: Register): string =>
  sha256Hex(canonicalJson({ code, columns, key, label, deadlines: deadlines.map(({ column }) => column) }));

async function refreshRegister(deps: RegistersDeps, register: Register): Promise<number> {
  let made = 0;
  for (let after = 0; ; ) {
    const rows = await derivedRows(deps.pool, register.id, after, batchRows);
    const last = rows.at(-1);
    if (last === undefined) return made;
    after = last.number;
    const names = await namesFor(
      deps,
      register.columns,
      rows.map(({ cells }) => cells),
    );
    const stale = rows.flatMap((row) => {
      const derived = derive(register, { ...row, said: saidCells(register.columns, row.cells, names) });
      return isSame(row, derived) ? [] : [{ ...derived, id: row.id, revision: row.revision }];
    });
    await store(deps, stale);
    made += stale.length;
  }
}

const isSame = (row: DerivedRow, derived: Derived): boolean =>
  row.label === derived.label && row.search === derived.search && row.keyDigest === derived.keyDigest && row.dueOn === derived.dueOn;

const uniqueViolation = '23505';

/** Where a new key makes two lines the same that were not, both stay: the second under a key of its own until somebody edits it. */
async function store(
  { pool }: RegistersDeps,
  rows: readonly (Derived & { readonly id: string; readonly revision: number })[],
): Promise<void> {
  const isTaken = (error: unknown) => (error as { code?: string }).code === uniqueViolation;
  try {
    await updateDerived(pool, rows);
  } catch (error) {
    if (!isTaken(error)) throw error;
    for (const row of rows) {
      await updateDerived(pool, [row]).catch(async (cause: unknown) => {
        if (!isTaken(cause)) throw cause;
        await updateDerived(pool, [{ ...row, keyDigest: sha256Hex(`${row.keyDigest} ${row.id}`) }]);
      });
    }
  }
}
