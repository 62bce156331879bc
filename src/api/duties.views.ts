import type { z } from 'zod';
import { type Words, words } from '../base/text.ts';
import type {
  DutyState,
  ListedOccurrence,
  NamedParty,
  OccurrenceDetail,
  OccurrencePage,
  QuietQuestion,
  ShownSheet,
} from '../engine/duties/index.ts';
import type { DutyEvent } from '../mechanism/duty.ts';
import { citedRegisters, citedRequests } from '../overview/index.ts';
import type {
  dutiesSchema,
  dutySchema,
  occurrenceDetailSchema,
  occurrenceSchema,
  occurrencesSchema,
  quietQuestionsSchema,
  sheetSchema,
} from './contract-duties.ts';
import type { AttachmentView } from './contract-mechanisms.ts';
import { fieldView, standingView } from './mechanisms.views.ts';
import { isoOrNull } from './wire.ts';

const partyView = ({ party, name, gone }: NamedParty) => ({ party, name, gone });

export function dutyView(state: DutyState): z.output<typeof dutySchema> {
  const { duty, recurrence, clauses, applies, owner, deputy, revision, standing, open, overdue, recordable } = state;
  return {
    id: duty.id,
    title: duty.title,
    purpose: duty.purpose,
    recurrence,
    clauses: [...clauses],
    applies,
    owner: partyView(owner),
    deputy: deputy && partyView(deputy),
    revision,
    standing: standingView(standing),
    open,
    overdue,
    recordable,
  };
}

export const dutiesView = (
  states: readonly DutyState[],
  parties: readonly { readonly party: string; readonly name: Words }[],
): z.output<typeof dutiesSchema> => ({ duties: states.map(dutyView), parties: parties.map(({ party, name }) => ({ party, name })) });

export function occurrenceView(one: ListedOccurrence): z.output<typeof occurrenceSchema> {
  const { id, duty, title, about, state, nominalOn, dueOn, escalation, result, canAct, kind } = one;
  return {
    id,
    duty,
    title,
    about,
    state,
    nominalOn,
    dueOn,
    dueAt: one.dueAt.toISOString(),
    owner: partyView(one.owner),
    deputy: one.deputy && partyView(one.deputy),
    escalation,
    clauses: [...one.clauses],
    result,
    closedAt: isoOrNull(one.closedAt),
    canAct,
    kind,
  };
}

export const occurrencesView = ({ total, counts, occurrences }: OccurrencePage): z.output<typeof occurrencesSchema> => ({
  total,
  counts: { ...counts },
  occurrences: occurrences.map(occurrenceView),
});

export const sheetView = ({ preparedAt, since, sections, digest }: ShownSheet): z.output<typeof sheetSchema> => ({
  preparedAt: preparedAt.toISOString(),
  since: isoOrNull(since),
  sections: sections.map((section) => ({ ...section, columns: [...section.columns], rows: section.rows.map((row) => [...row]) })),
  digest,
});

const titles = new Map([...citedRegisters, ...citedRequests].map(({ kind, id, title }) => [`${kind} ${id}`, title]));

/** What would have been a case, by the names that the reader knows. */
function eventWords(event: DutyEvent): Words {
  const titleOf = (kind: string, id: string): Words => titles.get(`${kind} ${id}`) ?? words(id, id);
  switch (event.type) {
    case 'recorded':
    case 'case':
    case 'measured':
      return event.says;
    case 'organisation-changed':
      return words('組織の変更があったとき', 'a change of the organisation');
    case 'request-approved': {
      const { ja, en } = titleOf('request', event.request);
      return words(`申請「${ja}」が承認されたとき`, `an approved request “${en}”`);
    }
    case 'row-added': {
      const { ja, en } = titleOf('register', event.register);
      return words(`「${ja}」に行が加わったとき`, `a new line in “${en}”`);
    }
  }
}

export const quietQuestionView = (question: QuietQuestion): z.output<typeof quietQuestionsSchema>['questions'][number] => ({
  ...occurrenceView(question),
  events: question.events.map(eventWords),
  since: question.since,
  sheet: question.sheet && sheetView(question.sheet),
  revision: question.revision,
});

/** `nameOf`: how an account, or the server itself, is called to this reader. */
export function occurrenceDetailView(
  detail: OccurrenceDetail,
  files: readonly AttachmentView[],
  nameOf: (id: string) => string,
  ofCase: z.output<typeof occurrenceDetailSchema>['case'],
): z.output<typeof occurrenceDetailSchema> {
  const { definition, recurrence, sheet, record, said, remark, events, earlier, revision } = detail;
  return {
    ...occurrenceView(detail),
    purpose: definition?.purpose ?? detail.title,
    recurrence,
    steps: [...(definition?.steps ?? [])],
    fields: (definition?.record ?? []).map(fieldView),
    file: definition?.file ?? 'possible',
    sheet: sheet && sheetView(sheet),
    record:
      record && Object.fromEntries(Object.entries(record).map(([id, cell]) => [id, Array.isArray(cell) ? [...cell] : (cell as string)])),
    said: { ...said },
    remark,
    files: [...files],
    events: events.map(({ at, act, says, by, reason, ledgerSeq }) => ({
      at: at.toISOString(),
      act,
      says,
      by: nameOf(by),
      reason,
      ledgerSeq,
    })),
    earlier: earlier.map(({ id, about, state, closedAt }) => ({ id, about, state, closedAt: isoOrNull(closedAt) })),
    case: ofCase,
    revision,
  };
}
