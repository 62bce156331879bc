import { type Command, exitCodes, Stop } from './command.ts';
import { force, writeOut } from './files.ts';

const formats = ['pdf', 'docx', 'xlsx'] as const;
const documents = ['procedures', 'statement'] as const;

/** The procedures as a file, as they would be downloaded from the screen. */
export const proceduresExport: Command = {
  path: ['procedures', 'export'],
  says: { ja: '手順書または適用宣言書をファイルに書き出す', en: 'write the procedures or the statement of applicability to a file' },
  words: [],
  options: {
    format: { value: 'pdf|docx|xlsx', required: true, says: { ja: 'ファイルの形式', en: 'format of the file' } },
    out: { value: 'FILE', required: true, says: { ja: '書き出すファイル', en: 'file to write' } },
    what: {
      value: 'procedures|statement',
      says: { ja: '手順書(既定)か適用宣言書か', en: 'procedures (default) or statement of applicability' },
    },
    of: {
      value: 'draft|in-force|ID',
      says: { ja: '版(既定は施行中の版、なければ草案)', en: 'version (default: the one in force, else the draft)' },
    },
    force,
  },
  more: {
    ja: '文書の言語は --lang で選びます。施行中でない版は、どのページにもその旨(草案など)が入ります。',
    en: 'The document is in the language of --lang. What is not in force says so (draft …) on every page.',
  },
  examples: [
    {
      line: 'tejun procedures export --format pdf --lang ja --out 手順書.pdf',
      says: { ja: '日本語のPDF', en: 'PDF in Japanese' },
    },
    {
      line: 'tejun procedures export --format xlsx --what statement --out soa.xlsx',
      says: { ja: '適用宣言書をExcelで', en: 'statement of applicability as Excel' },
    },
  ],
  run: async (cli, given) => {
    const format = oneOf('format', given.options.format!, formats);
    const what = oneOf('what', given.options.what ?? 'procedures', documents);
    const { of: version } = given.options;
    const query = new URLSearchParams({ what, format, lang: cli.lang, ...(version === undefined ? {} : { version }) });
    const { file, bytes } = await writeOut(given, (path) =>
      // The company's rules are for those it hands them to: nobody else on this machine reads them.
      cli.server().download({ method: 'GET', path: `/api/procedures/export?${query}`, file: path, mode: 0o600 }),
    );
    cli.out(cli.say({ ja: `${file} を作りました(${bytes} バイト)。`, en: `${file} is written (${bytes} bytes).` }));
    return exitCodes.ok;
  },
};

function oneOf<T extends string>(option: string, typed: string, known: readonly T[]): T {
  const found = known.find((each) => each === typed.normalize('NFKC').trim().toLowerCase());
  if (found !== undefined) return found;
  throw new Stop(
    exitCodes.usage,
    { ja: `--${option} ${typed} は使えません。`, en: `--${option} ${typed} cannot be used.` },
    { ja: `${known.join('、')} から選んでください。`, en: `Choose one of ${known.join(', ')}.` },
  );
}
