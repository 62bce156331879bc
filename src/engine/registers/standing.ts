import { type Words, words } from '../../base/text.ts';
import { addMonths, type LocalDate } from '../../calendar/index.ts';
import type { Register } from '../../mechanism/register.ts';
import { type PracticeStanding, type PracticeStandings, practiceKey } from '../../mechanism/standing.ts';
import { lastConfirmations } from './confirm.store.ts';
import type { ComparisonState, ComparisonStates, RegistersDeps } from './deps.ts';
import { type LinesStanding, linesAt } from './standing.store.ts';

/** What was compared longer ago says nothing of now. */
const comparedHoursMax = 48;

/** How every register stood at a moment, by what had been written by then: the same for now and for any past day. */
export async function standingsAt(
  deps: RegistersDeps,
  at: Date,
  comparisons: (at: Date) => Promise<ComparisonStates>,
): Promise<PracticeStandings> {
  const today = deps.ports.localDate(at);
  const [lines, confirmations, compared] = await Promise.all([
    linesAt(deps.pool, at, today),
    lastConfirmations(deps.pool, at),
    comparisons(at),
  ]);
  const standings = new Map<string, PracticeStanding>();
  for (const register of deps.definitions.values()) {
    const confirmedAt = confirmations.get(register.id)?.at ?? null;
    standings.set(
      practiceKey(register),
      judge({
        register,
        today,
        lines: lines.get(register.id) ?? null,
        confirmedOn: confirmedAt && deps.ports.localDate(confirmedAt),
        confirmedAt,
        months: monthsOf(deps, register, at),
        compared: compared.get(register.id) ?? null,
        at,
      }),
    );
  }
  return standings;
}

export function monthsOf({ ports }: Pick<RegistersDeps, 'ports'>, { confirmMonths }: Register, at: Date): number {
  return typeof confirmMonths === 'number' ? confirmMonths : Number(ports.value(confirmMonths, at));
}

export interface Judged {
  readonly register: Pick<Register, 'reconcile' | 'deadlines'>;
  readonly at: Date;
  readonly today: LocalDate;
  /** Null where it has no lines. */
  readonly lines: Omit<LinesStanding, 'register'> | null;
  readonly confirmedAt: Date | null;
  readonly confirmedOn: LocalDate | null;
  readonly months: number;
  /** Null where it was never compared. */
  readonly compared: ComparisonState | null;
}

/**
 * Fail: a line is past its deadline, or differs from what is measured and nobody explained it. Unknown: nobody confirmed it in time,
 * or it was not compared with all that is measured. A register that nobody looks at is never in order. Pure.
 */
export function judge({ register, at, today, lines, confirmedAt, confirmedOn, months, compared }: Judged): PracticeStanding {
  const { rows = 0, overdue = 0, example = null, dueOn = null } = lines ?? {};
  const confirmBy = confirmedOn && addMonths(confirmedOn, months);
  const stale = compared !== null && at.getTime() - compared.at.getTime() > comparedHoursMax * 3_600_000;
  const blind = register.reconcile !== undefined && (compared?.complete !== true || stale);
  const unsure = confirmBy === null || confirmBy < today || blind;
  const failing = overdue > 0 || (compared?.differences ?? 0) > 0;
  const said = [
    rows === 0 ? words('行はありません。', 'No lines.') : words(`${rows}行。`, `${rows} ${rows === 1 ? 'line' : 'lines'}.`),
    ...saidOverdue(overdue, example),
    ...(register.reconcile === undefined ? [] : [saidCompared(compared, stale)]),
    saidConfirmed(confirmedOn, confirmBy, today),
  ];
  const proofs = [confirmedAt, ...(register.reconcile === undefined ? [] : [compared?.at ?? null])];
  const dates = [confirmBy, dueOn].filter((date) => date !== null);
  return {
    verdict: failing ? 'fail' : unsure ? 'unknown' : 'pass',
    because: words(said.map(({ ja }) => ja).join(''), said.map(({ en }) => en).join(' ')),
    evidenceAt: proofs.reduce((oldest, each) => (oldest === null || each === null ? null : each < oldest ? each : oldest)),
    dueOn: dates.length === 0 ? null : dates.reduce((first, date) => (date < first ? date : first)),
  };
}

function saidOverdue(overdue: number, example: string | null): Words[] {
  if (overdue === 0) return [];
  return [words(`期限を過ぎた行${overdue}件(例: ${example})。`, `${overdue} past a deadline (such as “${example}”).`)];
}

function saidCompared(compared: ComparisonState | null, stale: boolean): Words {
  if (compared === null) return words('測定とまだ照合していません。', 'Not yet compared with what is measured.');
  const { differences, complete } = compared;
  const found =
    differences === 0
      ? words('測定との差異なし', 'No differences from what is measured')
      : words(
          `測定との差異${differences}件(説明なし)`,
          `${differences} unexplained ${differences === 1 ? 'difference' : 'differences'} from what is measured`,
        );
  if (stale)
    return words(
      `${found.ja}。ただし照合が${comparedHoursMax}時間以上行われていません。`,
      `${found.en}, but it was not compared for more than ${comparedHoursMax} hours.`,
    );
  if (!complete) return words(`${found.ja}。ただし測定がそろっていません。`, `${found.en}, but not everything was measured.`);
  return words(`${found.ja}。`, `${found.en}.`);
}

function saidConfirmed(on: LocalDate | null, by: LocalDate | null, today: LocalDate): Words {
  if (on === null || by === null) return words('内容の確認はまだ行われていません。', 'Nobody has confirmed it yet.');
  if (by < today)
    return words(
      `最終確認は${on}で、次の確認の期限(${by})を過ぎています。`,
      `Last confirmed on ${on}; the next confirmation was due on ${by}.`,
    );
  return words(`最終確認${on}。`, `Last confirmed on ${on}.`);
}
