import { Fault } from '../base/fault.ts';
import { type Words, words } from '../base/text.ts';
import { type Cell, type Cells, charsMaxOf, type Field, isBlank, isNeeded } from './field.ts';
import { devicesMax } from './named.ts';

export interface CellProblem {
  readonly field: string;
  readonly says: Words;
}
export type ReadCells = { readonly ok: true; readonly cells: Cells } | { readonly ok: false; readonly problems: readonly CellProblem[] };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const unseen = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const unseenButLines = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/**
 * What a person filled in, in the one form in which it is kept: texts trimmed, blanks as null, nothing that no field names. Whether
 * a person, device or line that is named exists is asked by the room that stores it. `partial`: what is missing may be missing (a draft).
 */
export function readCells(
  fields: readonly Field[],
  given: Readonly<Record<string, unknown>>,
  options: { readonly partial?: boolean } = {},
): ReadCells {
  const problems: CellProblem[] = [];
  const cells: Record<string, Cell> = {};
  const known = new Set(fields.map(({ id }) => id));
  for (const id of Object.keys(given)) {
    if (!known.has(id)) problems.push({ field: id.slice(0, 60), says: words('この項目はありません。', 'There is no such field.') });
  }
  for (const field of fields) {
    const read = readCell(field, given[field.id] ?? null);
    if ('says' in read) problems.push({ field: field.id, says: read.says });
    else cells[field.id] = read.cell;
  }
  if (!options.partial) {
    for (const field of fields) {
      if (isNeeded(field, cells) && isBlank(cells[field.id]) && !problems.some((problem) => problem.field === field.id))
        problems.push({ field: field.id, says: words('入力してください。', 'Please fill this in.') });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, cells };
}

type Read = { readonly cell: Cell } | { readonly says: Words };

/** One cell. `null`, '' and an empty list are all blank. */
export function readCell(field: Field, given: unknown): Read {
  if (given === null || given === '' || (Array.isArray(given) && given.length === 0)) return { cell: null };
  switch (field.type) {
    case 'text':
    case 'longText':
      return readText(field, given);
    case 'number':
      return readNumber(field, given);
    case 'boolean':
      return typeof given === 'boolean' ? { cell: given } : { says: words('「はい」か「いいえ」を選んでください。', 'Choose yes or no.') };
    case 'date':
      return isDate(given)
        ? { cell: given }
        : { says: words('2026-11-22のような、実在する日付を入れてください。', 'Enter a date that exists, as 2026-11-22.') };
    case 'moment':
      return isMoment(given)
        ? { cell: given }
        : {
            says: words(
              '2026-11-22 19:00のような、実在する日時を入れてください。',
              'Enter a date and time that exist, as 2026-11-22 19:00.',
            ),
          };
    case 'choice':
      return typeof given === 'string' && Object.hasOwn(field.options ?? {}, given)
        ? { cell: given }
        : { says: words('選択肢から選んでください。', 'Choose one of the options.') };
    case 'choices':
      return readChoices(field, given);
    case 'devices':
      return readDevices(given);
    default:
      return typeof given === 'string' && uuid.test(given)
        ? { cell: given }
        : { says: words('一覧から選んでください。', 'Choose from the list.') };
  }
}

function readText(field: Field, given: unknown): Read {
  if (typeof given !== 'string') return { says: words('文字で入れてください。', 'Enter text.') };
  const text = (field.type === 'longText' ? given.replaceAll('\r\n', '\n') : given).trim();
  const charsMax = charsMaxOf(field);
  if (text.length > charsMax)
    return {
      says: words(`${charsMax}文字以内で入れてください(今は${text.length}文字)。`, `At most ${charsMax} characters (now ${text.length}).`),
    };
  if (!text.isWellFormed() || (field.type === 'longText' ? unseenButLines : unseen).test(text))
    return { says: words('使えない文字(制御文字)が入っています。', 'It holds characters that cannot be used (control characters).') };
  return { cell: text === '' ? null : text };
}

function readNumber({ min, max, unit }: Field, given: unknown): Read {
  if (typeof given !== 'number' || !Number.isFinite(given)) return { says: words('数字で入れてください。', 'Enter a number.') };
  const said = (value: number) => words(`${value}${unit?.ja ?? ''}`, `${value}${unit ? ` ${unit.en}` : ''}`);
  if (min !== undefined && given < min) return { says: words(`${said(min).ja}以上で入れてください。`, `At least ${said(min).en}.`) };
  if (max !== undefined && given > max) return { says: words(`${said(max).ja}以下で入れてください。`, `At most ${said(max).en}.`) };
  return { cell: given };
}

function readChoices({ options = {} }: Field, given: unknown): Read {
  if (!Array.isArray(given) || !given.every((each) => typeof each === 'string' && Object.hasOwn(options, each)))
    return { says: words('選択肢から選んでください。', 'Choose from the options.') };
  // In the order of the definition, each once: the same choice is always the same cell.
  return { cell: Object.keys(options).filter((key) => given.includes(key)) };
}

/** In the order in which they were chosen, each once. A single id is what the field held while it named one device. */
function readDevices(given: unknown): Read {
  const ids: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (!ids.every((each): each is string => typeof each === 'string' && uuid.test(each)))
    return { says: words('一覧から選んでください。', 'Choose from the list.') };
  const once = [...new Set(ids)];
  return once.length <= devicesMax
    ? { cell: once }
    : {
        says: words(
          `選べる端末は${devicesMax}台までです(今は${once.length}台)。分けて出してください。`,
          `At most ${devicesMax} devices (now ${once.length}). Write the others down apart.`,
        ),
      };
}

const isDate = (given: unknown): given is string => {
  if (typeof given !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(given) || given < '1900-01-01') return false;
  const at = new Date(`${given}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(given);
};

const isMoment = (given: unknown): given is string =>
  typeof given === 'string' && /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/.test(given) && isDate(given.slice(0, 10));

/** The refusal that a form understands: the first problem as every fault says it, and each one beside its field. */
export function cellsFault(problems: readonly CellProblem[]): Fault {
  const [first] = problems;
  return new Fault('value-out-of-bounds', {
    field: first!.field,
    ja: first!.says.ja,
    en: first!.says.en,
    ...Object.fromEntries(
      problems.flatMap(({ field, says }) => [
        [`problem.${field}.ja`, says.ja],
        [`problem.${field}.en`, says.en],
      ]),
    ),
  });
}
