import { parseArgs } from 'node:util';
import type { Language, Words } from '../base/text.ts';
import { type Command, exitCodes, type Given, Stop } from './command.ts';

/** Every option of every command by name; a name means a value everywhere, or a switch everywhere. */
export type KnownOptions = Readonly<Record<string, 'string' | 'boolean'>>;

export interface Parsed {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly switches: ReadonlySet<string>;
}

export const everywhere: KnownOptions = { help: 'boolean', version: 'boolean', lang: 'string' };

const wrong = (says: Words, todo?: Words): Stop => new Stop(exitCodes.usage, says, todo);

export const optionsOf = (commands: readonly Command[]): KnownOptions => ({
  ...everywhere,
  ...Object.fromEntries(
    commands.flatMap((command) =>
      Object.entries(command.options).map(([name, option]) => [name, option.value === undefined ? 'boolean' : 'string']),
    ),
  ),
});

/** Cuts the arguments into words and options, before it is known which command they are for. Throws Stop (usage). */
export function parse(argv: readonly string[], known: KnownOptions): Parsed {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(Object.entries(known).map(([name, type]) => [name, { type, ...(name === 'help' ? { short: 'h' } : {}) }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: string[] = [];
  const options: Record<string, string> = {};
  const switches = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const type = known[token.name];
    if (type === undefined) throw wrong({ ja: `${token.rawName} という指定はありません。`, en: `There is no option ${token.rawName}.` });
    // `--out --force`: the value was forgotten, and the next option must not be taken for it.
    const missing = token.value === undefined || token.value === '' || (!token.inlineValue && /^-./.test(token.value));
    if (type === 'string' && missing && token.name !== 'reason')
      throw wrong({ ja: `${token.rawName} には値が要ります。`, en: `${token.rawName} needs a value.` });
    if (type === 'boolean' && token.value !== undefined)
      throw wrong({ ja: `${token.rawName} は値を取りません。`, en: `${token.rawName} takes no value.` });
    if (type === 'boolean') switches.add(token.name);
    else if (options[token.name] !== undefined)
      throw wrong({ ja: `${token.rawName} が2回あります。`, en: `${token.rawName} is given twice.` });
    else options[token.name] = token.value ?? '';
  }
  return { words, options, switches };
}

/** `--lang`, as it is asked before anything else is said. Null where it is not given; throws Stop (usage) where it is no language we have. */
export function languageGiven({ options }: Parsed): Language | null {
  const { lang } = options;
  if (lang === undefined || lang === 'ja' || lang === 'en') return lang ?? null;
  throw wrong({ ja: `--lang は ja か en です(${lang} は使えません)。`, en: `--lang is ja or en (not ${lang}).` });
}

/** The arguments of one command, held against what it declared. Throws Stop (usage) that names what is too many or missing. */
export function given(command: Command, { words, options, switches }: Parsed): Given {
  const name = command.path.join(' ');
  const todo = { ja: `使い方: tejun help ${name}`, en: `See: tejun help ${name}` };
  for (const option of [...Object.keys(options), ...switches]) {
    if (everywhere[option] === undefined && command.options[option] === undefined)
      throw wrong({ ja: `tejun ${name} に --${option} という指定はありません。`, en: `tejun ${name} has no option --${option}.` }, todo);
  }
  const rest = words.slice(command.path.length);
  const open = command.words.at(-1)?.endsWith('…') === true;
  const needed = command.words.filter((word) => !word.endsWith('…'));
  const missing = needed[rest.length];
  if (missing !== undefined) throw wrong({ ja: `<${missing}> が足りません。`, en: `<${missing}> is missing.` }, todo);
  if (!open && rest.length > needed.length)
    throw wrong(
      {
        ja: `余分な引数があります: ${rest.slice(needed.length).join(' ')}`,
        en: `Too many arguments: ${rest.slice(needed.length).join(' ')}`,
      },
      todo,
    );
  for (const [option, { required }] of Object.entries(command.options)) {
    if (required && options[option] === undefined) throw wrong({ ja: `--${option} が足りません。`, en: `--${option} is missing.` }, todo);
  }
  return { words: rest, options, switches };
}

/** The command that the words begin with, longest path first; undefined where there is none. */
export const commandOf = (commands: readonly Command[], words: readonly string[]): Command | undefined =>
  commands.toSorted((a, b) => b.path.length - a.path.length).find((command) => command.path.every((part, index) => words[index] === part));
