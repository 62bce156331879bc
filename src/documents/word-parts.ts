import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  type IStylesOptions,
  LineRuleType,
  PageNumber,
  Paragraph,
  ShadingType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Language } from '../base/text.ts';
import type { DocumentHead } from './model.ts';
import { documentWords, markOf } from './words.ts';

/** What all Word files look like: styles, tables, header and footer. Lengths are twips, a twentieth of a point. */
export const colours = { ink: '1A1A1C', quiet: '5F6368', faint: 'C9CCD1', wash: 'F3F5F8', accent: '16376B', alarm: 'B3261E' } as const;
export const pageSize = { width: 11_906, height: 16_838 };
export const margins = { top: 1360, bottom: 1250, left: 1250, right: 1250, header: 620, footer: 560 };

/** On Windows the font goes by its Japanese name; `word-package.ts` names what stands in where it is missing. */
export const eastAsianFont = 'BIZ UDPゴシック';
const font = { ascii: eastAsianFont, hAnsi: eastAsianFont, eastAsia: eastAsianFont, cs: eastAsianFont };
export const widths = { article: 1080, item: 440 };

const hanging = (left: number, by: number) => ({ indent: { left, hanging: by }, tabStops: [{ type: TabStopType.LEFT, position: left }] });

export function styles(language: Language): IStylesOptions {
  const heading = (size: number, before: number) => ({
    run: { font, size, bold: true, color: colours.accent },
    paragraph: { spacing: { before, after: 140 }, keepNext: true },
  });
  const body = { spacing: { after: 100, line: 320, lineRule: LineRuleType.AUTO } };
  const custom = (id: string, name: string, paragraph: object, run: object = {}) => ({
    id,
    name,
    basedOn: 'Normal',
    quickFormat: true,
    paragraph: { ...body, ...paragraph },
    run,
  });
  const { article, item } = widths;
  return {
    default: {
      document: {
        run: { font, size: 20, color: colours.ink, language: { value: language === 'ja' ? 'ja-JP' : 'en-US', eastAsia: 'ja-JP' } },
        paragraph: { spacing: { line: 300, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { font, size: 52, bold: true, color: colours.accent },
        paragraph: { spacing: { before: 240, after: 160, line: 300, lineRule: LineRuleType.AUTO } },
      },
      heading1: {
        ...heading(27, 480),
        paragraph: {
          ...heading(27, 480).paragraph,
          border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: colours.accent, space: 4 } },
        },
      },
      heading2: heading(23, 320),
      heading3: heading(20, 240),
    },
    paragraphStyles: [
      custom('Article', language === 'ja' ? '条' : 'Article', hanging(article, article)),
      custom('Item', language === 'ja' ? '号' : 'Item', hanging(article + item, item)),
      custom('SubItem', language === 'ja' ? '号の細分' : 'Sub-item', hanging(article + 2 * item, item)),
      custom('Advice', language === 'ja' ? '助言' : 'Advice', hanging(article, article), { color: '45484D' }),
      custom(
        'Remark',
        language === 'ja' ? '担当と備考' : 'Owner and note',
        { spacing: { after: 120, line: 260, lineRule: LineRuleType.AUTO } },
        { size: 16, color: colours.quiet },
      ),
      custom(
        'Cell',
        language === 'ja' ? '表の文' : 'Cell',
        { spacing: { before: 30, after: 30, line: 260, lineRule: LineRuleType.AUTO } },
        { size: 18 },
      ),
      {
        id: 'TOC1',
        name: 'toc 1',
        basedOn: 'Normal',
        run: { size: 19 },
        paragraph: { spacing: { after: 0, line: 250, lineRule: LineRuleType.AUTO } },
      },
    ],
    characterStyles: [
      {
        id: 'Value',
        name: language === 'ja' ? '会社の値' : 'Company value',
        basedOn: 'DefaultParagraphFont',
        quickFormat: true,
        run: { underline: { type: 'single', color: '8D949E' } },
      },
    ],
  };
}

/** A text with its line ends as runs. */
export const runs = (text: string, format: object = {}): TextRun[] =>
  text.split('\n').map((line, index) => new TextRun({ text: line, ...format, ...(index === 0 ? {} : { break: 1 }) }));

export const paragraph = (style: string, children: readonly TextRun[], more: object = {}): Paragraph =>
  new Paragraph({ style, children: [...children], ...more });

export const tab = (): TextRun => new TextRun({ children: [new Tab()] });

const rule = (color: string, size = 4) => ({ style: BorderStyle.SINGLE, size, color });
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** A table whose first row comes again on every page; a row is not cut in two. */
export function listing(
  columnWidths: readonly number[],
  header: readonly string[],
  rows: readonly (readonly (readonly TextRun[])[])[],
): Table {
  const cell = (children: readonly TextRun[], index: number, isHeader: boolean) =>
    new TableCell({
      width: { size: columnWidths[index]!, type: WidthType.DXA },
      margins: { left: 90, right: 90, top: 30, bottom: 30 },
      ...(isHeader ? { shading: { type: ShadingType.CLEAR, fill: colours.wash, color: 'auto' } } : {}),
      children: [paragraph('Cell', children)],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: columnWidths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    columnWidths: [...columnWidths],
    borders: {
      top: none,
      bottom: rule(colours.faint),
      left: none,
      right: none,
      insideVertical: none,
      insideHorizontal: rule(colours.faint),
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: header.map((word, index) => cell([new TextRun({ text: word, bold: true, color: colours.accent })], index, true)),
      }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((each, index) => cell(each, index, false)) })),
    ],
  });
}

/** Role, name and date in columns. A draft's boxes stand empty: they are signed by hand. */
export function approvalTable({
  approvals,
  language,
}: DocumentHead & { approvals: readonly { role: string; name: string; date: string }[] }): Table {
  const words = documentWords(language);
  const empty = (role: string) => ({ role, name: '', date: '' });
  const boxes = approvals.length > 0 ? approvals : [empty(words.approved), empty(words.approved), empty(words.prepared)];
  const width = Math.min(2040, Math.floor(9400 / boxes.length));
  const row = (texts: readonly string[], format: object, height?: number) =>
    new TableRow({
      cantSplit: true,
      ...(height === undefined ? {} : { height: { value: height, rule: 'atLeast' as const } }),
      children: texts.map(
        (text) =>
          new TableCell({
            width: { size: width, type: WidthType.DXA },
            verticalAlign: VerticalAlignTable.CENTER,
            children: [paragraph('Cell', runs(text, format), { alignment: AlignmentType.CENTER })],
          }),
      ),
    });
  const line = rule(colours.quiet);
  return new Table({
    alignment: AlignmentType.RIGHT,
    layout: TableLayoutType.FIXED,
    width: { size: width * boxes.length, type: WidthType.DXA },
    columnWidths: boxes.map(() => width),
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [
      row(
        boxes.map((each) => each.role),
        { color: colours.quiet },
      ),
      row(
        boxes.map((each) => each.name),
        {},
        boxes.every((each) => each.name !== '') ? undefined : 1000,
      ),
      row(
        boxes.map((each) => each.date || words.handDate),
        {},
      ),
    ],
  });
}

/** Company and state above, title, version and page below. */
export function headerAndFooter(head: DocumentHead, textWidth: number): { headers: { default: Header }; footers: { default: Footer } } {
  const { language, company, title, number, state, digest, madeOn } = head;
  const words = documentWords(language);
  const mark = markOf(state, language);
  const small = { size: 16, color: colours.quiet };
  const version = number === '' ? mark : `${words.version} ${number}`;
  const proof = digest === '' ? `${words.madeOn} ${madeOn}` : `${words.digest} ${digest.slice(0, 12)}`;
  return {
    headers: {
      default: new Header({
        children: [
          new Paragraph({
            tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
            children: [
              new TextRun({ text: company, ...small }),
              tab(),
              ...(mark === '' ? [] : [new TextRun({ text: `【${mark}】`, bold: true, size: 18, color: colours.alarm })]),
            ],
          }),
        ],
      }),
    },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            border: { top: { ...rule(colours.faint), space: 6 } },
            tabStops: [
              { type: TabStopType.CENTER, position: Math.round(textWidth / 2) },
              { type: TabStopType.RIGHT, position: textWidth },
            ],
            children: [
              new TextRun({ text: `${title}  ${version}`, ...small }),
              tab(),
              new TextRun({ ...small, children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
              tab(),
              new TextRun({ text: proof, ...small }),
            ],
          }),
        ],
      }),
    },
  };
}
