import { Fault } from '../../base/fault.ts';
import { newId } from '../../base/id.ts';
import { inTransaction } from '../../db/pool.ts';
import { append } from '../../ledger/index.ts';
import { insertConfirmation } from './confirm.store.ts';
import { definitionOf, type RegistersDeps } from './deps.ts';
import { readReason } from './read-line.ts';
import { countsOf, holdRegister } from './row.store.ts';

/**
 * The keeper says that a register is true and complete as it stands. One without lines is confirmed too: nothing to list.
 *
 * @param rows how many lines in force the person saw
 * @throws Fault `conflict` with the number that stands there now
 */
export async function confirm(
  deps: RegistersDeps,
  registerId: string,
  { rows, note, by }: { readonly rows: number; readonly note: string; readonly by: string },
): Promise<void> {
  const register = definitionOf(deps, registerId);
  const said = readReason(note, 'note');
  await inTransaction(deps.pool, async (tx) => {
    await holdRegister(tx, register.id);
    const now = (await countsOf(tx, [register.id])).get(register.id) ?? 0;
    if (now !== rows)
      throw new Fault('conflict', {
        rows: now,
        ja: `表示したあとで行が増減しました(今は${now}行)。もう一度見て確認してください。`,
        en: `Lines were added or ended after you opened it (now ${now}). Please look again before you confirm.`,
      });
    const at = deps.clock.now();
    const payload = { rows, ...(said === '' ? {} : { note: said }) };
    const ledgerSeq = await append(tx, at, [{ kind: 'register.confirmed', actor: by, subject: `register:${register.id}`, payload }]);
    await insertConfirmation(tx, register.id, newId(), { at, by, rows, note: said, ledgerSeq });
  });
}
