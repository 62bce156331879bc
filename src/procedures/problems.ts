import { saidList, type Words, words } from '../base/text.ts';
import type { Clause } from '../catalog/control.ts';
import { allParams, clauseById, controls, isOperative } from '../catalog/index.ts';
import { necessities } from '../catalog/necessity.ts';
import { isCheck } from '../mechanism/citation.ts';
import type { Param } from '../mechanism/param.ts';
import type { DraftValues } from './build.ts';
import { type ClauseContent, type ControlContent, type ProcedureContent, slotsIn } from './content.ts';
import type { PartyNames, ProceduresPorts } from './ports.ts';

/** Something that stands in the way of submitting (`stop`), or that the committee should know (`warn`). */
export interface Problem {
  readonly level: 'stop' | 'warn';
  /** A clause or a control by its id, `value:<id>`, or `company`. */
  readonly at: string;
  readonly words: Words;
}

interface Examined {
  readonly content: ProcedureContent;
  readonly values: DraftValues;
  readonly names: PartyNames;
  readonly proposed: ProceduresPorts['proposed'];
}

/** Clauses that apply and ask for something: those of controls that apply, themselves not excluded. */
export const inEffect = (control: ControlContent): ClauseContent[] =>
  control.applicable ? control.clauses.filter((clause) => clause.adoption !== 'not-applicable') : [];
export const asksForSomething = ({ id }: { readonly id: string }): boolean => {
  const found = clauseById(id);
  return found !== undefined && isOperative(found.clause);
};

/** Values that a check of the clause reads and the sample's sentence says, but the company's sentence says no more. */
export function unsaidValues(clause: Clause, text: Words): string[] {
  const read = new Set(
    clause.mechanisms.filter(isCheck).flatMap((check) => Object.values(check.params as Record<string, Param>).map((param) => param.id)),
  );
  const said = new Set(slotsIn(text.ja));
  return slotsIn(clause.text.ja).filter((slot) => read.has(slot) && !said.has(slot));
}

/** Everything that is missing or worth knowing, what stops first. Pure. */
export function problemsOf(examined: Examined): Problem[] {
  const found = [...companyProblems(examined), ...controlProblems(examined), ...valueProblems(examined), ...ownerProblems(examined)];
  return [...found.filter(({ level }) => level === 'stop'), ...found.filter(({ level }) => level === 'warn')];
}

const stop = (at: string, ja: string, en: string): Problem => ({ level: 'stop', at, words: words(ja, en) });
const warn = (at: string, ja: string, en: string): Problem => ({ level: 'warn', at, words: words(ja, en) });

const companyProblems = ({ content }: Examined): Problem[] =>
  content.company.name.trim() === '' ? [stop('company', '会社の名前が決まっていません。', 'The company has no name yet.')] : [];

function controlProblems({ content, values, proposed }: Examined): Problem[] {
  return content.controls.flatMap((control) => {
    if (!control.applicable) {
      return control.reason.trim() === ''
        ? [stop(control.id, `${control.id}を適用しない理由がありません。`, `There is no reason why ${control.id} does not apply.`)]
        : [];
    }
    const kept = proposed(control.id)?.applicable === false ? [keptAnyway(control.id)] : [];
    return [...kept, ...control.clauses.flatMap((clause) => clauseProblems(clause, values, kept.length === 0 ? proposed : () => null))];
  });
}

const keptAnyway = (id: string): Problem =>
  warn(
    id,
    `${id}は、最初の質問の答えからは適用外を提案していますが、適用しています。`,
    `${id} applies, although the company’s answers suggest that it need not.`,
  );

function clauseProblems(clause: ClauseContent, values: DraftValues, proposed: ProceduresPorts['proposed']): Problem[] {
  const { id, adoption, reason, text } = clause;
  const found: Problem[] = [];
  if ((adoption === 'not-applicable' || adoption === 'replaced') && reason.trim() === '')
    found.push(stop(id, `${id}に理由がありません。`, `${id} lacks its reason.`));
  if (adoption === 'not-applicable') return found;
  if (text.ja.trim() === '') found.push(stop(id, `${id}に本文がありません。`, `${id} has no text.`));
  if (necessities[id] && clause.necessity.trim() === '')
    found.push(
      stop(
        id,
        `${id}は「どのようなときに必要か」がまだ決まっていません。`,
        `Nobody has decided yet when ${id} is necessary, or who may except from it.`,
      ),
    );
  if (proposed(id)?.applicable === false) found.push(keptAnyway(id));
  if (adoption === 'adopted') return found;
  const unknown = [...new Set([...slotsIn(text.ja), ...slotsIn(text.en)])].filter((slot) => !values.has(slot));
  if (unknown.length > 0) {
    const slots = saidList(unknown.map((slot) => `{${slot}}`));
    found.push(
      warn(
        id,
        `${id}の${slots.ja}は、どの会社の値でもありません。文字のまま残ります。`,
        `${id}: ${slots.en} names no company value and stays as it is.`,
      ),
    );
  }
  const unsaid = unsaidValues(clauseById(id)!.clause, text).map((slot) => values.get(slot)!.param.title);
  if (unsaid.length > 0) {
    const list = { ja: saidList(unsaid.map(({ ja }) => ja)).ja, en: saidList(unsaid.map(({ en }) => en)).en };
    const ja = `${id}の本文から、点検が使う値(${list.ja})がなくなっています。`;
    found.push(warn(id, ja, `The text of ${id} no longer says what its check reads (${list.en}).`));
  }
  return found;
}

function valueProblems({ content, values }: Examined): Problem[] {
  const found: Problem[] = [];
  for (const { param, laxer, reason } of values.values()) {
    if (laxer && !reason?.trim())
      found.push(
        stop(
          `value:${param.id}`,
          `「${param.title.ja}」が手本より緩いのに、理由がありません。`,
          `“${param.title.en}” is laxer than the guideline’s and lacks a reason.`,
        ),
      );
  }
  const used = new Set(content.controls.filter((control) => control.applicable).flatMap((control) => paramsOf.get(control.id) ?? []));
  const open = allParams.filter((param) => param.origin === 'company' && used.has(param.id) && values.get(param.id)?.answered !== true);
  if (open.length > 0) {
    const list = { ja: saidList(open.map((param) => param.title.ja)).ja, en: saidList(open.map((param) => param.title.en)).en };
    found.push(
      warn(
        'interview',
        `会社が決める値のうち${open.length}個は、まだ提案のままです(${list.ja})。`,
        `${open.length} values that the company chooses are still our suggestions (${list.en}).`,
      ),
    );
  }
  return found;
}

const paramsOf = new Map(controls.map((control) => [control.id, control.params.map((param) => param.id)]));

function ownerProblems({ content, names }: Examined): Problem[] {
  const applied = content.controls.flatMap(inEffect);
  const operative = applied.filter(asksForSomething);
  const about = (clauses: readonly ClauseContent[], ja: (n: number) => string, en: (n: number) => string): Problem[] => {
    if (clauses.length === 0) return [];
    const list = saidList(clauses.map((clause) => clause.id));
    return [warn(clauses[0]!.id, `${ja(clauses.length)}(${list.ja})。`, `${en(clauses.length)} (${list.en}).`)];
  };
  const gone = (party: string | null): boolean => party !== null && names.get(party)?.gone === true;
  return [
    ...about(
      operative.filter((clause) => clause.owner === null),
      (n) => `担当者の決まっていない項が${n}件あります`,
      (n) => `${n === 1 ? '1 clause has' : `${n} clauses have`} no owner`,
    ),
    ...about(
      applied.filter((clause) => gone(clause.owner) || gone(clause.deputy)),
      (n) => `担当者または代行者がもういない項が${n}件あります`,
      (n) => `${n === 1 ? '1 clause names' : `${n} clauses name`} an owner or deputy who is gone`,
    ),
    ...about(
      applied.filter((clause) => clause.text.en.trim() === ''),
      (n) => `英語の文がない項が${n}件あります`,
      (n) => `${n === 1 ? '1 clause has' : `${n} clauses have`} no English text`,
    ),
  ];
}
