import type { Language, Words } from '../base/text.ts';
import type {
  DocumentApproval,
  DocumentChapter,
  DocumentClause,
  DocumentElsewhere,
  DocumentHead,
  DocumentPiece,
  DocumentRevision,
  DocumentState,
  DocumentValue,
  ProcedureDocument,
} from './model.ts';
import { chapterLabel, type Label, labelsOf } from './numbering.ts';
import { shown } from './shown.ts';
import { adoptionSaid, documentWords, spanSaid, titles } from './words.ts';

/** What a version of the procedures says, as the room that keeps them hands it over. */
export interface ContentInput {
  readonly company: { readonly name: string };
  readonly controls: readonly ControlInput[];
  readonly values: Readonly<Record<string, { readonly said: Words; readonly title: Words; readonly reason: string | null }>>;
  readonly elsewhere: readonly DocumentElsewhere[];
}
export interface ControlInput {
  readonly id: string;
  readonly title: Words;
  readonly purpose: Words;
  readonly applicable: boolean;
  readonly reason: string;
  readonly clauses: readonly ClauseInput[];
}
export interface ClauseInput {
  readonly id: string;
  readonly type: 'item' | 'sub' | 'para' | 'lead' | 'advice';
  readonly heading: boolean;
  readonly adoption: DocumentClause['adoption'];
  readonly text: Words;
  readonly reason: string;
  readonly ownerName: Words | null;
  readonly deputyName: Words | null;
  readonly necessity: string;
  readonly note: string;
}

/** How a clause is carried out and how it stands now. */
export interface ClauseStanding {
  readonly mechanisms: readonly Words[];
  readonly status: Words;
  /** A local date, '' before the first proof. */
  readonly evidenceOn: string;
}

/** How the version stands: what is not inside its frozen content. */
export interface VersionInput {
  readonly number: string;
  readonly state: DocumentState;
  readonly effectiveOn: string;
  readonly digest: string;
  readonly approvals: readonly DocumentApproval[];
  readonly revisions: readonly DocumentRevision[];
}

export interface DocumentInput {
  readonly content: ContentInput;
  readonly version: VersionInput;
  readonly language: Language;
  readonly madeAt: Date;
  readonly madeOn: string;
  /** Cuts a sentence at its values. Handed in, because the room that keeps the procedures owns the rule. */
  readonly cut: (
    text: string,
    language: Language,
  ) => readonly ({ readonly text: string } | { readonly param: string; readonly said: string })[];
  /** By clause id; absent where nobody asked. */
  readonly standing?: ReadonlyMap<string, ClauseStanding>;
}

/** The procedures in one language, numbered, ready to be drawn. Pure. */
export function procedureDocument(input: DocumentInput): ProcedureDocument {
  const { content, version, language } = input;
  const labels = labelsOf(content.controls, language);
  const chapters = content.controls.map((control, index) => chapterOf(input, control, index + 1, labels));
  return {
    kind: 'procedures',
    ...headOf(input, 'procedures'),
    approvals: version.approvals.map((each) => ({ ...each, name: shown(each.name) })),
    revisions: shownRevisions(version.revisions),
    chapters,
    values: valuesOf(content, chapters, language),
    elsewhere: elsewhereOf(content.elsewhere),
  };
}

/** What every document says of itself. */
export function headOf(
  input: Pick<DocumentInput, 'content' | 'version' | 'language' | 'madeAt' | 'madeOn'>,
  kind: keyof typeof titles,
): DocumentHead {
  const { content, version, language, madeAt, madeOn } = input;
  const { number, state, effectiveOn, digest } = version;
  const { title, subtitle } = titles[kind];
  return {
    language,
    title: title[language],
    subtitle: subtitle[language],
    company: shown(content.company.name),
    number,
    state,
    effectiveOn,
    digest,
    madeAt,
    madeOn,
  };
}

export const shownRevisions = (revisions: readonly DocumentRevision[]): DocumentRevision[] =>
  revisions.map((each) => ({ ...each, note: shown(each.note), approvedBy: shown(each.approvedBy) }));

export const elsewhereOf = (rows: readonly DocumentElsewhere[]): DocumentElsewhere[] =>
  rows.map(({ control, title, applicable, reason, where }) => ({
    control,
    title: shown(title),
    applicable,
    reason: shown(reason),
    where: shown(where),
  }));

function chapterOf(input: DocumentInput, control: ControlInput, number: number, labels: ReadonlyMap<string, Label>): DocumentChapter {
  const { language } = input;
  const articles = control.clauses.flatMap(({ id }) => (labels.get(id)!.level === 1 ? [labels.get(id)!.label] : []));
  return {
    id: control.id,
    number: chapterLabel(number, language),
    title: shown(control.title[language]),
    purpose: shown(control.purpose[language]),
    applicable: control.applicable,
    reason: shown(control.reason),
    span: articles.length === 0 ? '' : spanSaid(articles[0]!, articles.at(-1)!),
    clauses: control.clauses.map((clause) => clauseOf(input, control, clause, labels.get(clause.id)!)),
  };
}

function clauseOf(input: DocumentInput, control: ControlInput, clause: ClauseInput, { label, level }: Label): DocumentClause {
  const { language, standing } = input;
  const now = standing?.get(clause.id);
  const name = (words: Words | null): string => (words === null ? '' : shown(words[language] || words.ja));
  return {
    id: clause.id,
    label,
    level,
    kind: clause.type === 'advice' || clause.type === 'lead' ? clause.type : clause.heading ? 'heading' : 'clause',
    pieces: piecesOf(input, clause),
    applicable: control.applicable && clause.adoption !== 'not-applicable',
    adoption: clause.adoption,
    adoptionSaid: adoptionSaid(control.applicable ? clause.adoption : 'not-applicable', language),
    reason: shown(clause.reason),
    owner: name(clause.ownerName),
    deputy: name(clause.deputyName),
    necessity: shown(clause.necessity),
    note: shown(clause.note),
    mechanisms: now?.mechanisms.map((words) => shown(words[language])) ?? [],
    status: now?.status[language] ?? '',
    evidenceOn: now?.evidenceOn ?? '',
  };
}

/** The sentence in the document's language; where the company wrote Japanese only, that with a mark, never an empty line. */
function piecesOf({ language, cut }: DocumentInput, { text }: ClauseInput): DocumentPiece[] {
  const isMissing = language === 'en' && text.en.trim() === '';
  const cutUp = cut(isMissing ? text.ja : text[language], isMissing ? 'ja' : language).map(
    (piece): DocumentPiece => ('text' in piece ? { text: shown(piece.text) } : { text: shown(piece.said), value: piece.param }),
  );
  return isMissing ? [...cutUp, { text: ` ${documentWords('en').japaneseOnly}` }] : cutUp;
}

/** Every value with the clauses that say it, in the order in which the text first does; unsaid ones last. */
function valuesOf(content: ContentInput, chapters: readonly DocumentChapter[], language: Language): DocumentValue[] {
  const usedBy = new Map<string, string[]>();
  for (const { clauses } of chapters) {
    let article = '';
    for (const { pieces, label, level, kind, id } of clauses) {
      if (level === 1) article = label;
      const place = kind === 'advice' || kind === 'lead' ? id : level > 1 ? `${article}${label}` : label;
      for (const { value } of pieces) if (value !== undefined) usedBy.set(value, [...new Set([...(usedBy.get(value) ?? []), place])]);
    }
  }
  const order = new Map([...usedBy.keys()].map((id, index) => [id, index]));
  return Object.entries(content.values)
    .toSorted(([a], [b]) => (order.get(a) ?? Number.MAX_SAFE_INTEGER) - (order.get(b) ?? Number.MAX_SAFE_INTEGER))
    .map(([id, { said, title, reason }]) => ({
      id,
      title: shown(title[language]),
      said: shown(said[language]),
      reason: shown(reason ?? ''),
      usedBy: usedBy.get(id) ?? [],
    }));
}
