/** Looking into JSON of strangers without believing its shape: what is not there, or is something else, is empty. */
export type Json = { readonly [key: string]: unknown };

export const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const objects = (value: unknown): readonly Json[] => list(value).map(object);
export const number = (value: unknown): number | null => {
  const parsed = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(parsed) ? parsed : null;
};
/** No character that a database or a screen stumbles over, on one line, cut to `max`. */
export const text = (value: unknown, max = 300): string =>
  typeof value !== 'string'
    ? ''
    : value
        .slice(0, max * 4)
        .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
        .toWellFormed()
        .trim()
        .slice(0, max)
        .toWellFormed();

/** The text of a paragraph of HTML, as ZAP writes descriptions. */
export const fromHtml = (value: unknown, max: number): string =>
  text(
    typeof value !== 'string'
      ? ''
      : value
          .slice(0, max * 8)
          .replace(/<[^<>]{0,200}>/g, ' ')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&'),
    max,
  );

/** A moment, by a text that says its zone; null where it does not: read in another zone it could lie in the future. */
export function time(value: unknown): Date | null {
  if (typeof value !== 'string' || value.length > 60 || !/(Z|GMT|UTC|[+-]\d\d:?\d\d)$/i.test(value)) return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 2000 || at.getUTCFullYear() > 2200 ? null : at;
}
