import { Fault } from '../base/fault.ts';

/** Thousands of empty lines are a slip of the hand, and in every clause a document that fills the server's memory. */
const lineEndsMax = 200;

/** A text as a person wrote it: line ends made one, nothing else touched. Throws where it holds what no document can show. */
export function written(field: string, text: string): string {
  const clean = text.replaceAll('\r\n', '\n');
  // Control characters and halves of characters; a tab and a line end are text.
  if (!clean.isWellFormed() || /[\u0000-\u0008\u000b-\u001f\u007f]/.test(clean))
    throw new Fault('value-out-of-bounds', {
      field,
      ja: '使えない文字が含まれています。',
      en: 'It contains a character that cannot be used.',
    });
  if (clean.split('\n').length - 1 > lineEndsMax)
    throw new Fault('value-out-of-bounds', {
      field,
      ja: `改行は${lineEndsMax}個までにしてください。`,
      en: `Use at most ${lineEndsMax} line breaks.`,
    });
  return clean.trim() === '' ? '' : clean;
}

/** A text that must be there. */
export function required(field: string, text: string | undefined): string {
  const clean = written(field, text ?? '');
  if (clean === '') throw new Fault('value-out-of-bounds', { field, ja: '本文を入力してください。', en: 'Write the text.' });
  return clean;
}
