import type { RegisterHead } from '../api/registers-types.ts';

/** Whether somebody has something to do here: it does not pass, or a difference is unexplained. */
export const needsAttention = ({ standing, differences }: RegisterHead): boolean => standing.verdict !== 'pass' || (differences ?? 0) > 0;

const urgency = (head: RegisterHead): number => {
  if (!needsAttention(head)) return 4;
  return (head.canEdit ? 0 : 2) + (head.standing.verdict === 'fail' ? 0 : 1);
};

/** Those that need the reader first, then those that need somebody else; within that as the server lists them. */
export const byUrgency = (heads: readonly RegisterHead[]): RegisterHead[] => [...heads].sort((a, b) => urgency(a) - urgency(b));

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** By code, title and what it is for, in both languages; every word must be there. */
export function matching(heads: readonly RegisterHead[], q: string | undefined): readonly RegisterHead[] {
  const words = folded(q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  return heads.filter((head) => {
    const text = folded(
      [head.code, head.title.ja, head.title.en, head.purpose.ja, head.purpose.en, head.owner.ja, head.owner.en].join(' '),
    );
    return words.every((word) => text.includes(word));
  });
}
