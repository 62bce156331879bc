import type { Clock } from '../base/clock.ts';
import { newId } from '../base/id.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { type ForeignMachine, type ForeignSource, foreignByKey, putForeign } from './foreign.store.ts';

/** A machine as a source tells it; `partial` says only what differs from before. */
export interface ToldMachine extends ForeignMachine {
  readonly partial: boolean;
}

export interface ImportedMachines {
  readonly created: number;
  readonly updated: number;
}

/** Takes machines of another inventory in, all or none. Of two that are the same the later one counts. */
export async function importMachines(
  { pool, clock }: { pool: Pool; clock: Clock },
  source: ForeignSource,
  told: readonly ToldMachine[],
  by: string,
): Promise<ImportedMachines> {
  const each = [...new Map(told.map((machine) => [machine.sourceKey, machine])).values()];
  const at = clock.now();
  return inTransaction(pool, async (tx) => {
    const before = await foreignByKey(
      tx,
      source,
      each.map(({ sourceKey }) => sourceKey),
    );
    const rows = each.map(({ partial, ...machine }) => {
      const known = before.get(machine.sourceKey);
      const whole = partial && known ? merged(known, machine) : machine;
      return { ...whole, name: whole.name || whole.sourceKey, id: known?.id ?? newId() };
    });
    if (rows.length > 0) await putForeign(tx, source, rows);
    const result = { created: each.length - before.size, updated: before.size };
    await append(tx, at, [{ kind: 'inventory.imported', actor: by, subject: `inventory:${source}`, payload: { source, ...result } }]);
    return result;
  });
}

/** What a partial report leaves out stays as it was. */
function merged(known: Omit<ForeignMachine, 'seenAt'>, machine: ForeignMachine): ForeignMachine {
  const said = (now: string, was: string) => (now === '' ? was : now);
  return {
    ...machine,
    kind: machine.kind === 'other' ? known.kind : machine.kind,
    name: said(machine.name, known.name),
    maker: said(machine.maker, known.maker),
    model: said(machine.model, known.model),
    serial: said(machine.serial, known.serial),
    firmware: said(machine.firmware, known.firmware),
    macs: machine.macs.length > 0 ? machine.macs : known.macs,
    addresses: machine.addresses.length > 0 ? machine.addresses : known.addresses,
    details: { ...known.details, ...machine.details },
  };
}
