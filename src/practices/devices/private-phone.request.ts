import { words } from '../../base/text.ts';
import { byApproverRole, defineRequest } from '../../mechanism/request.ts';
import { byodApprovalValidMonths, byodApproverRole } from './approvers.ts';

const safeguards = {
  passcode: words('画面ロックのパスコードを設定する', 'A passcode locks the screen'),
  updates: words('OSとアプリを最新に保つ', 'System and apps are kept up to date'),
  alone: words('家族などほかの者に使わせない', 'Nobody else uses it'),
  report: words('紛失・破損したらすぐ会社に届け出る', 'Loss and damage are reported at once'),
  erase: words('退職や機種変更のとき業務データを消す', 'Work data are erased when I leave or change phones'),
} as const;

export const privatePhone = defineRequest({
  id: 'devices/private-phone',
  title: words('私有携帯電話・スマートフォンの業務使用申請', 'Request to use a private phone for work'),
  purpose: words(
    '自分の携帯電話・スマートフォンで会社のメールやチャットを使う前に出します。守ることは会社の支給品と同じです。',
    'Before you use your own phone for company mail or chat. The same rules hold as for company phones.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'name',
      title: words('呼び名', 'Name'),
      type: 'text',
      required: true,
      maxChars: 80,
      hint: words('ほかと見分けがつくように。例: 佐藤の私物スマホ', 'So that it can be told apart: Sato’s own phone'),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: { phone: words('携帯電話・スマートフォン', 'Phone'), tablet: words('タブレット', 'Tablet') },
    },
    {
      id: 'model',
      title: words('メーカー・機種', 'Make and model'),
      type: 'text',
      required: true,
      hint: words('例: iPhone 16、Pixel 9', 'For example: iPhone 16, Pixel 9'),
    },
    { id: 'holder', title: words('使う者', 'User'), type: 'person', required: true },
    {
      id: 'purpose',
      title: words('業務で使うこと', 'What you use it for'),
      type: 'text',
      required: true,
      hint: words('例: 外出先でのメールと予定の確認', 'For example: mail and calendar on the way'),
    },
    {
      id: 'safeguards',
      title: words('守ること', 'What you promise'),
      type: 'choices',
      required: true,
      options: safeguards,
      hint: words('すべてに同意できるときに申請できます。', 'You can apply if you agree to all of them.'),
    },
  ],
  assessment: [
    {
      id: 'osVersion',
      title: words('確かめたOSの版', 'Version of the system, as seen'),
      type: 'text',
      required: true,
      hint: words('例: iOS 26.1。サポート中であることを確かめます。', 'For example: iOS 26.1. Make sure that it is supported.'),
    },
    {
      id: 'passcode',
      title: words('画面ロック', 'Screen lock'),
      type: 'choice',
      required: true,
      options: {
        seen: words('実機で確かめた', 'Seen on the phone'),
        managed: words('管理サービスで確かめた', 'Seen in the management service'),
      },
    },
  ],
  route: [
    {
      id: 'approver',
      title: words('私有端末の承認', 'Approval of the private phone'),
      roles: ['administrator'],
      chosen: { by: byodApproverRole, roles: byApproverRole },
      approvals: 1,
    },
  ],
  validDays: byodApprovalValidMonths,
  decideWithinDays: 5,
  effect: {
    register: 'devices/devices',
    cells: ({ form, validUntil }) => ({
      name: form.name ?? null,
      kind: form.kind ?? null,
      ownership: 'private',
      status: 'inUse',
      holder: form.holder ?? null,
      model: form.model ?? null,
      takenOut: true,
      approvedUntil: validUntil,
    }),
  },
  refuses: ({ safeguards: agreed }) =>
    Array.isArray(agreed) && Object.keys(safeguards).every((key) => agreed.includes(key))
      ? null
      : words('「守ること」のすべてに同意が必要です。', 'You must agree to every point of “What you promise”.'),
});
