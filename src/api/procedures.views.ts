import type { z } from 'zod';
import { type Words, words } from '../base/text.ts';
import { actors, type Clause, conditions } from '../catalog/control.ts';
import { allParams, clauseById, controlById, controls, isOperative, slotsOf } from '../catalog/index.ts';
import { necessities } from '../catalog/necessity.ts';
import { labelsOf } from '../documents/numbering.ts';
import { isCheck } from '../mechanism/citation.ts';
import type { Param } from '../mechanism/param.ts';
import { saidValue } from '../mechanism/value.ts';
import { cadenceSaid, type ValueAt } from '../overview/sentence.ts';
import {
  asksForSomething,
  type ClauseContent,
  type ControlContent,
  type Draft,
  inEffect,
  type Party,
  type PartyNames,
  type Problem,
  type ProcedureContent,
  piecesOf,
  type Recommendation,
  unsaidValues,
  type Version,
} from '../procedures/index.ts';
import type { Values } from '../values/index.ts';
import type {
  draftClauseSchema,
  draftSchema,
  draftValueSchema,
  proceduresSchema,
  readableSchema,
  recommendationSchema,
  versionSummarySchema,
} from './contract-procedures.ts';
import { isoOrNull } from './wire.ts';

/** Names of accounts by id, looked up at reading. */
export type Names = ReadonlyMap<string, Words>;
const named = (names: Names, id: string): Words => names.get(id) ?? { ja: id, en: id };

/** Account ids that stand in versions, to be named. */
export const accountsIn = (versions: readonly Version[]): string[] =>
  versions.flatMap(({ submittedBy, decisions }) => [submittedBy, ...decisions.map(({ account }) => account)]);

export function summaryView(version: Version, names: Names, reader: string | null): z.output<typeof versionSummarySchema> {
  const { id, number, state, note, digest, effectiveOn, approvalsNeeded } = version;
  return {
    id,
    number,
    state,
    note,
    digest,
    submittedAt: version.submittedAt.toISOString(),
    submittedBy: named(names, version.submittedBy),
    isOwn: version.submittedBy === reader,
    effectiveOn,
    effectiveFrom: isoOrNull(version.effectiveFrom),
    approvalsNeeded,
    decisions: version.decisions.map(({ account, decision, comment, at }) => ({
      by: named(names, account),
      decision,
      comment,
      at: at.toISOString(),
      isOwn: account === reader,
    })),
  };
}

export const recommendationView = ({ at, kind, words: says, since }: Recommendation): z.output<typeof recommendationSchema> => ({
  at,
  kind,
  words: says,
  since: isoOrNull(since),
});

type Pieces = z.output<typeof draftClauseSchema>['pieces'];
const blank = (text: string): boolean => text.trim() === '';
/** A text in pieces; where nobody wrote English, the Japanese stands there too: it is the rule. */
export const piecesView = (text: Words, values: ProcedureContent['values']): Pieces => ({
  ja: piecesOf(text.ja, 'ja', values).map((piece) => ({ ...piece })),
  en: (blank(text.en) ? piecesOf(text.ja, 'ja', values) : piecesOf(text.en, 'en', values)).map((piece) => ({ ...piece })),
});

/** References turned round, once: the catalogue does not change while the server runs. */
const referredBy = new Map<string, string[]>();
/** Clauses whose check reads a value. */
const readBy = new Map<string, string[]>();
for (const { clauses } of controls) {
  for (const clause of clauses) {
    for (const { to } of clause.refs) referredBy.set(to, [...(referredBy.get(to) ?? []), clause.id]);
    const read = clause.mechanisms.filter(isCheck).flatMap((check) => Object.values(check.params as Record<string, Param>));
    for (const { id } of read) readBy.set(id, [...(readBy.get(id) ?? []), clause.id]);
  }
}

export interface DraftView {
  readonly draft: Draft;
  readonly values: Values;
  readonly inForce: ProcedureContent | null;
  readonly recommendations: readonly Recommendation[];
  readonly names: Names;
  readonly parties: readonly { readonly party: Party; readonly name: Words }[];
  readonly proposed: (id: string) => { readonly applicable: boolean; readonly reason: Words } | null;
  readonly plainSample: (clause: string) => Words | null;
}

/** The draft of one control or of all, with the values that stand in it. */
export function draftView(view: DraftView, only: string | undefined): z.output<typeof draftSchema> {
  const { draft } = view;
  const shown = draft.content.controls.filter(({ id }) => only === undefined || id === only);
  const used = new Set(
    shown.flatMap(({ id, clauses }) => [...(controlById(id)?.params ?? []).map((param) => param.id), ...clauses.flatMap(saidIn)]),
  );
  return {
    revision: draft.rows.revision,
    controls: shown.map((control) => controlView(view, control)),
    values: allParams.filter(({ id }) => only === undefined || used.has(id)).map((param) => valueView(view, param)),
    parties: view.parties.map((party) => ({ ...party })),
  };
}
const saidIn = ({ text }: ClauseContent): string[] => [...slotsOf(text.ja), ...slotsOf(text.en)];

const usages = new WeakMap<ProcedureContent, ReadonlyMap<string, readonly string[]>>();
/** Clauses whose sentence says a value or whose check reads it, in their order; found once for a content. */
function usageOf(content: ProcedureContent): ReadonlyMap<string, readonly string[]> {
  const known = usages.get(content);
  if (known) return known;
  const found = new Map<string, Set<string>>([...readBy].map(([param, ids]) => [param, new Set(ids)]));
  for (const clause of content.controls.flatMap(({ clauses }) => clauses))
    for (const param of saidIn(clause)) found.set(param, (found.get(param) ?? new Set()).add(clause.id));
  const places = new Map(controls.flatMap(({ clauses }) => clauses).map(({ id }, index) => [id, index]));
  const usage = new Map([...found].map(([param, ids]) => [param, [...ids].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))]));
  usages.set(content, usage);
  return usage;
}

function controlView(view: DraftView, control: ControlContent): z.output<typeof draftSchema>['controls'][number] {
  const { id, title, purpose, applicable, reason } = control;
  return {
    id,
    title,
    purpose,
    applicable,
    reason,
    revision: view.draft.rows.controls.get(id)?.revision ?? 0,
    proposed: view.proposed(id),
    clauses: control.clauses.map((clause) => clauseView(view, clause)),
  };
}

const partyView = (party: Party | null, names: PartyNames) => {
  if (party === null) return null;
  const found = names.get(party);
  return { party, name: found?.name ?? { ja: party, en: party }, gone: found?.gone ?? true };
};

export function clauseView(view: DraftView, content: ClauseContent): z.output<typeof draftClauseSchema> {
  const { draft } = view;
  const { clause } = clauseById(content.id)!;
  const row = draft.rows.clauses.get(content.id);
  const valueAt: ValueAt = (id) => draft.values.get(id);
  const before = view.inForce?.controls.flatMap(({ clauses }) => clauses).find(({ id }) => id === content.id);
  const necessity = necessities[content.id];
  return {
    id: content.id,
    type: content.type,
    heading: content.heading,
    operative: isOperative(clause),
    revision: row?.revision ?? 0,
    changedAt: isoOrNull(row?.changedAt ?? null),
    changedBy: row ? named(view.names, row.changedBy) : null,
    adoption: content.adoption,
    sample: clause.text,
    text: content.text,
    samplePieces: piecesView(clause.text, draft.content.values),
    pieces: piecesView(content.text, draft.content.values),
    reason: content.reason,
    owner: partyView(content.owner, draft.names),
    deputy: partyView(content.deputy, draft.names),
    necessityAsked: necessity ? { question: necessity.question, suggestion: necessity.suggestion } : null,
    necessity: content.necessity,
    note: content.note,
    plain: row?.plainJa == null ? null : { ja: row.plainJa, en: row.plainEn ?? '' },
    plainSample: view.plainSample(content.id),
    ...fixedView(clause, valueAt),
    unsaid: content.adoption === 'changed' || content.adoption === 'replaced' ? unsaidValues(clause, content.text) : [],
    inForceText: before && (before.text.ja !== content.text.ja || before.text.en !== content.text.en) ? before.text : null,
    recommendations: view.recommendations.filter(({ at }) => at === content.id).map(recommendationView),
  };
}

/** What the catalogue says of a clause, whatever the company wrote. */
const fixedView = (clause: Clause, valueAt: ValueAt) => ({
  actors: clause.actors.map((actor) => actors[actor]),
  cadence: cadenceSaid(clause.cadence, valueAt),
  refs: clause.refs.map(({ to, why }) => ({ to, why })),
  referredBy: referredBy.get(clause.id) ?? [],
  appliesWhen: (clause.appliesWhen ?? []).map((condition) => conditions[condition]),
  mechanisms: clause.mechanisms.map(({ kind, title, status }) => ({ kind, title, status })),
});

export function valueView({ draft, values }: DraftView, param: Param): z.output<typeof draftValueSchema> {
  const { value, laxer, reason, revision, answered, pending } = draft.values.get(param.id)!;
  const inForce = values.now(param);
  return {
    id: param.id,
    title: param.title,
    type: param.type,
    origin: param.origin,
    hint: param.hint ?? null,
    value: value as z.output<typeof draftValueSchema>['value'],
    said: saidValue(param, value),
    default: param.default as z.output<typeof draftValueSchema>['default'],
    defaultSaid: saidValue(param, param.default),
    min: param.type === 'number' ? param.min : null,
    max: param.type === 'number' ? param.max : null,
    unit: param.type === 'number' ? param.unit : null,
    options: param.type === 'choice' ? { ...param.options } : null,
    says: param.type === 'boolean' ? param.says : null,
    laxer,
    ...(param.type === 'number' ? { stricter: param.stricter } : {}),
    reason,
    revision,
    answered,
    inForce: inForce as z.output<typeof draftValueSchema>['inForce'],
    inForceSaid: saidValue(param, inForce),
    pending,
    usedBy: [...(usageOf(draft.content).get(param.id) ?? [])],
  };
}

/** A row of the overview: how a chapter was taken. */
export function chapterView(
  control: ControlContent,
  draft: Draft,
  recommended: readonly Recommendation[],
  proposed: DraftView['proposed'],
): z.output<typeof proceduresSchema>['controls'][number] {
  const operative = control.clauses.filter(asksForSomething);
  const count = (adoption: ClauseContent['adoption']) =>
    control.applicable ? operative.filter((clause) => clause.adoption === adoption).length : 0;
  const effective = inEffect(control);
  const within = new Set([control.id, ...control.clauses.map(({ id }) => id)]);
  return {
    id: control.id,
    title: control.title,
    applicable: control.applicable,
    reason: control.reason,
    proposed: proposed(control.id),
    revision: draft.rows.controls.get(control.id)?.revision ?? 0,
    clauses: {
      total: operative.length,
      adopted: count('adopted'),
      changed: count('changed'),
      replaced: count('replaced'),
      notApplicable: control.applicable ? count('not-applicable') : operative.length,
    },
    ownerless: effective.filter((clause) => asksForSomething(clause) && clause.owner === null).length,
    undecided: effective.filter((clause) => necessities[clause.id] && blank(clause.necessity)).length,
    recommendations: recommended.filter(({ at }) => within.has(at)).length,
  };
}

export const problemView = ({ level, at, words: says }: Problem) => ({ level, at, words: says });

/** A whole content to read, with the numbers under which rules are cited. */
export function readableView(
  content: ProcedureContent,
  version: z.output<typeof versionSummarySchema> | null,
): z.output<typeof readableSchema> {
  const labels = labelsOf(content.controls, 'ja');
  return {
    version,
    company: content.company.name,
    controls: content.controls.map((control) => ({
      id: control.id,
      title: control.title,
      purpose: control.purpose,
      applicable: control.applicable,
      reason: control.reason,
      clauses: control.clauses.map((clause) => ({
        id: clause.id,
        type: clause.type,
        heading: clause.heading,
        label: labels.get(clause.id)?.label ?? '',
        adoption: clause.adoption,
        pieces: piecesView(clause.text, content.values),
        reason: clause.reason,
        owner: clause.ownerName,
        deputy: clause.deputyName,
        necessity: clause.necessity,
      })),
    })),
  };
}

/** How the reading of a state is said: 適合 3、不適合 1 … */
export const stateWords = (state: { pass: number; fail: number; unknown: number; planned: number; notApplicable: number }): Words => {
  const parts = (
    [
      [state.pass, '適合', 'pass'],
      [state.fail, '不適合', 'fail'],
      [state.unknown, '不明', 'unknown'],
      [state.planned, '準備中', 'planned'],
      [state.notApplicable, '適用外', 'not applicable'],
    ] as const
  ).filter(([count]) => count > 0);
  return words(parts.map(([count, ja]) => `${ja} ${count}`).join('、'), parts.map(([count, , en]) => `${count} ${en}`).join(', '));
};
