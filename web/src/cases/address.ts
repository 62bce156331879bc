import type { CaseOpenSearch, CaseSearch } from '../api/cases-types.ts';

type Raw = Record<string, unknown>;

const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined => allowed.find((each) => each === value);
const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : undefined;
const like = (value: unknown, shape: RegExp): string | undefined => (typeof value === 'string' && shape.test(value) ? value : undefined);
const yes = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);
const filled = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const kindId = /^[a-z0-9-]+\/[a-z0-9-]+$/;
const name = /^[a-zA-Z0-9-]{1,60}$/;

/** What stands after the question mark, read strictly: what does not fit is left out, never an error page. */
export function caseSearch(raw: Raw): CaseSearch {
  const offset = Number(raw.offset);
  return filled({
    kind: like(raw.kind, kindId),
    state: oneOf(raw.state, ['ended', 'all'] as const),
    in: like(raw.in, name),
    device: like(raw.device, uuid),
    mine: yes(raw.mine),
    waiting: yes(raw.waiting),
    q: text(raw.q),
    offset: raw.offset !== undefined && Number.isInteger(offset) && offset > 0 ? offset : undefined,
  }) as CaseSearch;
}

/** Which of the forms and variants somebody opens a case with, and for which line of a register. */
export const caseOpenSearch = (raw: Raw): CaseOpenSearch =>
  filled({ step: like(raw.step, name), variant: like(raw.variant, name), line: like(raw.line, uuid) }) as CaseOpenSearch;

export const kindAddress = (kind: string): { room: string; name: string } => {
  const [room = '', name = ''] = kind.split('/');
  return { room, name };
};
