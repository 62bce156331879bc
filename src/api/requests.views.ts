import type { z } from 'zod';
import type { Words } from '../base/text.ts';
import { words } from '../base/text.ts';
import type { Delegation, KindForReader, ListedRequest, RequestDetail } from '../engine/requests/index.ts';
import type { AttachmentView, FieldView } from './contract-mechanisms.ts';
import type { RequestDetail as DetailView, delegationsSchema, RequestKindView, RequestSummary } from './contract-requests.ts';
import { fieldView, standingView } from './mechanisms.views.ts';
import { isoOrNull } from './wire.ts';

export function kindView({ kind, registerTitle, closing, ...reader }: KindForReader): RequestKindView {
  return {
    id: kind.id,
    title: kind.title,
    purpose: kind.purpose,
    clauses: [...reader.clauses],
    applies: reader.applies,
    fields: kind.form.map(fieldView),
    assessment: kind.assessment.map(fieldView),
    route: reader.route.map(({ title, approvals, who }) => ({ title, approvals, who: [...who] })),
    problem: reader.problem,
    validDays: reader.validDays,
    register: { id: kind.effect.register, title: registerTitle },
    closing,
    canApply: reader.canApply,
    standing: standingView(reader.standing),
  };
}

export const summaryView = (request: ListedRequest): RequestSummary => ({
  id: request.id,
  number: request.number,
  kind: request.kind,
  title: request.title,
  about: request.about,
  state: request.state,
  applicant: request.applicantName,
  mine: request.mine,
  returned: request.state === 'draft' && request.round > 0,
  waitsForMe: request.waitsForMe,
  createdAt: request.createdAt.toISOString(),
  submittedAt: isoOrNull(request.submittedAt),
  decideBy: request.decideBy,
  overdue: request.overdue,
  validUntil: request.validUntil,
});

/** What happened, in words: the screen shows them in their order. */
const acts: Readonly<Record<RequestDetail['events'][number]['act'], Words>> = {
  submitted: words('提出しました。', 'Submitted.'),
  decided: words('決定がありました。', 'A decision was made.'),
  approved: words('承認され、台帳に記入されました。', 'Approved; the line of the register was written.'),
  denied: words('却下されました。', 'Denied.'),
  returned: words('差し戻されました。', 'Returned.'),
  withdrawn: words('取り下げました。', 'Withdrawn.'),
  lapsed: words('期間内に決定がなく、失効しました。', 'It lapsed undecided.'),
  overdue: words('決定の期限を過ぎました。', 'The decision became overdue.'),
  expiring: words('承認の期限が近づきました。', 'The approval is about to end.'),
  expired: words('承認の期限が切れ、台帳の行を終了しました。', 'The approval expired; the line of the register was ended.'),
  revoked: words('承認が取り消され、台帳の行を終了しました。', 'The approval was revoked; the line of the register was ended.'),
  closed: words('完了の報告がありました。', 'The closing report was made.'),
};
const decided = {
  approve: words('承認しました。', 'Approved.'),
  deny: words('却下しました。', 'Denied.'),
  return: words('差し戻しました。', 'Returned.'),
} as const;

const itself: Words = words('Tejun(自動)', 'Tejun (by itself)');
const fieldsOf = (fields: RequestDetail['definition'], part: 'form' | 'assessment'): FieldView[] => fields?.[part].map(fieldView) ?? [];

export function detailView(request: RequestDetail, files: readonly AttachmentView[], ofCase: DetailView['case']): DetailView {
  const words = new Map(request.decisions.map(({ id, decision }) => [id, decided[decision]]));
  return {
    ...summaryView(request),
    purpose: request.definition?.purpose ?? request.title,
    clauses: [...request.clauses],
    fields: fieldsOf(request.definition, 'form'),
    form: wireCells(request.form),
    assessmentFields: fieldsOf(request.definition, 'assessment'),
    assessment: request.assessment === null ? null : wireCells(request.assessment),
    said: request.said,
    validForDays: request.validForDays,
    validDays: request.validDays,
    files: [...files],
    route: request.route.map(({ step, title, approvals, given, state, who, because }) => ({
      step,
      title,
      approvals,
      given,
      state,
      who: [...who],
      because,
    })),
    decisions: request.decisions.map((each) => ({
      step: each.step,
      stepTitle: each.stepTitle,
      by: each.byName,
      inPlaceOf: each.inPlaceOfName,
      decision: each.decision,
      comment: each.comment,
      at: each.at.toISOString(),
      ledgerSeq: each.ledgerSeq,
    })),
    events: request.events.map(({ act, at, by, byName, reason, decision, ledgerSeq }) => ({
      at: at.toISOString(),
      act,
      says: (act === 'decided' && decision !== null ? words.get(decision) : undefined) ?? acts[act],
      by: by === 'system' ? itself.ja : byName,
      reason,
      ledgerSeq,
    })),
    row:
      request.line === null || request.lineSaid === null
        ? null
        : { id: request.line, register: request.lineSaid.register, title: request.lineSaid.title, number: request.lineSaid.number },
    closing:
      request.occurrence === null || request.closing === null
        ? null
        : {
            occurrence: request.occurrence,
            title: request.closing.title,
            dueAt: request.closing.dueAt.toISOString(),
            done: request.closing.done,
          },
    case: ofCase,
    acts: [...request.acts],
    cannotDecide: request.cannotDecide,
    revision: request.revision,
  };
}

const wireCells = (cells: RequestDetail['form']): DetailView['form'] =>
  Object.fromEntries(Object.entries(cells).map(([id, cell]) => [id, Array.isArray(cell) ? [...cell] : cell])) as DetailView['form'];

export const delegationView = (each: Delegation): z.output<typeof delegationsSchema>['delegations'][number] => ({
  id: each.id,
  from: each.fromName,
  to: each.toName,
  mine: each.mine,
  since: each.since,
  until: each.until,
  reason: each.reason,
  active: each.active,
  endedAt: isoOrNull(each.endedAt),
});
