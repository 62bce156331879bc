import type { Words } from '../base/text.ts';
import type { Cells } from './field.ts';
import type { Param, ParamValue } from './param.ts';
import type { PracticeStanding } from './standing.ts';
import type { Tool } from './tool.ts';

/** What happened to a case, oldest first, as a check over cases reads it. */
export interface CaseHistory {
  readonly id: string;
  /** `CHG-12` */
  readonly number: string;
  readonly kind: string;
  readonly variant: string;
  readonly label: string;
  readonly state: string;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  readonly events: readonly {
    readonly step: string;
    readonly to: string;
    readonly at: Date;
    /** When it was done, by what the person said; `at` where nothing was said. */
    readonly happenedAt: Date;
    /** Accounts and people who did it. */
    readonly actors: readonly string[];
    readonly people: readonly string[];
    readonly cells: Cells;
  }[];
}

export type ValueAt = (param: Param, at: Date) => ParamValue;

/** A check over cases: of what people did, in which order, by whom. No device is its subject. Pure. */
export interface CaseCheck extends Tool {
  /** The kinds of case that it reads. */
  readonly reads: readonly string[];
  /** `value`: the company's value as it was in force at a moment; left out: the default of the value. */
  judge(cases: readonly CaseHistory[], now: Date, value?: ValueAt): PracticeStanding;
}

export const defineCaseCheck = (check: {
  readonly id: string;
  readonly title: Words;
  readonly reads: readonly string[];
  judge(cases: readonly CaseHistory[], now: Date, value?: ValueAt): PracticeStanding;
}): CaseCheck => ({ status: 'running', kind: 'tool', ...check });

/** What a check says of one case; null where it is not to be judged yet. */
export type CaseOpinion = { readonly verdict: 'pass' } | { readonly verdict: 'fail' | 'unknown'; readonly because: Words } | null;

/** The usual shape: one broken case fails, one that cannot be known is unknown, and so are none at all: nothing was measured. */
export function judgeEach(
  cases: readonly CaseHistory[],
  opinion: (one: CaseHistory) => CaseOpinion,
  says: { readonly pass: (count: number) => Words; readonly none: Words },
): PracticeStanding {
  const judged = cases.flatMap((one) => {
    const said = opinion(one);
    return said === null ? [] : [{ one, said }];
  });
  const newest = judged.reduce<Date | null>((last, { one }) => {
    const at = one.events.at(-1)?.at ?? one.openedAt;
    return last === null || at > last ? at : last;
  }, null);
  for (const verdict of ['fail', 'unknown'] as const) {
    const bad = judged.filter(({ said }) => said.verdict === verdict);
    const [first] = bad;
    if (first === undefined || first.said.verdict === 'pass') continue;
    const { because } = first.said;
    const more = bad.length - 1;
    return {
      verdict,
      because: {
        ja: `${first.one.number}: ${because.ja}${more > 0 ? `(ほか${more}件)` : ''}`,
        en: `${first.one.number}: ${because.en}${more > 0 ? ` (and ${more} more)` : ''}`,
      },
      evidenceAt: newest,
      dueOn: null,
    };
  }
  if (judged.length === 0) return { verdict: 'unknown', because: says.none, evidenceAt: null, dueOn: null };
  return { verdict: 'pass', because: says.pass(judged.length), evidenceAt: newest, dueOn: null };
}
