import type { WorkKind } from '../../practices/suppliers/work-kinds.ts';
import { incidents, information } from './information.ts';
import { organisation, people, subcontracting } from './organisation.ts';
import type { Question, QuestionGroup } from './question.ts';
import { development, operation, terminals } from './systems.ts';

export type { Question, QuestionGroup } from './question.ts';

/** Stands in each frozen sheet; a change of words or weights of the bank is a new one. */
export const bankVersion = 1;

/** The question bank of the supplier assessment sheet (委託先審査票), in our own words. */
export const bank: readonly QuestionGroup[] = [
  organisation,
  people,
  subcontracting,
  information,
  incidents,
  terminals,
  development,
  operation,
];

export const questionIds: ReadonlySet<string> = new Set(bank.flatMap(({ questions }) => questions.map(({ id }) => id)));

/** A company's choice of groups, and of questions that it leaves out. */
export interface Template {
  readonly groups: readonly string[];
  readonly leftOut: readonly string[];
}
export const wholeBank: Template = { groups: bank.map(({ id }) => id), leftOut: [] };

const concerned = ({ concerns }: Question, kinds: readonly WorkKind[]): boolean =>
  concerns === undefined || concerns.some((kind) => kinds.includes(kind));

/** What is asked of a supplier who does this work: whole groups as the company picked them, without empty ones. */
export const askedOf = ({ groups, leftOut }: Template, kinds: readonly WorkKind[]): QuestionGroup[] =>
  bank
    .filter(({ id }) => groups.includes(id))
    .map((group) => ({ ...group, questions: group.questions.filter((each) => concerned(each, kinds) && !leftOut.includes(each.id)) }))
    .filter(({ questions }) => questions.length > 0);
