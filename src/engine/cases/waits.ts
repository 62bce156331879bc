import type { Words } from '../../base/text.ts';
import type { CaseKind, CaseStep } from '../../mechanism/case.ts';
import { responsibleRoles } from '../../mechanism/role.ts';
import type { Actor } from './ports.ts';
import { stepsFrom } from './shape.ts';

/** A place at which cases wait for an act of one reader, as the database looks for it. */
export interface Wait {
  readonly kind: string;
  readonly variant: string;
  readonly state: string;
  /** Everybody may do it: then it waits for whoever took part already, or every employee would be asked about every case. */
  readonly own: boolean;
  /** Steps that the reader must not have done. */
  readonly apart: readonly string[];
}

/**
 * The acts that a case waits for in a state: those that lead on and do not call it off. None where a duty, a request or a measurement
 * leads on too, because then the case waits for that, and that has a list, a date and reminders of its own.
 */
export function awaitedActs(kind: CaseKind, variant: string, state: string): CaseStep[] {
  const onward = stepsFrom(kind, variant, state).filter((step) =>
    (typeof step.to === 'string' ? [step.to] : Object.values(step.to.is)).some(
      (to) => to !== state && kind.states[to]?.end !== 'called-off',
    ),
  );
  return onward.every(({ way }) => way.type === 'act') ? onward : [];
}

/** Steps that nobody may have done who does this one, whichever of the two names the other. */
export const apartFrom = (kind: CaseKind, step: CaseStep): string[] => [
  ...new Set([...(step.apart ?? []), ...kind.steps.filter(({ apart }) => apart?.includes(step.id)).map(({ id }) => id)]),
];

const everyone: Words = { ja: 'だれでも', en: 'Anybody' };

/** Who can do the acts that it waits for, in words, without what happened before; empty where it waits for something else. */
export function waitsForRoles(kind: CaseKind, variant: string, state: string): Words[] {
  const roles = new Set(awaitedActs(kind, variant, state).flatMap(({ by }) => by));
  return roles.has('employee') ? [everyone] : [...roles].map((role) => responsibleRoles[role as keyof typeof responsibleRoles]);
}

/** Every place at which a case of these kinds can wait for this reader. */
export function waitsOf(kinds: Iterable<CaseKind>, { accountId, roles }: Actor): Wait[] {
  if (accountId === null || roles.includes('auditor')) return [];
  const waits: Wait[] = [];
  for (const kind of kinds)
    for (const variant of Object.keys(kind.variants))
      for (const state of Object.keys(kind.states))
        for (const step of awaitedActs(kind, variant, state)) {
          const isTheirs = step.by.some((role) => role !== 'employee' && roles.includes(role));
          if (!isTheirs && !step.by.includes('employee')) continue;
          waits.push({ kind: kind.id, variant, state, own: !isTheirs, apart: apartFrom(kind, step) });
        }
  return waits;
}
