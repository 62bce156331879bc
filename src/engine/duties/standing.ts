import { type Words, words } from '../../base/text.ts';
import { addDays, addMonths, type LocalDate, localDateOf, startOfDay } from '../../calendar/index.ts';
import type { VerdictName } from '../../mechanism/check.ts';
import type { Duty } from '../../mechanism/duty.ts';
import { type PracticeStanding, type PracticeStandings, practiceKey } from '../../mechanism/standing.ts';
import { type DutiesDeps, rhythmOf } from './deps.ts';
import { allReached, type Reached } from './period.store.ts';
import { anchorOf } from './plan.ts';
import { dueOf, nextNominal } from './recurrence.ts';
import { type Recorded, recordedAt, type Undone, undoneAt } from './standing.store.ts';

/** What a duty's standing at a moment follows from. */
export interface Facts {
  readonly at: Date;
  readonly startedOn: LocalDate | null;
  readonly recorded: Recorded | null;
  readonly undone: Undone | null;
  /** The due date of the next period that is not written down yet; null where there is none. */
  readonly nextDueOn: LocalDate | null;
  /** From the calendar: without it an absence of overdue occurrences proves nothing. */
  readonly isRecurring: boolean;
}

/**
 * Where a duty stands. Overdue is a fail. A recorded problem is done work and still a fail, until a later record says that everything
 * is in order. Nothing recorded yet, or left out the last time, is unknown. Only then it is a pass.
 */
export function judgeDuty(facts: Facts): PracticeStanding {
  const { at, recorded, undone, nextDueOn } = facts;
  const evidenceAt = recorded?.completedAt ?? null;
  const dueOn = undone?.dueOn ?? nextDueOn;
  const stands = (verdict: VerdictName, because: Words): PracticeStanding => ({ verdict, because, evidenceAt, dueOn });
  if (undone !== null && undone.overdue > 0) return stands('fail', saidOverdue(undone));
  const problem = recorded?.problemAt ?? null;
  if (problem !== null && (recorded?.inOrderAt ?? new Date(0)) <= problem)
    return stands(
      'fail',
      words(
        `${localDateOf(problem)}の実施で「問題あり」と記録され、その後の「問題なし」の記録がありません。`,
        `On ${localDateOf(problem)} a problem was recorded, and nothing since says that it is in order.`,
      ),
    );
  if (facts.startedOn === null || facts.startedOn > localDateOf(at))
    return stands('unknown', words('手順書の施行前のため、まだ始まっていません。', 'It begins when the procedures come into force.'));
  const skipped = recorded?.skippedAt ?? null;
  if (skipped !== null && (evidenceAt === null || skipped >= evidenceAt))
    return stands(
      'unknown',
      words(`直近の回は見送られました(${localDateOf(skipped)})。`, `It was left out the last time (${localDateOf(skipped)}).`),
    );
  if (facts.isRecurring && nextDueOn !== null && startOfDay(addDays(nextDueOn, 1)) <= at)
    return stands(
      'unknown',
      words(`期日(${nextDueOn})の回が、まだ作られていません。`, `The occurrence due on ${nextDueOn} has not been written down yet.`),
    );
  if (evidenceAt === null || recorded === null)
    return stands('unknown', words('まだ一度も実施の記録がありません。', 'Nothing has been recorded yet.'));
  const on = localDateOf(evidenceAt);
  return recorded.noCaseAt !== null && recorded.noCaseAt >= evidenceAt
    ? stands(
        'pass',
        words(`${on}に「該当なし」と記録されました。期限を過ぎた回はありません。`, `On ${on} “no case” was recorded. Nothing is overdue.`),
      )
    : stands('pass', words(`${on}に実施され、期限を過ぎた回はありません。`, `It was done on ${on}, and nothing is overdue.`));
}

function saidOverdue({ about, dueOn, overdue }: Undone): Words {
  const rest = overdue - 1;
  return words(
    `「${about.ja}」が期限(${dueOn})を過ぎています。${rest > 0 ? `ほかに${rest}件あります。` : ''}`,
    `“${about.en}” was due on ${dueOn}.${rest > 0 ? ` ${rest} more ${rest === 1 ? 'is' : 'are'} overdue.` : ''}`,
  );
}

/** How every duty stood at a moment. Three readings, whatever the number of duties. */
export async function dutyStandings(deps: DutiesDeps, at: Date): Promise<PracticeStandings> {
  const { pool, ports } = deps;
  const [recorded, undone, chains, startedOn] = await Promise.all([
    recordedAt(pool, at),
    undoneAt(pool, at),
    allReached(pool),
    ports.startedOn(),
  ]);
  return new Map(
    deps.definitions.map((duty): [string, PracticeStanding] => [
      practiceKey(duty),
      judgeDuty({
        at,
        startedOn,
        recorded: recorded.get(duty.id) ?? null,
        undone: undone.get(duty.id) ?? null,
        nextDueOn: startedOn === null ? null : nextDueOn(deps, duty, chains.get(duty.id), { startedOn, at }),
        isRecurring: duty.recurrence.type === 'every',
      }),
    ]),
  );
}

/** The due date after the last period that is written down: by the calendar, or when it will be asked whether nothing happened. */
function nextDueOn(
  deps: DutiesDeps,
  duty: Duty,
  chain: Reached | undefined,
  { startedOn, at }: { readonly startedOn: LocalDate; readonly at: Date },
): LocalDate | null {
  const { recurrence, shift } = duty;
  const anchor = chain === undefined ? startedOn : anchorOf(startedOn, chain);
  if (recurrence.type === 'event') return recurrence.quietMonths > 0 ? addMonths(chain?.quiet ?? anchor, recurrence.quietMonths) : null;
  const rhythm = rhythmOf(deps, recurrence, at);
  const next = nextNominal(rhythm, { last: chain?.scheduled ?? null, anchor });
  return next === null ? null : dueOf(shift, next, rhythm.calendar);
}
