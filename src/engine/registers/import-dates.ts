/** Days and times as people write them in spreadsheets. Null where a text is neither. */

const eras: Readonly<Record<string, number>> = { 令和: 2018, r: 2018, 平成: 1988, h: 1988, 昭和: 1925, s: 1925 };

/** A day: 2026-11-22, 2026/11/22, 2026年11月22日, 20261122, 令和8年11月22日, R8.11.22. */
export function dateOf(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const western = /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain);
  const imperial = /^(令和|平成|昭和|[rhs])(元|\d{1,2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/i.exec(plain);
  if (western) return day(Number(western[1]), Number(western[2]), Number(western[3]));
  if (!imperial) return null;
  const year = eras[imperial[1]!.toLowerCase()]! + (imperial[2] === '元' ? 1 : Number(imperial[2]));
  return day(year, Number(imperial[3]), Number(imperial[4]));
}

function day(year: number, month: number, date: number): string | null {
  if (year < 1900 || year > 2199) return null;
  const at = new Date(Date.UTC(year, month - 1, date));
  // 2026-02-30 would become 2 March.
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? at.toISOString().slice(0, 10) : null;
}

/** A day, also where a spreadsheet put a time behind it. */
export const dateBeforeTime = (text: string): string | null => dateOf(text.normalize('NFKC').replace(/[ T]+\d{1,2}:\d{2}(:\d{2})?$/, ''));

/** A day and time: 2026-11-22 19:00, as cells hold it. Spreadsheets leave midnight out. */
export function momentOf(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const [, before = plain, hours = '0', minutes = '00'] = /^(.+?)[ T]+(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(plain) ?? [];
  const date = dateOf(before);
  return date !== null && Number(hours) < 24 && Number(minutes) < 60 ? `${date}T${hours.padStart(2, '0')}:${minutes}` : null;
}
