import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClauseAnswer, controlAnswer } from './answers.ts';
import { type Cli, type Command, exitCodes, Stop } from './command.ts';
import { table } from './layout.ts';
import { kindWords, localTime, verdicts } from './verdicts.ts';

/** One clause from its sentence to the files that define it. */
export const where: Command = {
  path: ['where'],
  says: {
    ja: '項の文・仕組み・判定と、それを定めるファイルを表示する',
    en: 'show a clause: sentence, mechanisms, verdict, and the files that define it',
  },
  words: ['clause'],
  options: {},
  more: {
    ja: '項の番号は 8.13.c のように書きます。8.13 だけなら、その管理策のすべての項を表示します。',
    en: 'A clause is written like 8.13.c; 8.13 alone shows every clause of the control.',
  },
  examples: [
    { line: 'tejun where 8.12.b', says: { ja: '項ひとつ', en: 'one clause' } },
    { line: 'tejun where 8.17', says: { ja: '管理策のすべての項', en: 'all clauses of a control' } },
  ],
  run: async (cli, { words: [typed = ''] }) => {
    const id = clauseId(typed);
    const control = /^8\.\d+/.exec(id)?.[0];
    if (control === undefined) throw notClause(typed);
    const { title, clauses } = await cli.server().get(`/api/controls/${encodeURIComponent(control)}`, controlAnswer);
    const wanted = id === control ? clauses : clauses.filter((clause) => clause.id === id);
    if (wanted.length === 0) throw notClause(typed, clauses.map((clause) => clause.id).join(' '));
    cli.out(`${control} ${cli.say(title)}`);
    for (const clause of wanted) cli.out(`\n${clauseText(cli, control, clause)}`);
    return exitCodes.ok;
  },
};

/** ８．１３．Ｃ, A.8.13.c and 8.07 are what people type. */
export const clauseId = (typed: string): string =>
  typed
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^a\.?(?=8)/, '')
    .replace(/^8\.0+(?=\d)/, '8.');

const notClause = (typed: string, known?: string): Stop =>
  new Stop(
    exitCodes.usage,
    { ja: `${typed} という項はありません。`, en: `There is no clause ${typed}.` },
    known === undefined
      ? { ja: '8.13.c のように書いてください。', en: 'Write it like 8.13.c.' }
      : { ja: `この管理策の項: ${known}`, en: `Clauses of this control: ${known}` },
  );

function clauseText(cli: Cli, control: string, clause: ClauseAnswer): string {
  const sentence = clause.sentence[cli.lang].map((piece) => ('text' in piece ? piece.text : `【${piece.said}】`)).join('');
  const { mark, says } = verdicts[clause.verdict];
  const incomplete =
    clause.complete || clause.verdict === 'planned' || clause.verdict === 'not-applicable'
      ? ''
      : cli.say({ ja: '(準備中の仕組みが残っています)', en: ' (a part is still planned)' });
  const rows = [
    [cli.say({ ja: '文', en: 'sentence' }), sentence],
    [cli.say({ ja: '判定', en: 'verdict' }), `${mark} ${cli.say(says)}${incomplete}`],
    [cli.say({ ja: '理由', en: 'because' }), cli.say(clause.because)],
    [
      cli.say({ ja: '証跡', en: 'evidence' }),
      clause.evidenceAt === null ? cli.say({ ja: 'まだありません', en: 'none yet' }) : localTime(clause.evidenceAt),
    ],
  ];
  return `${clause.id}\n${table(rows, { indent: 2, columns: cli.columns })}\n${mechanisms(cli, clause)}\n${files(cli, control, clause)}`;
}

function mechanisms(cli: Cli, clause: ClauseAnswer): string {
  if (clause.mechanisms.length === 0) return `  ${cli.say({ ja: '仕組み  なし', en: 'no mechanisms' })}`;
  const rows = clause.mechanisms.map(({ kind, title, check, rule, practice }) => {
    const none = check?.expected === 0;
    const { mark, says } = none
      ? { mark: '－', says: { ja: '対象なし', en: 'no device' } }
      : verdicts[check?.verdict ?? rule?.verdict ?? practice?.verdict ?? 'planned'];
    const id = check?.id ?? practice?.id;
    return [mark, cli.say(says), cli.say(kindWords(kind)), id === undefined ? cli.say(title) : `${cli.say(title)} (${id})`];
  });
  return `  ${cli.say({ ja: '仕組み', en: 'mechanisms' })}\n${table(rows, { indent: 4, columns: cli.columns })}`;
}

/** The catalogue's file with the line of the clause, and the file of each mechanism that runs. Paths from the project's folder. */
function files(cli: Cli, control: string, clause: ClauseAnswer): string {
  const defined = clause.mechanisms.flatMap(({ kind, check, practice }) => {
    const id = check?.id ?? practice?.id;
    return id === undefined ? [] : [join('src', 'practices', `${id}.${kind}.ts`)];
  });
  const found = [catalogueFile(cli.root, control, clause.id), ...defined.filter((path) => existsSync(join(cli.root, path)))];
  const list = found.filter((path) => path !== null).map((path) => `    ${path}`);
  return `  ${cli.say({ ja: 'ファイル', en: 'files' })}\n${list.join('\n')}`;
}

function catalogueFile(root: string, control: string, clause: string): string | null {
  const folder = join('src', 'catalog');
  const prefix = `8.${control.slice(2).padStart(2, '0')}-`;
  const name = readdirSync(join(root, folder)).find((file) => file.startsWith(prefix) && file.endsWith('.ts'));
  if (name === undefined) return null;
  const line = readFileSync(join(root, folder, name), 'utf8')
    .split('\n')
    .findIndex((text) => text.includes(`id: '${clause}'`));
  return line < 0 ? join(folder, name) : `${join(folder, name)}:${line + 1}`;
}
