import type { CaseSummary } from '../api/cases-types.ts';
import type { SearchResult, Words } from '../api/types.ts';

export interface Hit {
  readonly kind: keyof SearchResult | 'cases';
  readonly id: string;
  readonly title: string;
  readonly href: string;
  /** Numbers of controls, clauses and cases are shown; ids of devices say nothing to a person. */
  readonly showsId: boolean;
}

const hrefOf: Record<keyof SearchResult, (id: string) => string> = {
  controls: (id) => `/controls/${id}`,
  clauses: (id) => `/controls/${controlOf(id)}#${id}`,
  devices: (id) => `/devices/${encodeURIComponent(id)}`,
  checks: (id) => `/checks/${id}`,
};

/** `8.12` of `8.12.b`, `8.1` of `8.1.d.5`. */
export const controlOf = (clauseId: string): string => clauseId.split('.').slice(0, 2).join('.');

/** The four small lists as one, in the order in which they are shown and walked through by keyboard. */
export function hitsOf(result: SearchResult, say: (words: Words) => string): readonly Hit[] {
  return (['controls', 'clauses', 'devices', 'checks'] as const).flatMap((kind) =>
    result[kind].map(({ id, title }) => ({
      kind,
      id,
      title: typeof title === 'string' ? title : say(title),
      href: hrefOf[kind](id),
      showsId: kind === 'controls' || kind === 'clauses',
    })),
  );
}

const casesShown = 6;

/** Cases among the hits: the one whose number was typed first of all. */
export function caseHits(cases: readonly CaseSummary[], q: string, say: (words: Words) => string): readonly Hit[] {
  const wanted = q.normalize('NFKC').trim().toLowerCase();
  const isNamed = ({ number }: CaseSummary): boolean => number.toLowerCase() === wanted;
  return [...cases.filter(isNamed), ...cases.filter((one) => !isNamed(one))].slice(0, casesShown).map((one) => ({
    kind: 'cases',
    id: one.number,
    title: `${one.label} (${say(one.state.title)})`,
    href: `/cases/${one.id}`,
    showsId: true,
  }));
}
