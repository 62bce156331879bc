import type { Language } from '../base/text.ts';

/**
 * The language of the terminal, in the order of POSIX: LC_ALL, LC_MESSAGES, LANG. Unset, C and POSIX name no language, so
 * Japanese stands there as everywhere in the product; any language but Japanese reads English.
 */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '') ?? 'C';
  return /^(ja|C\b|POSIX\b)/i.test(locale) ? 'ja' : 'en';
}
