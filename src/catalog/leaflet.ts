import type { Words } from '../base/text.ts';
import { isRule } from '../mechanism/citation.ts';
import type { Actor, Clause } from './control.ts';
import { clauseById, isOperative } from './index.ts';
import { lines, topics } from './leaflet-lines.ts';
import { operatorLines, operatorTopics } from './leaflet-operators.ts';

/** Who a leaflet (しおり) is for, and the actor of a clause that brings it into the leaflet. */
const audienceOf = {
  user: 'everyone',
  developer: 'developers',
  departmentManager: 'managers',
  administrator: 'operators',
  operator: 'operators',
  committee: 'operators',
} as const satisfies Partial<Record<Actor, string>>;
export type Audience = (typeof audienceOf)[keyof typeof audienceOf];

/** What a leaflet says of one clause. */
export interface SaidClause {
  /** Where it stands among the headings of a leaflet, from 0. */
  readonly order: number;
  readonly topic: Words;
  readonly plain: Words;
}
/** By audience, because who uses a thing and who looks after it are told different halves of one clause. */
export type LeafletClause = Readonly<Partial<Record<Audience, SaidClause>>>;

const order = Object.keys(topics);
const operatorOrder = Object.keys(operatorTopics);

function saidTo(id: string, audience: Audience): SaidClause | null {
  if (audience === 'operators') {
    const said = operatorLines[id];
    return said === undefined ? null : { order: operatorOrder.indexOf(said.topic), topic: operatorTopics[said.topic], plain: said.words };
  }
  const said = lines[id];
  return said === undefined ? null : { order: order.indexOf(said.topic), topic: topics[said.topic], plain: said.words };
}

/** Every clause that a leaflet says, by its id. */
export const leafletClauses: ReadonlyMap<string, LeafletClause> = new Map(
  [...new Set([...Object.keys(lines), ...Object.keys(operatorLines)])].flatMap((id) => {
    const clause = clauseById(id)?.clause;
    if (!clause) return [];
    const said = audiencesOf(clause).flatMap((audience) => {
      const words = saidTo(id, audience);
      return words === null ? [] : [[audience, words] as const];
    });
    return said.length === 0 ? [] : [[id, Object.fromEntries(said) as LeafletClause] as const];
  }),
);

/**
 * The leaflets that say a clause. Users, developers and department managers read what asks something of them, and the advice behind a
 * rule. Who runs IT works with the clauses themselves, and reads what is a rule: what no fact and no record can prove.
 */
export function audiencesOf(clause: Clause): Audience[] {
  const ruled = clause.mechanisms.some(isRule);
  return concernedBy(clause).filter((audience) =>
    audience === 'operators' ? ruled : isOperative(clause) || (ruled && clause.type === 'advice'),
  );
}

/** The leaflets whose readers a clause's rule binds. What only introduces others is read where those are. */
export const readersOf = (clause: Clause): Audience[] =>
  concernedBy(clause).filter((audience) => audience !== 'operators' || clause.mechanisms.some(isRule));

function concernedBy({ actors }: Clause): Audience[] {
  const of: Partial<Record<Actor, Audience>> = audienceOf;
  return [...new Set(actors.flatMap((actor) => of[actor] ?? []))];
}

const firstOf = (id: string): SaidClause | undefined => {
  const said = leafletClauses.get(id);
  return said?.everyone ?? said?.developers ?? said?.managers ?? said?.operators;
};

/**
 * The plain words that a leaflet shows for a clause as long as the company adopts it unchanged; null where no leaflet says it. Where those
 * who run IT are told something else of it, see `plainWordsFor`.
 */
export const plainWordsOf = (clauseId: string): Words | null => firstOf(clauseId)?.plain ?? null;

/** The plain words of leaflets that say a clause in another way than `plainWordsOf`; null where all say the same. */
export function plainWordsFor(clauseId: string): { readonly operators: Words } | null {
  const said = leafletClauses.get(clauseId);
  const own = said?.operators?.plain;
  return own === undefined || own.ja === firstOf(clauseId)!.plain.ja ? null : { operators: own };
}
