import type { Param, ParamValue } from '../api/types.ts';

/** What stands in the field while it is being edited: text for numbers, choices, texts and lists, true or false otherwise. */
export type Draft = string | boolean;

export type DraftFault = 'needNumber' | 'outOfBounds';
export type Read =
  | { readonly ok: true; readonly value: ParamValue; readonly same: boolean }
  | { readonly ok: false; readonly fault: DraftFault };

export function draftOf(value: ParamValue): Draft {
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.join('\n');
  return String(value);
}

/** The draft as a value, or why it is none. Full-width digits count as digits; empty lines of a list are dropped. */
export function readDraft(param: Pick<Param, 'type' | 'value' | 'min' | 'max'>, draft: Draft): Read {
  if (typeof draft === 'boolean') return { ok: true, value: draft, same: draft === param.value };
  if (param.type === 'number') return readNumber(param, draft);
  if (param.type !== 'list') return { ok: true, value: draft, same: draft === param.value };
  const lines = draft
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const list = [...new Set(lines)];
  return { ok: true, value: list, same: JSON.stringify(list) === JSON.stringify(param.value) };
}

function readNumber(param: Pick<Param, 'value' | 'min' | 'max'>, draft: string): Read {
  const text = draft.normalize('NFKC').replaceAll(',', '').trim();
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) return { ok: false, fault: 'needNumber' };
  if ((param.min !== null && value < param.min) || (param.max !== null && value > param.max)) return { ok: false, fault: 'outOfBounds' };
  return { ok: true, value, same: value === param.value };
}
