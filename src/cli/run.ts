import { resolve } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { type Config, readConfig } from '../base/config.ts';
import { Fault } from '../base/fault.ts';
import type { Language } from '../base/text.ts';
import { commandOf, given, languageGiven, optionsOf, type Parsed, parse } from './arguments.ts';
import { type Cli, type ExitCode, exitCodes, Stop } from './command.ts';
import { commands } from './commands.ts';
import { groupOf, helpFor, listed, unknownCommand } from './help.ts';
import { languageOf } from './language.ts';
import { visible, visibleLines } from './layout.ts';
import { findServer } from './server.ts';

export interface RunDeps {
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly root: string;
  readonly version: string;
  readonly clock: Clock;
  readonly columns: number;
  write(text: string): void;
  writeError(text: string): void;
  /** The next line that a person types; null where there is nobody and nothing. */
  readLine?(question: string, secret: boolean): Promise<string | null>;
}

/** Runs one command line and returns its exit code. Every refusal leaves as words on standard error, none as a stack. */
export async function run(deps: RunDeps): Promise<ExitCode> {
  let lang = languageOf(deps.env);
  try {
    const parsed = parse(deps.argv, optionsOf(commands));
    lang = languageGiven(parsed) ?? lang;
    return await dispatch(parsed, cliOf(deps, lang));
  } catch (error) {
    return told(error, lang, deps);
  }
}

async function dispatch(parsed: Parsed, cli: Cli): Promise<ExitCode> {
  const { words } = parsed;
  if (parsed.switches.has('version')) {
    cli.out(`tejun ${cli.version}`);
    return exitCodes.ok;
  }
  if (parsed.switches.has('help') || words.length === 0) {
    cli.out(helpFor(commands, words[0] === 'help' ? words.slice(1) : words, cli));
    return exitCodes.ok;
  }
  const command = commandOf(commands, words);
  if (command) return command.run(cli, given(command, parsed));
  const group = groupOf(commands, words);
  if (group.length === 0) throw unknownCommand(commands, words);
  throw new Stop(
    exitCodes.usage,
    { ja: `tejun ${words.join(' ')} の続きが足りません。`, en: `tejun ${words.join(' ')} needs one more word.` },
    { ja: `使えるもの: ${listed(group)}`, en: `There are: ${listed(group)}` },
  );
}

function cliOf(deps: RunDeps, lang: Language): Cli {
  const config = () => configOf(deps.env, deps.root);
  return {
    lang,
    env: deps.env,
    root: deps.root,
    version: deps.version,
    clock: deps.clock,
    columns: deps.columns,
    config,
    server: () => findServer(config()),
    ask: async (question, secret) => {
      const line = await deps.readLine?.(`${question[lang]}: `, secret === 'secret');
      if (line !== undefined && line !== null) return line;
      throw new Stop(exitCodes.usage, { ja: `${question.ja} を入力してください。`, en: `${question.en} must be typed.` }, askedAtTerminal);
    },
    out: (text) => deps.write(`${visibleLines(text)}\n`),
    err: (text) => deps.writeError(`${visibleLines(text)}\n`),
    say: (words) => words[lang],
  };
}

const askedAtTerminal = {
  ja: '端末で実行するか、1行に1つずつ標準入力に渡してください。',
  en: 'Run it at a terminal, or pipe the answers in, one on each line.',
};

/** As the server reads it, so that both find the same TEJUN_HOME. */
function configOf(env: NodeJS.ProcessEnv, root: string): Config {
  try {
    return readConfig(env, resolve(env.TEJUN_FOLDER ?? root));
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    const { variable, problem } = cause.params;
    throw new Stop(
      exitCodes.usage,
      {
        ja: `環境変数 ${variable} の値を読み取れません(${problem})。`,
        en: `The environment variable ${variable} cannot be read (${problem}).`,
      },
      { ja: '値を直すか、指定を外してください。', en: 'Correct it, or leave it out.' },
      { cause },
    );
  }
}

function told(error: unknown, lang: Language, { writeError, env }: RunDeps): ExitCode {
  const stop = error instanceof Stop ? error : undefined;
  if (stop === undefined) {
    const text = error instanceof Error ? error.message : String(error);
    writeError(`tejun: ${lang === 'ja' ? '思わぬ誤りです' : 'unexpected error'}: ${visible(text)}\n`);
    if (env.LOG_LEVEL === 'debug' && error instanceof Error) writeError(`${visibleLines(error.stack ?? '')}\n`);
    return exitCodes.notWell;
  }
  writeError(`tejun: ${visible(stop.says[lang])}\n`);
  if (stop.todo) writeError(`  → ${visible(stop.todo[lang])}\n`);
  return stop.exitCode;
}
