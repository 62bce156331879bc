import { words } from '../../base/text.ts';
import { defineDuty } from '../../mechanism/duty.ts';

export const configurationDrift = defineDuty({
  id: 'configuration/drift',
  title: words('設定のずれの確認', 'Looking into drift'),
  purpose: words(
    '認めた設定から外れた端末や機器を見つけ、無断の変更か、直し忘れかをはっきりさせます。',
    'To find what has drifted from the approved settings, and to tell an unapproved change from a slip.',
  ),
  owner: 'administrator',
  recurrence: { type: 'every', count: 1, unit: 'month', on: { day: 10 } },
  shift: 'next',
  steps: [
    words(
      'シートで、設定の点検が不適合の端末と不明の端末を見ます。',
      'See on the sheet which devices fail checks of their settings or are unknown.',
    ),
    words(
      '前の月から変わったものについて、変更台帳に承認があるかを探します。',
      'For what changed since last month, look for an approval in the register of changes.',
    ),
    words(
      'ネットワーク機器とサーバは、基準の設定ファイルと今の設定を比べます。',
      'For network equipment and servers compare the approved settings file with the present one.',
    ),
    words('承認のない変更は元に戻すか、変更申請をします。', 'Undo changes without an approval, or request them.'),
  ],
  sheet: {
    changes: true,
    checks: [
      'configuration/baseline',
      'configuration/unexplained-changes',
      'endpoint/screen-lock',
      'endpoint/disk-encryption',
      'endpoint/automatic-logon',
      'network/host-firewall',
      'network/listening-ports',
      'clock/ntp-service',
      'clock/offset',
      'malware/realtime-scan',
    ],
    registers: ['configuration/items', 'devices/devices', 'changes/changes'],
  },
  record: [
    {
      id: 'drifted',
      title: words('ずれていたもの', 'Drifted'),
      type: 'text',
      required: true,
      hint: words(
        '例: eigyo-03の画面ロックが20分。なければ「なし」。',
        'For example: eigyo-03 locks after 20 minutes; “none” where there is none.',
      ),
    },
    {
      id: 'compared',
      title: words('比べた機器', 'Compared by hand'),
      type: 'text',
      required: true,
      hint: words('例: 本社ルータ、UTM。差なし', 'For example: router, firewall; no difference'),
    },
    {
      id: 'unapproved',
      title: words('承認のない変更', 'Without an approval'),
      type: 'number',
      required: true,
      min: 0,
      max: 1_000,
      unit: words('件', 'changes'),
    },
    { id: 'action', title: words('直したこと', 'What was put right'), type: 'text' },
  ],
  file: 'possible',
});
