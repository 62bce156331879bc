import { type Words, words } from '../base/text.ts';
import type { Counted, PracticeLine, PracticeSituation } from './practice.ts';

/** One register is named; several are one line that leads to their list. */
export function registerLines({ overdue, differences, toConfirm }: PracticeSituation['registers']): PracticeLine[] {
  const all = '/registers?show=attention';
  const sum = (items: readonly Counted[]) => items.reduce((total, { count }) => total + count, 0);
  const lines: PracticeLine[] = [];
  const add = (id: string, title: Words, why: Words, to: string, act: Words) => lines.push({ id, title, why, dueOn: null, to, act });
  const [late] = overdue;
  if (late)
    add(
      'registers-overdue',
      overdue.length === 1
        ? words(`${late.title.ja}の期限切れの行を片付ける(${late.count}行)`, `${late.title.en}: lines past their date (${late.count})`)
        : words(
            `台帳の期限切れの行を片付ける(${overdue.length}冊、${sum(overdue)}行)`,
            `Lines past their date in ${overdue.length} registers (${sum(overdue)})`,
          ),
      words('期限を過ぎた行がある間、その台帳は不適合です。', 'A register fails while it has any.'),
      overdue.length === 1 ? `/registers/${late.id}` : all,
      words('台帳を開く', 'Open the register'),
    );
  const [apart] = differences;
  if (apart)
    add(
      'registers-differences',
      differences.length === 1
        ? words(
            `${apart.title.ja}と測定の差異を片付ける(${apart.count}件)`,
            `${apart.title.en}: differences from what is measured (${apart.count})`,
          )
        : words(
            `台帳と測定の差異を片付ける(${differences.length}冊、${sum(differences)}件)`,
            `Differences between ${differences.length} registers and what is measured (${sum(differences)})`,
          ),
      words('台帳に載せるか、理由を説明するまで、その台帳は不適合です。', 'A register fails until each is registered or explained.'),
      differences.length === 1 ? `/registers/${apart.id}/differences` : all,
      words('差異を見る', 'See the differences'),
    );
  const [first] = toConfirm;
  if (first)
    add(
      'confirm',
      toConfirm.length === 1
        ? words(`${first.title.ja}の内容を確認する`, `Confirm: ${first.title.en}`)
        : words(`台帳の内容を確認する(${toConfirm.length}冊)`, `Confirm registers (${toConfirm.length})`),
      words(
        '確認するまで、その台帳は不明です。行がない台帳も「該当なし」として確認すると証跡になります。',
        'A register is unknown until it is confirmed. An empty one too: that there is nothing to write is evidence.',
      ),
      toConfirm.length === 1 ? `/registers/${first.id}` : all,
      words('台帳を開く', 'Open the registers'),
    );
  return lines;
}

/** For the committee. */
export const exceptionLines = ({ endingExceptions }: PracticeSituation): PracticeLine[] =>
  endingExceptions === null
    ? []
    : [
        {
          id: 'exceptions',
          title: words(`期限の近い例外を確かめる(${endingExceptions.count}件)`, `Exceptions that end soon (${endingExceptions.count})`),
          why: words(
            '期限が来ると、例外のない元の定めに戻ります。続けるなら、その前に改めて承認が要ります。',
            'Once they end, the procedure counts again. To go on they need a new approval before that.',
          ),
          dueOn: endingExceptions.soonest,
          to: '/registers/exceptions/exceptions?sort=approvedUntil',
          act: words('例外を見る', 'See the exceptions'),
        },
      ];
