import { type DutyResult, dutyResults } from '../api/duties-types.ts';
import { type Cells, type FieldView, isBlankCell, isNeededField } from '../api/mechanism-types.ts';
import type { Words } from '../api/types.ts';
import type { RecordDraft } from './draft.ts';

/** Asked of every duty besides its own fields; no definition may use a name that begins with `$`. */
const resultId = '$result';
export const remarkId = '$remark';

const nothing = { requiredWhen: null, hint: null, options: null, unit: null, min: null, max: null, maxChars: null, register: null };

/** Words of the screens, by their keys: already in the reader's language. */
export type Spoken = (key: 'result' | 'resultHint' | 'remark' | 'remarkHint' | `results.${DutyResult}`) => string;
const asWords = (text: string): Words => ({ ja: text, en: text });

/** The duty's own fields, then whether all was in order, then a remark: one form, one way to point at what is missing. */
export const recordFields = (
  fields: readonly FieldView[],
  { result }: RecordDraft,
  spoken: Spoken,
  { ofCase = false }: { ofCase?: boolean } = {},
): FieldView[] => [
  ...fields,
  {
    ...nothing,
    id: resultId,
    title: asWords(spoken('result')),
    hint: asWords(spoken('resultHint')),
    type: 'choice',
    required: true,
    // What a case waits for there was.
    options: dutyResults.filter((key) => !ofCase || key !== 'no-case').map((key) => ({ key, title: asWords(spoken(`results.${key}`)) })),
  },
  {
    ...nothing,
    id: remarkId,
    title: asWords(spoken('remark')),
    hint: asWords(spoken('remarkHint')),
    type: 'longText',
    // What went wrong is said where something did.
    required: result === 'problem',
    maxChars: 2_000,
  },
];

export const valuesOf = ({ record, result, remark }: RecordDraft): Cells => ({ ...record, [resultId]: result, [remarkId]: remark });

export function draftOfValues(draft: RecordDraft, values: Cells): RecordDraft {
  const { [resultId]: result, [remarkId]: remark, ...record } = values;
  return {
    ...draft,
    record,
    result: dutyResults.find((each): each is DutyResult => each === result) ?? null,
    remark: typeof remark === 'string' ? remark : '',
  };
}

/** Ids of the fields that must be filled and are not; where there was no case, there is nothing to write down. The server decides. */
export function missingFields(fields: readonly FieldView[], draft: RecordDraft): string[] {
  const values = valuesOf(draft);
  return recordFields(draft.result === 'no-case' ? [] : fields, draft, String)
    .filter((field) => isNeededField(field, values) && isBlankCell(values[field.id]))
    .map(({ id }) => id);
}

export const lacksFile = (file: 'needed' | 'possible', { result, pending }: RecordDraft, attached: number): boolean =>
  file === 'needed' && result !== 'no-case' && attached + pending.length === 0;
