import { words } from '../../base/text.ts';
import { defineRequest } from '../../mechanism/request.ts';

/** Sites change hands and content: an opening is looked at again within a quarter. */
const validDays = 92;

export const openSite = defineRequest({
  id: 'network/open-site',
  title: words('Webフィルタ解除申請', 'Request to open a blocked website'),
  purpose: words('仕事に必要なWebサイトが遮断されて見られないときに出します。', 'When a website that your work needs is blocked.'),
  applicants: ['employee'],
  form: [
    {
      id: 'name',
      title: words('見たいサイト', 'Website'),
      type: 'text',
      required: true,
      hint: words('住所かドメイン名。例: example.com', 'Its address or domain: example.com'),
    },
    {
      id: 'reach',
      title: words('見る者', 'Who needs it'),
      type: 'text',
      required: true,
      hint: words('例: 自分だけ、広報課', 'For example: only me, public relations'),
    },
    {
      id: 'reason',
      title: words('仕事で必要な理由', 'Why your work needs it'),
      type: 'text',
      required: true,
      hint: words('例: 取引先の資料の受渡しに使うため', 'For example: a client hands over documents there'),
    },
    {
      id: 'use',
      title: words('すること', 'What you do there'),
      type: 'choice',
      required: true,
      options: {
        read: words('見るだけ', 'Read'),
        download: words('ファイルを受け取る', 'Download files'),
        upload: words('ファイルや情報を送る', 'Upload files or information'),
      },
    },
  ],
  assessment: [
    {
      id: 'checked',
      title: words('安全の確認', 'How it was checked'),
      type: 'text',
      required: true,
      hint: words('例: 運営会社を確かめ、危険サイトの判定で検出なし', 'For example: operator known, no hit at a reputation service'),
    },
  ],
  route: [
    {
      id: 'administrator',
      title: words('情報システム管理者の承認', 'Approval of the administrator'),
      roles: ['administrator'],
      approvals: 1,
    },
  ],
  validDays,
  decideWithinDays: 2,
  effect: {
    register: 'network/web-filter',
    cells: ({ form, assessment, validUntil, approvedOn }) => ({
      name: form.name ?? null,
      kind: 'opened',
      reach: form.reach ?? null,
      reason: form.reason ?? null,
      checked: assessment.checked ?? null,
      openedOn: approvedOn,
      approvedUntil: validUntil,
    }),
  },
});
