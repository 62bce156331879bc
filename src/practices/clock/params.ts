import { listParam, numberParam } from '../../mechanism/param.ts';

export const maxClockOffsetMs = numberParam({
  id: 'maxClockOffsetMs',
  title: { ja: '時計のずれの許容範囲', en: 'Largest clock offset allowed' },
  origin: 'company',
  default: 2000,
  min: 100,
  max: 60000,
  unit: { ja: 'ミリ秒', en: 'milliseconds' },
  stricter: 'lower',
  hint: {
    ja: '測定は秒単位の時刻によるため、1,000ミリ秒前後より小さい値は「不明」になりがちです。',
    en: 'The measurement rests on whole seconds: values below about 1,000 ms tend to stay unknown.',
  },
});
export const ntpServers = listParam({
  id: 'ntpServers',
  title: { ja: '時刻同期先(NTPサーバ)', en: 'Time servers (NTP)' },
  origin: 'company',
  default: [],
  maxItems: 20,
  maxItemChars: 253,
  whenEmpty: { ja: '指定なし', en: 'none named' },
});
