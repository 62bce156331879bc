import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { triageWithinDays } from './params.ts';

export const vulnerabilityDecision = defineDuty({
  id: 'vulnerabilities/decision',
  title: words('脆弱性への対応の判断', 'Deciding on vulnerabilities'),
  purpose: words(
    '自社に関わる脆弱性について、対応するかどうかを会社の値の日数のうちに決めます。決めないまま置かれるのを防ぎます。',
    'Whether a vulnerability that concerns the company is dealt with is decided within the days of the company’s value, so that none is left undecided.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [{ type: 'row-added', register: 'vulnerabilities/vulnerabilities' }],
    within: { days: triageWithinDays },
    from: 'event',
    quietMonths: 1,
  },
  shift: 'previous',
  steps: [
    words(
      '影響を受ける版を調べ、社内で使っているか、社外から届くところにあるかを見ます。',
      'Find the affected versions, whether we use them, and whether they can be reached from outside.',
    ),
    words('すでに悪用されているかを、JVNや供給者の情報で確かめます。', 'See at JVN or the supplier whether it is exploited already.'),
    words(
      '修正を適用する、別の方法で対処する、対応しない、影響なし、のどれかに決め、脆弱性台帳に判断、理由、期限を入れます。',
      'Decide: apply the patch, deal with it otherwise, leave it, or not affected. Enter decision, reason and deadline in the register.',
    ),
    words(
      '深刻なものと、修正を適用しないものは、情報セキュリティ委員会に知らせます。',
      'Tell the committee of critical ones and of those left unpatched.',
    ),
    words(
      '新しい脆弱性がなかった月は、情報源を見たうえで「該当なし」と記録します。',
      'In a month without any, look at the sources and record “no case”.',
    ),
  ],
  sheet: { checks: ['software/updates-current'], registers: ['vulnerabilities/vulnerabilities', 'exceptions/exceptions'] },
  record: [
    {
      id: 'vulnerability',
      title: words('脆弱性台帳の行', 'Line of the vulnerability'),
      type: 'row',
      register: 'vulnerabilities/vulnerabilities',
    },
    {
      id: 'sources',
      title: words('見た情報源', 'Sources read'),
      type: 'text',
      required: true,
      hint: words('例: JVN、供給者のお知らせ', 'For example: JVN, notice of the supplier'),
    },
    {
      id: 'decision',
      title: words('判断', 'Decision'),
      type: 'choice',
      options: {
        patch: words('修正を適用する', 'Apply the patch'),
        substitute: words('別の方法で対処する', 'Deal with it otherwise'),
        accept: words('対応しない', 'Leave it'),
        notAffected: words('影響なし', 'Not affected'),
      },
      hint: words('新しい脆弱性がなかったときは空欄。', 'Empty where there was none.'),
    },
    {
      id: 'reason',
      title: words('理由', 'Reason'),
      type: 'text',
      requiredWhen: { field: 'decision', is: ['substitute', 'accept', 'notAffected'] },
    },
    { id: 'committeeTold', title: words('委員会に知らせた', 'Committee told'), type: 'boolean' },
  ],
  file: 'possible',
});
