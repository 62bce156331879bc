import { words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';
import { softwareListReviewInterval } from './params.ts';

export const softwarePlatforms = {
  windows: words('Windows', 'Windows'),
  macos: words('macOS', 'macOS'),
  linux: words('Linux', 'Linux'),
} as const;

/** What may not be used whatever anybody approved: the register of permitted software yields to it. */
export const forbiddenSoftwareRegister = defineRegister({
  id: 'software/forbidden',
  code: 'R-NG',
  title: words('禁止ソフト台帳', 'Register of forbidden software'),
  purpose: words(
    '使ってはならないソフトウェアと、その理由の一覧です。入っていれば、許可の台帳にあっても不適合になります。',
    'The software that must not be used, and why. Where it is found the device fails, whatever the list of permitted software says.',
  ),
  owner: 'administrator',
  openToAll: true,
  columns: [
    {
      id: 'name',
      title: words('ソフト名', 'Name'),
      type: 'text',
      required: true,
      maxChars: 120,
      hint: words('版で変わるところは「*」にします。例: WinRAR*、*VPN Gate*', 'With * for what changes: WinRAR*, *VPN Gate*'),
    },
    {
      id: 'publisher',
      title: words('提供元', 'Publisher'),
      type: 'text',
      hint: words('同じ名前の別のソフトがあるときに書きます。', 'Where another program has the same name.'),
    },
    {
      id: 'platform',
      title: words('OS', 'System'),
      type: 'choice',
      options: softwarePlatforms,
      hint: words('空欄は、すべてのOS。', 'Empty means every system.'),
    },
    {
      id: 'reason',
      title: words('理由', 'Reason'),
      type: 'text',
      required: true,
      hint: words('例: 修正されない脆弱性がある', 'For example: vulnerable, and not fixed any more'),
    },
    { id: 'since', title: words('禁止した日', 'Forbidden since'), type: 'date' },
    {
      id: 'instead',
      title: words('代わりに使うもの', 'Use instead'),
      type: 'text',
      hint: words('例: 7-Zip', 'For example: 7-Zip'),
    },
    { id: 'remark', title: words('備考', 'Remark'), type: 'longText', maxChars: 500 },
  ],
  key: ['name', 'publisher', 'platform'],
  label: 'name',
  confirmMonths: softwareListReviewInterval,
});
