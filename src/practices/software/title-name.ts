import type { Platform } from '../../facts/kind.ts';

/** Words in brackets that tell builds of one program apart, not programs. */
const buildWord = /^(x64|x86|x86_64|amd64|arm64|aarch64|(64|32)[- ]?bit|64|32|bit|user|machine|[a-z]{2}(-[a-z]{2,4})?|v?\d+(\.\d+)*)$/i;
const versionWord = /(^|[\s(\-–_])v?\d+(\.\d+){1,5}([a-z]+\d*)?(?=$|[\s)\-–_,])/gi;
const looseWord = /(\b(version|ver|v|update \d{1,9}|build \d{1,9})\b\.?|バージョン)$/i;
const looseSigns = new Set(' \t-–_,(');

/**
 * The name of a program without its version: `7-Zip 24.09 (x64)` → `7-Zip`. Windows shows both in one cell, and each update would be
 * another program; years and editions (`Office 2021`) stay, because they are bought and approved by themselves. A Linux package has
 * its own column for the version: its name is taken as it is.
 */
export function titleName(name: string, version: string, platform: Platform): string {
  const seen = name.replace(/\s+/g, ' ').trim();
  if (platform === 'linux') return seen;
  if (platform === 'macos') return seen.replace(/\.app$/i, '') || seen;
  let rest = version.length > 1 ? withoutToken(seen, version.trim()) : seen;
  rest = rest.replace(/\(([^()]*)\)/g, (all, inner: string) => (inner.split(/[\s,/]+/).every((word) => buildWord.test(word)) ? ' ' : all));
  rest = rest.replace(versionWord, '$1').replace(/\s+/g, ' ').trim();
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = withoutSigns(withoutSigns(rest).replace(looseWord, ''))
      .replace(/\(\s*\)/g, '')
      .trim();
  }
  // «7» would be left of a program that is called by a number.
  return rest.length >= 2 ? rest : seen;
}

/** Without the signs at its end. Counted off, not matched: a device may tell a name of nothing but dashes. */
function withoutSigns(text: string): string {
  let end = text.length;
  while (end > 0 && looseSigns.has(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

/** Takes out the version where it stands by itself, not within a longer number. */
function withoutToken(text: string, version: string): string {
  const at = text.indexOf(version);
  if (at <= 0) return text;
  const [before, after] = [text[at - 1]!, text[at + version.length] ?? ' '];
  return /[\p{L}\p{N}.]/u.test(before) && !/v/i.test(before)
    ? text
    : /[\p{L}\p{N}.]/u.test(after)
      ? text
      : `${text.slice(0, at)} ${text.slice(at + version.length)}`;
}
