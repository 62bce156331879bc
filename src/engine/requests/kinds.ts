import { type Words, words } from '../../base/text.ts';
import type { RequestKind } from '../../mechanism/request.ts';
import { type PracticeStanding, practiceKey } from '../../mechanism/standing.ts';
import { kindOf, maxDaysOf, mayApply } from './draft.ts';
import type { Actor, Decider } from './ports.ts';
import { resolveRoute } from './route.ts';
import type { RequestsDeps } from './shape.ts';
import { standings } from './standings.ts';
import { stepsNow } from './steps.ts';
import { delegatesOf } from './submit.ts';

/** A kind as one reader sees it: who would decide, and whether he may apply. */
export interface KindForReader {
  readonly kind: RequestKind;
  readonly clauses: readonly string[];
  readonly applies: boolean;
  readonly canApply: boolean;
  readonly validDays: number | null;
  readonly registerTitle: Words;
  /** Names by step; a step that depends on the form is there and says so. */
  readonly route: readonly { readonly title: Words; readonly approvals: number; readonly who: readonly string[] }[];
  /** Why nobody could decide on this reader's request; null where somebody can. */
  readonly problem: Words | null;
  /** What closes it; null where nothing needs to. */
  readonly closing: Words | null;
  readonly standing: PracticeStanding;
}

export async function kindsFor(deps: RequestsDeps, actor: Actor): Promise<readonly KindForReader[]> {
  const { pool, ports, clock, kinds } = deps;
  const at = clock.now();
  const [people, stood] = await Promise.all([ports.deciders(pool), standings(deps, at)]);
  const delegates = actor.accountId === null ? new Set<string>() : await delegatesOf(pool, actor.accountId, ports.localDate(at));
  return Promise.all(
    [...kinds.values()].map(async (kind) => ({
      ...(await forReader(deps, kind, actor, { people, delegates }, at)),
      standing: stood.get(practiceKey(kind))!,
    })),
  );
}

export async function kindFor(deps: RequestsDeps, id: string, actor: Actor): Promise<KindForReader> {
  kindOf(deps, id);
  return (await kindsFor(deps, actor)).find(({ kind }) => kind.id === id)!;
}

interface Around {
  readonly people: readonly Decider[];
  readonly delegates: ReadonlySet<string>;
}

async function forReader(deps: RequestsDeps, kind: RequestKind, actor: Actor, { people, delegates }: Around, at: Date) {
  const { ports } = deps;
  // Every step is shown; which of them a request takes, its form says.
  const always = stepsNow(deps, { ...kind, route: kind.route.filter(({ when }) => when === undefined) }, {}, at);
  const sometimes = stepsNow(deps, { ...kind, route: kind.route.map(({ when: _, ...step }) => step) }, {}, at);
  const asked = { deciders: people, applicant: actor.accountId ?? '', delegates };
  const resolved = resolveRoute(always, asked);
  const laid = resolved.ok ? new Map(resolved.steps.map((step) => [step.step, step])) : new Map();
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  const canApply = mayApply(kind, actor.roles) && actor.accountId !== null;
  return {
    kind,
    clauses: ports.clausesOf(kind.id),
    applies: await ports.applies(kind.id, at),
    canApply,
    validDays: maxDaysOf(deps, kind, at),
    registerTitle: ports.register.title(kind.effect.register),
    route: sometimes.map((step) => ({
      title: kind.route.find(({ id }) => id === step.id)?.when ? conditional(step.title) : step.title,
      approvals: step.approvals,
      who: whoOf(
        laid.get(step.id)?.deciders ??
          people.filter(({ id, roles }) => id !== actor.accountId && step.roles.some((role) => roles.includes(role))).map(({ id }) => id),
        nameOf,
      ),
    })),
    problem: resolved.ok ? null : resolved.says,
    closing: kind.closing ? (ports.dutyTitle?.(kind.closing.duty) ?? words('完了の報告', 'Closing report')) : null,
  };
}

const whoOf = (ids: readonly string[], names: ReadonlyMap<string, string>): string[] =>
  ids.map((id) => names.get(id) ?? '').filter((name) => name !== '');
const conditional = ({ ja, en }: Words): Words => words(`${ja}(内容によって)`, `${en} (depending on the form)`);
