import { booleanParam, choiceParam, listParam, numberParam } from '../../mechanism/param.ts';

export const classificationReviewInterval = numberParam({
  id: 'classificationReviewInterval',
  title: { ja: '情報の区分を見直す間隔', en: 'Interval of reviewing the classification' },
  origin: 'company',
  default: 12,
  min: 1,
  max: 36,
  unit: { ja: 'か月', en: 'months' },
  stricter: 'lower',
  hint: { ja: '手本に定めはありません。年1回をお勧めします。', en: 'The guideline does not fix it. We suggest once a year.' },
});
export const deleteWithinDays = numberParam({
  id: 'deleteWithinDays',
  title: { ja: '不要になったデータを消去する期限', en: 'Time to delete data no longer needed' },
  origin: 'company',
  default: 30,
  min: 1,
  max: 365,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
  hint: { ja: '手本は「速やかに」とするだけで、日数の定めはありません。', en: 'The guideline says promptly and fixes no number of days.' },
});
export const removableStorageRule = choiceParam({
  id: 'removableStorageRule',
  title: { ja: 'USBメモリ等の接続', en: 'Connecting USB storage' },
  origin: 'company',
  default: 'not-allowed',
  options: {
    'not-allowed': { ja: '認めない', en: 'is not allowed' },
    allowed: { ja: '認める', en: 'is allowed' },
  },
  hint: {
    ja: '手本に定めはありません。認めないときは、接続された記憶装置を端末から調べて知らせます。',
    en: 'The guideline does not fix it. If it is not allowed, storage that was connected is looked for on the devices.',
  },
});
export const screenCaptureBlocked = booleanParam({
  id: 'screenCaptureBlocked',
  title: { ja: '設定による画面取得の禁止', en: 'Blocking screen capture by settings' },
  origin: 'company',
  default: false,
  says: { true: { ja: '行う', en: 'is blocked by settings' }, false: { ja: '求めない', en: 'need not be blocked by settings' } },
  hint: {
    ja: '手本は利用者の行為を禁じるだけです。「行う」にすると、切り取りツールなどを止めるポリシーがあることを端末から確かめます。',
    en: 'The guideline forbids the act only. If it is blocked, the devices are asked whether the policies that stop such tools are set.',
  },
});
export const importantDataVolumes = listParam({
  id: 'importantDataVolumes',
  title: { ja: '重要なデータを保存するドライブ', en: 'Drives that hold important data' },
  origin: 'company',
  default: [],
  maxItems: 50,
  maxItemChars: 200,
  itemPattern: /^([A-Za-z]:|\/[^\u0000-\u001f]*)$/,
  whenEmpty: { ja: '未登録', en: 'none listed yet' },
  hint: {
    ja: 'Windowsは「D:」、Linuxは「/srv」のようなマウント先を挙げます。端末にあるものだけを、暗号化されているか確かめます。',
    en: 'Drive letters (D:) or mount points (/srv). Those that a device has are checked for encryption.',
  },
});
export const sharedFolders = listParam({
  id: 'sharedFolders',
  title: { ja: '権限を点検するフォルダ(Linux)', en: 'Folders whose rights are checked (Linux)' },
  origin: 'company',
  default: ['/srv'],
  maxItems: 30,
  maxItemChars: 200,
  itemPattern: /^\/[^\u0000-\u001f%*?"<>|]*$/,
  whenEmpty: { ja: '登録なし', en: 'none listed' },
  hint: {
    ja: '台帳に載せた情報の置き場を挙げます。Windowsでは、公開しているすべての共有フォルダを点検します。',
    en: 'List where the information in the register lies. On Windows every shared folder is checked.',
  },
});
export const allowedSharing = listParam({
  id: 'allowedSharing',
  title: { ja: 'Macで認める共有機能', en: 'Sharing allowed on Macs' },
  origin: 'company',
  default: [],
  maxItems: 8,
  maxItemChars: 60,
  whenEmpty: { ja: 'なし', en: 'none' },
  hint: {
    ja: '「ファイル共有」「画面共有」「リモートログイン」「プリンタ共有」「リモートマネージメント」「インターネット共有」など、「システム設定 > 一般 > 共有」の名前で書きます。',
    en: 'As in System Settings > General > Sharing: File Sharing, Screen Sharing, Remote Login, Printer Sharing …',
  },
});
