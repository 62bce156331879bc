import { type WrittenSheet, writeWorkbook } from '../tables/index.ts';
import type { DocumentElsewhere, DocumentHead, ProcedureDocument, StatementDocument } from './model.ts';
import { type DocumentWords, documentWords, stateSaid } from './words.ts';

/**
 * The procedures as a workbook to sort, filter and compare: clauses, values, statement, history. Text stays text: a cell that looks
 * like a formula is none.
 */
export function procedureWorkbook(document: ProcedureDocument, statement: StatementDocument): Promise<Uint8Array> {
  const words = documentWords(document.language);
  return writeWorkbook([clauseSheet(document, words), valueSheet(document, words), ...statementSheets(statement, words)], {
    title: document.title,
    at: document.madeAt,
  });
}

export function statementWorkbook(statement: StatementDocument): Promise<Uint8Array> {
  return writeWorkbook(statementSheets(statement, documentWords(statement.language)), { title: statement.title, at: statement.madeAt });
}

/** What stands above every sheet, so that a sheet that is printed alone still says what it is. */
export function linesOf(head: DocumentHead, words: DocumentWords): string[] {
  const { title, company, number, state, effectiveOn, madeOn, digest, language } = head;
  const facts = [
    number === '' ? '' : `${words.version} ${number}`,
    `${words.state} ${stateSaid(state, language)}`,
    effectiveOn === '' ? '' : `${words.effectiveOn} ${effectiveOn}`,
    `${words.madeOn} ${madeOn}`,
  ];
  return [`${title}  ${company}`, facts.filter((fact) => fact !== '').join('  '), ...(digest === '' ? [] : [`${words.digest} ${digest}`])];
}

function clauseSheet(document: ProcedureDocument, words: DocumentWords): WrittenSheet {
  const comma = document.language === 'ja' ? '、' : ', ';
  return {
    name: words.clauses,
    lines: linesOf(document, words),
    landscape: true,
    frozenColumns: 3,
    columns: [
      { key: 'chapter', title: words.control, width: 18, kind: 'text', wrap: true },
      { key: 'id', title: words.clauseId, width: 10, kind: 'text' },
      { key: 'label', title: words.label, width: 11, kind: 'text' },
      { key: 'text', title: words.text, width: 58, kind: 'text', wrap: true },
      { key: 'values', title: words.values, width: 20, kind: 'text', wrap: true },
      { key: 'owner', title: words.owner, width: 15, kind: 'text', wrap: true },
      { key: 'deputy', title: words.deputy, width: 12, kind: 'text', wrap: true },
      { key: 'adoption', title: words.adoption, width: 13, kind: 'text', wrap: true },
      { key: 'reason', title: words.reason, width: 22, kind: 'text', wrap: true },
      { key: 'necessity', title: words.necessity, width: 22, kind: 'text', wrap: true },
      { key: 'note', title: words.remark, width: 18, kind: 'text', wrap: true },
      { key: 'mechanisms', title: words.mechanisms, width: 26, kind: 'text', wrap: true },
      { key: 'status', title: words.verdict, width: 10, kind: 'text' },
      { key: 'evidence', title: words.lastEvidence, width: 12, kind: 'date' },
    ],
    rows: document.chapters.flatMap((chapter) => {
      let article = '';
      return chapter.clauses.map((clause) => {
        if (clause.level === 1) article = clause.label;
        return {
          chapter: `${chapter.id} ${chapter.title}`,
          id: clause.id,
          label: clause.kind === 'advice' ? words.advice : clause.level > 1 ? `${article}${clause.label}` : clause.label,
          text: clause.pieces.map((piece) => piece.text).join(''),
          values: clause.pieces.flatMap((piece) => (piece.value === undefined ? [] : [piece.text])).join(comma),
          owner: clause.owner,
          deputy: clause.deputy,
          adoption: clause.adoptionSaid,
          reason: chapter.applicable ? clause.reason : chapter.reason,
          necessity: clause.necessity,
          note: clause.note,
          mechanisms: clause.mechanisms.join('\n'),
          status: clause.status,
          evidence: clause.evidenceOn === '' ? null : clause.evidenceOn,
        };
      });
    }),
  };
}

function valueSheet(document: ProcedureDocument, words: DocumentWords): WrittenSheet {
  return {
    name: words.values,
    lines: linesOf(document, words),
    landscape: true,
    columns: [
      { key: 'title', title: words.value, width: 44, kind: 'text', wrap: true },
      { key: 'said', title: words.setting, width: 40, kind: 'text', wrap: true },
      { key: 'reason', title: words.laxerReason, width: 36, kind: 'text', wrap: true },
      { key: 'usedBy', title: words.usedBy, width: 20, kind: 'text', wrap: true },
      { key: 'id', title: words.valueId, width: 28, kind: 'text' },
    ],
    rows: document.values.map(({ id, title, said, reason, usedBy }) => ({
      id,
      title,
      said,
      reason,
      usedBy: usedBy.join(document.language === 'ja' ? '、' : ', '),
    })),
  };
}

function statementSheets(statement: StatementDocument, words: DocumentWords): WrittenSheet[] {
  const lines = linesOf(statement, words);
  return [
    {
      name: words.statement,
      lines,
      landscape: true,
      frozenColumns: 2,
      columns: [
        { key: 'id', title: words.number, width: 8, kind: 'text' },
        { key: 'title', title: words.control, width: 40, kind: 'text', wrap: true },
        { key: 'applies', title: words.applies, width: 10, kind: 'text' },
        { key: 'reason', title: words.reason, width: 48, kind: 'text', wrap: true },
        { key: 'state', title: words.carriedOut, width: 36, kind: 'text', wrap: true },
        { key: 'evidence', title: words.evidenceOn, width: 12, kind: 'date' },
        { key: 'chapter', title: words.chapter, width: 12, kind: 'text' },
        { key: 'changed', title: words.changedClauses, width: 28, kind: 'text', wrap: true },
        { key: 'where', title: words.where, width: 30, kind: 'text', wrap: true },
      ],
      rows: [
        ...statement.controls.map(({ id, title, applicable, reason, stateSaid: state, evidenceOn, chapter, changed }) => ({
          ...{ id, title, applies: applicable ? words.yes : words.no, reason, state, chapter, changed, where: '' },
          evidence: evidenceOn === '' ? null : evidenceOn,
        })),
        ...statement.elsewhere.map((row) => elsewhereRow(row, words)),
      ],
    },
    {
      name: words.revisions,
      lines,
      columns: [
        { key: 'number', title: words.version, width: 8, kind: 'text' },
        { key: 'date', title: words.effectiveOn, width: 12, kind: 'date' },
        { key: 'note', title: words.note, width: 50, kind: 'text', wrap: true },
        { key: 'approvedBy', title: words.approvedBy, width: 24, kind: 'text', wrap: true },
      ],
      rows: statement.revisions.map(({ number, date, note, approvedBy }) => ({ number, date, note, approvedBy })),
    },
  ];
}

const elsewhereRow = ({ control, title, applicable, reason, where }: DocumentElsewhere, words: DocumentWords) => ({
  ...{ id: control, title, applies: applicable ? words.yes : words.no, reason, where },
  ...{ state: '', evidence: null, chapter: '', changed: '' },
});
