import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { changeAuditWithinDays } from './params.ts';

export const changeAudit = defineDuty({
  id: 'changes/audit',
  title: words('変更後の監査', 'Audit after a change'),
  purpose: words(
    '変更が承認のとおりに行われ、余計なものが残っていないことを、承認も適用もしていない人が確かめます。',
    'Somebody who neither approved nor applied it confirms that a change was done as approved and left nothing behind.',
  ),
  owner: 'committee',
  recurrence: {
    type: 'event',
    on: [{ type: 'case', kind: 'changes/change', says: words('変更を適用したとき', 'A change was applied') }],
    within: { days: changeAuditWithinDays },
    from: 'event',
    quietMonths: 3,
  },
  shift: 'previous',
  steps: [
    words(
      'シートで、申請、承認、試験、適用の内容と日時を読みます。順番と、人が別であることは確かめてあります。',
      'Read on the sheet what was requested, approved, tested and applied, and when. Order and separation have been checked.',
    ),
    words(
      '計画と、測定された違いを比べます。版、開いたポート、加わったアカウントを見ます。',
      'Compare the plan with the measured differences: versions, open ports, new accounts.',
    ),
    words(
      '一時的に緩めた設定や作業用のアカウントが元に戻っていることを見ます。',
      'See that what was loosened for the work, and its accounts, are gone.',
    ),
    words(
      '計画と違うところは理由を尋ねます。正すべきものがあれば「問題あり」で記録します。是正のあと、もう一度監査になります。',
      'Ask about differences. Record a problem where something must be put right; it is audited again after that.',
    ),
  ],
  sheet: {
    caseDifferences: true,
    checks: ['network/listening-ports', 'privileged-access/administrators', 'network/host-firewall'],
    registers: ['logs/server-work'],
  },
  record: [
    {
      id: 'differences',
      title: words('計画との違い', 'Differences from the plan'),
      type: 'longText',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    {
      id: 'left',
      title: words('残っていたもの', 'Left behind'),
      type: 'text',
      required: true,
      hint: words(
        '緩めたままの設定、作業用のアカウントなど。なければ「なし」。',
        'Loosened settings, accounts for the work. “None” where there is none.',
      ),
    },
    {
      id: 'auditor',
      title: words('監査した者', 'Audited by'),
      type: 'person',
      hint: words(
        '自分で監査したときは空欄。承認、適用をした者以外です。',
        'Leave blank if you did. Neither who approved nor who applied.',
      ),
    },
  ],
  file: 'possible',
});
