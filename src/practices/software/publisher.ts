import type { Platform } from '../../facts/kind.ts';
import { foldedName, programPattern } from './name-pattern.ts';

const companyWords =
  /\b(incorporated|inc|corporation|corp|company|co|ltd|limited|llc|gmbh|ag|bv|sa|kk|the)\b|株式会社|有限会社|合同会社|[().,、。・]/g;
/** By the letter, `*` aside: for rules that let in whatever a publisher makes. Nobody named is nobody. */
export const isVeryPublisher = (named: string | null, seen: string): boolean =>
  named === null || (seen.trim() !== '' && (programPattern(named)?.means(foldedName(seen)) ?? true));

const bare = (text: string): string => foldedName(foldedName(text).replace(companyWords, ' '));
const hasJapanese = (text: string): boolean => /[぀-ヿ一-龠]/.test(text);

/**
 * Whether the publisher that a line names may be the one that was seen. A pattern (`*`) is taken by the letter. Written out, it is
 * compared without Inc. and 株式会社, and one may be part of the other («Microsoft» means «Microsoft Corporation»). Where the two
 * cannot be compared, the name alone decides: Linux says who packed it, macOS an identifier, and 日本マイクロソフト is written
 * otherwise than what the program says of itself.
 */
export function isPublisher(named: string | null, seen: string, platform: Platform): boolean {
  if (named === null || named.trim() === '') return true;
  if (named.includes('*')) return programPattern(named)?.means(foldedName(seen)) ?? seen.trim() !== '';
  if (platform !== 'windows' || seen.trim() === '') return true;
  const [a, b] = [bare(named), bare(seen)];
  if (a === '' || b === '' || hasJapanese(a) !== hasJapanese(b)) return true;
  return a.includes(b) || b.includes(a);
}
