import { words } from '../../base/text.ts';
import { defineRegister, type MeasuredItem } from '../../mechanism/register.ts';
import { softwarePlatforms } from './forbidden.register.ts';
import { meansProgram } from './name-pattern.ts';
import { softwareListReviewInterval } from './params.ts';
import { titleName } from './title-name.ts';

/** `7-Zip 24.09 (x64)` is offered as `7-Zip*`, so that the next version is still the same program. */
const withoutVersion = (name: string, version: unknown): string => {
  const at = typeof version === 'string' && version !== '' ? name.indexOf(version) : -1;
  return at > 0 ? `${name.slice(0, at).replace(/[\s(v.-]+$/i, '')}*` : name;
};

/** The names under which a line may mean a program: as it was seen, and without its version. */
const namesOf = ({ cells, label }: MeasuredItem): string[] => {
  const seen = String(cells.name ?? label);
  return [seen, label, titleName(seen, String(cells.version ?? ''), cells.platform === 'linux' ? 'linux' : 'windows')];
};

export const allowedSoftwareRegister = defineRegister({
  id: 'software/allowed',
  code: 'R-SW',
  title: words('許可ソフト・ユーティリティ台帳', 'Register of permitted software and utilities'),
  purpose: words(
    '使ってよいソフトウェアとユーティリティの一覧です。社員の誰もが見られ、ここにないものは申請してから使います。',
    'The software and utilities that may be used. Everybody may read it; what is not here is requested before it is used.',
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
      hint: words(
        '導入済みの一覧に出る名前。版で変わるところは「*」にします。例: 7-Zip*、Google Chrome',
        'As it shows among the installed programs, with * for what changes from version to version: 7-Zip*, Google Chrome',
      ),
    },
    {
      id: 'kind',
      title: words('種類', 'Kind'),
      type: 'choice',
      required: true,
      options: {
        application: words('業務ソフト', 'Application'),
        utility: words('ユーティリティ', 'Utility'),
        privilegedUtility: words('特権ユーティリティ', 'Privileged utility'),
        antivirus: words('ウイルス対策ソフト', 'Antivirus'),
        developmentTool: words('開発ツール', 'Development tool'),
        driver: words('ドライバ・周辺機器用', 'Driver or for a peripheral'),
      },
      hint: words(
        '遠隔操作、パスワード解析、DBの直接編集など、管理策をすり抜けられるものは特権ユーティリティにします。',
        'Remote control, password recovery, direct editing of databases: what can get around controls is a privileged utility.',
      ),
    },
    { id: 'publisher', title: words('提供元', 'Publisher'), type: 'text', hint: words('例: Microsoft、株式会社オービック', 'Microsoft') },
    {
      id: 'platform',
      title: words('OS', 'System'),
      type: 'choice',
      options: softwarePlatforms,
      hint: words('空欄は、すべてのOS。', 'Empty means every system.'),
    },
    {
      id: 'purpose',
      title: words('用途', 'Purpose'),
      type: 'text',
      required: true,
      hint: words('例: 取引先から届く圧縮ファイルの展開', 'For example: opening archives that clients send'),
    },
    {
      id: 'scope',
      title: words('使える範囲', 'Who may use it'),
      type: 'choice',
      required: true,
      options: {
        everyone: words('全社', 'Everybody'),
        device: words('特定の端末だけ', 'One device only'),
        person: words('特定の者だけ', 'One person only'),
      },
    },
    {
      id: 'device',
      title: words('使える端末', 'On which device'),
      type: 'device',
      requiredWhen: { field: 'scope', is: ['device'] },
    },
    { id: 'person', title: words('使える者', 'By whom'), type: 'person', requiredWhen: { field: 'scope', is: ['person'] } },
    {
      id: 'versions',
      title: words('認める版', 'Versions'),
      type: 'text',
      maxChars: 80,
      hint: words(
        '例: 24.09以上、24.*、1.2〜1.9、3.0未満。空欄はすべての版。これ以外の書き方は機械が読めず、判定は「不明」になります。',
        '24.09 or newer, 24.*, 1.2-1.9; empty means every version. What cannot be read this way leaves the device unknown.',
      ),
    },
    {
      id: 'conditions',
      title: words('動作・使用の条件', 'Conditions of use'),
      type: 'text',
      hint: words(
        '開発元が求めるOS、メモリ、契約など。例: Windows 11、8GB以上、商用は有償',
        'What its maker asks for: operating system, memory, contract. Windows 11, 8 GB, paid licence for business',
      ),
    },
    {
      id: 'source',
      title: words('入手元', 'Obtained from'),
      type: 'text',
      hint: words('例: https://www.7-zip.org/', 'https://www.7-zip.org/'),
    },
    { id: 'licences', title: words('ライセンス数', 'Licences'), type: 'number', min: 0, max: 100_000, unit: words('本', 'licences') },
    {
      id: 'supportUntil',
      title: words('サポート終了日', 'Supported until'),
      type: 'date',
      hint: words('開発元の修正が届かなくなる日。', 'From then on its maker ships no more fixes.'),
    },
    {
      id: 'approvedUntil',
      title: words('許可の期限', 'Permitted until'),
      type: 'date',
      hint: words(
        '標準のソフトは空欄。申請で許したものはその終わりの日。',
        'Empty for standard software; the end of the approval otherwise.',
      ),
    },
    { id: 'remark', title: words('備考', 'Remark'), type: 'longText', maxChars: 500 },
  ],
  // A renewed approval is a line of its own, which begins while the old one still runs.
  key: ['name', 'publisher', 'platform', 'scope', 'device', 'person', 'approvedUntil'],
  label: 'name',
  confirmMonths: softwareListReviewInterval,
  deadlines: [
    { column: 'approvedUntil', says: words('許可の期限が過ぎています', 'The permission has run out') },
    { column: 'supportUntil', says: words('サポートが終わっています', 'No longer supported by its maker') },
  ],
  reconcile: {
    list: 'utilities',
    covers: (cells, item) =>
      typeof cells.name === 'string' &&
      namesOf(item).some((name) => meansProgram(String(cells.name), name)) &&
      // Who sits at the device is not measured: what one person may use is not thereby allowed on every device.
      (cells.scope === 'everyone' || (cells.scope === 'device' && cells.device === item.deviceId)),
    meets: {
      line: (cells) => (String(cells.name).includes('*') ? null : [String(cells.name)]),
      thing: namesOf,
    },
    acrossDevices: true,
    // What one device was found to have is offered for that device only, and of what many have a person says for whom: a click must
    // not permit it to everybody.
    offer: ({ cells, deviceId }) => ({
      name: withoutVersion(String(cells.name ?? ''), cells.version),
      kind: 'utility',
      scope: deviceId === null ? null : 'device',
      device: deviceId,
    }),
    // What may be used need not be installed.
    isExpected: () => false,
    says: {
      unregistered: words('台帳にないユーティリティ', 'Utility that is not in the register'),
      unmeasured: words('どの端末にも入っていないユーティリティ', 'Utility that is on no device'),
    },
  },
});
