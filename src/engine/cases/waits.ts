import type { Words } from '../../base/text.ts';
import type { CaseKind, CaseStep } from '../../mechanism/case.ts';
import { responsibleRoles } from '../../mechanism/role.ts';
import type { Actor } from './ports.ts';
import { type CaseRow, stepsFrom } from './shape.ts';

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
 * The acts that a case waits for in a state: those that lead on and do not call it off. None where a duty or a request
 * leads on too, because then the case waits for that, and that has a list, a date and reminders of its own.
 */
export function awaitedActs(kind: CaseKind, variant: string, state: string): CaseStep[] {
  const onward = stepsFrom(kind, variant, state).filter((step) =>
    (typeof step.to === 'string' ? [step.to] : Object.values(step.to.is)).some(
      (to) => to !== state && kind.states[to]?.end !== 'called-off',
    ),
  );
  // What the product may see besides keeps nobody from acting: a test is ended by a person, or by the end of its approval.
  const others = onward.filter(({ way }) => way.type !== 'machine');
  return others.length > 0 && others.every(({ way }) => way.type === 'act') ? others : [];
}

/** Steps that nobody may have done who does this one, whichever of the two names the other. */
export const apartFrom = (kind: CaseKind, step: CaseStep): string[] => [
  ...new Set([...(step.apart ?? []), ...kind.steps.filter(({ apart }) => apart?.includes(step.id)).map(({ id }) => id)]),
];

/**
 * The states through which a case ends as it should, from the one in which it stands: the shortest way, without those that are only
 * come to where something went wrong. It says what to expect, not what must be.
 */
export function statesAhead(kind: CaseKind, variant: string, state: string): readonly string[] {
  const order = Object.keys(kind.states);
  const before = new Map<string, string | null>([[state, null]]);
  const open = [state];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    if (kind.states[at]?.end === 'done') return wayTo(at, before);
    const next = stepsFrom(kind, variant, at).flatMap(({ to }) => (typeof to === 'string' ? [to] : Object.values(to.is)));
    for (const to of next.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)))
      if (!before.has(to)) {
        before.set(to, at);
        open.push(to);
      }
  }
  return [];
}

function wayTo(end: string, before: ReadonlyMap<string, string | null>): string[] {
  const way: string[] = [];
  for (let at: string | null | undefined = end; at != null && before.get(at) !== null; at = before.get(at)) way.unshift(at);
  return way;
}

/** Every employee may, and of these only whoever took part may know of it. */
const everyone: Words = { ja: 'かかわった人', en: 'Whoever takes part' };

/** Who can do the acts that it waits for, in words, without what happened before; empty where it waits for something else. */
export function waitsForRoles(kind: CaseKind, variant: string, state: string): Words[] {
  const roles = new Set(awaitedActs(kind, variant, state).flatMap(({ by }) => by));
  return roles.has('employee') ? [everyone] : [...roles].map((role) => responsibleRoles[role as keyof typeof responsibleRoles]);
}

/** Whether every case of a kind is open to a reader. */
export const readsAll = (kind: CaseKind, roles: readonly string[]): boolean =>
  roles.includes('auditor') || kind.readers.some((role) => roles.includes(role));

/** Whether the next act is one of this reader's roles: whoever is asked to act may read what it is about. */
export const isAsked = (kind: CaseKind, { variant, state }: Pick<CaseRow, 'variant' | 'state'>, { roles }: Actor): boolean =>
  stepsFrom(kind, variant, state).some(
    ({ way, by }) => way.type === 'act' && by.some((role) => role !== 'employee' && roles.includes(role)),
  );

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
