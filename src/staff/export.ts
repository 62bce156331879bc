import { Fault } from '../base/fault.ts';
import type { Language } from '../base/text.ts';
import { type CsvEncoding, type SheetColumn, type WrittenSheet, writeCsv, writeWorkbook } from '../tables/index.ts';
import { allDevices } from './device.store.ts';
import { fieldsOf } from './fields.ts';
import { allDepartments, allPeople } from './people.store.ts';
import { duties, dutyWords, type ImportKind, type PersonRecord, personStates, stateWords } from './shape.ts';
import type { StaffDeps } from './upload.ts';

export interface ExportWanted {
  readonly kind: ImportKind;
  readonly format: 'xlsx' | 'csv';
  /** Of a CSV. */
  readonly encoding: CsvEncoding;
  readonly language: Language;
  /** Write a CSV although some characters are not in its encoding: 〓 stands for them. */
  readonly replace: boolean;
}

/** What an export leaves out: found by its own column in files of others, told by another column in ours. */
const leftOut = new Set(['departmentCode', 'parentCode', 'ownerEmail', 'ownerName']);
const widths: Readonly<Record<string, number>> = {
  number: 12,
  name: 18,
  kana: 20,
  email: 30,
  department: 20,
  title: 14,
  duties: 28,
  state: 10,
};
const titles = {
  people: { ja: '社員名簿', en: 'Staff' },
  departments: { ja: '部署', en: 'Departments' },
  devices: { ja: '端末と使用者', en: 'Devices and their users' },
} as const;

/**
 * A list with the columns that an import knows: reading it again changes nothing.
 *
 * @throws Fault `value-out-of-bounds` where CP932 lacks a character and `replace` is not asked for
 */
export async function exportStaff(deps: StaffDeps, wanted: ExportWanted): Promise<Uint8Array> {
  const columns = columnsOf(wanted.kind, wanted.language);
  const rows = await rowsOf(deps, wanted.kind, wanted.language);
  if (wanted.format === 'xlsx') {
    const title = titles[wanted.kind][wanted.language];
    const sheet: WrittenSheet = { name: title, columns, rows, landscape: true, frozenColumns: wanted.kind === 'people' ? 2 : 1 };
    return writeWorkbook([sheet], { title, at: deps.clock.now() });
  }
  const { bytes, unwritable, unwritableCount } = writeCsv({ columns, rows }, wanted.encoding);
  const first = unwritable[0];
  if (first !== undefined && !wanted.replace) {
    throw new Fault('value-out-of-bounds', {
      why: 'unwritable',
      count: unwritableCount,
      ja: `${first.row}行目「${first.column}」の「${first.character}」など${unwritableCount}文字は Shift_JIS で書けません。UTF-8 か Excel で書き出すか、「〓」に置き換えて書き出してください。`,
      en: `“${first.character}” in row ${first.row} (${first.column}) and others, ${unwritableCount} in all, do not exist in Shift_JIS. Use UTF-8 or Excel, or have them replaced by 〓.`,
    });
  }
  return bytes;
}

function columnsOf(kind: ImportKind, language: Language): SheetColumn[] {
  return fieldsOf[kind]
    .filter(({ key }) => !leftOut.has(key))
    .map(({ key, title }, index): SheetColumn => {
      const column = { key, title: title[language], width: widths[key] ?? 16 };
      if (key === 'joinedOn' || key === 'leftOn') return { ...column, kind: 'date', width: 12 };
      if (key === 'state') return { ...column, kind: 'list', options: personStates.map((state) => stateWords[state][language]) };
      // The first column is the key: typing over it would make another person of them.
      return { ...column, kind: 'text', locked: kind === 'people' && index === 0 };
    });
}

async function rowsOf({ pool }: StaffDeps, kind: ImportKind, language: Language): Promise<Record<string, string>[]> {
  if (kind === 'people') return (await allPeople(pool)).map((person) => personRow(person, language));
  if (kind === 'departments')
    return (await allDepartments(pool)).map(({ code, name, parent, manager }) => ({ code, name, parent, manager }));
  return (await allDevices(pool)).map(({ serial, host, asset, owner }) => ({ serial, host, asset, owner }));
}

const personRow = (person: PersonRecord, language: Language): Record<string, string> => ({
  number: person.number,
  name: person.name,
  kana: person.kana,
  email: person.email,
  department: person.department,
  title: person.title,
  duties: duties
    .filter((duty) => person.duties.includes(duty))
    .map((duty) => dutyWords[duty][language])
    .join(language === 'ja' ? '、' : ', '),
  state: stateWords[person.state][language],
  joinedOn: person.joinedOn,
  leftOn: person.leftOn,
});
