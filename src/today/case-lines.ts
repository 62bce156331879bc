import { words } from '../base/text.ts';
import { type CaseToDo, eachMax, type PracticeLine, type PracticeSituation } from './practice.ts';

/** Cases that wait for an act of this person: a line each, the rest in one. What a duty waits for stands among the duties. */
export function caseLines({ total, first }: PracticeSituation['cases']): PracticeLine[] {
  const shown = first.slice(0, total <= eachMax + 1 ? total : eachMax);
  const rest = total - shown.length;
  return [
    ...shown.map(caseLine),
    ...(rest === 0
      ? []
      : [
          {
            id: 'cases-rest',
            title: words(`ほかの、あなたの対応を待つ案件 ${rest}件`, `${rest} more cases that wait for you`),
            why: words('長く待っている順に並んでいます。', 'What has waited longest stands first.'),
            dueOn: null,
            to: '/cases?waiting=true',
            act: words('案件を開く', 'Open the cases'),
          },
        ]),
  ];
}

const caseLine = ({ id, kind, number, label, state, does, since }: CaseToDo): PracticeLine => ({
  id: `case-${id}`,
  title: words(`${kind.ja} ${number}「${label}」を進める`, `Go on with ${kind.en} ${number}: “${label}”`),
  why: words(
    `${since}から「${state.ja}」のまま、あなたの「${either(does.map(({ ja }) => ja)).join('」か「')}」を待っています。`,
    `“${state.en}” since ${since}. It waits for you: ${either(does.map(({ en }) => en)).join(', or ')}.`,
  ),
  dueOn: null,
  to: `/cases/${id}`,
  act: words('案件を開く', 'Open the case'),
});

/** Two that say the same are one. */
const either = (does: readonly string[]): string[] => [...new Set(does)];
