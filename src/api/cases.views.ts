import type { CaseDetail, CaseOccurrence, KindState, ListedCase } from '../engine/cases/index.ts';
import { statesAhead } from '../engine/cases/index.ts';
import type { CaseKind } from '../mechanism/case.ts';
import { responsibleRoles } from '../mechanism/role.ts';
import type { PracticeStanding } from '../mechanism/standing.ts';
import type { CaseDetailView, CaseKindView, CaseSummary } from './contract-cases.ts';
import type { AttachmentView } from './contract-mechanisms.ts';
import { fieldView, standingView } from './mechanisms.views.ts';
import { isoOrNull } from './wire.ts';

const stateView = (kind: CaseKind, id: string): CaseSummary['state'] => {
  const state = kind.states[id];
  return { id, title: state?.title ?? { ja: id, en: id }, end: state?.end ?? null };
};

const waitingView = ({ id, duty, dueOn, overdue, owner }: CaseOccurrence): CaseSummary['waiting'][number] => ({
  occurrence: id,
  duty,
  dueOn,
  overdue,
  owner,
});

export function kindView(
  { kind, counts, opens, requests, readsAll }: KindState,
  clauses: readonly string[],
  standing: PracticeStanding,
): CaseKindView {
  return {
    id: kind.id,
    code: kind.code,
    title: kind.title,
    purpose: kind.purpose,
    clauses: [...clauses],
    variants: Object.entries(kind.variants).map(([id, title]) => ({ id, title })),
    states: Object.keys(kind.states).map((id) => stateView(kind, id)),
    counts: counts.map(({ state, open, count }) => ({ state, open, count })),
    opens: opens.map(({ step, fields }) => ({
      step: step.id,
      does: step.does,
      hint: step.hint ?? null,
      variants: step.variants ? [...step.variants] : null,
      fields: fields.map(fieldView),
      file: step.file ?? null,
      adopts: step.adopts ?? null,
    })),
    requests: [...requests],
    readsAll,
    standing: standingView(standing),
  };
}

export const summaryView = ({ one, kind, number, waiting, waitsFor, waitsForMe }: ListedCase): CaseSummary => ({
  id: one.id,
  number,
  kind: kind.id,
  kindTitle: kind.title,
  variant: kind.variants[one.variant] ?? { ja: one.variant, en: one.variant },
  label: one.label,
  state: stateView(kind, one.state),
  openedAt: one.openedAt.toISOString(),
  changedAt: one.changedAt.toISOString(),
  endedAt: isoOrNull(one.endedAt),
  waiting: waiting.map(waitingView),
  waitsFor: [...waitsFor],
  waitsForMe,
});

export function caseView(detail: CaseDetail, files: readonly AttachmentView[]): CaseDetailView {
  const { one, kind, events, next, devices, links, named, register } = detail;
  const ahead = statesAhead(kind, one.variant, one.state);
  // A step that leads nowhere new does not come to the state again.
  const reached = new Map(events.filter(({ event: { from, to } }) => from !== to).map(({ event }) => [event.to, event.at]));
  return {
    ...summaryView(detail),
    revision: one.revision,
    variantId: one.variant,
    states: Object.keys(kind.states).map((id) => ({
      ...stateView(kind, id),
      reachedAt: isoOrNull(reached.get(id) ?? null),
      ahead: ahead.includes(id),
    })),
    next: next.map(({ step, fields, mayDo, because, occurrence }) => ({
      step: step.id,
      title: step.title,
      does: step.does,
      hint: step.hint ?? null,
      way: step.way.type,
      fields: fields.map(fieldView),
      file: step.file ?? null,
      stepUp: step.stepUp === true,
      who: step.by.flatMap((role) => (role === 'employee' ? [] : [responsibleRoles[role]])),
      mayDo,
      because,
      occurrence: occurrence && waitingView(occurrence),
    })),
    events: events.map(({ event, title, fields, by, actors, people }, i) => {
      const { remark, ...cells } = event.cells;
      const before = events[i - 1]?.event.at;
      return {
        no: event.no,
        step: event.step,
        title,
        from: event.from,
        to: stateView(kind, event.to),
        by: event.by === 'system' ? null : by,
        actors: [...actors],
        people: people.map((id) => named.get(id) ?? id),
        at: event.at.toISOString(),
        happenedAt: event.happenedAt.toISOString(),
        after: before === undefined ? null : Math.round((event.at.getTime() - before.getTime()) / 1000),
        fields: fields.map(fieldView),
        cells: toWire(fields.some(({ id }) => id === 'remark') ? event.cells : cells),
        remark: typeof remark === 'string' && !fields.some(({ id }) => id === 'remark') ? remark : '',
        occurrence: event.occurrence,
        ledgerSeq: event.ledgerSeq,
      };
    }),
    devices: [...devices],
    links: links.map(({ what, ref, label, at }) => ({ what, ref, label, at: at.toISOString() })),
    request: one.request,
    line: register,
    named: Object.fromEntries(named),
    files: [...files],
  };
}

const toWire = (cells: CaseDetail['events'][number]['event']['cells']) =>
  Object.fromEntries(
    Object.entries(cells).map(([id, cell]) => [id, Array.isArray(cell) ? [...cell] : (cell as string | number | boolean | null)]),
  );
