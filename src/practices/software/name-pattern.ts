import { searchForm } from '../../base/text.ts';

const form = (text: string): string => searchForm(text).replace(/\s+/g, ' ').trim();

/**
 * Whether a name of the register means a program as it was seen: `7-Zip*` means `7-Zip 24.09 (x64)`. Only `*` stands for anything;
 * everything else is taken as written, but for upper and lower case, width and double spaces. A star alone means nothing.
 */
export function meansProgram(pattern: string, seen: string): boolean {
  const parts = form(pattern).split('*');
  const name = form(seen);
  if (parts.every((part) => part.trim() === '')) return false;
  const [first, ...rest] = parts as [string, ...string[]];
  if (rest.length === 0) return name === first;
  if (!name.startsWith(first)) return false;
  const last = rest.pop()!;
  let from = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return name.length - last.length >= from && name.endsWith(last);
}
