import { type Words, words } from '../base/text.ts';
import { readTable, writeWorkbook } from '../tables/index.ts';
import { sheetLimits } from './limits.ts';
import {
  type AnswerProblem,
  type Answers,
  type AnswerValue,
  answerValues,
  answerWords,
  draftProblems,
  questionsOf,
  type SheetContent,
} from './sheet.ts';

const titles = { key: '番号(変えないでください)', group: '区分', text: '質問', answer: '答え', note: '説明・裏付け' } as const;
/** Each row names its sheet, so that the answers of one supplier never land in the sheet of another. */
const keyOf = (digestOfSheet: string, question: string): string => `${digestOfSheet.slice(0, 10)}:${question}`;

/** The sheet as a workbook, with what was answered so far. `mark` tells it apart from every other sheet. */
export function writeSheet(
  content: SheetContent,
  answers: Answers,
  said: { readonly mark: string; readonly company: string; readonly dueOn: string; readonly at: Date },
): Promise<Uint8Array> {
  const rows = content.groups.flatMap((group) =>
    group.questions.map(({ id, text, hint, kind, knockOut, evidence }) => ({
      key: keyOf(said.mark, id),
      group: group.title.ja,
      text: [
        text.ja,
        ...(hint === undefined ? [] : [hint.ja]),
        ...(knockOut ? ['【必須】'] : []),
        ...(evidence ? ['【裏付けを説明欄に】'] : []),
        ...(kind === 'text' ? ['(説明欄に書いてください)'] : []),
      ].join('\n'),
      answer: kind === 'text' ? '' : answers[id]?.value ? answerWords[answers[id].value].ja : '',
      note: answers[id]?.note ?? '',
    })),
  );
  return writeWorkbook(
    [
      {
        name: '審査票',
        lines: [
          '委託先審査票',
          `依頼元: ${said.company}  期限: ${said.dueOn}`,
          '「答え」を選び、必要なら「説明・裏付け」に書いて、回答の画面から取り込んでください。',
        ],
        columns: [
          { key: 'key', title: titles.key, width: 20, kind: 'text', locked: true },
          { key: 'group', title: titles.group, width: 16, kind: 'text', locked: true, wrap: true },
          { key: 'text', title: titles.text, width: 60, kind: 'text', locked: true, wrap: true },
          { key: 'answer', title: titles.answer, width: 12, kind: 'list', options: answerValues.map((value) => answerWords[value].ja) },
          { key: 'note', title: titles.note, width: 50, kind: 'text', wrap: true },
        ],
        rows,
        landscape: true,
        frozenColumns: 1,
      },
    ],
    { title: '委託先審査票', at: said.at },
  );
}

export type SheetFile =
  | { readonly ok: true; readonly answers: Answers; readonly answered: number }
  | { readonly ok: false; readonly problems: readonly AnswerProblem[]; readonly more: number };

const problemsMax = 30;

/**
 * Answers out of a workbook. Where anything in it cannot be taken, nothing is: the problems say where.
 * @throws Fault `file-unreadable` for a file that cannot be read at all
 */
export async function readSheetFile(bytes: Uint8Array, name: string, content: SheetContent, mark: string): Promise<SheetFile> {
  if (bytes.length > sheetLimits.excelBytesMax)
    return refused([
      at('', `ファイルは${sheetLimits.excelBytesMax / 1024 / 1024}MBまでです。`, `At most ${sheetLimits.excelBytesMax / 1024 / 1024} MB.`),
    ]);
  const table = await readTable(bytes, { name });
  const told = table.problems.map(({ row, column, says }) =>
    at(`${row ?? ''}${column === null ? '' : ` ${column}`}`.trim(), says.ja, says.en),
  );
  if (told.length > 0) return refused(told, table.moreProblems);
  const sheet = table.sheets.find(
    ({ header }) => header.includes(titles.key) && header.includes(titles.answer) && header.includes(titles.note),
  );
  if (sheet === undefined)
    return refused([
      at('', '審査票のExcelではありません。画面からダウンロードしたファイルを使ってください。', 'This is no sheet from the page.'),
    ]);
  return answersIn(sheet, content, mark);
}

const at = (question: string, ja: string, en: string): AnswerProblem => ({ question: question.slice(0, 60), says: words(ja, en) });
const refused = (problems: readonly AnswerProblem[], more = 0): SheetFile => ({
  ok: false,
  problems: problems.slice(0, problemsMax),
  more: more + Math.max(0, problems.length - problemsMax),
});

interface ReadSheet {
  readonly header: readonly string[];
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

function answersIn({ header, rows }: ReadSheet, content: SheetContent, mark: string): SheetFile {
  const column = { key: header.indexOf(titles.key), answer: header.indexOf(titles.answer), note: header.indexOf(titles.note) };
  const asked = new Map(questionsOf(content).map((question) => [keyOf(mark, question.id), question]));
  const answers: Record<string, { value: AnswerValue | null; note: string }> = {};
  const problems: AnswerProblem[] = [];
  for (const { number, cells } of rows) {
    const key = cells[column.key]?.trim() ?? '';
    const said = cells[column.answer]?.trim() ?? '';
    const note = (cells[column.note] ?? '').trim();
    if (key === '' && said === '' && note === '') continue;
    const question = asked.get(key);
    const tell = (says: Words): void => void problems.push({ question: `${number}行目`, says });
    if (question === undefined) {
      const other = /^[0-9a-f]{10}:/.test(key) && !key.startsWith(mark.slice(0, 10));
      tell(
        other
          ? words('別の審査票のファイルです。', 'The file belongs to another sheet.')
          : words('番号が変えられています。', 'The key was changed.'),
      );
      continue;
    }
    if (Object.hasOwn(answers, question.id)) {
      tell(words('同じ質問が2度あります。', 'The same question stands twice.'));
      continue;
    }
    const value = valueSaid(said);
    if (value === undefined)
      tell(words('答えは「はい」「一部」「いいえ」「該当しない」から選んでください。', 'Answer yes, partly, no or not applicable.'));
    else answers[question.id] = { value, note };
  }
  const gone = [...asked.values()].filter(({ id }) => !Object.hasOwn(answers, id));
  if (problems.length === 0 && gone.length > 0)
    problems.push(at(gone[0]!.id, `行が消えている質問が${gone.length}件あります。`, `${gone.length} questions are missing from the file.`));
  const all = problems.length > 0 ? problems : draftProblems(content, answers);
  if (all.length > 0) return refused(all);
  return { ok: true, answers, answered: Object.values(answers).filter(({ value, note }) => value !== null || note !== '').length };
}

/** Undefined for what is no answer; null for none yet. */
function valueSaid(said: string): AnswerValue | null | undefined {
  if (said === '') return null;
  const folded = said.normalize('NFKC').toLowerCase();
  return answerValues.find((value) => answerWords[value].ja === said || answerWords[value].en.toLowerCase() === folded);
}
