import { booleanParam, listParam, numberParam } from '../../mechanism/param.ts';

export const minPasswordLength = numberParam({
  id: 'minPasswordLength',
  title: { ja: 'パスワードの最小文字数', en: 'Shortest password allowed' },
  origin: 'company',
  default: 10,
  min: 8,
  max: 64,
  unit: { ja: '文字', en: 'characters' },
  stricter: 'higher',
  hint: { ja: '手本に文字数の定めはありません。10文字以上をお勧めします。', en: 'The guideline fixes no length. We suggest 10 or more.' },
});

export const screenLockMinutes = numberParam({
  id: 'screenLockMinutes',
  title: { ja: '画面ロックまでの時間', en: 'Time until the screen locks' },
  origin: 'fixed',
  default: 10,
  min: 1,
  max: 60,
  unit: { ja: '分', en: 'minutes' },
  stricter: 'lower',
  hint: {
    ja: '手本は10分以内です。これより長くするときは理由が要ります。',
    en: 'The guideline says 10 minutes at most. A longer time needs a reason.',
  },
});

export const deviceEncryptionRequired = booleanParam({
  id: 'deviceEncryptionRequired',
  title: { ja: '端末のディスク暗号化', en: 'Disk encryption of devices' },
  origin: 'fixed',
  default: true,
  says: { true: { ja: '暗号化する', en: 'are encrypted' }, false: { ja: '暗号化を求めない', en: 'need not be encrypted' } },
});

export const openWifiAllowed = booleanParam({
  id: 'openWifiAllowed',
  title: { ja: '公衆・無認証の無線LANへの接続', en: 'Connecting to public or open wireless LAN' },
  origin: 'fixed',
  default: false,
  says: { true: { ja: '認める', en: 'is allowed' }, false: { ja: '認めない', en: 'is not allowed' } },
});

export const allowedSsids = listParam({
  id: 'allowedSsids',
  title: { ja: '接続を認める無線LAN(SSID)', en: 'Wireless networks (SSID) that may be used' },
  origin: 'company',
  default: [],
  maxItems: 100,
  maxItemChars: 32,
  whenEmpty: { ja: '未登録', en: 'none listed yet' },
});

export const wifiLookbackDays = numberParam({
  id: 'wifiLookbackDays',
  title: { ja: '無線LANの接続記録をさかのぼる日数', en: 'How far back wireless connections are looked at' },
  origin: 'company',
  default: 30,
  min: 1,
  max: 366,
  unit: { ja: '日', en: 'days' },
  stricter: 'higher',
  hint: {
    ja: 'Windowsは接続の記録を消さないため、この日数より前の接続は数えません。',
    en: 'Windows never forgets a connection, so connections before this many days are not counted.',
  },
});

export const wlanModes = listParam({
  id: 'acceptableWlanModes',
  title: { ja: '認める無線LANの暗号化方式', en: 'Wireless LAN encryption that may be used' },
  origin: 'company',
  default: ['WPA2-AES', 'WPA3'],
  maxItems: 10,
  maxItemChars: 40,
  whenEmpty: { ja: '別に定めるもの', en: 'to be named separately' },
  hint: {
    ja: '手本に方式名の定めはありません。WEPとWPA-TKIPは脆弱性が知られているため加えないでください。',
    en: 'The guideline names no standard. Leave out WEP and WPA-TKIP: their weaknesses are known.',
  },
});
