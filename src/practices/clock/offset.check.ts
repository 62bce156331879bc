import { clockOffset } from '../../facts/clock-offset.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { maxClockOffsetMs } from './params.ts';

const time = { ja: '時刻を同期し直してください:', en: 'Synchronise the clock again: ' };

/** The clock is measured from outside: the device's own word about it is not needed. */
export const clockOffsetSmall = defineCheck({
  id: 'clock/offset',
  title: { ja: '時計のずれが許容範囲にあること', en: 'The clock is right within the limit' },
  reads: clockOffset,
  params: { maxClockOffsetMs },
  freshness: 'live',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  remedy: {
    windows: {
      ja: `${time.ja}「設定 > 時刻と言語 > 日付と時刻」で「時刻を自動的に設定する」をオンにし、「今すぐ同期」を押します。`,
      en: `${time.en}under Settings > Time & language > Date & time switch on Set time automatically and press Sync now.`,
    },
    macos: {
      ja: `${time.ja}「システム設定 > 一般 > 日付と時刻」で「日付と時刻を自動的に設定」をオンにします。`,
      en: `${time.en}switch on Set time and date automatically under System Settings > General > Date & Time.`,
    },
    linux: {
      ja: `${time.ja}「sudo timedatectl set-ntp true」、chronyでは「sudo chronyc makestep」を行います。`,
      en: `${time.en}sudo timedatectl set-ntp true, or with chrony sudo chronyc makestep.`,
    },
  },
  caveat: {
    ja: 'このサーバの時計に対するずれです。サーバ自身の時計も同期されている必要があります。',
    en: 'The offset is against the clock of this server, which must itself be synchronised.',
  },
  judge({ body }, { maxClockOffsetMs: limit }) {
    const size = Math.abs(body.offsetMs);
    const direction = body.offsetMs < 0 ? { ja: '遅れ', en: 'behind' } : { ja: '進み', en: 'ahead' };
    const ja = `時計は${said(size)}ミリ秒の${direction.ja}です(誤差±${said(body.boundMs)}、許容${said(limit)}ミリ秒)。`;
    const en = `The clock is ${said(size)} ms ${direction.en} (±${said(body.boundMs)}; ${said(limit)} ms allowed).`;
    if (size + body.boundMs <= limit) return pass(ja, en);
    if (size - body.boundMs > limit) return fail(ja, en);
    return unknown(`測定の誤差のため判定できません。${ja}`, `The measurement is too coarse to tell. ${en}`);
  },
});

/** 12345 → 12,345, the same in every language of the server. */
const said = (ms: number): string => String(ms).replace(/\B(?=(\d{3})+$)/g, ',');
