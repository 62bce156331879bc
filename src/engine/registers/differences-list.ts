import { type Words, words } from '../../base/text.ts';
import type { Db } from '../../db/pool.ts';
import type { Cells } from '../../mechanism/field.ts';
import { definitionOf, type RegistersDeps } from './deps.ts';
import { comparisonsAt, type StoredComparison } from './differences.store.ts';
import { type DifferenceFilter, differenceSumsAt, differencesPage, type ListedDifference } from './differences-list.store.ts';
import { offerOf } from './reconcile-compare.ts';

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
  readonly compared: DifferencesAt['compared'];
  /** `offer`: what a line for it would say; null for a line that is not measured. */
  readonly differences: readonly (ListedDifference & { readonly offer: Cells | null })[];
}

/**
 * One page of a register's differences as they stand now.
 *
 * @throws Fault `not-found` for a register that there is not
 */
export async function listDifferences(deps: RegistersDeps, registerId: string, filter: DifferenceFilter): Promise<DifferencesPage> {
  const register = definitionOf(deps, registerId);
  const at = deps.clock.now();
  const { total, differences } = await differencesPage(deps.pool, register.id, at, filter);
  return {
    total,
    compared: spokenFor((await comparisonsAt(deps.pool, at)).get(register.id), at),
    differences: differences.map((each) => ({
      ...each,
      offer:
        each.cells === null
          ? null
          : offerOf(register, {
              key: each.key,
              label: each.label,
              where: each.place,
              seenAt: each.lastSeenAt ?? each.foundAt,
              deviceId: each.device,
              cells: each.cells,
            }),
    })),
  };
}
