import { z } from 'zod';
import type { Words } from '../base/text.ts';
import { words } from './answers.ts';
import { type Cli, type Command, exitCodes, Stop } from './command.ts';
import { tableFile } from './files.ts';
import { table, visible } from './layout.ts';
import { registerNamed } from './register.command.ts';

const previewAnswer = z.object({
  upload: z.string(),
  counts: z.object({ add: z.number(), change: z.number(), restore: z.number(), same: z.number(), missing: z.number() }),
  problems: z.array(z.object({ row: z.number().nullable(), column: z.string().nullable(), says: words })),
  moreProblems: z.number(),
  notes: z.array(words),
  changes: z.array(
    z.object({
      act: z.enum(['add', 'change', 'restore', 'missing']),
      fileRow: z.number().nullable(),
      number: z.string().nullable(),
      label: z.string(),
      cells: z.array(z.object({ column: z.string(), before: words, after: words })),
    }),
  ),
  digest: z.string(),
});
type Preview = z.infer<typeof previewAnswer>;
const appliedAnswer = z.object({ added: z.number(), changed: z.number(), ended: z.number(), restored: z.number() });

/** A file is shown as a difference, then taken in whole or not at all. Lines that it does not have stay. */
export const registerImport: Command = {
  path: ['register', 'import'],
  says: { ja: '台帳にExcelかCSVを取り込む', en: 'import Excel or CSV into a register' },
  words: ['NAME', 'FILE'],
  options: {
    'dry-run': { says: { ja: '差分を表示するだけで、何も変えない', en: 'only show the difference' } },
    reason: {
      value: 'TEXT',
      says: { ja: '変える理由(取り込むときは必須。各行の履歴に残る)', en: 'why (needed to import; kept with each line)' },
    },
    json: { says: { ja: 'JSON で出力する', en: 'print JSON' } },
  },
  more: {
    ja: '書き出したファイルの「行番号」で行を見分けます。行番号が空の行は新しい行です。ファイルにない行と列はそのまま残ります。読めない行が1つでもあれば、何も取り込みません。',
    en: 'Lines are known by the line number of an exported file; without a number they are new. Lines and columns that the file does not have stay as they are. With one row that cannot be read nothing is imported.',
  },
  examples: [
    { line: 'tejun register import R-DEV 端末.xlsx --dry-run', says: { ja: '差分だけを見る', en: 'look at the difference' } },
    { line: 'tejun register import R-DEV 端末.xlsx --reason "11月の棚卸し"', says: { ja: '取り込む', en: 'import' } },
  ],
  run: async (cli, { words: [name = '', path = ''], options, switches }) => {
    const isTrial = switches.has('dry-run');
    const reason = options.reason?.trim() ?? '';
    if (!isTrial && reason === '')
      throw new Stop(
        exitCodes.usage,
        { ja: '取り込むには理由が要ります。', en: 'An import needs a reason.' },
        {
          ja: '--reason "理由" を付けてください。差分だけを見るなら --dry-run です。',
          en: 'Add --reason "…", or --dry-run to look at the difference only.',
        },
      );
    const server = cli.server();
    const register = await registerNamed(server, name);
    const file = tableFile(path);
    const at = `/api/registers/${register.id}/import`;
    const preview = await server.send('POST', `${at}/preview?${new URLSearchParams({ name: file.name })}`, file.bytes, previewAnswer);
    const isJson = switches.has('json');
    if (!isJson) cli.out(`${register.code} ${cli.say(register.title)} ← ${visible(file.name)}`);
    if (preview.problems.length > 0) throw refused(cli, preview, isJson);
    const { add, change, restore } = preview.counts;
    const applied =
      isTrial || add + change + restore === 0
        ? null
        : await server.send(
            'POST',
            `${at}/apply`,
            { upload: preview.upload, digest: preview.digest, endMissing: null, reason },
            appliedAnswer,
          );
    if (isJson) cli.out(JSON.stringify({ register: register.id, ...shownJson(preview), applied }, null, 2));
    else {
      cli.out(differenceWords(cli, preview));
      if (add + change + restore === 0) cli.out(cli.say({ ja: '変更はありません。', en: 'Nothing changes.' }));
      else if (isTrial) cli.out(cli.say({ ja: '何も変えていません(--dry-run)。', en: 'Nothing was changed (--dry-run).' }));
      else cli.out(cli.say({ ja: '取り込みました。', en: 'Imported.' }));
    }
    return exitCodes.ok;
  },
};

const shownJson = ({ counts, problems, moreProblems, notes, changes }: Preview) => ({ counts, problems, moreProblems, notes, changes });

const shownMax = 20;
const actWords: Readonly<Record<Preview['changes'][number]['act'], Words>> = {
  add: { ja: '追加', en: 'new' },
  change: { ja: '変更', en: 'changed' },
  restore: { ja: '復活', en: 'restored' },
  missing: { ja: 'ファイルにない', en: 'not in the file' },
};

function differenceWords(cli: Cli, { counts, changes, notes }: Preview): string {
  const sums: (readonly [Words, number])[] = [
    [actWords.add, counts.add],
    [actWords.change, counts.change],
    [actWords.restore, counts.restore],
    [{ ja: 'ファイルにない(残す)', en: 'not in the file (they stay)' }, counts.missing],
    [{ ja: '変更なし', en: 'the same' }, counts.same],
  ];
  const written = changes.filter(({ act }) => act !== 'missing');
  const lines = written.slice(0, shownMax).map(({ act, number, label, cells }) => {
    const said = cells.map(({ before, after }) =>
      act === 'add' ? cli.say(after) : `${cli.say(before) || '-'} → ${cli.say(after) || '-'}`,
    );
    return [cli.say(actWords[act]), number ?? '', label, act === 'add' ? '' : said.slice(0, 3).join(cli.say({ ja: '、', en: ', ' }))];
  });
  const rest = counts.add + counts.change + counts.restore - lines.length;
  return [
    table(
      sums.map(([name, count]) => [cli.say(name), String(count)]),
      { indent: 2, columns: cli.columns },
    ),
    ...(lines.length === 0 ? [] : [table(lines, { indent: 2, columns: cli.columns })]),
    ...(rest > 0 ? [cli.say({ ja: `  ほか${rest}行`, en: `  and ${rest} more` })] : []),
    ...notes.map((note) => `  ${visible(cli.say(note))}`),
  ].join('\n');
}

function refused(cli: Cli, preview: Preview, isJson: boolean): Stop {
  const { problems, moreProblems } = preview;
  const rowOf = (row: number | null) => (row === null ? '' : cli.say({ ja: `${row}行目`, en: `row ${row}` }));
  if (isJson) cli.out(JSON.stringify({ ...shownJson(preview), applied: null }, null, 2));
  else
    cli.out(
      table(
        problems.map(({ row, column, says }) => [rowOf(row), visible(column ?? ''), visible(cli.say(says))]),
        { indent: 2, columns: cli.columns },
      ),
    );
  const count = problems.length + moreProblems;
  return new Stop(
    exitCodes.notWell,
    {
      ja: `読めないところが${count}件あるため、取り込みませんでした。何も変えていません。`,
      en: `Nothing was imported: ${count} problems remain.`,
    },
    { ja: 'ファイルを直して、もう一度実行してください。', en: 'Correct the file and try again.' },
  );
}
