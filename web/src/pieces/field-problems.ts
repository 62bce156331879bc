import { ApiError } from '../api/api-error.ts';
import type { Words } from '../api/types.ts';

/** What the server refused, beside each field: by the field's id. Empty for every other fault. */
export function fieldProblems(fault: unknown): Readonly<Record<string, Words>> {
  if (!(fault instanceof ApiError) || fault.code !== 'value-out-of-bounds') return {};
  const { params } = fault;
  const problems: Record<string, Words> = {};
  for (const [key, ja] of Object.entries(params)) {
    const id = /^problem\.(.+)\.ja$/.exec(key)?.[1];
    if (id !== undefined) problems[id] = { ja: String(ja), en: String(params[`problem.${id}.en`] ?? ja) };
  }
  // A fault that names one field only says its words by themselves.
  if (typeof params.field === 'string' && typeof params.ja === 'string')
    problems[params.field] ??= { ja: params.ja, en: String(params.en ?? params.ja) };
  return problems;
}
