import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256, sha256Hex } from '../base/hash.ts';
import type { Language, Words } from '../base/text.ts';
import { inTransaction } from '../db/pool.ts';
import { readTable, type SheetColumn, type TableSheet, tableLimits, writeWorkbook } from '../tables/index.ts';
import type { AcceptanceDeps } from './deps.ts';
import { standingRows } from './result.store.ts';
import { type Actor, acceptanceLimits, rowNumber, type SpecRow, type StandingRow } from './shape.ts';
import { readSheet, specRows } from './sheet.store.ts';
import { changeRows, frozen, type RowText, readText, rowFields } from './specify.ts';

/** The specification as a file and back: every row is known again by its number, whose letters are made from its id. */

const checkOf = (id: string): string => sha256(id).subarray(0, 2).toString('hex');
const exchangeId = ({ id, number }: Pick<SpecRow, 'id' | 'number'>): string => `${rowNumber(number)}-${checkOf(id)}`;

const titles = {
  number: { ja: '番号', en: 'No.' },
  what: { ja: '確かめること', en: 'What to do' },
  expected: { ja: '期待する結果', en: 'Expected result' },
  requirement: { ja: '要求の番号', en: 'Requirement' },
  outcome: { ja: '結果', en: 'Result' },
  note: { ja: '起きたこと', en: 'What happened' },
} as const satisfies Record<string, Words>;
const outcomeWords = {
  pass: { ja: '合格', en: 'Passed' },
  fail: { ja: '不合格', en: 'Failed' },
  'not-done': { ja: '未実施', en: 'Not done' },
} as const;

/** The specification as .xlsx, with results where there are some; importing it again changes nothing. @throws Fault `not-found` */
export async function exportSheet(
  deps: AcceptanceDeps,
  id: string,
  language: Language,
  actor: Actor,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const { number, label } = await deps.ports.caseFor(id, actor);
  if ((await readSheet(deps.pool, id)) === null) throw new Fault('not-found', { case: id });
  const { rows } = await standingRows(deps.pool, id, { only: 'all', offset: 0, limit: acceptanceLimits.rowsMax });
  const tested = rows.some(({ last }) => last !== null);
  const column = (key: keyof typeof titles, width: number, more: Partial<SheetColumn> = {}): SheetColumn => ({
    key,
    title: titles[key][language],
    width,
    kind: 'text',
    wrap: true,
    ...more,
  });
  const columns = [
    column('number', 14, { locked: true, wrap: false }),
    column('what', 50),
    column('expected', 50),
    column('requirement', 16),
    ...(tested ? [column('outcome', 10, { locked: true }), column('note', 40, { locked: true })] : []),
  ];
  const lines =
    language === 'ja'
      ? ['「番号」は変えないでください。新しい項目は、「番号」を空けたまま書き足します。行の順がそのまま仕様書の順になります。']
      : ['Do not change the numbers. Leave the number of a new case empty. The order of the lines is that of the specification.'];
  const title = `${number} ${label}`;
  const sheet = {
    name: number,
    lines: [title, ...lines],
    columns,
    rows: rows.map((row) => written(row, language)),
    landscape: true,
    frozenColumns: 1,
  };
  return { name: `${number}.xlsx`, bytes: await writeWorkbook([sheet], { title, at: deps.clock.now() }) };
}

const written = (row: StandingRow, language: Language): Record<string, string> => ({
  number: exchangeId(row),
  what: row.what,
  expected: row.expected,
  requirement: row.requirement,
  outcome: row.last === null || row.last.outdated ? '' : outcomeWords[row.last.outcome][language],
  note: row.last === null || row.last.outdated ? '' : row.last.note,
});

export interface ImportProblem {
  readonly row: number | null;
  readonly column: string | null;
  readonly says: Words;
}
export interface PlannedRow extends RowText {
  readonly id: string | null;
}
export interface ImportPlan {
  readonly revision: number;
  readonly problems: readonly ImportProblem[];
  readonly moreProblems: number;
  readonly rows: readonly PlannedRow[];
  readonly changes: readonly {
    readonly act: 'add' | 'change' | 'remove';
    readonly number: string;
    readonly before: RowText | null;
    readonly after: RowText | null;
  }[];
  readonly counts: {
    readonly add: number;
    readonly change: number;
    readonly remove: number;
    readonly same: number;
    readonly moved: boolean;
  };
  /** Of all that would be done; what was shown is what is done. */
  readonly digest: string;
}
export interface ImportGiven {
  readonly bytes: Buffer;
  readonly name: string;
  /** Rows that the file lacks are removed; else they stay, at the end. */
  readonly removeMissing: boolean;
}

const problemsMax = 50;

/** What a file would change. @throws Fault `file-unreadable`, `not-found`, `wrong-state` */
export async function planImport(deps: AcceptanceDeps, id: string, given: ImportGiven, actor: Actor): Promise<ImportPlan> {
  const { state } = await deps.ports.caseFor(id, actor);
  if (state !== 'specification') throw frozen(state);
  const table = await readTable(given.bytes, { name: given.name });
  const sheet = await readSheet(deps.pool, id);
  if (sheet === null) throw new Fault('not-found', { case: id });
  const before = await specRows(deps.pool, id);
  const problems: ImportProblem[] = table.problems.map(({ row, column, says }) => ({ row, column, says }));
  const [first] = table.sheets;
  if (first === undefined && problems.length === 0)
    problems.push({ row: null, column: null, says: { ja: '読める表がありません。', en: 'There is no table.' } });
  const read = first === undefined ? [] : readRows(first, before, problems);
  const named = new Set(read.flatMap((row) => (row.id === null ? [] : [row.id])));
  const missing = before.filter((row) => !named.has(row.id));
  const rows = given.removeMissing ? read : [...read, ...missing];
  if (rows.length > acceptanceLimits.rowsMax)
    problems.push({
      row: null,
      column: null,
      says: {
        ja: `項目は${acceptanceLimits.rowsMax}件までです(${rows.length}件)。`,
        en: `At most ${acceptanceLimits.rowsMax} cases (${rows.length}).`,
      },
    });
  return {
    revision: sheet.revision,
    ...compared(before, rows, given.removeMissing ? missing : []),
    ...told(problems, table.moreProblems),
    rows,
  };
}

const told = (problems: readonly ImportProblem[], more: number) => ({
  problems: problems.slice(0, problemsMax),
  moreProblems: more + Math.max(0, problems.length - problemsMax),
});

function readRows({ header, headerNumber, rows }: TableSheet, before: readonly SpecRow[], problems: ImportProblem[]): PlannedRow[] {
  const at = (key: keyof typeof titles): number =>
    header.findIndex((title) =>
      Object.values(titles[key]).some((known) => known.toLowerCase() === title.normalize('NFKC').trim().toLowerCase()),
    );
  const place = { number: at('number'), what: at('what'), expected: at('expected'), requirement: at('requirement') };
  for (const key of ['what', 'expected'] as const)
    if (place[key] < 0)
      problems.push({
        row: headerNumber,
        column: titles[key].ja,
        says: { ja: `「${titles[key].ja}」の列がありません。`, en: `There is no column “${titles[key].en}”.` },
      });
  if (place.what < 0 || place.expected < 0) return [];
  const known = new Map(before.map((row) => [exchangeId(row).toLowerCase(), row.id]));
  const seen = new Map<string, number>();
  return rows.flatMap(({ number, cells }): PlannedRow[] => {
    const cell = (key: keyof typeof place): string => (place[key] < 0 ? '' : (cells[place[key]] ?? ''));
    const texts = { what: cell('what'), expected: cell('expected'), requirement: cell('requirement') };
    const written = cell('number').normalize('NFKC').replace(/\s+/g, '').toLowerCase();
    if (written === '' && Object.values(texts).every((text) => text.trim() === '')) return [];
    const read = readTexts(texts, number, problems);
    if (written === '') return read === null ? [] : [{ id: null, ...read }];
    const id = known.get(written);
    const twice = seen.get(written);
    seen.set(written, number);
    if (id === undefined || twice !== undefined) {
      const says =
        id === undefined
          ? {
              ja: `番号「${cell('number').slice(0, 20)}」の項目はこの仕様書にありません。新しい項目は番号を空けてください。`,
              en: 'There is no case of this number. Leave the number of a new case empty.',
            }
          : { ja: `${twice}行目と同じ番号です。`, en: `The same number as in row ${twice}.` };
      problems.push({ row: number, column: titles.number.ja, says });
      return [];
    }
    return read === null ? [] : [{ id, ...read }];
  });
}

function readTexts(given: RowText, row: number, problems: ImportProblem[]): RowText | null {
  const charsMax = {
    what: acceptanceLimits.textCharsMax,
    expected: acceptanceLimits.textCharsMax,
    requirement: acceptanceLimits.requirementCharsMax,
  };
  const texts: Record<string, string> = {};
  for (const key of ['what', 'expected', 'requirement'] as const) {
    const read = readText(given[key], charsMax[key], rowFields[key], key !== 'requirement');
    if (read instanceof Fault)
      problems.push({ row, column: titles[key].ja, says: { ja: String(read.params.ja), en: String(read.params.en) } });
    else texts[key] = read;
  }
  return Object.keys(texts).length === 3 ? (texts as unknown as RowText) : null;
}

function compared(before: readonly SpecRow[], rows: readonly PlannedRow[], removed: readonly SpecRow[]) {
  const byId = new Map(before.map((row) => [row.id, row]));
  const text = ({ what, expected, requirement }: RowText): RowText => ({ what, expected, requirement });
  const changes: ImportPlan['changes'][number][] = [];
  let same = 0;
  for (const row of rows) {
    const old = row.id === null ? undefined : byId.get(row.id);
    if (old === undefined) changes.push({ act: 'add', number: '', before: null, after: text(row) });
    else if (canonicalJson(text(old)) !== canonicalJson(text(row)))
      changes.push({ act: 'change', number: rowNumber(old.number), before: text(old), after: text(row) });
    else same += 1;
  }
  for (const row of removed) changes.push({ act: 'remove', number: rowNumber(row.number), before: text(row), after: null });
  const count = (act: string) => changes.filter((change) => change.act === act).length;
  const kept = rows.flatMap(({ id }) => (id === null ? [] : [id]));
  const stayed = before.filter(({ id }) => kept.includes(id)).map(({ id }) => id);
  const counts = {
    add: count('add'),
    change: count('change'),
    remove: count('remove'),
    same,
    moved: kept.some((id, i) => id !== stayed[i]),
  };
  return {
    changes,
    counts,
    digest: sha256Hex(
      canonicalJson({ before: before.map(({ id, revision }) => [id, revision]), rows: rows.map((row) => ({ id: row.id, ...text(row) })) }),
    ),
  };
}

/**
 * Does what the preview of the same file showed, all of it or nothing.
 * @throws Fault `not-ready` where there are problems, `conflict` where the specification changed since, as `planImport`
 */
export async function applyImport(
  deps: AcceptanceDeps,
  id: string,
  given: ImportGiven & { readonly digest: string },
  actor: Actor,
): Promise<ImportPlan['counts']> {
  const plan = await planImport(deps, id, given, actor);
  const count = plan.problems.length + plan.moreProblems;
  if (count > 0)
    throw new Fault('not-ready', {
      count,
      ja: `読めないところがあるため、取り込みませんでした(${count}件)。何も変えていません。`,
      en: `Nothing was imported: ${count} problems remain.`,
    });
  if (plan.digest !== given.digest)
    throw new Fault('conflict', {
      ja: '確認のあとで仕様書が変わりました。差分をもう一度確かめてください。何も変えていません。',
      en: 'The specification has changed since the preview. Look at the difference again.',
    });
  await inTransaction(deps.pool, (tx) => changeRows(tx, id, plan.revision, () => plan.rows));
  return plan.counts;
}

export const importFileBytesMax = tableLimits.fileBytesMax;
