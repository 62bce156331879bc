import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const patching = defineDuty({
  id: 'software/patching',
  title: words('修正プログラムの適用', 'Applying patches'),
  purpose: words(
    '月例の修正が出そろった頃に、まだ適用されていない端末をなくし、期限を守ります。',
    'Around the time when the monthly patches are out, no device is left without them past the deadline.',
  ),
  owner: 'administrator',
  // The monthly patches of Windows reach Japan on the Wednesday after the second Tuesday: by the 15th they are there.
  recurrence: { type: 'every', count: 1, unit: 'month', on: { day: 15 } },
  shift: 'next',
  steps: [
    words(
      'シートで、期限を過ぎた端末、再起動待ちの端末、測定できていない端末を見ます。',
      'See on the sheet which devices are past the deadline, wait for a restart or are not measured.',
    ),
    words(
      'サーバは、バックアップがあることを見てから、業務時間の外に適用して再起動します。',
      'Patch servers outside business hours after seeing that there is a backup, and restart them.',
    ),
    words(
      'ブラウザ、オフィス、PDFなど、OSと別に更新されるソフトの版も見ます。',
      'Look also at software that is updated apart from the operating system: browser, office, PDF.',
    ),
    words(
      '使用者に再起動を頼みます。適用できない端末は、修正を適用しないことの申請をします。',
      'Ask users to restart. Where a patch cannot be applied, request the exception.',
    ),
  ],
  sheet: {
    checks: ['software/updates-current', 'software/reboot-pending', 'software/package-sources'],
    registers: ['exceptions/exceptions', 'vulnerabilities/vulnerabilities'],
    requests: ['exceptions/unpatched'],
  },
  record: [
    {
      id: 'overdue',
      title: words('期限を過ぎた端末', 'Past the deadline'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000,
      unit: words('台', 'devices'),
    },
    {
      id: 'servers',
      title: words('適用したサーバ', 'Servers patched'),
      type: 'text',
      required: true,
      hint: words('例: fs01、kaikei-sv。なければ「なし」。', 'For example: fs01; “none” where there is none.'),
    },
    {
      id: 'applications',
      title: words('更新したソフト', 'Software updated'),
      type: 'text',
      hint: words('例: Acrobat Reader、Zoom', 'For example: Acrobat Reader, Zoom'),
    },
    {
      id: 'left',
      title: words('残したものと理由', 'Left out, and why'),
      type: 'longText',
      hint: words('例: 工場のPC 1台。生産停止日に適用', 'For example: one PC of the plant, patched at the next stop'),
    },
  ],
  file: 'possible',
});
