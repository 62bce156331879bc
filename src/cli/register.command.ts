import { z } from 'zod';
import { words } from './answers.ts';
import { type Cli, type Command, exitCodes, type Given, Stop } from './command.ts';
import { force, writeOut } from './files.ts';
import { table } from './layout.ts';
import type { Server } from './server.ts';
import { localTime, verdicts } from './verdicts.ts';

const registersAnswer = z.object({
  registers: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      title: words,
      owner: words,
      clauses: z.array(z.string()),
      rows: z.number(),
      standing: z.object({ verdict: z.enum(['pass', 'fail', 'unknown']), because: words, dueOn: z.string().nullable() }),
      differences: z.number().nullable(),
      confirmedAt: z.string().nullable(),
    }),
  ),
});
export type RegisterAnswer = z.infer<typeof registersAnswer>['registers'][number];

/** What registers there are, and how each stands. */
export const registerList: Command = {
  path: ['register', 'list'],
  says: { ja: '台帳を一覧する', en: 'list the registers' },
  words: [],
  options: { json: { says: { ja: 'JSON で出力する', en: 'print JSON' } } },
  examples: [{ line: 'tejun register list', says: { ja: 'すべての台帳', en: 'all registers' } }],
  run: async (cli, { switches }) => {
    const { registers } = await cli.server().get('/api/registers', registersAnswer);
    cli.out(switches.has('json') ? JSON.stringify(registers, null, 2) : listed(cli, registers));
    return exitCodes.ok;
  },
};

function listed(cli: Cli, registers: readonly RegisterAnswer[]): string {
  const head = [
    { ja: '符号', en: 'CODE' },
    { ja: '判定', en: 'VERDICT' },
    { ja: '行', en: 'LINES' },
    { ja: '差異', en: 'DIFFERENCES' },
    { ja: '最終確認', en: 'CONFIRMED' },
    { ja: '台帳', en: 'REGISTER' },
  ].map((each) => cli.say(each));
  const rows = registers.map(({ code, standing, rows: lines, differences, confirmedAt, title }) => {
    const { mark, says } = verdicts[standing.verdict];
    const confirmed = confirmedAt === null ? cli.say({ ja: 'なし', en: 'never' }) : localTime(confirmedAt).slice(0, 10);
    return [code, `${mark} ${cli.say(says)}`, String(lines), differences === null ? '-' : String(differences), confirmed, cli.say(title)];
  });
  return table([head, ...rows], { columns: cli.columns, right: [2, 3] });
}

/**
 * The register that was named: by its code (R-SW), its id or its title. Throws Stop (usage) that says what there is.
 */
export async function registerNamed(server: Server, name: string): Promise<RegisterAnswer> {
  const { registers } = await server.get('/api/registers', registersAnswer);
  const typed = name.normalize('NFKC').trim().toLowerCase();
  const found = registers.find(({ id, code, title }) =>
    [id, code.toLowerCase(), title.ja.normalize('NFKC').toLowerCase(), title.en.toLowerCase()].includes(typed),
  );
  if (found !== undefined) return found;
  const codes = registers.map(({ code }) => code).join(', ');
  throw new Stop(
    exitCodes.usage,
    { ja: `${name} という台帳はありません。`, en: `There is no register ${name}.` },
    { ja: `使えるもの: ${codes}(一覧: tejun register list)`, en: `There are: ${codes} (all of them: tejun register list)` },
  );
}

const states = ['current', 'ended', 'all'] as const;
const encodings = ['utf-8', 'cp932'] as const;
const formats = ['xlsx', 'csv'] as const;

/** A register as a file, as it would be downloaded from the screen; the file's ending says which kind. */
export const registerExport: Command = {
  path: ['register', 'export'],
  says: { ja: '台帳をExcelかCSVに書き出す', en: 'write a register to Excel or CSV' },
  words: ['NAME', 'FILE'],
  options: {
    state: {
      value: states.join('|'),
      says: { ja: '有効な行(既定)、終了した行、すべて', en: 'lines in force (default), that ended, or all' },
    },
    encoding: { value: encodings.join('|'), says: { ja: 'CSVの文字コード(既定は utf-8)', en: 'encoding of a CSV (default: utf-8)' } },
    replace: {
      says: { ja: '文字コードにない文字を「〓」に置き換えて書き出す', en: 'write 〓 for characters that the encoding does not have' },
    },
    force,
  },
  more: {
    ja: 'NAME は符号(R-SW)、ID(software/allowed)、台帳の名前のどれかです。FILE の末尾の .xlsx か .csv で形式が決まります。見出しの言語は --lang で選びます。書き出したファイルは tejun register import で取り込めます。',
    en: 'NAME is a code (R-SW), an id (software/allowed) or a title. The ending of FILE, .xlsx or .csv, says which kind it is; --lang chooses the language of the titles. tejun register import takes the file back.',
  },
  examples: [
    { line: 'tejun register export R-DEV 端末.xlsx', says: { ja: 'Excelに', en: 'to Excel' } },
    {
      line: 'tejun register export R-SW soft.csv --state all',
      says: { ja: '終了した行も含めてCSVに', en: 'to CSV, with lines that ended' },
    },
  ],
  run: async (cli, given) => {
    const [name = '', file = ''] = given.words;
    const format = formats.find((each) => file.toLowerCase().endsWith(`.${each}`));
    if (format === undefined)
      throw new Stop(
        exitCodes.usage,
        { ja: `${file} の形式が分かりません。`, en: `It cannot be told what kind of file ${file} is to be.` },
        { ja: 'ファイル名の末尾を .xlsx か .csv にしてください。', en: 'End its name in .xlsx or .csv.' },
      );
    const query = new URLSearchParams({
      format,
      language: cli.lang,
      state: oneOf(given, 'state', states),
      encoding: oneOf(given, 'encoding', encodings),
      replace: String(given.switches.has('replace')),
    });
    const server = cli.server();
    const register = await registerNamed(server, name);
    const written = await writeOut({ ...given, options: { ...given.options, out: file } }, (path) =>
      // A register tells of people and machines: nobody else on this machine reads it.
      server.download({ method: 'GET', path: `/api/registers/${register.id}/export?${query}`, file: path, mode: 0o600 }),
    );
    cli.out(
      cli.say({
        ja: `${written.file} を作りました(${register.code} ${register.title.ja}、${written.bytes} バイト)。`,
        en: `${written.file} is written (${register.code} ${register.title.en}, ${written.bytes} bytes).`,
      }),
    );
    return exitCodes.ok;
  },
};

function oneOf<T extends string>({ options }: Given, option: string, known: readonly T[]): T {
  const typed = options[option] ?? known[0]!;
  const found = known.find((each) => each === typed.normalize('NFKC').trim().toLowerCase());
  if (found !== undefined) return found;
  throw new Stop(
    exitCodes.usage,
    { ja: `--${option} ${typed} は使えません。`, en: `--${option} ${typed} cannot be used.` },
    { ja: `${known.join('、')} から選んでください。`, en: `Choose one of ${known.join(', ')}.` },
  );
}
