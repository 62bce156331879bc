import { searchForm, words } from '../../base/text.ts';
import { defineRegister } from '../../mechanism/register.ts';

const fold = (text: unknown): string => (typeof text === 'string' ? searchForm(text).trim() : '');

export const backupsRegister = defineRegister({
  id: 'backup/backups',
  code: 'R-BKUP',
  title: words('バックアップ台帳', 'Register of backups'),
  purpose: words(
    '何を、どこへ、どの間隔でバックアップし、何世代残すかを載せます。クラウド上のデータも対象です。',
    'What is backed up, where to, how often and how many generations are kept. Data in the cloud are included.',
  ),
  owner: 'administrator',
  columns: [
    {
      id: 'name',
      title: words('バックアップ名', 'Backup'),
      type: 'text',
      required: true,
      maxChars: 160,
      hint: words(
        '例: fs01 毎日。エージェントのある端末では、予定されたジョブの名前のとおりに書きます。',
        'For example: fs01 daily. On a measured device exactly the name of the scheduled job.',
      ),
    },
    {
      id: 'target',
      title: words('対象', 'What is backed up'),
      type: 'text',
      required: true,
      hint: words(
        '例: ファイルサーバのD:\\共有、会計DB、Microsoft 365のメール',
        'For example: D:\\shared of the file server, accounting database, mail',
      ),
    },
    { id: 'system', title: words('情報システム', 'Information system'), type: 'row', register: 'systems/systems' },
    {
      id: 'device',
      title: words('取得する端末', 'Runs on'),
      type: 'device',
      hint: words('エージェントのある端末・サーバのとき。', 'Where an agent runs on it.'),
    },
    {
      id: 'method',
      title: words('方式', 'Method'),
      type: 'choice',
      options: {
        incremental: words('差分・増分', 'Incremental'),
        full: words('毎回すべて', 'Full each time'),
        image: words('イメージ(OSごと)', 'Image'),
        export: words('書出し(DB・クラウド)', 'Export'),
        replication: words('複製だけ', 'Replication only'),
      },
    },
    {
      id: 'frequency',
      title: words('取得の間隔', 'How often'),
      type: 'choice',
      required: true,
      options: {
        hourly: words('1日に何度も', 'Several times a day'),
        daily: words('毎日', 'Daily'),
        weekly: words('毎週', 'Weekly'),
        monthly: words('毎月', 'Monthly'),
        manual: words('手作業で', 'By hand'),
      },
    },
    { id: 'generations', title: words('世代数', 'Generations'), type: 'number', min: 1, max: 1000, unit: words('世代', 'generations') },
    {
      id: 'destination',
      title: words('保管先', 'Kept on'),
      type: 'text',
      required: true,
      hint: words('例: NAS(nas01)、AWS S3 大阪リージョン', 'For example: NAS nas01, AWS S3 Osaka'),
    },
    {
      id: 'place',
      title: words('保管場所', 'At which place'),
      type: 'text',
      hint: words('例: 本社、大阪支店', 'For example: head office, Osaka branch'),
    },
    {
      id: 'distanceKm',
      title: words('元からの距離', 'Distance from the original'),
      type: 'number',
      min: 0,
      max: 20_000,
      unit: words('km', 'km'),
      hint: words('同じ建物なら0。', '0 in the same building.'),
    },
    {
      id: 'isolation',
      title: words('切離し', 'Isolation'),
      type: 'choice',
      required: true,
      options: {
        offline: words('取り外して保管', 'Taken off the network'),
        immutable: words('書換え・削除ができない設定', 'Cannot be changed or deleted'),
        separateAccount: words('別の権限で管理', 'Under separate rights'),
        none: words('なし(常時つながる)', 'None, always connected'),
      },
      hint: words('ランサムウェアに消されない1組が要ります。', 'One set must be out of reach of ransomware.'),
    },
    { id: 'encrypted', title: words('暗号化', 'Encrypted'), type: 'boolean' },
    { id: 'person', title: words('担当者', 'Person in charge'), type: 'person' },
    { id: 'restoredOn', title: words('最後の復元試験', 'Last restored on'), type: 'date' },
  ],
  key: ['name', 'device', 'destination'],
  label: 'name',
  confirmMonths: 6,
  reconcile: {
    list: 'backup-jobs',
    covers: (cells, item) =>
      fold(cells.name) !== '' &&
      fold(cells.name) === fold(item.cells.name ?? item.label) &&
      (!cells.device || cells.device === item.deviceId),
    meets: { line: (cells) => [String(cells.name ?? '')], thing: (item) => [String(item.cells.name ?? item.label)] },
    offer: ({ cells }) => ({ name: cells.name ?? null, device: cells.device ?? null }),
    isExpected: (cells) => Boolean(cells.device) && cells.frequency !== 'manual',
    says: {
      unregistered: words('台帳にないバックアップ', 'Backup that is not in the register'),
      unmeasured: words('予定が見つからないバックアップ', 'Backup for which no schedule is found'),
    },
  },
});
