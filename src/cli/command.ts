import type { Clock } from '../base/clock.ts';
import type { Config } from '../base/config.ts';
import type { Language, Words } from '../base/text.ts';
import type { Server } from './server.ts';

/** What the shell is told. Said in every help, so that scripts can rely on it. */
export const exitCodes = { ok: 0, notWell: 1, usage: 2, unreachable: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command: what went wrong in plain words, and what the person can do about it. */
export class Stop extends Error {
  readonly exitCode: ExitCode;
  readonly says: Words;
  readonly todo: Words | undefined;
  constructor(exitCode: ExitCode, says: Words, todo?: Words, options: { cause?: unknown } = {}) {
    super(says.en, options);
    this.name = 'Stop';
    this.exitCode = exitCode;
    this.says = says;
    this.todo = todo;
  }
}

export interface Option {
  /** What stands for the value in the help (`FILE`); absent for a switch. */
  readonly value?: string;
  readonly required?: true;
  readonly says: Words;
}

/** The arguments of one call, known to fit what the command declared. */
export interface Given {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly switches: ReadonlySet<string>;
}

/** What a command works with. Handed in, so that nothing reads the environment or the time by itself. */
export interface Cli {
  readonly lang: Language;
  readonly env: NodeJS.ProcessEnv;
  /** The project's own folder: sources, package.json. */
  readonly root: string;
  readonly version: string;
  readonly clock: Clock;
  /** How wide the terminal is; infinite where the output goes to a file or another program. */
  readonly columns: number;
  /** Throws Stop (usage) where the environment does not read. */
  config(): Config;
  /** Throws Stop (unreachable) where no server works in TEJUN_HOME. */
  server(): Server;
  /** Asks the person at the terminal, or reads the next line of what is piped in. A secret is not shown as it is typed. */
  ask(question: Words, secret?: 'secret'): Promise<string>;
  /** Standard output. Control characters of what others wrote are made visible, never obeyed. */
  out(text: string): void;
  /** Standard error. */
  err(text: string): void;
  say(words: Words): string;
}

export interface Command {
  /** `['ledger', 'verify']` */
  readonly path: readonly string[];
  readonly says: Words;
  /** Names of what must follow; a last one that ends in `…` may be left out or repeated. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, Option>>;
  readonly more?: Words;
  readonly examples: readonly { readonly line: string; readonly says: Words }[];
  run(cli: Cli, given: Given): Promise<ExitCode>;
}
