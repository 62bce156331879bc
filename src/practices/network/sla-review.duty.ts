import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { slaReviewInterval } from './params.ts';

export const slaReview = defineDuty({
  id: 'network/sla-review',
  title: words('SLAの見直し', 'Review of SLAs'),
  purpose: words(
    '約束された水準と実際を比べ、契約を続けるか、求めることを変えるかを決めます。',
    'To compare what was promised with what came, and to decide whether to go on.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'every',
    count: slaReviewInterval,
    unit: 'month',
    on: { day: 10 },
    fiscalMonth: 3,
    also: [{ type: 'recorded', says: words('ネットワークサービスを使い始めるとき', 'A network service is taken into use') }],
  },
  shift: 'next',
  steps: [
    words(
      '台帳の行ごとに、SLAか利用規約の今の版を開き、稼働率、障害の連絡、セキュリティの条件を読みます。',
      'For each line open the present SLA or terms and read availability, notice of failures and security.',
    ),
    words(
      'この期間の停止と遅れを、検知・問題・対応台帳と請求書から拾います。',
      'Gather stops and delays from the register of events and the invoices.',
    ),
    words('約束を下回ったものは提供者に申し入れます。', 'Complain where the promise was not kept.'),
    words(
      '個別の合意ができない提供者は、条件を受け入れたことを台帳に残します。',
      'Where no agreement can be had, record that the terms were accepted.',
    ),
    words('台帳の「SLAの見直し日」と「契約の更新日」を直し、台帳を「確認済み」にします。', 'Update the dates and confirm the register.'),
  ],
  sheet: { checks: ['network/listening-ports'], registers: ['network/services', 'monitoring/events'] },
  record: [
    {
      id: 'reviewed',
      title: words('見直したサービス', 'Services reviewed'),
      type: 'number',
      required: true,
      min: 0,
      max: 1_000,
      unit: words('件', 'services'),
    },
    {
      id: 'below',
      title: words('約束を下回ったもの', 'Below the promise'),
      type: 'text',
      required: true,
      hint: words(
        '例: 本社回線 2回停止(計5時間)。なければ「なし」。',
        'For example: line stopped twice, five hours; “none” where there is none.',
      ),
    },
    {
      id: 'without',
      title: words('SLAも条件の確認もないもの', 'Without SLA or accepted terms'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    { id: 'action', title: words('決めたこと', 'Decided'), type: 'text' },
  ],
  file: 'possible',
});
