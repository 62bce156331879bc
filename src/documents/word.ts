import { Document, HeadingLevel, LineRuleType, Packer, PageOrientation, Paragraph, type Table, TableOfContents, TextRun } from 'docx';
import type {
  DocumentChapter,
  DocumentClause,
  DocumentElsewhere,
  DocumentHead,
  ProcedureDocument,
  ReportDocument,
  StatementDocument,
} from './model.ts';
import { pageNumbers, withFacts } from './word-package.ts';
import {
  approvalTable,
  colours,
  eastAsianFont,
  headerAndFooter,
  listing,
  margins,
  pageSize,
  paragraph,
  runs,
  styles,
  tab,
  widths,
} from './word-parts.ts';
import { type DocumentWords, documentWords, stateSaid } from './words.ts';

type Block = Paragraph | Table | TableOfContents;

/** The document as an editable Word file: real headings, styles, tables with head rows, fields for pages and contents. */
export async function wordFile(document: ProcedureDocument | StatementDocument | ReportDocument): Promise<Uint8Array> {
  const words = documentWords(document.language);
  const isStatement = document.kind === 'statement';
  const across = (isStatement ? pageSize.height : pageSize.width) - margins.left - margins.right;
  const file = new Document({
    title: document.title,
    subject: document.subtitle,
    creator: document.company,
    lastModifiedBy: document.company,
    styles: styles(document.language),
    pageNumbers: pageNumbers(eastAsianFont),
    sections: [
      {
        properties: {
          page: {
            size: { ...pageSize, orientation: isStatement ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
            margin: margins,
          },
        },
        ...headerAndFooter(document, across),
        children: blocksOf(document, words, across),
      },
    ],
  });
  return withFacts(await Packer.toBuffer(file), document, eastAsianFont);
}

function blocksOf(document: ProcedureDocument | StatementDocument | ReportDocument, words: DocumentWords, across: number): Block[] {
  if (document.kind === 'report') return reportBlocks(document, words, across);
  return document.kind === 'statement' ? statementBlocks(document, words, across) : procedureBlocks(document, words, across);
}

function reportBlocks(document: ReportDocument, words: DocumentWords, across: number): Block[] {
  const named = (rows: ReportDocument['facts']): Table =>
    listing(
      portions(across, [3, 9]),
      ['', ''],
      rows.map(({ name, said }) => [runs(name, { color: colours.quiet }), runs(said)]),
    );
  return [
    new Paragraph({ children: runs(`${document.reference}    ${document.madeOn}`, { color: colours.quiet }) }),
    paragraph('Normal', runs(document.to)),
    new Paragraph({ style: 'Title', children: runs(document.title) }),
    paragraph('Normal', [new TextRun({ text: document.subject, bold: true })]),
    paragraph('Remark', runs(document.from)),
    named(document.facts),
    ...document.parts.flatMap(({ title, text }) => [heading(HeadingLevel.HEADING_2, title), paragraph('Normal', runs(text))]),
    heading(HeadingLevel.HEADING_2, words.receipt),
    named(document.receipt),
  ];
}

function procedureBlocks(document: ProcedureDocument, words: DocumentWords, across: number): Block[] {
  return [
    ...cover(document, words),
    approvalTable(document),
    heading(HeadingLevel.HEADING_2, words.revisions, { pageBreakBefore: true }),
    ...revisions(document, words, across),
    heading(HeadingLevel.HEADING_2, words.contents),
    new TableOfContents(words.contents, { hyperlink: true, headingStyleRange: '1-1' }),
    ...document.chapters.flatMap((chapter, index) => chapterBlocks(chapter, words, index === 0)),
    heading(HeadingLevel.HEADING_1, words.appendixValues, { pageBreakBefore: true }),
    paragraph('Remark', runs(words.valuesHint)),
    listing(
      portions(across, [5, 6, 4]),
      [words.value, words.setting, words.usedBy],
      document.values.map((each) => [
        runs(each.title),
        [
          ...runs(each.said),
          ...(each.reason === '' ? [] : runs(`\n${words.laxerReason}: ${each.reason}`, { size: 16, color: colours.quiet })),
        ],
        runs(each.usedBy.join(document.language === 'ja' ? '、' : ', ')),
      ]),
    ),
    ...(document.elsewhere.length === 0
      ? []
      : [heading(HeadingLevel.HEADING_1, words.appendixElsewhere), elsewhere(document.elsewhere, words, across)]),
  ];
}

function cover(document: DocumentHead, words: DocumentWords): Block[] {
  const facts = [
    [words.version, document.number],
    [words.state, stateSaid(document.state, document.language)],
    [words.effectiveOn, document.effectiveOn || '—'],
    [words.madeOn, document.madeOn],
    [words.digest, document.digest],
  ].filter(([, value]) => value !== '');
  return [
    new Paragraph({ spacing: { before: 2400, after: 360 }, children: runs(document.company, { size: 26, color: colours.quiet }) }),
    new Paragraph({ style: 'Title', children: runs(document.title) }),
    new Paragraph({ spacing: { after: 1200 }, children: runs(document.subtitle, { size: 21, color: colours.quiet }) }),
    ...facts.map(
      ([word, value]) =>
        new Paragraph({
          tabStops: [{ type: 'left' as const, position: 1700 }],
          indent: { left: 1700, hanging: 1700 },
          children: [new TextRun({ text: word!, color: colours.quiet }), tab(), ...runs(value!, value!.length > 40 ? { size: 16 } : {})],
        }),
    ),
    new Paragraph({ spacing: { before: 2400 }, children: [] }),
  ];
}

function chapterBlocks(chapter: DocumentChapter, words: DocumentWords, isFirst: boolean): Block[] {
  const { number, title, id, applicable, purpose, span, reason } = chapter;
  const head = heading(HeadingLevel.HEADING_1, `${number}  ${title} (${id})`, isFirst ? { pageBreakBefore: true } : {});
  if (applicable)
    return [
      head,
      paragraph('Remark', [new TextRun({ text: `${words.purpose}  `, bold: true }), ...runs(purpose)], { keepNext: true }),
      ...chapter.clauses.flatMap((clause) => clauseBlocks(clause, words)),
    ];
  return [
    head,
    paragraph('Normal', [new TextRun({ text: words.notApplicable, bold: true }), ...(span === '' ? [] : runs(`  (${span})`))]),
    ...(reason === '' ? [] : [paragraph('Normal', runs(`${words.reason}  ${reason}`))]),
  ];
}

const styleOf = ({ kind, level }: DocumentClause): string =>
  kind === 'advice' ? 'Advice' : level === 2 ? 'Item' : level === 3 ? 'SubItem' : 'Article';

function clauseBlocks(clause: DocumentClause, words: DocumentWords): Block[] {
  const { kind, level, label, applicable, pieces, reason, id } = clause;
  const before = kind === 'advice' ? `【${words.advice}】` : label;
  const said = applicable
    ? pieces.flatMap((piece) => runs(piece.text, piece.value === undefined ? {} : { style: 'Value' }))
    : runs(`${words.notApplicable}${reason === '' ? '' : ` (${words.reason}: ${reason})`}`, { color: colours.quiet });
  const left = level === 2 ? widths.article + widths.item : level === 3 ? widths.article + 2 * widths.item : widths.article;
  const below = applicable ? remarks(clause, words, left) : [];
  return [
    paragraph(
      styleOf(clause),
      [new TextRun({ text: before, bold: level === 1 }), tab(), ...said, new TextRun({ text: `  ${id}`, size: 14, color: colours.quiet })],
      below.length === 0 ? {} : { keepNext: true, spacing: { after: 0, line: 320, lineRule: LineRuleType.AUTO } },
    ),
    ...below,
  ];
}

function remarks({ owner, deputy, necessity, note }: DocumentClause, words: DocumentWords, left: number): Block[] {
  const named = (word: string, text: string): TextRun[] => [new TextRun({ text: `${word}  ` }), ...runs(text)];
  const people = [...(owner === '' ? [] : named(words.owner, owner)), ...(deputy === '' ? [] : named(`    ${words.deputy}`, deputy))];
  const lines = [
    people,
    ...(necessity === '' ? [] : [named(words.necessity, necessity)]),
    ...(note === '' ? [] : [named(words.remark, note)]),
  ].filter((line) => line.length > 0);
  return lines.map((line, index) =>
    paragraph('Remark', line, {
      indent: { left },
      spacing: { after: index === lines.length - 1 ? 160 : 0, line: 260, lineRule: LineRuleType.AUTO },
    }),
  );
}

function statementBlocks(document: StatementDocument, words: DocumentWords, across: number): Block[] {
  const facts = [
    ...(document.number === '' ? [] : [`${words.version} ${document.number}`]),
    `${words.state} ${stateSaid(document.state, document.language)}`,
    `${words.effectiveOn} ${document.effectiveOn || '—'}`,
    `${words.madeOn} ${document.madeOn}`,
  ];
  const applies = (yes: boolean): TextRun[] => [new TextRun({ text: yes ? words.yes : words.no, bold: !yes })];
  return [
    new Paragraph({ children: runs(document.company, { color: colours.quiet }) }),
    new Paragraph({ style: 'Title', children: runs(document.title) }),
    paragraph('Remark', runs(`${document.subtitle}    ${facts.join('    ')}`)),
    approvalTable(document),
    heading(HeadingLevel.HEADING_1, words.technological),
    listing(
      portions(across, [5, 20, 7, 28, 18, 9, 10]),
      [words.number, words.control, words.applies, words.reason, words.carriedOut, words.evidenceOn, words.chapter],
      document.controls.map((each) => [
        runs(each.id),
        runs(each.title),
        applies(each.applicable),
        runs([each.reason, each.changed === '' ? '' : `${words.changedClauses}: ${each.changed}`].filter((text) => text !== '').join('\n')),
        runs(each.stateSaid),
        runs(each.evidenceOn),
        runs(each.chapter),
      ]),
    ),
    ...(document.elsewhere.length === 0
      ? []
      : [heading(HeadingLevel.HEADING_1, words.others), elsewhere(document.elsewhere, words, across)]),
    ...(document.revisions.length === 0 ? [] : [heading(HeadingLevel.HEADING_1, words.revisions), ...revisions(document, words, across)]),
  ];
}

function revisions(document: ProcedureDocument | StatementDocument, words: DocumentWords, across: number): Block[] {
  if (document.revisions.length === 0) return [paragraph('Normal', runs(words.noRevisions, { color: colours.quiet }))];
  return [
    listing(
      portions(across, [2, 3, 9, 4]),
      [words.version, words.effectiveOn, words.note, words.approvedBy],
      document.revisions.map((each) => [runs(each.number), runs(each.date), runs(each.note), runs(each.approvedBy)]),
    ),
  ];
}

const elsewhere = (rows: readonly DocumentElsewhere[], words: DocumentWords, across: number): Table =>
  listing(
    portions(across, [2, 5, 2, 5, 5]),
    [words.number, words.control, words.applies, words.reason, words.where],
    rows.map((each) => [
      runs(each.control),
      runs(each.title),
      runs(each.applicable ? words.yes : words.no),
      runs(each.reason),
      runs(each.where),
    ]),
  );

const heading = (level: (typeof HeadingLevel)[keyof typeof HeadingLevel], text: string, more: { pageBreakBefore?: true } = {}): Paragraph =>
  new Paragraph({ heading: level, children: [new TextRun(text)], ...more });

/** Shares a width out as columns. */
function portions(across: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((all, each) => all + each, 0);
  return shares.map((each) => Math.floor((across * each) / sum));
}
