import { type Words, words } from '../../base/text.ts';
import type { Db } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import { definitionOf, type RegistersDeps } from './deps.ts';
import { comparisonsAt, type StoredComparison } from './differences.store.ts';
import { type DifferenceFilter, differenceSumsAt, differencesPage, type ListedDifference } from './differences-list.store.ts';
import { offerOf } from './reconcile-compare.ts';
import { placeOf } from './remaining.ts';

/** How a register stood against what was measured, at one moment. */
export interface DifferencesAt {
  /** Not explained: measured and in no line, and lines whose thing nobody measures. */
  readonly unregistered: number;
  readonly unmeasured: number;
  readonly explained: number;
  /** When the oldest of the first two was found. */
  readonly oldestFoundAt: Date | null;
  /** The last comparison before the moment; null where there was none: then nothing is known. */
  readonly compared: { readonly at: Date; readonly complete: boolean; readonly because: Words } | null;
}

/** What was compared longer ago says nothing of now: the machine that compares stood still. */
const speaksForMs = 24 * 60 * 60_000;
const stood = words('最後に照合してから1日以上たっています。', 'The last comparison was more than a day before.');

const spokenFor = (compared: StoredComparison | undefined, at: Date): DifferencesAt['compared'] =>
  compared === undefined
    ? null
    : at.getTime() - compared.at.getTime() > speaksForMs
      ? { at: compared.at, complete: false, because: stood }
      : { at: compared.at, complete: compared.complete, because: compared.because };

/** Every register that is measured, by id. The same for now and for any past moment. */
export async function openDifferencesAt(
  { definitions, pool }: RegistersDeps,
  at: Date,
  db: Db = pool,
): Promise<Map<string, DifferencesAt>> {
  const sums = await differenceSumsAt(db, at);
  const comparisons = await comparisonsAt(db, at);
  const measured = [...definitions.values()].filter(({ reconcile }) => reconcile !== undefined);
  return new Map(
    measured.map(({ id }) => [
      id,
      {
        ...(sums.get(id) ?? { unregistered: 0, unmeasured: 0, explained: 0, oldestFoundAt: null }),
        compared: spokenFor(comparisons.get(id), at),
      },
    ]),
  );
}

export interface DifferencesPage {
  readonly total: number;
  /** How many differences those are, where some stand for several. */
  readonly things: number;
  readonly compared: DifferencesAt['compared'];
  /** `offer`: what a line for it would say; null for a line that is not measured. */
  readonly differences: readonly (ListedDifference & { readonly offer: Cells | null })[];
}

const onDevices = (count: number): Words => words(`端末${count}台`, `${count} devices`);

/**
 * One page of a register's differences as they stand now. Grouped, the same thing on many devices is one, where a line can cover it on all:
 * its offer leaves open for which devices.
 *
 * @throws Fault `not-found` for a register that there is not
 */
export async function listDifferences(deps: RegistersDeps, registerId: string, filter: DifferenceFilter): Promise<DifferencesPage> {
  const register = definitionOf(deps, registerId);
  const at = deps.clock.now();
  const grouped = filter.grouped === true && register.reconcile?.acrossDevices === true;
  const { total, things, differences } = await differencesPage(deps.pool, register.id, at, { ...filter, grouped });
  return {
    total,
    things,
    compared: spokenFor((await comparisonsAt(deps.pool, at)).get(register.id), at),
    differences: differences.map((found) => {
      const seenOn = found.things === 1 ? found.place : onDevices(found.things);
      const each = { ...found, place: placeOf(register, seenOn, found.cells), device: found.things === 1 ? found.device : null };
      const { key, label, place: where, device: deviceId, cells } = each;
      const seenAt = each.lastSeenAt ?? each.foundAt;
      return { ...each, offer: cells === null ? null : offerOf(register, { key, label, where, seenAt, deviceId, cells }) };
    }),
  };
}
