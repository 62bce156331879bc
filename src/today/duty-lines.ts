import { words } from '../base/text.ts';
import { type DutyToDo, folded, type PracticeLine, soonest } from './practice.ts';

/** Questions whether really nothing happened are answered together. */
export function dutyLines(duties: readonly DutyToDo[], date: string): PracticeLine[] {
  const quiet = duties.filter(({ isQuiet }) => isQuiet);
  const alone = quiet.length === 1;
  return [
    ...folded(alone ? duties : duties.filter(({ isQuiet }) => !isQuiet), dutyLine(date), (rest) => restOfDuties(rest, date)),
    ...(quiet.length < 2
      ? []
      : [
          {
            id: 'duties-quiet',
            title: words(`該当がなかったことを記録する(${quiet.length}件)`, `Record that there was no case (${quiet.length})`),
            why: words(
              '長いあいだ記録のない業務です。本当に該当がなかったかを、まとめて確かめます。',
              'Nobody recorded any of these for long. Look once whether really nothing happened.',
            ),
            dueOn: soonest(quiet),
            to: '/duties?view=quiet',
            act: words('まとめて確かめる', 'Answer them together'),
          },
        ]),
  ];
}

function restOfDuties(rest: readonly DutyToDo[], date: string): PracticeLine {
  const late = rest.filter(({ dueOn }) => dueOn !== null && dueOn < date).length;
  return {
    id: 'duties-rest',
    title:
      late === 0
        ? words(`ほかの定期業務 ${rest.length}件`, `${rest.length} more duties`)
        : words(`ほかの定期業務 ${rest.length}件(うち期限超過 ${late}件)`, `${rest.length} more duties (${late} overdue)`),
    why: words('期限の近い順に並んでいます。', 'They stand in the order of their dates.'),
    dueOn: soonest(rest),
    to: '/duties?who=mine',
    act: words('定期業務を開く', 'Open the duties'),
  };
}

/** What happens if nobody does anything, by how far it went. */
const consequences = {
  due: words(
    '期限までに行わないと、関係する項が不適合になり、委員会へ上申されます。',
    'If it is not done by then, its clauses fail and it goes up to the committee.',
  ),
  overdue: words('関係する項は不適合です。このままだと委員会へ上申されます。', 'Its clauses fail. Next it goes up to the committee.'),
  committee: words(
    '委員会へ上申済みです。このままだとトップマネジメントへ上申されます。',
    'It went up to the committee. Next it goes up to top management.',
  ),
  management: words(
    'トップマネジメントへ上申済みです。行うまで、関係する項は不適合のままです。',
    'It went up to top management. Its clauses fail until it is done.',
  ),
};

const dutyLine =
  (date: string) =>
  ({ id, title, about, dueOn, escalation }: DutyToDo): PracticeLine => ({
    id: `duty-${id}`,
    title: words(`${title.ja}(${about.ja})`, `${title.en} (${about.en})`),
    why:
      escalation > 1
        ? consequences.management
        : escalation === 1
          ? consequences.committee
          : consequences[dueOn !== null && dueOn < date ? 'overdue' : 'due'],
    dueOn,
    to: `/duties/${id}`,
    act: words('実施して記録する', 'Do and record it'),
  });

const dayMs = 86_400_000;
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

function escalatedLine({ id, title, about, dueOn, owner, escalation }: DutyToDo, date: string): PracticeLine {
  const days = dueOn === null ? 0 : daysBetween(dueOn, date);
  const next =
    escalation > 1
      ? words('担当者に指示するか、担当者を替えてください。', 'Have it done, or name another owner.')
      : words('このままだとトップマネジメントへ上申されます。', 'Next it goes up to top management.');
  return {
    id: `escalated-${id}`,
    title: words(`上申された「${title.ja}」(${about.ja})に対応する`, `“${title.en}” (${about.en}) went up to you`),
    why: words(
      `${owner.ja}が、期限から${days}日たっても行っていません。${next.ja}`,
      `${owner.en}: not done, ${days} days late. ${next.en}`,
    ),
    dueOn,
    to: `/duties/${id}`,
    act: words('経緯を見る', 'See what happened'),
  };
}

/** What went up to this person: it is others who should have done it. */
export const escalatedLines = (escalated: readonly DutyToDo[], date: string): PracticeLine[] =>
  folded(
    escalated,
    (each) => escalatedLine(each, date),
    (rest) => ({
      id: 'escalated-rest',
      title: words(`ほかの上申された定期業務 ${rest.length}件`, `${rest.length} more duties that went up`),
      why: words('期限を過ぎても、担当者も代行者も行っていません。', 'They are overdue, and neither owner nor deputy has done them.'),
      dueOn: soonest(rest),
      to: '/duties?who=all&state=overdue',
      act: words('期限超過を開く', 'Open what is overdue'),
    }),
  );
