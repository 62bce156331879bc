import { z } from 'zod';
import type { Words } from '../base/text.ts';
import { words } from './answers.ts';
import { type Cli, type Command, exitCodes, type Given, Stop } from './command.ts';
import { tableFile } from './files.ts';
import { table, visible } from './layout.ts';
import type { Server } from './server.ts';

const kinds = ['people', 'departments', 'devices'] as const;
const kind = z.enum(kinds);
const encoding = z.enum(['utf-8', 'cp932', 'utf-16le']);
const columns = z.record(z.string(), z.string());
const mappingsAnswer = z.object({ mappings: z.array(z.object({ kind, name: z.string(), columns, encoding: encoding.nullable() })) });
const readAnswer = z.object({
  file: z.string(),
  format: z.enum(['csv', 'xlsx']),
  encoding: encoding.nullable(),
  sheets: z.array(z.object({ name: z.string(), rows: z.number(), proposed: columns })),
});
const previewAnswer = z.object({
  digest: z.string(),
  counts: z.object({ added: z.number(), changed: z.number(), missing: z.number(), unchanged: z.number() }),
  newDepartments: z.array(z.string()),
  problems: z.array(z.object({ row: z.number().nullable(), column: z.string().nullable(), says: words })),
  problemCount: z.number(),
});
type Preview = z.infer<typeof previewAnswer>;
const appliedAnswer = z.object({ run: z.object({ id: z.string() }).nullable() });

/** The mapping that needs no saving: by the titles of the columns. */
const byTitles = 'auto';

/** A list of people, departments or devices: shown as a difference, then taken in whole or not at all. */
export const peopleImport: Command = {
  path: ['people', 'import'],
  says: { ja: '社員名簿・部署・端末の一覧を取り込む', en: 'import a list of staff, departments or devices' },
  words: ['FILE'],
  options: {
    map: {
      value: 'NAME',
      required: true,
      says: { ja: '画面で保存した列の対応の名前。auto は見出しから自動', en: 'name of the saved columns; auto goes by the titles' },
    },
    kind: {
      value: 'people|departments|devices',
      says: { ja: '--map auto のときの種類(既定は people)', en: 'what it is a list of, with --map auto (default: people)' },
    },
    full: {
      says: { ja: '全員の一覧として扱う(いない人は退職になる)', en: 'the file is the whole list: who is not in it has left' },
    },
    'dry-run': { says: { ja: '差分を表示するだけで、何も変えない', en: 'only show the difference' } },
  },
  more: {
    ja: 'ExcelとCSV(UTF-8・Shift_JIS)を読みます。読めない行が1つでもあれば、何も取り込みません。同じファイルを2回取り込んでも変わりません。',
    en: 'Reads Excel and CSV (UTF-8, Shift_JIS). With one row that cannot be read nothing is imported. The same file twice changes nothing.',
  },
  examples: [
    { line: 'tejun people import 社員一覧.csv --map 給与ソフト --dry-run', says: { ja: '差分だけを見る', en: 'look at the difference' } },
    { line: 'tejun people import staff.xlsx --map auto', says: { ja: '取り込む', en: 'import' } },
  ],
  run: async (cli, given) => {
    const server = cli.server();
    const file = tableFile(given.words[0]!);
    const mapping = await mappingOf(server, given);
    const query = new URLSearchParams({ kind: mapping.kind, name: file.name, ...(mapping.encoding ? { encoding: mapping.encoding } : {}) });
    const read = await server.send('POST', `/api/staff/import/read?${query}`, file.bytes, readAnswer);
    const sheet = read.sheets[0]!;
    cli.out(`${visible(file.name)}: ${cli.say(readWords(read, sheet.rows))}`);
    const wanted = { file: read.file, sheet: sheet.name, mapping: mapping.columns ?? sheet.proposed, fullList: given.switches.has('full') };
    const preview = await server.send('POST', '/api/staff/import/preview', wanted, previewAnswer);
    if (preview.problemCount > 0) throw refused(cli, preview);
    cli.out(differenceWords(cli, preview));
    const { added, changed, missing } = preview.counts;
    if (added + changed + missing === 0) cli.out(cli.say({ ja: '変更はありません。', en: 'Nothing changes.' }));
    else if (given.switches.has('dry-run'))
      cli.out(cli.say({ ja: '何も変えていません(--dry-run)。', en: 'Nothing was changed (--dry-run).' }));
    else {
      await server.send('POST', '/api/staff/import/apply', { ...wanted, digest: preview.digest, source: mapping.name }, appliedAnswer);
      cli.out(cli.say({ ja: '取り込みました。', en: 'Imported.' }));
    }
    return exitCodes.ok;
  },
};

const wrong = (says: Words, todo?: Words): Stop => new Stop(exitCodes.usage, says, todo);

interface Mapping {
  readonly kind: (typeof kinds)[number];
  readonly name: string;
  /** Null: as the server proposes. */
  readonly columns: Readonly<Record<string, string>> | null;
  readonly encoding: z.infer<typeof encoding> | null;
}

async function mappingOf(server: Server, { options }: Given): Promise<Mapping> {
  const wantedKind = options.kind === undefined ? undefined : kind.safeParse(options.kind).data;
  if (options.kind !== undefined && wantedKind === undefined)
    throw wrong(
      { ja: `--kind ${options.kind} は使えません。`, en: `--kind ${options.kind} cannot be used.` },
      { ja: `${kinds.join('、')} から選んでください。`, en: `Choose one of ${kinds.join(', ')}.` },
    );
  const name = options.map!;
  if (name === byTitles) return { kind: wantedKind ?? 'people', name: '', columns: null, encoding: null };
  const { mappings } = await server.get('/api/staff/mappings', mappingsAnswer);
  const found = mappings.find((each) => each.name === name.normalize('NFC') && (wantedKind === undefined || each.kind === wantedKind));
  if (found) return found;
  const known = [...mappings.map((each) => each.name), byTitles].join(', ');
  throw wrong(
    { ja: `「${name}」という列の対応はありません。`, en: `There are no saved columns “${name}”.` },
    {
      ja: `使えるもの: ${known}(画面の「設定」→「社員名簿」→「取込み」で保存できます)`,
      en: `There are: ${known} (saved on the screen Settings → Staff → Import)`,
    },
  );
}

const encodingNames = { 'utf-8': 'UTF-8', cp932: 'Shift_JIS', 'utf-16le': 'UTF-16' } as const;

const readWords = (read: z.infer<typeof readAnswer>, rows: number): Words => {
  const format = read.encoding === null ? 'Excel' : `CSV (${encodingNames[read.encoding]})`;
  return { ja: `${format}、${rows}行`, en: `${format}, ${rows} rows` };
};

function differenceWords(cli: Cli, { counts, newDepartments }: Preview): string {
  const rows: (readonly [Words, number])[] = [
    [{ ja: '追加', en: 'added' }, counts.added],
    [{ ja: '変更', en: 'changed' }, counts.changed],
    [{ ja: 'ファイルにない', en: 'not in the file' }, counts.missing],
    [{ ja: '変更なし', en: 'unchanged' }, counts.unchanged],
  ];
  const text = table(
    rows.map(([name, count]) => [cli.say(name), String(count)]),
    { indent: 2, columns: cli.columns },
  );
  if (newDepartments.length === 0) return text;
  const names = newDepartments.map((name) => visible(name)).join(cli.say({ ja: '、', en: ', ' }));
  return `${text}\n${cli.say({ ja: `  新しく作る部署: ${names}`, en: `  new departments: ${names}` })}`;
}

function refused(cli: Cli, { problems, problemCount }: Preview): Stop {
  const rowOf = (row: number | null) => (row === null ? '' : cli.say({ ja: `${row}行目`, en: `row ${row}` }));
  cli.out(
    table(
      problems.map(({ row, column, says }) => [rowOf(row), visible(column ?? ''), visible(cli.say(says))]),
      { indent: 2, columns: cli.columns },
    ),
  );
  return new Stop(
    exitCodes.notWell,
    {
      ja: `読めないところが${problemCount}件あるため、取り込みませんでした。何も変えていません。`,
      en: `Nothing was imported: ${problemCount} problems remain.`,
    },
    { ja: 'ファイルを直して、もう一度実行してください。', en: 'Correct the file and try again.' },
  );
}
