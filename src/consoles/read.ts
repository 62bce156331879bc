import { Fault } from '../base/fault.ts';
import { searchForm, type Words, words } from '../base/text.ts';
import type { TableSheet } from '../tables/index.ts';
import { type ConsoleKind, consoleFields, dayIn, yesOrNo } from './fields.ts';

/** What a console says of one machine. A field that it does not say, or not readably, is null. */
export interface ConsoleRecord {
  readonly label: string;
  readonly serial: string;
  /** The line of the register or the device that it means; null where there is none, or more than one. */
  readonly subject: string | null;
  readonly passcode?: boolean | null;
  readonly realTime?: boolean | null;
  readonly seenOn?: string | null;
  readonly definitionsOn?: string | null;
  readonly scannedOn?: string | null;
}

/** Something the company has, of which a console should speak. */
export interface Subject {
  readonly id: string;
  readonly label: string;
  readonly serial: string;
}

export interface BadLine {
  readonly row: number;
  readonly says: Words;
}

export interface ReadConsole {
  readonly records: readonly ConsoleRecord[];
  readonly bad: readonly BadLine[];
  /** What the company has and the file does not name. */
  readonly missing: readonly Subject[];
}

const charsMax = 200;
const same = (text: string): string => searchForm(text).trim();

/**
 * Reads the rows and finds what each means: by serial number, else by name. Where two of ours or two rows fit, it means none: a guess could
 * prove the wrong one. @throws Fault `bad-request` where neither name nor serial number has a column
 */
export function readConsole(
  kind: ConsoleKind,
  sheet: Pick<TableSheet, 'header' | 'rows'>,
  columns: Readonly<Record<string, string | null>>,
  subjects: readonly Subject[],
): ReadConsole {
  const at = new Map(consoleFields[kind].map(({ id }) => [id, columns[id] == null ? -1 : sheet.header.indexOf(columns[id])]));
  if (at.get('label') === -1 && at.get('serial') === -1) throw new Fault('bad-request', { problem: 'no column names the devices' });
  const bad: BadLine[] = [];
  const read = sheet.rows.flatMap(({ number, cells }): Omit<ConsoleRecord, 'subject'>[] => {
    const cell = (id: string) => (at.get(id)! < 0 ? '' : (cells[at.get(id)!] ?? '').trim().slice(0, charsMax));
    const [label, serial] = [cell('label'), cell('serial')];
    if (label === '' && serial === '') {
      bad.push({ row: number, says: words('端末の名前も製造番号もありません。', 'It has neither a name nor a serial number.') });
      return [];
    }
    const said = Object.fromEntries(
      consoleFields[kind].flatMap(({ id, type, title }) => {
        if (type === 'text') return [];
        const value = type === 'day' ? dayIn(cell(id)) : yesOrNo(cell(id));
        if (value === null && cell(id) !== '')
          bad.push({
            row: number,
            says: words(`「${title.ja}」の「${cell(id)}」を読み取れません。`, `“${cell(id)}” cannot be read as: ${title.en}.`),
          });
        return [[id, value]];
      }),
    );
    return [{ label: label || serial, serial, ...said }];
  });
  const records = matched(read, subjects);
  const named = new Set(records.flatMap(({ subject }) => subject ?? []));
  return { records, bad, missing: subjects.filter(({ id }) => !named.has(id)) };
}

function matched(read: readonly Omit<ConsoleRecord, 'subject'>[], subjects: readonly Subject[]): ConsoleRecord[] {
  const by = (of: (subject: Subject) => string) => {
    const found = new Map<string, string | null>();
    for (const subject of subjects) {
      const key = same(of(subject));
      if (key !== '') found.set(key, found.has(key) ? null : subject.id);
    }
    return found;
  };
  const [serials, labels] = [by(({ serial }) => serial), by(({ label }) => label)];
  const records = read.map((record) => ({
    ...record,
    subject: serials.get(same(record.serial)) ?? labels.get(same(record.label)) ?? null,
  }));
  const times = new Map<string, number>();
  for (const { subject } of records) if (subject !== null) times.set(subject, (times.get(subject) ?? 0) + 1);
  return records.map((record) => ({
    ...record,
    subject: record.subject !== null && times.get(record.subject)! > 1 ? null : record.subject,
  }));
}
