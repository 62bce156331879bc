import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256Hex } from '../base/hash.ts';
import { type Language, searchForm, type Words, words } from '../base/text.ts';
import { inTransaction } from '../db/pool.ts';
import { readTable, type TableRow, type TableSheet, writeWorkbook } from '../tables/index.ts';
import { type Actor, type DevelopmentDeps, developmentLimits, type Project } from './ports.ts';
import { holdList, requirementsOf } from './requirement.store.ts';
import {
  choices,
  fieldProblem,
  fieldTitles,
  type Requirement,
  type Trace,
  traceFields,
  type Wording,
  wordingFields,
} from './requirement.ts';
import { type LineGiven, type TraceGiven, traceWithin, writeWithin } from './write.ts';

type FieldId = keyof typeof fieldTitles;
const numberTitle = words('番号', 'No.');
const fields: readonly FieldId[] = [...wordingFields, ...traceFields];

const shown = (field: FieldId, value: string, language: Language): string => choices[field]?.[value]?.[language] ?? value;
const widths: Partial<Record<FieldId, number>> = {
  title: 36,
  prevent: 36,
  detect: 36,
  respond: 36,
  recover: 24,
  design: 30,
  test: 30,
  proof: 24,
};

/** The list as .xlsx; taken back as it is, it changes nothing. */
export function exportList(
  { number, label }: Pick<Project, 'number' | 'label'>,
  lines: readonly Requirement[],
  { language, at }: { readonly language: Language; readonly at: Date },
): Promise<Uint8Array> {
  const title = language === 'ja' ? `${number} ${label} セキュリティ要求事項` : `${number} ${label}: security requirements`;
  return writeWorkbook(
    [
      {
        name: language === 'ja' ? '要求事項' : 'Requirements',
        lines: [title],
        columns: [
          { key: 'no', title: numberTitle[language], width: 6, kind: 'number', locked: true },
          ...fields.map((field) => {
            const options = choices[field];
            return {
              key: field,
              title: fieldTitles[field][language],
              width: widths[field] ?? 14,
              kind: options === undefined ? ('text' as const) : ('list' as const),
              ...(options && { options: Object.values(options).map((each) => each[language]) }),
              wrap: true,
            };
          }),
        ],
        rows: lines.map((line) => ({
          no: line.no,
          ...Object.fromEntries(fields.map((field) => [field, shown(field, line[field], language)])),
        })),
        landscape: true,
        frozenColumns: 3,
      },
    ],
    { title, at },
  );
}

export interface ImportProblem {
  /** As Excel numbers its rows; null where it concerns the file. */
  readonly row: number | null;
  readonly column: string | null;
  readonly says: Words;
}
export interface PlannedLine {
  readonly row: number;
  /** The number that it has; null for a new one. */
  readonly no: number | null;
  readonly title: string;
  /** What is new or other, by field, as it is shown. */
  readonly fields: readonly string[];
}
export interface ImportPlan {
  readonly added: readonly PlannedLine[];
  readonly changed: readonly PlannedLine[];
  readonly unchanged: number;
  readonly problems: readonly ImportProblem[];
  /** What `applyImport` asks for: it stands for this file, held against this list. */
  readonly digest: string;
}
interface Read extends ImportPlan {
  readonly lines: readonly LineGiven[];
  readonly traces: readonly TraceGiven[];
}

const form = (text: string): string => searchForm(text).replaceAll(/[\s（）()]/g, '');

/** Which column holds which field, by its title in either language. */
function columnsOf({ header }: TableSheet): { readonly of: Map<FieldId, number>; readonly number: number; readonly unknown: string[] } {
  const of = new Map<FieldId, number>();
  const unknown: string[] = [];
  let number = -1;
  for (const [index, title] of header.entries()) {
    const means = (each: Words): boolean => form(each.ja) === form(title) || form(each.en) === form(title);
    const field = fields.find((id) => means(fieldTitles[id]));
    if (means(numberTitle)) number = index;
    else if (field !== undefined && !of.has(field)) of.set(field, index);
    else if (title.trim() !== '') unknown.push(title);
  }
  return { of, number, unknown };
}

/** The key of an option by its key or its words; the text itself where there is none, so that it is told as a problem. */
function keyOf(field: FieldId, text: string): string {
  const options = choices[field];
  if (options === undefined) return text;
  const found = Object.entries(options).find(([key, each]) => [key, each.ja, each.en].some((name) => form(name) === form(text)));
  return found?.[0] ?? text;
}

/** What a file would change of a list. Pure but for the reading. @throws Fault `file-unreadable`, `bad-request` */
export async function readList(bytes: Uint8Array, name: string, before: readonly Requirement[], isFrozen: boolean): Promise<Read> {
  const table = await readTable(bytes, { name });
  const [sheet] = table.sheets;
  const problems: ImportProblem[] = table.problems.map(({ row, column, says }) => ({ row, column, says }));
  const digest = sha256Hex(
    canonicalJson([sha256Hex(bytes), before.map(({ id, revision, traceRevision }) => [id, revision, traceRevision]), isFrozen]),
  );
  if (sheet === undefined) throw new Fault('bad-request', { problem: 'no rows' });
  if (sheet.rows.length > developmentLimits.requirementsMax)
    problems.push({
      row: null,
      column: null,
      says: words(`1つの案件は${developmentLimits.requirementsMax}行までです。`, `At most ${developmentLimits.requirementsMax} rows.`),
    });
  const columns = columnsOf(sheet);
  if (!columns.of.has('title'))
    problems.push({
      row: sheet.headerNumber,
      column: null,
      says: words(
        '「要求事項」の列がありません。書き出した表の見出しを使ってください。',
        'There is no column “Requirement”. Use the titles of an exported list.',
      ),
    });
  for (const title of columns.unknown)
    problems.push({
      row: sheet.headerNumber,
      column: title.slice(0, 100),
      says: words('この見出しの列は分かりません。', 'No field has this title.'),
    });
  const plan = { added: [] as PlannedLine[], changed: [] as PlannedLine[], unchanged: 0 };
  const lines: LineGiven[] = [];
  const traces: TraceGiven[] = [];
  const seen = new Set<number>();
  if (problems.length === 0)
    for (const row of sheet.rows) {
      const read = readRow(row, sheet, columns, before, isFrozen);
      problems.push(...read.problems);
      if (read.no !== null && seen.has(read.no))
        problems.push({
          row: row.number,
          column: numberTitle.ja,
          says: words(`番号${read.no}が2回あります。`, `Number ${read.no} stands there twice.`),
        });
      if (read.no !== null) seen.add(read.no);
      if (read.line !== null) lines.push(read.line);
      if (read.trace !== null) traces.push(read.trace);
      const planned = { row: row.number, no: read.no, title: read.title, fields: read.fields };
      if (read.no === null && read.problems.length === 0) plan.added.push(planned);
      else if (read.fields.length > 0) plan.changed.push(planned);
      else plan.unchanged += 1;
    }
  return { ...plan, problems: problems.slice(0, 100), digest, lines, traces };
}

function readRow(
  row: TableRow,
  { header }: TableSheet,
  { of, number }: ReturnType<typeof columnsOf>,
  before: readonly Requirement[],
  isFrozen: boolean,
) {
  const problems: ImportProblem[] = [];
  const bad = (index: number, says: Words) => problems.push({ row: row.number, column: header[index] ?? null, says });
  const said = number < 0 ? '' : (row.cells[number] ?? '').trim();
  const stored = said === '' ? undefined : before.find(({ no }) => String(no) === said);
  if (said !== '' && stored === undefined)
    bad(
      number,
      words(
        `番号${said.slice(0, 20)}の要求事項はありません。新しい行は番号を空欄にします。`,
        `There is no requirement ${said.slice(0, 20)}. Leave the number of a new one empty.`,
      ),
    );
  const cells: Partial<Record<FieldId, string>> = {};
  for (const [field, index] of of) {
    const text = (row.cells[index] ?? '').trim();
    // An empty choice of a new line takes the usual value.
    if (text === '' && choices[field] !== undefined) continue;
    const value = keyOf(field, text);
    const problem = fieldProblem(field, value);
    if (problem !== null) bad(index, problem);
    else cells[field] = value;
  }
  const changed = fields.filter((field) => cells[field] !== undefined && cells[field] !== (stored?.[field] ?? ''));
  const pick = <T extends FieldId>(wanted: readonly T[]) =>
    Object.fromEntries(wanted.filter((field) => changed.includes(field)).map((field) => [field, cells[field]]));
  const wording = pick(wordingFields) as Partial<Record<keyof Wording, string>>;
  const trace = pick(traceFields) as Partial<Record<keyof Trace, string>>;
  const decision = cells.decision ?? stored?.decision ?? 'open';
  if (decision === 'notApplicable' && (cells.reason ?? stored?.reason ?? '') === '')
    bad(of.get('reason') ?? of.get('decision') ?? 0, words('対象外にする理由を書いてください。', 'Say why it does not apply.'));
  const isNew = said === '';
  if (isFrozen && (isNew || Object.keys(wording).length > 0))
    bad(
      of.get('title') ?? 0,
      words(
        '表は確定しています。変えられるのは、設計での対応・試験・結果・根拠だけです。',
        'The list is frozen. Only design, test, outcome and proof can change.',
      ),
    );
  if (isNew && Object.keys(trace).length > 0)
    bad(
      of.get(Object.keys(trace)[0] as FieldId) ?? 0,
      words('新しい行の設計や試験は、取り込んだ後に書いてください。', 'Write design and test of a new line after it was taken.'),
    );
  const fine = problems.length === 0;
  return {
    problems,
    no: stored?.no ?? null,
    title: cells.title ?? stored?.title ?? '',
    fields: changed.map((field) => fieldTitles[field].ja),
    line: fine && Object.keys(wording).length > 0 ? { id: stored?.id ?? null, revision: stored?.revision ?? 0, cells: wording } : null,
    trace:
      fine && stored !== undefined && Object.keys(trace).length > 0
        ? { id: stored.id, revision: stored.traceRevision, cells: trace }
        : null,
  };
}

/**
 * Takes a file as it was shown, all of it or nothing.
 * @throws Fault `conflict` (file or list is another than was shown), `bad-request` (rows that cannot be read), `wrong-state`
 */
export async function applyList(
  deps: DevelopmentDeps,
  caseId: string,
  given: { readonly bytes: Uint8Array; readonly name: string; readonly digest: string },
  actor: Actor,
): Promise<{ readonly added: number; readonly changed: number }> {
  const project = await deps.ports.project(caseId, actor);
  if (project.ended) throw new Fault('wrong-state', { state: project.state });
  return inTransaction(deps.pool, async (tx) => {
    await holdList(tx, caseId);
    const at = deps.clock.now();
    const { state } = await deps.ports.project(caseId, actor);
    const before = await requirementsOf(tx, caseId, at);
    const read = await readList(given.bytes, given.name, before, state !== 'requirements');
    if (read.digest !== given.digest) throw new Fault('conflict', { file: given.name.slice(0, 200) });
    const [problem] = read.problems;
    if (problem !== undefined)
      throw new Fault('bad-request', {
        row: problem.row,
        ja: `${problem.row === null ? '' : `${problem.row}行目: `}${problem.says.ja}`,
        en: `${problem.row === null ? '' : `Row ${problem.row}: `}${problem.says.en}`,
      });
    const { added, changed } =
      read.lines.length === 0 ? { added: 0, changed: 0 } : await writeWithin(tx, caseId, before, read.lines, actor, at);
    const traced = await traceWithin(tx, caseId, before, read.traces, actor, at);
    return { added, changed: Math.max(changed, traced) };
  });
}
