/**
 * Makes a person's text safe to draw without losing any of it. Characters that a reader cannot see but that turn the order of what
 * stands around them (direction overrides, embeddings, isolates, marks) and control characters are written out as [U+202E], so
 * that paper cannot say something else than the stored text.
 */
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const lineEnds = /\r\n?|[\u2028\u2029]/g;
/** Hebrew, Arabic and their neighbours, with the forms they are printed in. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\ud802[\udc00-\udfff]|\ud803[\udc00-\udfff]|\ud83a[\udc00-\udfff]/;

/** Every letter by its number: [U+1F642]. */
export const writtenOut = (text: string): string => [...text].map(written).join('');

const written = (character: string): string => `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

const readersLetters = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** Our fonts have these, whatever is said of them. */
const surelyDrawn = /^[\u0020-\u007e\u3040-\u30ff]*$/;
/** Marks that belong to the letter before them: accents, skin colours, keycaps. */
const marksFirst = /^(?:\p{M}|\p{Emoji_Modifier}|\u200d)+/u;

/** Where a text begins with marks they would join the last letter of whatever is drawn before it: they are written out. */
export const startingWithLetter = (text: string): string => text.replace(marksFirst, writtenOut);

/** The text with a letter written out: where marks stand with it, or where it stands alone. */
export function shownWithout(text: string, letter: string, where: 'with-marks' | 'alone'): string {
  if (!text.includes(letter) || (where === 'alone' && surelyDrawn.test(letter))) return text;
  const concerned = (seen: string) => (where === 'alone' ? seen === letter : seen !== letter && seen.includes(letter));
  return Array.from(readersLetters.segment(text), ({ segment }) => (concerned(segment) ? writtenOut(segment) : segment)).join('');
}

/** The text as a document shows it; line ends become \n. */
export function shown(text: string): string {
  const visible = text.replace(lineEnds, '\n').replaceAll('\t', ' ').replace(loneSurrogate, written).replace(unseen, written);
  // Real right-to-left writing keeps its own order, but a number that follows it must not be drawn into it.
  return rightToLeft.test(visible) ? visible.split('\n').map(isolated).join('\n') : visible;
}

const isolated = (line: string): string => (rightToLeft.test(line) ? `\u2068${line}\u2069` : line);
