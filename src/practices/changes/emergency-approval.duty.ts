import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { emergencyApprovalWithinDays } from './params.ts';

export const emergencyApproval = defineDuty({
  id: 'changes/emergency-approval',
  title: words('緊急の変更の事後の承認', 'Approval of an emergency change afterwards'),
  purpose: words(
    '承認を待たずに適用した変更を、適用した人以外が後から評価し、残すか元に戻すかを決めます。',
    'Somebody who did not apply it judges a change that could not wait for approval, and decides whether it stays.',
  ),
  owner: 'committee',
  recurrence: {
    type: 'event',
    on: [{ type: 'case', kind: 'changes/change', says: words('緊急の変更が記録されたとき', 'An emergency change was written down') }],
    within: { businessDays: emergencyApprovalWithinDays },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'previous',
  steps: [
    words(
      '案件のページで、待てなかった理由、行ったこと、測定された違いを読みます。',
      'Read on the page of the case why it could not wait, what was done and what was measured.',
    ),
    words(
      '必要性、影響、リスクの変動を、ふだんの変更と同じように評価します。',
      'Judge necessity, effect and change of risk as for any other change.',
    ),
    words(
      '残してよければ承認します。よくなければ「認めない」とし、元に戻してもらいます。',
      'Approve it if it may stay; otherwise refuse it, and it has to be undone.',
    ),
  ],
  sheet: { caseDifferences: true, registers: ['changes/changes'] },
  record: [
    {
      id: 'decision',
      title: words('判断', 'Decision'),
      type: 'choice',
      required: true,
      options: { approved: words('承認する', 'Approved'), refused: words('認めない(元に戻す)', 'Refused, to be undone') },
    },
    {
      id: 'necessity',
      title: words('必要性の評価', 'Was it necessary?'),
      type: 'text',
      required: true,
      hint: words('例: 攻撃が始まっており、承認を待てば被害が出た', 'For example: the attack was under way and could not wait'),
    },
    {
      id: 'effect',
      title: words('影響の評価', 'Is the effect acceptable?'),
      type: 'text',
      required: true,
      hint: words('例: 受注画面が10分止まったが、データに影響はない', 'For example: orders stood still for ten minutes, no data were lost'),
    },
    {
      id: 'risk',
      title: words('リスクの変動', 'Change in risk'),
      type: 'choice',
      required: true,
      options: { smaller: words('小さくなる', 'Smaller'), same: words('変わらない', 'The same'), larger: words('大きくなる', 'Larger') },
    },
  ],
  file: 'possible',
});
