import type { z } from 'zod';
import type { Words } from '../base/text.ts';
import { localDateOf } from '../calendar/index.ts';
import { audienceTitles, judgeRule, type LeafletLine, type LeafletState, type OpenLeaflet, type RegisterEntry } from '../leaflets/index.ts';
import type { leafletStateSchema, lineSchema, openLeafletSchema, registerEntrySchema } from './contract-leaflets.ts';
import { isoOrNull } from './wire.ts';

/** Names of those who acted, by their ids; an id that nobody knows any more stands for itself. */
export type Names = ReadonlyMap<string, Words>;
export const nameIn = (names: Names, id: string): Words => names.get(id) ?? { ja: id, en: id };

export const lineView = ({ clauses, topic, text }: LeafletLine): z.infer<typeof lineSchema> => ({ clauses: [...clauses], topic, text });

export function leafletView(state: LeafletState, names: Names): z.infer<typeof leafletStateSchema> {
  const { audience, lines, digest, people, withoutAddress, standing, sent, quiz } = state;
  const { content, acknowledged, overdue, noAddress, notAsked } = standing;
  return {
    audience,
    title: audienceTitles[audience],
    lines: lines.map(lineView),
    digest,
    people,
    withoutAddress,
    content,
    ...judgeRule(standing),
    acknowledged,
    overdue,
    noAddress,
    notAsked,
    sent:
      sent === null
        ? null
        : {
            id: sent.id,
            version: sent.versionNumber,
            at: sent.sentAt.toISOString(),
            by: nameIn(names, sent.sentBy),
            dueOn: sent.dueOn,
          },
    quiz: { revision: quiz.revision, quiz: quiz.quiz === null ? null : { ...quiz.quiz, options: [...quiz.quiz.options] } },
  };
}

export function entryView(entry: RegisterEntry, names: Names): z.infer<typeof registerEntrySchema> {
  const { id, name, department, active } = entry.person;
  return {
    request: entry.requestId,
    person: { id, name, department: department === '' ? null : department, active },
    state: entry.state,
    hasAddress: entry.hasAddress,
    askedAt: isoOrNull(entry.askedAt),
    dueOn: entry.dueOn,
    acknowledgedAt: isoOrNull(entry.acknowledgedAt),
    method: entry.method,
    carried: entry.carried,
    receipt: entry.receipt,
    recordedBy: entry.recordedBy === null ? null : nameIn(names, entry.recordedBy),
    paperOn: entry.paperOn,
    note: entry.note,
    reminders: entry.reminders,
    remindedAt: isoOrNull(entry.remindedAt),
  };
}

export function openView(leaflet: OpenLeaflet, now: Date): z.infer<typeof openLeafletSchema> {
  const { requestId, lines, gone, quiz, acknowledged, sentAt, ...rest } = leaflet;
  return {
    ...rest,
    id: requestId,
    sentAt: sentAt.toISOString(),
    overdue: acknowledged === null && leaflet.dueOn < localDateOf(now),
    lines: lines.map((line) => ({ ...lineView(line), changed: line.changed })),
    gone: [...gone],
    quiz: quiz === null ? null : { question: quiz.question, options: [...quiz.options] },
    acknowledged: acknowledged === null ? null : { ...acknowledged, at: acknowledged.at.toISOString() },
  };
}
