import type { Closure, FactKey } from '../api/company-types.ts';

/** What stands in the fields of a fact while it is being edited. */
export interface FactDrafts {
  readonly name: string;
  readonly headcount: string;
  /** One a line. */
  readonly sites: string;
  readonly businessHours: Hours;
  readonly openWeekdays: readonly number[];
  readonly closures: readonly Closure[];
  readonly fiscalYearStartMonth: string;
  readonly approvalsNeeded: string;
  readonly quietHours: Hours | null;
  readonly wareki: boolean;
  readonly defaultOwner: string;
  /** '' for nobody. */
  readonly defaultDeputy: string;
}
export interface Hours {
  readonly from: string;
  readonly to: string;
}
export type FactDraft = FactDrafts[FactKey];
export type FactFault = 'needName' | 'needNumber' | 'needHours' | 'needWeekday' | 'needClosure';
export type ReadFact = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: FactFault };

/** A stored value, or a suggestion, as it stands in its fields. */
export function draftOfFact(key: FactKey, value: unknown): FactDraft {
  if (key === 'sites') return (value as readonly string[]).join('\n');
  if (key === 'headcount') return value === null ? '' : String(value);
  if (key === 'fiscalYearStartMonth' || key === 'approvalsNeeded') return String(value);
  if (key === 'defaultDeputy') return (value as string | null) ?? '';
  return value as FactDraft;
}

/** The draft as a value, or what is wrong with it. Full-width digits count as digits. */
export function readFactDraft(key: FactKey, draft: FactDraft): ReadFact {
  switch (key) {
    case 'name':
      return (draft as string).trim() === '' ? { ok: false, fault: 'needName' } : { ok: true, value: (draft as string).trim() };
    case 'headcount':
    case 'fiscalYearStartMonth':
    case 'approvalsNeeded': {
      const text = (draft as string).normalize('NFKC').replaceAll(',', '').trim();
      return /^[1-9]\d{0,5}$/.test(text) ? { ok: true, value: Number(text) } : { ok: false, fault: 'needNumber' };
    }
    case 'sites':
      return { ok: true, value: linesOf(draft as string) };
    case 'businessHours':
    case 'quietHours': {
      if (draft === null) return { ok: true, value: null };
      const hours = { from: readTime((draft as Hours).from), to: readTime((draft as Hours).to) };
      return hours.from === null || hours.to === null || hours.from === hours.to || hours.from === '24:00'
        ? { ok: false, fault: 'needHours' }
        : { ok: true, value: hours };
    }
    case 'openWeekdays':
      return (draft as readonly number[]).length === 0 ? { ok: false, fault: 'needWeekday' } : { ok: true, value: draft };
    case 'closures': {
      const rows = readClosures(draft as readonly Closure[]);
      return rows === null ? { ok: false, fault: 'needClosure' } : { ok: true, value: rows };
    }
    case 'defaultDeputy':
      return { ok: true, value: draft === '' ? null : draft };
    default:
      return { ok: true, value: draft };
  }
}

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

/** `9:00`, `９：００` and `0900` as `09:00`; null for what is no time of a day. */
export function readTime(text: string): string | null {
  const [, hours, minutes] = /^(\d{1,2}):?(\d{2})$/.exec(text.normalize('NFKC').trim()) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  if (Number(minutes) > 59 || Number(hours) > 24 || (Number(hours) === 24 && minutes !== '00')) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
}

const two = (text: string): string => text.padStart(2, '0');

/** `12/29` and `12月29日` as `12-29`, `2026/8/13` as `2026-08-13`; null for what names no day. */
export function readClosureDay(text: string): string | null {
  const [, year, month, day] = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').trim()) ?? [];
  if (month === undefined || day === undefined) return null;
  const days = new Date(Date.UTC(Number(year ?? 2028), Number(month), 0)).getUTCDate();
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > days) return null;
  return `${year === undefined ? '' : `${year}-`}${two(month)}-${two(day)}`;
}

/** Rows with nothing in them are dropped; a single day needs its first day only. Null where one names no days. */
function readClosures(rows: readonly Closure[]): Closure[] | null {
  const read: Closure[] = [];
  for (const row of rows) {
    if (`${row.name}${row.from}${row.to}`.trim() === '') continue;
    const name = row.name.trim();
    const from = readClosureDay(row.from);
    const to = row.to.trim() === '' ? from : readClosureDay(row.to);
    if (name === '' || from === null || to === null || from.length !== to.length) return null;
    if (from.length > 5 && from > to) return null;
    read.push({ name, from, to });
  }
  return read;
}
