import type { Procedures } from '../api/procedure-types.ts';

/** The one thing to do next, seen from who looks. */
export type NextStep =
  | { readonly step: 'start' }
  | { readonly step: 'wait-for-draft' }
  | { readonly step: 'decide'; readonly version: string }
  | { readonly step: 'wait-for-approval'; readonly version: string }
  | { readonly step: 'repair'; readonly stops: number }
  | { readonly step: 'submit' }
  | { readonly step: 'wait-for-day' }
  | { readonly step: 'leaflet' }
  | { readonly step: 'revise'; readonly count: number }
  | { readonly step: 'none' };

const deciders: readonly string[] = ['committee', 'management'];

/** Whether anything of the company's own has been said yet: the questions, or an edit. */
export const isUntouched = ({ company, draft, controls, inForce, upcoming }: Procedures): boolean =>
  inForce === null &&
  upcoming === null &&
  (company === '' || (draft.changes === 0 && controls.every((control) => control.proposed === null)));

export function nextStepOf(procedures: Procedures, roles: readonly string[]): NextStep {
  const { submitted, inForce, upcoming, draft } = procedures;
  const writes = roles.includes('administrator');
  if (submitted !== null) {
    const decides = roles.some((role) => deciders.includes(role)) && !submitted.isOwn;
    const decided = submitted.decisions.some((decision) => decision.isOwn);
    return { step: decides && !decided ? 'decide' : 'wait-for-approval', version: submitted.id };
  }
  if (isUntouched(procedures)) return { step: writes ? 'start' : 'wait-for-draft' };
  const ready = draft.changes > 0 || (inForce === null && upcoming === null);
  if (ready && !writes) return inForce === null ? { step: 'wait-for-draft' } : { step: 'none' };
  if (ready) {
    const stops = draft.problems.filter((problem) => problem.level === 'stop').length;
    return stops > 0 ? { step: 'repair', stops } : { step: 'submit' };
  }
  if (upcoming !== null) return { step: 'wait-for-day' };
  if (procedures.recommendations.length > 0 && writes) return { step: 'revise', count: procedures.recommendations.length };
  return { step: 'none' };
}

export type Place =
  | { readonly to: 'company' }
  | { readonly to: 'people' }
  | { readonly to: 'statement' }
  | { readonly to: 'interview' }
  | { readonly to: 'value'; readonly id: string }
  | { readonly to: 'chapter'; readonly id: string; readonly hash?: string }
  | { readonly to: 'here' };

/**
 * Where a problem or a recommendation is put right. `at` is `8.13`, `8.13.c`, `company`, `statement`, `interview`, a value's id, or one of these
 * behind its kind as the ledger writes it: `clause:8.13.c`.
 */
export function placeOf(at: string): Place {
  const [kind, rest] = at.includes(':') ? (at.split(':', 2) as [string, string]) : ['', at];
  if (kind === 'company' || rest === 'company') return { to: 'company' };
  if (kind === 'statement' || rest === 'statement' || rest.startsWith('A.')) return { to: 'statement' };
  if (rest === 'approvers') return { to: 'people' };
  if (rest === 'interview') return { to: 'interview' };
  const chapter = /^8\.\d{1,2}/.exec(rest)?.[0];
  if (chapter !== undefined) return chapter === rest ? { to: 'chapter', id: chapter } : { to: 'chapter', id: chapter, hash: rest };
  if (kind === 'value' || /^[a-z][a-zA-Z0-9]*$/.test(rest)) return { to: 'value', id: rest };
  return { to: 'here' };
}
