import type { CaseSoFar } from '../../mechanism/case.ts';
import type { Cells } from '../../mechanism/field.ts';

/** The day of the company (UTC+9, no summer time) and the moment on its clock, as registers hold them. */
const momentOf = (at: Date): string => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
const dayOf = (at: Date): string => momentOf(at).slice(0, 10);
const cut = (text: string, max: number): string => (text.length > max ? `${text.slice(0, max - 1).toWellFormed()}…` : text);

type Done = { readonly at: Date; readonly cells: Cells } | undefined;
const newest = (...done: readonly Done[]): Done =>
  done.reduce<Done>((last, each) => (each && (!last || each.at >= last.at) ? each : last), undefined);

/** The line in the register of changes: what nobody requested through its own form, and how far it came. */
export function mirrorCells(so: CaseSoFar): Cells | null {
  const of = (...ids: readonly string[]) => newest(...ids.map((id) => so.done.get(id)));
  const tested = of('test', 'testServer', 'testAfterwards', 'verify');
  const applied = of('apply', 'emergency');
  const audited = of('audit', 'auditUndone');
  return {
    ...beginning(so),
    ...(tested && {
      testedOn: tested.cells.testedOn ?? dayOf(tested.at),
      testResult:
        cut(String(tested.cells.environment ?? tested.cells.machine ?? ''), 60) +
        cut(`: ${tested.cells.cases ?? tested.cells.systems ?? ''}`, 140),
    }),
    ...(applied && {
      appliedAt: applied.cells.appliedAt ?? momentOf(applied.at),
      implementer: applied.cells.implementer ?? null,
    }),
    ...(audited && { auditedOn: dayOf(audited.at) }),
    ...outcomeOf(so, applied),
  };
}

function outcomeOf({ state, done }: CaseSoFar, applied: Done): Cells {
  if (state === 'calledOff') return { outcome: 'cancelled' };
  if (state === 'reverted' || state === 'undone') return { outcome: 'undone' };
  if (applied === undefined) return {};
  const asPlanned = applied.cells.result !== 'deviated' && !done.has('correct');
  return { outcome: asPlanned ? 'asPlanned' : 'deviated' };
}

/** A request for a change writes its own line; an emergency and a customised package have none yet. */
function beginning({ done }: CaseSoFar): Cells {
  const emergency = done.get('emergency')?.cells;
  if (emergency)
    return {
      title: emergency.title ?? null,
      kind: emergency.kind ?? null,
      system: emergency.system ?? null,
      reason: cut(`緊急: ${emergency.urgency}`, 200),
      impact: emergency.impact ?? null,
      rollback: emergency.rollback ?? null,
      plannedOn: String(emergency.appliedAt).slice(0, 10),
      device: emergency.device ?? null,
    };
  const custom = done.get('requestCustomisation')?.cells;
  if (!custom) return {};
  return {
    title: custom.title ?? null,
    kind: 'customisation',
    system: custom.system ?? null,
    reason: cut(String(custom.reason), 200),
    impact: cut(`動作への影響: ${custom.operation}\n今後のサポート: ${custom.support}`, 1000),
    plannedOn: custom.plannedOn ?? null,
    device: custom.device ?? null,
  };
}
