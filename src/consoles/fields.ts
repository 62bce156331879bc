import { searchForm, type Words, words } from '../base/text.ts';

export const consoleKinds = ['phones', 'antivirus'] as const;
export type ConsoleKind = (typeof consoleKinds)[number];

export interface ConsoleField {
  readonly id: string;
  readonly title: Words;
  readonly type: 'text' | 'yes-no' | 'day';
  /**
   * Titles of columns under which consoles write it, as Intune, Jamf, Google, Defender, ESET, Trend Micro and Kaspersky do. Lists give
   * verdicts: a title that may mean another thing («last scan» may be a quick one) is no guess, a person chooses it.
   */
  readonly columns: readonly string[];
}

const serial: ConsoleField = {
  id: 'serial',
  title: words('製造番号・IMEI', 'Serial number or IMEI'),
  type: 'text',
  columns: ['serial number', 'serialnumber', 'serial', 'imei', 'device serial', 'シリアル番号', '製造番号'],
};
const label = (...columns: string[]): ConsoleField => ({
  id: 'label',
  title: words('端末の名前', 'Name of the device'),
  type: 'text',
  columns,
});

/** What is read of each kind of list. Everything else in the file is left alone. */
export const consoleFields: Readonly<Record<ConsoleKind, readonly ConsoleField[]>> = {
  phones: [
    label('device name', 'devicename', 'display name', 'name', 'デバイス名', '端末名', '名前'),
    serial,
    {
      id: 'passcode',
      title: words('パスワード(パスコード)の設定', 'Passcode is set'),
      type: 'yes-no',
      columns: [
        'passcode status',
        'passcode present',
        'device password status',
        'password status',
        'device password',
        'パスコード',
        'パスワードの状態',
      ],
    },
    {
      id: 'seenOn',
      title: words('最後の通信', 'Last contact'),
      type: 'day',
      columns: ['last check-in', 'last inventory update', 'last sync', 'last contact', '前回のチェックイン', '最後の同期', '最終同期'],
    },
  ],
  antivirus: [
    label(
      'device name',
      'devicename',
      'computer name',
      'computername',
      'computer',
      'hostname',
      'endpoint',
      'デバイス名',
      'コンピュータ名',
      'コンピューター名',
      'エンドポイント',
      '端末名',
    ),
    serial,
    {
      id: 'definitionsOn',
      title: words('定義ファイルの日付', 'Date of the definitions'),
      type: 'day',
      columns: [
        'antivirussignatureupdatetime',
        'signature last updated',
        'detection engine date',
        'database release date',
        'databases last updated',
        'pattern release date',
        '定義ファイルの日付',
        'パターンファイルの日付',
      ],
    },
    {
      id: 'scannedOn',
      title: words('最後のフルスキャン', 'Last full scan'),
      type: 'day',
      columns: ['last full scan', 'full scan end time', 'last full scan end time', '前回のフルスキャン', '最後のフルスキャン'],
    },
    {
      id: 'realTime',
      title: words('リアルタイム保護', 'Real-time protection'),
      type: 'yes-no',
      columns: [
        'real-time protection',
        'real time protection',
        'realtimeprotectionenabled',
        'real-time scan',
        'protection status',
        'リアルタイム保護',
        'リアルタイム検索',
      ],
    },
  ],
};

const form = (text: string): string => searchForm(text).replaceAll(/\s+/g, ' ').trim();

/** Which column each field is read from, by the titles; null where none fits. Each column serves one field. */
export function guessColumns(kind: ConsoleKind, header: readonly string[]): Record<string, string | null> {
  const titles = header.map(form);
  const taken = new Set<number>();
  return Object.fromEntries(
    consoleFields[kind].map(({ id, columns }) => {
      const at = columns.map((each) => titles.indexOf(form(each))).find((index) => index >= 0 && !taken.has(index)) ?? -1;
      if (at >= 0) taken.add(at);
      return [id, at < 0 ? null : header[at]!];
    }),
  );
}

const yes = ['yes', 'true', '1', 'on', 'enabled', 'present', 'set', 'compliant', 'はい', '有効', '設定済み', '設定済', 'あり', '準拠'].map(
  form,
);
const no = [
  'no',
  'false',
  '0',
  'off',
  'disabled',
  'not present',
  'not set',
  'not compliant',
  'noncompliant',
  'いいえ',
  '無効',
  '未設定',
  'なし',
  '非準拠',
].map(form);

/** Null where the console says neither: an empty cell, or a word that is not known. Nothing is taken for a yes. */
export function yesOrNo(cell: string): boolean | null {
  const said = form(cell);
  if (yes.includes(said)) return true;
  return no.includes(said) ? false : null;
}

/** The day that a cell names: 2026-11-22, 2026/11/22 10:00, 2026年11月22日. What could be two days (1/2/2026) is none: null. */
export function dayIn(cell: string): string | null {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|$|[T\s])/.exec(cell.normalize('NFKC').trim());
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}
