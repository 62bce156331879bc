import type { Language, Words } from '../base/text.ts';
import { type Command, exitCodes, Stop } from './command.ts';
import { table, wrap } from './layout.ts';

const heads = {
  usage: { ja: '使い方', en: 'Usage' },
  commands: { ja: 'コマンド', en: 'Commands' },
  options: { ja: '指定', en: 'Options' },
  examples: { ja: '例', en: 'Examples' },
  codes: { ja: '終了コード', en: 'Exit codes' },
  environment: { ja: '環境変数', en: 'Environment' },
} satisfies Record<string, Words>;

const codes: readonly (readonly [number, Words])[] = [
  [exitCodes.ok, { ja: '正常', en: 'well' }],
  [
    exitCodes.notWell,
    { ja: '調べたものに問題がある、またはサーバが断った', en: 'what was asked about is not well, or the server refused' },
  ],
  [exitCodes.usage, { ja: '使い方の誤り(何も変えていない)', en: 'wrong usage (nothing was changed)' }],
  [exitCodes.unreachable, { ja: 'サーバが動いていない、または接続できない', en: 'the server is not running or cannot be reached' }],
];

const always: readonly (readonly [string, Words])[] = [
  ['--lang ja|en', { ja: '表示の言語(既定は LANG、なければ日本語)', en: 'language (default: LANG, else Japanese)' }],
  ['--help, -h', { ja: 'この説明を表示する', en: 'show this help' }],
];

const environment: readonly (readonly [string, Words])[] = [
  [
    'TEJUN_HOME',
    { ja: 'データの場所(既定は data)。サーバと同じ値にする', en: 'the data folder (default: data); the same as the server’s' },
  ],
  [
    'TEJUN_TLS_CERT, TEJUN_TLS_KEY',
    { ja: '自社の証明書を使うとき。サーバと同じ値にする', en: 'where a certificate of your own is used; the same as the server’s' },
  ],
];

export interface HelpDeps {
  readonly lang: Language;
  readonly columns: number;
}

const section = (title: Words, rows: readonly (readonly [string, Words])[], { lang, columns }: HelpDeps): string =>
  `${title[lang]}\n${table(
    rows.map(([head, says]) => [head, says[lang]]),
    { columns, indent: 2 },
  )}`;

/** The first page: every command in one line each. */
export function overviewHelp(commands: readonly Command[], deps: HelpDeps): string {
  const { lang } = deps;
  return [
    lang === 'ja' ? 'tejun — 手順を書き、動かし、証明する' : 'tejun — write, run and prove your procedures',
    `${heads.usage[lang]}\n  tejun <${lang === 'ja' ? 'コマンド' : 'command'}> [${lang === 'ja' ? '指定' : 'options'}]`,
    section(
      heads.commands,
      commands.map((command) => [signature(command), command.says]),
      deps,
    ),
    section(heads.options, [...always, ['--version', { ja: '版を表示する', en: 'show the version' }]], deps),
    section(heads.environment, environment, deps),
    section(
      heads.codes,
      codes.map(([code, says]) => [String(code), says]),
      deps,
    ),
    lang === 'ja' ? '詳しくは tejun help <コマンド>' : 'More: tejun help <command>',
  ].join('\n\n');
}

const signature = (command: Command): string =>
  [...command.path, ...command.words.map((word) => (word.endsWith('…') ? `[${word.slice(0, -1)}]` : `<${word}>`))].join(' ');

const usageOf = (command: Command): string =>
  [
    'tejun',
    signature(command),
    ...Object.entries(command.options).map(([name, option]) => {
      const said = `--${name}${option.value === undefined ? '' : ` ${option.value}`}`;
      return option.required ? said : `[${said}]`;
    }),
  ].join(' ');

/** The page of one command. */
export function commandHelp(command: Command, deps: HelpDeps): string {
  const { lang } = deps;
  const options = Object.entries(command.options).map(
    ([name, option]) => [`--${name}${option.value === undefined ? '' : ` ${option.value}`}`, option.says] as const,
  );
  return [
    command.says[lang],
    `${heads.usage[lang]}\n  ${usageOf(command)}`,
    ...(command.more
      ? [
          command.more[lang]
            .split('\n')
            .flatMap((line) => wrap(line, deps.columns))
            .join('\n'),
        ]
      : []),
    section(heads.options, [...options, ...always], deps),
    `${heads.examples[lang]}\n${command.examples.map(({ line, says }) => `  # ${says[lang]}\n  ${line}`).join('\n')}`,
    section(
      heads.codes,
      codes.map(([code, says]) => [String(code), says]),
      deps,
    ),
  ].join('\n\n');
}

/** The help for some words: a command's page, the list of a group (`ledger`), or the first page. Throws Stop (usage) for an unknown name. */
export function helpFor(commands: readonly Command[], words: readonly string[], deps: HelpDeps): string {
  if (words.length === 0) return overviewHelp(commands, deps);
  const exact = commands.find((command) => command.path.every((part, index) => words[index] === part));
  if (exact) return commandHelp(exact, deps);
  const group = groupOf(commands, words);
  if (group.length > 0)
    return section(
      heads.commands,
      group.map((command) => [usageOf(command), command.says]),
      deps,
    );
  throw unknownCommand(commands, words);
}

/** The commands whose path begins with all of these words. */
export const groupOf = (commands: readonly Command[], words: readonly string[]): readonly Command[] =>
  commands.filter((command) => words.every((word, index) => command.path[index] === word));

export function unknownCommand(commands: readonly Command[], words: readonly string[]): Stop {
  const typed = words.join(' ');
  const group = words.length > 1 ? groupOf(commands, words.slice(0, 1)) : [];
  const near = nearest(words[0] ?? '', [...new Set(commands.map((command) => command.path[0]!))]);
  const todo =
    group.length > 0
      ? { ja: `使えるもの: ${listed(group)}`, en: `There are: ${listed(group)}` }
      : near === undefined
        ? { ja: '一覧: tejun help', en: 'All commands: tejun help' }
        : { ja: `もしかして: tejun ${near}(一覧: tejun help)`, en: `Did you mean tejun ${near}? All commands: tejun help` };
  return new Stop(exitCodes.usage, { ja: `${typed} というコマンドはありません。`, en: `There is no command ${typed}.` }, todo);
}

export const listed = (commands: readonly Command[]): string => commands.map((command) => `tejun ${command.path.join(' ')}`).join(', ');

const typosMax = 2;

function nearest(typed: string, names: readonly string[]): string | undefined {
  const ranked = names.map((name) => ({ name, far: distance(typed, name) })).sort((a, b) => a.far - b.far);
  return ranked[0] !== undefined && ranked[0].far <= typosMax ? ranked[0].name : undefined;
}

/** Levenshtein's: how many letters must be put in, taken out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
