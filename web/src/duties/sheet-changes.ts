import type { Sheet, SheetSection } from '../api/duties-types.ts';

const contentOf = ({ verdict, summary, rows, more }: SheetSection): string => JSON.stringify([verdict, summary, rows, more]);

/** The sections of a sheet that do not say what they said before, by their titles; all of them where nothing is known of before. */
export function changedSections(before: Sheet | null, now: Sheet): ReadonlySet<string> {
  const known = new Map(before?.sections.map((section) => [section.title.ja, contentOf(section)]));
  return new Set(now.sections.filter((section) => known.get(section.title.ja) !== contentOf(section)).map((section) => section.title.ja));
}

/** Whether anything that the machine laid out is not in order: then "in order" deserves a second look. */
export const needsALook = (sheet: Sheet | null): boolean =>
  sheet?.sections.some(({ verdict }) => verdict === 'fail' || verdict === 'unknown') === true;
