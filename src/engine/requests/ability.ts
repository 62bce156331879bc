import { type Words, words } from '../../base/text.ts';
import type { Db } from '../../db/pool.ts';
import type { RequestKind } from '../../mechanism/request.ts';
import { newestAbilities, recordAbility } from './ability.store.ts';
import { delegationsOn } from './delegation.store.ts';
import { mayApply } from './draft.ts';
import type { Decider } from './ports.ts';
import { resolveRoute } from './route.ts';
import type { DelegationRow, RequestsDeps } from './shape.ts';
import { stepsNow } from './steps.ts';

export interface Ability {
  readonly able: boolean;
  readonly because: Words;
}

const able: Ability = { able: true, because: words('承認できる人がいます。', 'There are people who can decide.') };

/**
 * Whether anybody who may apply would find people to decide, on the steps that every form takes. Pure but for the company's values:
 * a kind that nobody could ever have decided is no working procedure.
 */
export function abilityOf(
  deps: Pick<RequestsDeps, 'ports'>,
  kind: RequestKind,
  people: readonly Decider[],
  delegations: readonly DelegationRow[],
  at: Date,
): Ability {
  const steps = stepsNow(deps, kind, {}, at);
  let because: Words | null = null;
  for (const { id, roles } of people) {
    if (!mayApply(kind, roles)) continue;
    const delegates = new Set(delegations.filter(({ from }) => from === id).map(({ to }) => to));
    const route = resolveRoute(steps, { deciders: people, applicant: id, delegates });
    if (route.ok) return able;
    because ??= route.says;
  }
  return { able: false, because: because ?? words('申請できる人がいません。', 'Nobody can apply.') };
}

/** How it is at this moment, for each kind. */
export async function abilitiesNow(deps: RequestsDeps, db: Db): Promise<ReadonlyMap<string, Ability>> {
  const at = deps.clock.now();
  const [people, delegations] = await Promise.all([deps.ports.deciders(db), delegationsOn(db, deps.ports.localDate(at))]);
  return new Map([...deps.kinds.values()].map((kind) => [kind.id, abilityOf(deps, kind, people, delegations, at)]));
}

/** Keeps each change, so that a past day can be judged by the people of that day. */
export async function recordAbilities(deps: RequestsDeps): Promise<void> {
  const at = deps.clock.now();
  const [now, before] = await Promise.all([abilitiesNow(deps, deps.pool), newestAbilities(deps.pool, at)]);
  for (const [kind, ability] of now) {
    const was = before.get(kind);
    if (was === undefined || was.able !== ability.able || was.because.ja !== ability.because.ja)
      await recordAbility(deps.pool, kind, at, ability);
  }
}
