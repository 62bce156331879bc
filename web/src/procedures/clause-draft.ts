import type { Adoption, ClauseEdit, DraftClause } from '../api/procedure-types.ts';
import type { Language } from '../api/types.ts';
import { type SlotNames, toKept, toWritten } from './slots.ts';

/** What a person writes about a clause, all as it stands in the fields: texts as written, nobody and nothing as ''. */
export interface Fields {
  readonly adoption: Adoption;
  readonly textJa: string;
  readonly textEn: string;
  readonly reason: string;
  readonly owner: string;
  readonly deputy: string;
  readonly necessity: string;
  readonly note: string;
  readonly plainJa: string;
  readonly plainEn: string;
}
export type Field = keyof Fields;
export const fieldNames = [
  'adoption',
  'textJa',
  'textEn',
  'reason',
  'owner',
  'deputy',
  'necessity',
  'note',
  'plainJa',
  'plainEn',
] as const satisfies readonly Field[];

/** What is being written, against the clause as it stood when the writing began. */
export interface Edit {
  readonly revision: number;
  readonly base: Fields;
  readonly now: Fields;
  /** Own words that were not taken when two people's changes were brought together: kept to be copied. */
  readonly aside?: readonly string[];
}

export type Names = Readonly<Record<Language, SlotNames>>;

/** As the server counts them (contract-procedures.ts); a test holds the two together. */
export const textCharsMax = 4000;
export const reasonCharsMax = 2000;
export const plainCharsMax = 400;

export const fieldsOf = (clause: DraftClause, names: Names): Fields => ({
  adoption: clause.adoption,
  textJa: toWritten(clause.text.ja, names.ja),
  textEn: toWritten(clause.text.en, names.en),
  reason: clause.reason,
  owner: clause.owner?.party ?? '',
  deputy: clause.deputy?.party ?? '',
  necessity: clause.necessity,
  note: clause.note,
  plainJa: clause.plain?.ja ?? '',
  plainEn: clause.plain?.en ?? '',
});

/** Whether a clause with this adoption has a text of the company's own. */
export const hasOwnText = (adoption: Adoption): boolean => adoption === 'changed' || adoption === 'replaced';

/** A text counts only where the clause has one of its own: what was typed and then left by choosing 採用 is no change. */
const counts = (field: Field, fields: Fields): boolean => (field !== 'textJa' && field !== 'textEn') || hasOwnText(fields.adoption);

export const differing = (a: Fields, b: Fields): Field[] =>
  fieldNames.filter((field) => a[field] !== b[field] && (counts(field, a) || counts(field, b)));

export const isDirty = (edit: Edit): boolean => differing(edit.base, edit.now).length > 0;

/** Another way to take the clause. A text of one's own begins with the sample where it is changed, empty where it is replaced. */
export function withAdoption(now: Fields, adoption: Adoption, sample: { ja: string; en: string }): Fields {
  const isSample = now.textJa === sample.ja && now.textEn === sample.en;
  if (adoption === 'replaced' && isSample) return { ...now, adoption, textJa: '', textEn: '' };
  if (adoption === 'changed' && now.textJa === '' && now.textEn === '') return { ...now, adoption, textJa: sample.ja, textEn: sample.en };
  return { ...now, adoption };
}

export type DraftFault = 'needText' | 'needReason' | 'tooLong' | 'sameText';

/** What stands in the way of saving, by field. Lengths are counted as the server will. */
export function faultsOf(now: Fields, sample: { ja: string; en: string }, names: Names): Partial<Record<Field, DraftFault>> {
  const faults: Partial<Record<Field, DraftFault>> = {};
  if (hasOwnText(now.adoption)) {
    if (now.textJa.trim() === '') faults.textJa = 'needText';
    if (now.adoption === 'changed' && now.textJa === sample.ja && now.textEn === sample.en) faults.textJa = 'sameText';
    if (toKept(now.textJa, names.ja).length > textCharsMax) faults.textJa = 'tooLong';
    if (toKept(now.textEn, names.en).length > textCharsMax) faults.textEn = 'tooLong';
  }
  if ((now.adoption === 'replaced' || now.adoption === 'not-applicable') && now.reason.trim() === '') faults.reason = 'needReason';
  if (now.reason.length > reasonCharsMax) faults.reason = 'tooLong';
  if (now.necessity.length > reasonCharsMax) faults.necessity = 'tooLong';
  if (now.note.length > textCharsMax) faults.note = 'tooLong';
  if (now.plainJa.trim() === '' && now.plainEn.trim() !== '') faults.plainJa = 'needText';
  if (now.plainJa.length > plainCharsMax) faults.plainJa = 'tooLong';
  if (now.plainEn.length > plainCharsMax) faults.plainEn = 'tooLong';
  return faults;
}

export const keptText = (now: Fields, names: Names) => ({ ja: toKept(now.textJa, names.ja), en: toKept(now.textEn, names.en) });

/** What is sent. */
export const bodyOf = ({ revision, now }: Edit, names: Names): ClauseEdit => ({
  revision,
  adoption: now.adoption,
  ...(hasOwnText(now.adoption) ? { text: keptText(now, names) } : {}),
  reason: now.reason,
  owner: now.owner === '' ? null : now.owner,
  deputy: now.deputy === '' ? null : now.deputy,
  necessity: now.necessity,
  note: now.note,
  plain: now.plainJa === '' && now.plainEn === '' ? null : { ja: now.plainJa, en: now.plainEn },
});

export type Side = 'mine' | 'theirs' | 'both';
export interface Meeting {
  readonly field: Field;
  readonly mine: string;
  readonly theirs: string;
  /** Who of the two changed it, when only one did; else mine, because it is not saved yet. */
  readonly proposed: Side;
}

/** Two people's changes of one clause, field by field. Empty: they say the same. */
export const meetings = (edit: Edit, theirs: Fields): Meeting[] =>
  differing(edit.now, theirs).map((field) => ({
    field,
    mine: edit.now[field],
    theirs: theirs[field],
    proposed: edit.now[field] === edit.base[field] ? 'theirs' : 'mine',
  }));

const isLong = (field: Field): boolean => field !== 'adoption' && field !== 'owner' && field !== 'deputy';
export const canBeBoth = (meeting: Meeting): boolean => isLong(meeting.field) && meeting.mine !== '' && meeting.theirs !== '';

/** The two brought together as chosen, against what stands now. What was written here and not taken is kept aside. */
export function broughtTogether(edit: Edit, theirs: Fields, revision: number, choose: (meeting: Meeting) => Side): Edit {
  const found = meetings(edit, theirs);
  const taken = (meeting: Meeting): string => {
    const side = choose(meeting);
    return side === 'both' ? `${meeting.theirs}\n${meeting.mine}` : meeting[side];
  };
  const now = { ...edit.now, ...Object.fromEntries(found.map((meeting) => [meeting.field, taken(meeting)])) } as Fields;
  const wrote = ({ field, mine }: Meeting): boolean => isLong(field) && mine !== '' && mine !== edit.base[field];
  const left = found.filter((meeting) => wrote(meeting) && choose(meeting) === 'theirs');
  return { revision, base: theirs, now, aside: [...(edit.aside ?? []), ...left.map((meeting) => meeting.mine)] };
}
