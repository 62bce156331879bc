import { Fault } from '../base/fault.ts';
import { newId } from '../base/id.ts';
import { addMonths, type LocalDate, localDateOf } from '../calendar/index.ts';
import { inTransaction } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { SuppliersDeps } from './ports.ts';
import { countSlas, endSla, type FigureRow, figuresAt, insertFigure, insertSla, readSla, type SlaRow, slasAt } from './sla.store.ts';

export const slaLimits = { all: 500, months: 24 } as const;

export interface SlaWithFigures extends SlaRow {
  /** The newest month first. */
  readonly figures: readonly FigureRow[];
}
export const kept = ({ sense, agreed }: Pick<SlaRow, 'sense' | 'agreed'>, value: number): boolean =>
  sense === 'at-least' ? value >= agreed : value <= agreed;

/** The newest month whose figure has to be there. Nobody has it on the last day of a month: it is asked for from the tenth of the next. */
export const monthDue = (today: LocalDate): string => addMonths(today, today.slice(8) < '10' ? -2 : -1).slice(0, 7);

/** Every level that is agreed at a moment, with what came. */
export async function slas({ pool }: SuppliersDeps, at: Date): Promise<SlaWithFigures[]> {
  const rows = await slasAt(pool, at, slaLimits.all);
  const figures = Map.groupBy(
    await figuresAt(
      pool,
      rows.map(({ id }) => id),
      at,
      slaLimits.months,
    ),
    ({ sla }) => sla,
  );
  return rows.map((row) => ({ ...row, figures: figures.get(row.id) ?? [] }));
}

/** What begins on a day to come is taken too; no figure is asked for before its month. @throws Fault `value-out-of-bounds` above the limit */
export async function agree(deps: SuppliersDeps, given: Omit<SlaRow, 'id'>, by: string): Promise<string> {
  const at = deps.clock.now();
  if ((await countSlas(deps.pool)) >= slaLimits.all)
    throw new Fault('value-out-of-bounds', {
      field: 'service',
      ja: `SLAの項目は${slaLimits.all}件までです。`,
      en: `At most ${slaLimits.all} service levels.`,
    });
  const id = newId();
  await inTransaction(deps.pool, async (tx) => {
    const payload = {
      act: 'agreed',
      service: given.service,
      sense: given.sense,
      agreed: given.agreed,
      unit: given.unit,
      since: given.since,
    };
    const seq = await append(tx, at, [{ kind: 'supplier.sla', actor: by, subject: `sla:${id}`, payload }]);
    await insertSla(tx, { ...given, id, at, by, seq });
  });
  return id;
}

/** @throws Fault `not-found`, `wrong-state` */
export async function endAgreement(deps: SuppliersDeps, id: string, by: string): Promise<void> {
  const at = deps.clock.now();
  await inTransaction(deps.pool, async (tx) => {
    await mustRun(readSla(tx, id));
    const seq = await append(tx, at, [{ kind: 'supplier.sla', actor: by, subject: `sla:${id}`, payload: { act: 'ended' } }]);
    await endSla(tx, id, at, by, seq);
  });
}

/** What came in a month; said again, the later one counts and the earlier one stays. @throws Fault `not-found`, `value-out-of-bounds` */
export async function recordFigure(
  deps: SuppliersDeps,
  given: Pick<FigureRow, 'sla' | 'month' | 'value' | 'source' | 'note'>,
  by: string,
): Promise<void> {
  const at = deps.clock.now();
  const today = localDateOf(at);
  if (given.month > today.slice(0, 7))
    throw new Fault('value-out-of-bounds', { field: 'month', ja: 'まだ来ていない月です。', en: 'That month has not come yet.' });
  await inTransaction(deps.pool, async (tx) => {
    await mustRun(readSla(tx, given.sla));
    const { month, value, source } = given;
    const seq = await append(tx, at, [
      { kind: 'supplier.sla', actor: by, subject: `sla:${given.sla}`, payload: { act: 'figure', month, value, source } },
    ]);
    await insertFigure(tx, { ...given, at, by, seq });
  });
}

async function mustRun(reading: ReturnType<typeof readSla>): Promise<void> {
  const found = await reading;
  if (found === null) throw new Fault('not-found');
  if (found.ended) throw new Fault('wrong-state', { ja: 'この項目は終わっています。', en: 'It has ended.' });
}
