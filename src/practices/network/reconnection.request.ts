import { words } from '../../base/text.ts';
import { byApproverRole, defineRequest } from '../../mechanism/request.ts';
import { connectionApproverRole } from './approvers.ts';

/** A check says something of the days around it only: whoever does not connect within a week checks again. */
const validDays = 7;

export const reconnection = defineRequest({
  id: 'network/reconnection',
  title: words('再接続前の安全確認', 'Safety check before reconnection'),
  purpose: words(
    '長く切り離していたPC、社外で使ったPC、修理から戻ったPCを、社内のネットワークに戻す前に出します。',
    'Before a PC goes back to the internal network after a long time away, use outside or repair.',
  ),
  applicants: ['employee'],
  form: [
    {
      id: 'name',
      title: words('PCの名前', 'Name of the PC'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('例: eigyo-05', 'For example: eigyo-05'),
    },
    { id: 'device', title: words('点検中の端末', 'Measured device'), type: 'device' },
    { id: 'person', title: words('使う者', 'User'), type: 'person', required: true },
    { id: 'awayFrom', title: words('切り離した日', 'Away since'), type: 'date', required: true },
    {
      id: 'purpose',
      title: words('切り離していた理由', 'Why it was away'),
      type: 'text',
      required: true,
      hint: words('例: 長期出張、修理、予備として保管', 'For example: long trip, repair, kept as a spare'),
    },
    { id: 'scannedOn', title: words('全ファイルの検査日', 'Full scan on'), type: 'date', required: true },
    {
      id: 'scan',
      title: words('ウイルス検査の結果', 'Result of the virus scan'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words(
        '定義ファイルを更新してから検査します。例: Defender 全検査、検出なし',
        'After an update of its definitions: Defender, full scan, nothing found',
      ),
    },
    {
      id: 'updates',
      title: words('OSの更新', 'Updates of the system'),
      type: 'choice',
      required: true,
      options: { done: words('最新にした', 'Up to date'), pending: words('つないでから行う必要がある', 'Needs the network first') },
    },
    { id: 'from', title: words('つなぎたい日', 'To be connected on'), type: 'date', required: true },
  ],
  assessment: [
    {
      id: 'judged',
      title: words('安全と判断した根拠', 'Why it is safe'),
      type: 'text',
      required: true,
      hint: words('例: 検査の画面を確認、このシステムの点検でも最新', 'For example: screen of the scan seen; current by our checks too'),
    },
    {
      id: 'instructions',
      title: words('指示する手順', 'Steps to follow'),
      type: 'longText',
      maxChars: 1000,
      hint: words('例: まず来客用の無線LANで更新し、それから社内につなぐ', 'For example: update over the guest network first'),
    },
  ],
  route: [
    {
      id: 'approver',
      title: words('再接続の承認', 'Approval of the reconnection'),
      roles: ['administrator'],
      chosen: { by: connectionApproverRole, roles: byApproverRole },
      approvals: 1,
    },
  ],
  validDays,
  decideWithinDays: 1,
  effect: {
    register: 'network/connections',
    cells: ({ form, assessment, validUntil }) => ({
      name: form.name ?? null,
      kind: 'reconnection',
      person: form.person ?? null,
      device: form.device ?? null,
      purpose: form.purpose ?? null,
      scan: `${form.scannedOn} ${form.scan}`,
      instructions: assessment.instructions ?? null,
      connectedFrom: form.from ?? null,
      approvedUntil: validUntil,
    }),
  },
  refuses: ({ scannedOn, awayFrom }) =>
    String(scannedOn) < String(awayFrom)
      ? words('ウイルス検査は、切り離したあとに行ってください。', 'The scan must be later than the day the PC was taken away.')
      : null,
});
