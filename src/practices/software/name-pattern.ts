import { searchForm } from '../../base/text.ts';

/** A name as it is compared: upper and lower case, width and double spaces aside. */
export const foldedName = (text: string): string => searchForm(text).replace(/\s+/g, ' ').trim();

/** A pattern that was taken apart once, to be held against many names. */
export interface ProgramPattern {
  /** What every name that is meant begins with; '' where the pattern begins with a star. */
  readonly begins: string;
  /** Without a star: only this very name. */
  readonly isExact: boolean;
  /** `folded` as `foldedName` gives it. */
  means(folded: string): boolean;
}

/**
 * A name of a register as a pattern: only `*` stands for anything, everything else is taken as written. A star alone means nothing, so
 * that no line speaks of every program: null.
 */
export function programPattern(pattern: string): ProgramPattern | null {
  const parts = foldedName(pattern).split('*');
  if (parts.every((part) => part.trim() === '')) return null;
  const [first, ...rest] = parts as [string, ...string[]];
  if (rest.length === 0) return { begins: first, isExact: true, means: (name) => name === first };
  const last = rest.pop()!;
  return {
    begins: first,
    isExact: false,
    means(name) {
      if (!name.startsWith(first)) return false;
      let from = first.length;
      for (const part of rest) {
        const found = name.indexOf(part, from);
        if (found < 0) return false;
        from = found + part.length;
      }
      return name.length - last.length >= from && name.endsWith(last);
    },
  };
}

/** Whether a name of the register means a program as it was seen: `7-Zip*` means `7-Zip 24.09 (x64)`. */
export const meansProgram = (pattern: string, seen: string): boolean => programPattern(pattern)?.means(foldedName(seen)) ?? false;
