import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';
import { vendorContactInterval } from './params.ts';

export const supplierProgress = defineDuty({
  id: 'suppliers/progress',
  title: words('委託先の指導と状況確認', 'Guidance of suppliers and look at progress'),
  purpose: words(
    '任せきりにせず、遅れや無断の再委託、渡した情報の扱いに早く気づきます。',
    'To notice delays, hidden subcontracting and the handling of our information early.',
  ),
  owner: 'administrator',
  recurrence: {
    type: 'event',
    on: [
      {
        type: 'case',
        kind: 'suppliers/supplier',
        says: words('開発の委託が始まったとき、前に話してから', 'Development was outsourced, and after each talk'),
      },
    ],
    within: { days: vendorContactInterval },
    from: 'event',
    quietMonths: 12,
  },
  shift: 'previous',
  steps: [
    words(
      '委託中の開発について、この委託先と打合せか電話で話します。',
      'Talk with this supplier about the development, at a meeting or on the phone.',
    ),
    words(
      '進み具合、困っていること、担当者の交代、再委託の有無を尋ねます。',
      'Ask about progress, troubles, changes of people and subcontractors.',
    ),
    words(
      '渡した情報と権限の一覧を見せ、要らなくなったものを返してもらうか止めます。',
      'Go through information and rights handed over; have back or stop what is not needed.',
    ),
    words('気になったことは改善を求め、次回に確かめます。', 'Ask for improvement where needed and look at it next time.'),
  ],
  sheet: { registers: ['suppliers/suppliers', 'development/projects'] },
  record: [
    {
      id: 'suppliers',
      title: words('話した相手', 'With whom'),
      type: 'text',
      required: true,
      hint: words('例: 鈴木様(Web会議)', 'For example: Ms Suzuki, online'),
    },
    { id: 'progress', title: words('状況', 'Progress'), type: 'longText', required: true },
    {
      id: 'people',
      title: words('担当者・再委託の変更', 'Changes of people'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
    {
      id: 'asked',
      title: words('求めたこと', 'Asked for'),
      type: 'text',
      required: true,
      hint: words('なければ「なし」。', '“None” where there is none.'),
    },
  ],
  file: 'possible',
});
