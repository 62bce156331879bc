import { type Words, words } from '../../base/text.ts';
import { addDays, addMonths } from '../../calendar/index.ts';
import type { RequestKind } from '../../mechanism/request.ts';
import { type PracticeStanding, type PracticeStandings, practiceKey } from '../../mechanism/standing.ts';
import { newestAbilities } from './ability.store.ts';
import { type Ability, abilitiesNow } from './ability.ts';
import { confirmationMonths, type RequestsDeps } from './shape.ts';
import { type OpenRow, openAt, type PastRow, pastOf } from './standing.store.ts';

/** A moment so near is now: whether somebody can decide is looked up, and not taken from the last sweep. */
const nowWithinMs = 60_000;

/** Kinds that only a report closes. */
export const closingKinds = ({ kinds }: Pick<RequestsDeps, 'kinds'>): string[] =>
  [...kinds.values()].filter(({ closing }) => closing !== undefined).map(({ id }) => id);

interface Closing {
  readonly dueAt: Date;
}

/** How each kind stood at a moment. The same for now and for any past day: it rests on events that are never changed. */
export async function standings(deps: RequestsDeps, at: Date): Promise<PracticeStandings> {
  const { pool, clock, kinds, ports } = deps;
  const isNow = clock.now().getTime() - at.getTime() < nowWithinMs;
  const [open, past, abilities] = await Promise.all([
    openAt(pool, at, closingKinds(deps)),
    pastOf(pool, at),
    isNow ? abilitiesNow(deps, pool) : newestAbilities(pool, at),
  ]);
  const closings = await ports.closings(open.flatMap(({ occurrence }) => (occurrence === null ? [] : [occurrence])));
  const byKind = Map.groupBy(open, ({ kind }) => kind);
  const found = new Map<string, PracticeStanding>();
  for (const kind of kinds.values()) {
    const cases = past.get(kind.id) ?? null;
    const register = kind.effect.register;
    const confirmedAt = (cases?.cases ?? 0) > 0 ? null : await ports.register.confirmedAt(register, at);
    const state: State = {
      kind,
      at,
      today: ports.localDate(at),
      open: byKind.get(kind.id) ?? [],
      past: cases,
      ability: abilities.get(kind.id) ?? null,
      closings,
      register: ports.register.title(register),
      confirmedAt,
      localDate: ports.localDate,
      startOfDay: ports.startOfDay,
    };
    found.set(practiceKey(kind), standingOf(state));
  }
  return found;
}

interface State {
  readonly kind: RequestKind;
  readonly at: Date;
  readonly today: string;
  readonly open: readonly OpenRow[];
  readonly past: PastRow | null;
  readonly ability: Ability | null;
  readonly closings: ReadonlyMap<string, Closing>;
  readonly register: Words;
  readonly confirmedAt: Date | null;
  localDate(at: Date): string;
  startOfDay(date: string): Date;
}

/** Fail before unknown before pass, each with its reason. Pure. */
export function standingOf(state: State): PracticeStanding {
  const { open, past, ability, today } = state;
  const evidenceAt = past?.decidedAt ?? state.confirmedAt;
  const dueOn = nextDue(state);
  const said = (verdict: PracticeStanding['verdict'], because: Words): PracticeStanding => ({ verdict, because, evidenceAt, dueOn });
  const failed = [
    overdue(open.filter(({ act, decideBy }) => act === 'submitted' && decideBy !== null && decideBy < today)),
    unreported(open.filter((row) => isReportOverdue(state, row))),
    outlived(open.filter(({ act, validUntil }) => act === 'approved' && validUntil !== null && validUntil < today)),
  ].filter((each) => each !== null);
  if (failed.length > 0) return said('fail', words(failed.map(({ ja }) => ja).join(''), failed.map(({ en }) => en).join(' ')));
  if (ability === null)
    return said('unknown', words('承認できる人がいるか、まだ確かめていません。', 'Whether anybody can decide was not looked at yet.'));
  if (!ability.able) return said('unknown', ability.because);
  if ((past?.cases ?? 0) === 0) return neverAsked(state, said);
  const waiting = open.filter(({ act }) => act === 'submitted').length;
  const valid = open.filter(({ act }) => act === 'approved').length;
  const last = past!.decidedAt === null ? null : state.localDate(past!.decidedAt);
  return said(
    'pass',
    words(
      `${last === null ? '決定はまだありません' : `最後の決定は${last}`}。決定待ち${waiting}件、有効な承認${valid}件。期限を過ぎたものはありません。`,
      `${last === null ? 'Nothing was decided yet' : `Last decided on ${last}`}; ${waiting} waiting, ${valid} in force, none overdue.`,
    ),
  );
}

/** No case may mean that nobody needed one, or that nobody asked: the register says which, where its owner confirmed it. */
function neverAsked({ register, confirmedAt, localDate, today }: State, said: (v: 'pass' | 'unknown', because: Words) => PracticeStanding) {
  if (confirmedAt !== null && addMonths(localDate(confirmedAt), confirmationMonths) > today) {
    const on = localDate(confirmedAt);
    return said(
      'pass',
      words(
        `申請なし。台帳『${register.ja}』は${on}に該当なしを含めて確認済みです。`,
        `No request. The register “${register.en}” was confirmed on ${on}, lines or none.`,
      ),
    );
  }
  if (confirmedAt !== null)
    return said(
      'unknown',
      words(
        `申請はまだありません。台帳『${register.ja}』の確認は${localDate(confirmedAt)}が最後です。`,
        `No request yet. The register “${register.en}” was last confirmed on ${localDate(confirmedAt)}.`,
      ),
    );
  return said(
    'unknown',
    words(
      `申請はまだありません。台帳『${register.ja}』の確認もありません。`,
      `No request yet, and nobody has confirmed the register “${register.en}”.`,
    ),
  );
}

/** A report is due when its duty says; one whose duty never opened, when the approval has ended. */
function reportDue({ closings, startOfDay }: State, row: OpenRow): Date | null {
  const opened = row.occurrence === null ? undefined : closings.get(row.occurrence);
  if (opened) return opened.dueAt;
  if (row.act !== 'approved') return row.at;
  return row.validUntil === null ? null : startOfDay(addDays(row.validUntil, 1));
}

function isReportOverdue(state: State, row: OpenRow): boolean {
  if (state.kind.closing === undefined || row.act === 'submitted') return false;
  const due = reportDue(state, row);
  return due !== null && due <= state.at;
}

const counted = (rows: readonly unknown[], ja: string, en: string): Words | null =>
  rows.length === 0 ? null : words(`${ja}${rows.length}件。`, `${en}: ${rows.length}.`);
const overdue = (rows: readonly OpenRow[]) => counted(rows, '決定の期限を過ぎた申請が', 'Requests whose decision is overdue');
const unreported = (rows: readonly OpenRow[]) => counted(rows, '完了報告の期限を過ぎた申請が', 'Requests whose closing report is overdue');
const outlived = (rows: readonly OpenRow[]) =>
  counted(rows, '有効期限を過ぎて終わっていない承認が', 'Approvals past their end that still stand');

/** The next day by which somebody must act: decide, report. An end that comes by itself is nobody's duty. */
function nextDue(state: State): string | null {
  const dates = state.open.flatMap((row) => {
    if (row.act === 'submitted') return row.decideBy === null ? [] : [row.decideBy];
    const due = state.kind.closing === undefined ? null : reportDue(state, row);
    return due === null ? [] : [state.localDate(due)];
  });
  return dates.sort()[0] ?? null;
}
