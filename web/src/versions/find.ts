/** Searching in a text as people type it: full and half width, capitals and kana of half width are the same. */

export interface Mark {
  readonly text: string;
  readonly hit: boolean;
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The words of a search: every one must be found. */
export const wordsOf = (query: string): readonly string[] => fold(query).split(/\s+/).filter(Boolean);

export const holds = (text: string, words: readonly string[]): boolean => {
  const folded = fold(text);
  return words.every((word) => folded.includes(word));
};

/** The text cut at what was found, every character as it stands in the text. */
export function marksIn(text: string, words: readonly string[]): readonly Mark[] {
  if (words.length === 0) return [{ text, hit: false }];
  const signs = [...graphemes.segment(text)].map(({ segment }) => ({ segment, folded: fold(segment) }));
  const folded = signs.map((sign) => sign.folded).join('');
  const hits = new Uint8Array(folded.length);
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) hits.fill(1, at, at + word.length);
  }
  const marks: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const sign of signs) {
    const hit = hits.subarray(at, at + sign.folded.length).some((each) => each === 1);
    at += sign.folded.length;
    const last = marks.at(-1);
    if (last !== undefined && last.hit === hit) last.text += sign.segment;
    else marks.push({ text: sign.segment, hit });
  }
  return marks;
}
