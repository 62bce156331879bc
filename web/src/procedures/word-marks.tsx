import { DiffText } from '../versions/diff.tsx';
import { wordDiff } from './word-diff.ts';

/** The later of two texts with what came and what went marked in it. */
export function WordMarks({ before, after }: { before: string; after: string }) {
  const words = wordDiff(before, after).map((mark) => ({ ...mark }));
  return <DiffText words={{ ja: words, en: words }} />;
}
