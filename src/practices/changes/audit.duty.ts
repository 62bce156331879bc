import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { changeAuditWithinDays } from './params.ts';

export const changeAudit = defineDuty({
  id: 'changes/audit',
  title: words('変更後の監査', 'Audit after a change'),
  purpose: words(
    '変更が承認のとおりに行われ、余計なものが残っていないことを、適用した人以外が確かめます。',
    'Somebody who did not apply it confirms that a change was done as approved and left nothing behind.',
  ),
  owner: 'committee',
  recurrence: {
    type: 'event',
    on: [{ type: 'recorded', says: words('変更を適用したとき', 'A change was applied') }],
    within: { days: changeAuditWithinDays },
    from: 'event',
    quietMonths: 3,
  },
  shift: 'previous',
  steps: [
    words(
      '変更台帳で、承認、試験、適用の日時がこの順になっていることを見ます。',
      'See in the register that approval, test and application came in this order.',
    ),
    words(
      '計画と実際の設定を比べます。版、開いたポート、加わったアカウント、シートの点検の変化を見ます。',
      'Compare plan and reality: version, open ports, new accounts, changes in the checks on the sheet.',
    ),
    words(
      '一時的に緩めた設定や作業用のアカウントが元に戻っていることを見ます。',
      'See that what was loosened for the work, and its accounts, are gone.',
    ),
    words(
      '計画と違うところは理由を尋ね、台帳に「監査した日」と「結果」を書いて行を終了します。',
      'Ask about differences, enter date and outcome and end the line.',
    ),
  ],
  sheet: {
    checks: ['network/listening-ports', 'privileged-access/administrators', 'network/host-firewall'],
    registers: ['changes/changes', 'logs/server-work'],
    requests: ['changes/change'],
  },
  record: [
    { id: 'change', title: words('変更', 'Change'), type: 'row', register: 'changes/changes', required: true },
    {
      id: 'auditor',
      title: words('監査した者', 'Audited by'),
      type: 'text',
      required: true,
      hint: words('適用した者以外。例: 総務部長 田中', 'Not who applied it.'),
    },
    { id: 'implementer', title: words('適用した者', 'Applied by'), type: 'text', required: true },
    { id: 'appliedAt', title: words('適用した日時', 'Applied at'), type: 'moment', required: true },
    { id: 'order', title: words('承認と試験が先だった', 'Approved and tested before'), type: 'boolean', required: true },
    {
      id: 'differences',
      title: words('計画との違い', 'Differences from the plan'),
      type: 'longText',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
  ],
  file: 'possible',
});
