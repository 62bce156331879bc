import { Turns } from '../base/turns.ts';
import type { Tx } from './pool.ts';

/** Making objects of so many rows takes a few milliseconds. */
const rowsPerPage = 250;
let cursors = 0;

/**
 * The rows of a large answer, all as of one moment, a page at a time, with turns for others in between: ten thousand rows at once would
 * hold the one thread for a tenth of a second. Ends its cursor also where whoever reads stops early.
 */
export async function* pagesOf<T extends object>(tx: Tx, select: string, values: readonly unknown[] = []): AsyncGenerator<T[]> {
  cursors += 1;
  const cursor = `page_${cursors}`;
  await tx.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${select}`, [...values]);
  let failed = false;
  try {
    for (;;) {
      const { rows } = await tx.query<T>(`FETCH ${rowsPerPage} FROM ${cursor}`);
      if (rows.length > 0) yield rows;
      if (rows.length < rowsPerPage) return;
      await new Turns().give();
    }
  } catch (error) {
    failed = true; // the transaction is over, and its cursor with it
    throw error;
  } finally {
    if (!failed) await tx.query(`CLOSE ${cursor}`);
  }
}

/** All of them in one list. */
export async function rowsInPages<T extends object>(tx: Tx, select: string, values: readonly unknown[] = []): Promise<T[]> {
  const all: T[] = [];
  for await (const rows of pagesOf<T>(tx, select, values)) all.push(...rows);
  return all;
}
