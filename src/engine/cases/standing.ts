import { type Words, words } from '../../base/text.ts';
import type { CaseKind } from '../../mechanism/case.ts';
import type { CaseHistory } from '../../mechanism/case-check.ts';
import { type PracticeStanding, type PracticeStandings, practiceKey } from '../../mechanism/standing.ts';
import { casesAt } from './history.store.ts';
import type { CaseOccurrence } from './ports.ts';
import { type CasesDeps, numberOf } from './shape.ts';

/** How far back a case that ended still speaks. */
const lookBackMs = 400 * 86_400_000;

/**
 * A case that waits for no date and of which nothing was recorded for this long: nobody knows whether it goes on. A quarter, the longest
 * cadence at which the procedures look at anything that is under way.
 */
const silentMs = 90 * 86_400_000;

/** Cases of some kinds as they stood at a moment, with what had happened by then. */
export async function histories(deps: CasesDeps, kinds: readonly string[], at: Date): Promise<CaseHistory[]> {
  const found = await casesAt(deps.pool, kinds, { at, endedSince: new Date(at.getTime() - lookBackMs) });
  return found.flatMap(({ one, events }) => {
    const kind = deps.kinds.get(one.kind);
    const last = events.at(-1);
    if (kind === undefined || last === undefined) return [];
    return {
      id: one.id,
      number: numberOf(kind, one),
      kind: one.kind,
      variant: one.variant,
      label: one.label,
      state: last.to,
      openedAt: one.openedAt,
      endedAt: one.endedAt !== null && one.endedAt <= at ? one.endedAt : null,
      events: events.map(({ step, to, at: wroteAt, happenedAt, actors, people, cells }) => ({
        step,
        to,
        at: wroteAt,
        happenedAt,
        actors,
        people,
        cells,
      })),
    };
  });
}

/**
 * How each kind stood at a moment. It fails where a case is late, or where nobody could do a step without holding two roles that must be
 * apart, and is unknown where one that waits for no date fell silent. The dates themselves are judged by the duties, which keep them.
 * Who could do a step is asked of the accounts that there are now: the past of accounts is not kept.
 */
export async function standings(deps: CasesDeps, at: Date): Promise<PracticeStandings> {
  const all = await histories(deps, [...deps.kinds.keys()], at);
  const byKind = Map.groupBy(all, ({ kind }) => kind);
  const open = all.filter(({ endedAt }) => endedAt === null);
  const waiting = await deps.ports.duties.waiting(
    open.map(({ id }) => id),
    at,
  );
  const accounts = await deps.ports.accounts(deps.pool);
  return new Map(
    [...deps.kinds.values()].map(
      (kind) => [practiceKey(kind), standingOf({ kind, cases: byKind.get(kind.id) ?? [], waiting, accounts, at })] as const,
    ),
  );
}

interface KindThen {
  readonly kind: CaseKind;
  readonly cases: readonly CaseHistory[];
  /** By case. */
  readonly waiting: ReadonlyMap<string, readonly CaseOccurrence[]>;
  readonly accounts: readonly { readonly roles: readonly string[] }[];
  readonly at: Date;
}

function standingOf({ kind, cases, waiting, accounts, at }: KindThen): PracticeStanding {
  const newest = cases.reduce<Date | null>((last, { events }) => {
    const at = events.at(-1)!.at;
    return last === null || at > last ? at : last;
  }, null);
  const open = cases.filter(({ endedAt }) => endedAt === null);
  const due = open.flatMap(({ id, number }) => (waiting.get(id) ?? []).map((occurrence) => ({ ...occurrence, number })));
  const dueOn = due.map((occurrence) => occurrence.dueOn).sort()[0] ?? null;
  const say = (verdict: PracticeStanding['verdict'], because: Words): PracticeStanding => ({ verdict, because, evidenceAt: newest, dueOn });
  const late = due.filter(({ overdue }) => overdue);
  if (late.length > 0)
    return say(
      'fail',
      words(
        `期限を過ぎた手続があります: ${late.map(({ number }) => number).join('、')}`,
        `Overdue: ${late.map(({ number }) => number).join(', ')}`,
      ),
    );
  const unable = lackingRole(kind, accounts);
  if (unable !== null) return say('fail', unable);
  const ended = cases.length - open.length;
  if (cases.length === 0) return say('unknown', words('まだ1件もありません。', 'There has been none yet.'));
  const silent = open.filter(({ id, events }) => !waiting.has(id) && at.getTime() - events.at(-1)!.at.getTime() > silentMs);
  if (silent.length > 0) {
    const numbers = silent.map(({ number }) => number);
    return say(
      'unknown',
      words(
        `90日を超えて記録のない案件があり、進んでいるか確かめられません: ${numbers.join('、')}`,
        `Nothing has been recorded for more than 90 days, so nobody can say whether these go on: ${numbers.join(', ')}`,
      ),
    );
  }
  return say(
    'pass',
    words(`進行中${open.length}件、終了${ended}件。期限どおりです。`, `${open.length} under way, ${ended} ended, none late.`),
  );
}

/** A step that nobody could do, because everybody who may has to have done one that is apart from it. */
function lackingRole(kind: CaseKind, accounts: readonly { readonly roles: readonly string[] }[]): Words | null {
  const able = (by: readonly string[]): number =>
    accounts.filter(({ roles }) => by.includes('employee') || roles.some((role) => by.includes(role))).length;
  for (const step of kind.steps) {
    if (step.way.type === 'machine' || step.by.length === 0) continue;
    const title = step.title;
    if (able(step.by) === 0) return words(`「${title.ja}」をできる人がいません。`, `Nobody can do “${title.en}”.`);
    for (const other of step.apart ?? []) {
      const by = kind.steps.find(({ id }) => id === other)?.by ?? [];
      const both = new Set([...step.by, ...by]);
      if (by.length > 0 && able([...both]) < 2)
        return words(
          `「${title.ja}」は別の人が行う必要がありますが、できる人が1人しかいません。`,
          `“${title.en}” must be done by somebody else, but there is only one person who can.`,
        );
    }
  }
  return null;
}
