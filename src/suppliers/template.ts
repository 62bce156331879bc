import { Fault } from '../base/fault.ts';
import { type Db, inTransaction } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { bank, questionIds, type Template, wholeBank } from './bank/index.ts';
import type { SuppliersDeps } from './ports.ts';
import { insertTemplate, newestTemplate, type TemplateRow } from './sheet.store.ts';

/** What is asked now: the whole bank (revision 0) until somebody chose. What a later version of the bank lacks is left away. */
export async function currentTemplate(db: Db): Promise<TemplateRow> {
  const row = (await newestTemplate(db)) ?? { revision: 0, ...wholeBank };
  return {
    ...row,
    groups: row.groups.filter((id) => bank.some((group) => group.id === id)),
    leftOut: row.leftOut.filter((id) => questionIds.has(id)),
  };
}

/**
 * Saves what the company asks from now on; sheets that were sent stay as they are.
 * @throws Fault `conflict` where somebody saved in between, `bad-request`, `value-out-of-bounds` where a knock-out is left out
 */
export async function saveTemplate(
  { pool, clock }: SuppliersDeps,
  given: Template & { readonly revision: number },
  by: string,
): Promise<TemplateRow> {
  const groups = bank.map(({ id }) => id).filter((id) => given.groups.includes(id));
  if (groups.length === 0 || groups.length !== new Set(given.groups).size) throw new Fault('bad-request', { field: 'groups' });
  if (given.leftOut.some((id) => !questionIds.has(id))) throw new Fault('bad-request', { field: 'leftOut' });
  const leftOut = [...new Set(given.leftOut)].sort();
  const knockOut = bank.flatMap(({ questions }) => questions).find(({ id, knockOut: must }) => must && leftOut.includes(id));
  if (knockOut !== undefined)
    throw new Fault('value-out-of-bounds', {
      field: 'leftOut',
      ja: `「${knockOut.text.ja}」は必須の質問なので、外せません。`,
      en: `“${knockOut.text.en}” is a knock-out question and cannot be left out.`,
    });
  const at = clock.now();
  return inTransaction(pool, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock(8034061)');
    const before = await newestTemplate(tx);
    if ((before?.revision ?? 0) !== given.revision) throw new Fault('conflict', { revision: before?.revision ?? 0 });
    const row = { revision: given.revision + 1, groups, leftOut };
    const payload = { revision: row.revision, groups, leftOut };
    const seq = await append(tx, at, [{ kind: 'supplier.template', actor: by, subject: 'supplier-template', payload }]);
    await insertTemplate(tx, { ...row, at, by, seq });
    return row;
  });
}
