import type { CaseSoFar } from '../../mechanism/case.ts';
import type { Cell, Cells } from '../../mechanism/field.ts';

/** 2026-11-22T19:00 on the company's clock (Japan knows no summer time). */
export const companyMoment = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);

/** What was said in one of several steps, whichever was done last. */
export function saidIn(so: CaseSoFar, steps: readonly string[], field: string): Cell {
  const said = steps.flatMap((step) => {
    const done = so.done.get(step);
    return done === undefined || done.cells[field] === undefined ? [] : [done];
  });
  const newest = said.reduce<(typeof said)[number] | null>((last, each) => (last === null || each.at >= last.at ? each : last), null);
  return newest?.cells[field] ?? null;
}

/** How a problem comes to be known. */
export const openingSteps = ['detect', 'detectCapacity', 'measured', 'listed'] as const;
const opening = (so: CaseSoFar, field: string): Cell => saidIn(so, openingSteps, field);

/** How long something took, in words that a manager reads: 3日4時間. */
export function tookJa(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0) return hours === 0 ? `${days}日` : `${days}日${hours}時間`;
  if (hours > 0) return rest === 0 ? `${hours}時間` : `${hours}時間${rest}分`;
  return minutes === 0 ? '1分未満' : `${minutes}分`;
}

/**
 * What management is told, drawn from the history alone and frozen as the content of a step: so that what was read is what stands in
 * the ledger. Empty where nobody wrote it down.
 */
export function reportCells(so: CaseSoFar): Cells {
  const noticedAt = opening(so, 'noticedAt');
  const decided = so.done.get('decide');
  const reported = [so.done.get('cause'), so.done.get('respond')].reduce(
    (last, each) => (each !== undefined && (last === undefined || each.at > last.at) ? each : last),
    undefined as { at: Date; cells: Cells } | undefined,
  );
  const found = typeof noticedAt === 'string' ? new Date(`${noticedAt}:00+09:00`) : null;
  const times = [
    ...(found && reported ? [`気づいてから委員会への報告まで ${tookJa(reported.at.getTime() - found.getTime())}`] : []),
    ...(reported && decided ? [`報告から委員会の決定まで ${tookJa(decided.at.getTime() - reported.at.getTime())}`] : []),
    ...(found && decided ? [`気づいてからの合計 ${tookJa(decided.at.getTime() - found.getTime())}`] : []),
  ];
  return {
    what: opening(so, 'title'),
    noticedAt,
    impact: opening(so, 'impact'),
    detail: opening(so, 'detail') ?? opening(so, 'noticedBy'),
    cause: saidIn(so, ['cause', 'respond'], 'cause'),
    firstAid: saidIn(so, ['cause', 'respond'], 'firstAid') ?? saidIn(so, ['respond'], 'action'),
    instruction: saidIn(so, ['decide'], 'instruction'),
    dueOn: saidIn(so, ['decide'], 'dueOn'),
    members: saidIn(so, ['decide'], 'members'),
    question: saidIn(so, ['decide'], 'toManagement'),
    times: times.join('\n'),
  };
}

/** The line of the register that follows the case. */
export function eventLine(so: CaseSoFar): Cells {
  const response = saidIn(so, ['respond'], 'action');
  const measures = saidIn(so, ['measure'], 'measures');
  const firstAid = saidIn(so, ['cause'], 'firstAid');
  const action = [response, firstAid, measures].filter((text) => typeof text === 'string' && text !== '').join('\n');
  const reportedOn = saidIn(so, ['cause'], 'reportedOn') ?? saidIn(so, ['respond'], 'reportedOn');
  const said: Cells = {
    title: opening(so, 'title'),
    noticedAt: opening(so, 'noticedAt'),
    kind: opening(so, 'kind') ?? (so.variant === 'capacity' ? 'capacity' : 'other'),
    noticedBy: opening(so, 'noticedBy'),
    device: opening(so, 'device'),
    system: opening(so, 'system'),
    impact: opening(so, 'impact') ?? 'small',
    startedAt: saidIn(so, ['respond'], 'startedAt'),
    cause: cut(saidIn(so, ['cause', 'respond'], 'cause'), 1000),
    action: action === '' ? null : cut(action, 1000),
    reportedOn,
    instruction: cut(saidIn(so, ['decide'], 'instruction'), 200),
    dueOn: saidIn(so, ['decide'], 'dueOn'),
  };
  // What people wrote into a line before stays where the case says nothing of it.
  return Object.fromEntries(Object.entries(said).filter(([, cell]) => cell !== null));
}

const cut = (cell: Cell, charsMax: number): Cell =>
  typeof cell === 'string' && cell.length > charsMax
    ? `${cell.slice(0, charsMax - 1).toWellFormed()}…`
    : typeof cell === 'string'
      ? oneForm(cell, charsMax)
      : cell;
/** A short text of a register has no line ends. */
const oneForm = (text: string, charsMax: number): string => (charsMax <= 200 ? text.replaceAll(/\s*\n\s*/g, ' ') : text);
