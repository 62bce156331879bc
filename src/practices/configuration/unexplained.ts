import type { z } from 'zod';
import type { unexplainedChanges } from '../../facts/unexplained-changes.ts';
import { fail, pass, unknown, type Verdict } from '../../mechanism/check.ts';

type Body = z.output<typeof unexplainedChanges.schema>;

const remedy = {
  ja: '「端末 > 変更の検知」でこの端末の変更を開き、なぜ行ったかを書いてください。覚えがなければ元に戻し、原因を調べます。決まって起きるものは「変更の扱いの決まり」にします。',
  en: 'Open the changes of this device under Devices > Changes seen and write why they were made. If nobody knows, undo them and find the cause. For what happens regularly make a rule.',
};
export const unexplainedRemedy = { windows: remedy, macos: remedy, linux: remedy };

export const unexplainedCaveat = {
  ja: 'エージェントの一覧に表れる変更だけを見ます。次の報告までに元に戻された変更と、ネットワーク機器の中の変更は見えません。誰が行ったかは分かりません。',
  en: 'Only changes that the lists of the agent show. What was undone before the next report, and what is inside network equipment, is not seen; nor is who did it.',
};

/** Up to the deadline a change may wait for its reason; beyond it the device fails until somebody wrote one. */
export function judgeUnexplained({ looked, waiting, oldest }: Body, days: number): Verdict {
  if (looked.length === 0)
    return unknown('変更を見るための一覧が、まだ届いていません。', 'The lists in which changes are seen have not arrived yet.');
  if (oldest === null) return pass('理由の分からない変更はありません。', 'No change without a reason.');
  const more = waiting > 1 ? { ja: `ほか${waiting - 1}件`, en: ` and ${waiting - 1} more` } : { ja: '', en: '' };
  if (oldest.businessDays > days)
    return fail(
      `承認された変更に当たらず、理由も書かれていない変更があります(${oldest.businessDays}営業日経過、期限${days}営業日):${oldest.ja}${more.ja && ` ${more.ja}`}`,
      `A change that no approval covers and nobody explained, after ${oldest.businessDays} business days (allowed: ${days}): ${oldest.en}${more.en}`,
    );
  return pass(
    `理由を待つ変更が${waiting}件あります(期限内、${days}営業日まで):${oldest.ja}`,
    `${waiting} ${waiting === 1 ? 'change waits' : 'changes wait'} for a reason, within ${days} business days: ${oldest.en}`,
  );
}
