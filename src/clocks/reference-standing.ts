import { saidDuration, type Words, words } from '../base/text.ts';
import type { ReferenceRow } from './reference.store.ts';

/** An answer speaks for so long: servers are asked hourly, and one that was missed does not make the clock unproven. */
export const referenceSpeaksMs = 3 * 3_600_000;

export interface ReferenceStanding {
  /** Three words and no fourth; silence and refusal are unknown. */
  readonly verdict: 'pass' | 'fail' | 'unknown';
  readonly because: Words;
  /** This server's clock against the named servers together; null where it is not known. Positive: ahead. */
  readonly offsetMs: number | null;
  readonly boundMs: number | null;
}

/**
 * Whether this server's own clock is proven: every believable answer that still speaks says that it lies within a stretch; where
 * these stretches exclude one another, somebody is wrong and nothing is proven.
 */
export function judgeReference(named: readonly string[], rows: readonly ReferenceRow[], limitMs: number, now: Date): ReferenceStanding {
  const unknown = (ja: string, en: string): ReferenceStanding => ({
    verdict: 'unknown',
    because: words(ja, en),
    offsetMs: null,
    boundMs: null,
  });
  if (named.length === 0)
    return unknown(
      '時刻同期先(NTPサーバ)が定められていないため、このサーバの時計が正しいかは確かめられません。',
      'No time server is named, so nothing proves that this server’s own clock is right.',
    );
  const speaking = rows.filter(({ at }) => Math.abs(now.getTime() - at.getTime()) <= referenceSpeaksMs);
  const believed = speaking.flatMap(({ offsetMs, boundMs }) => (offsetMs === null || boundMs === null ? [] : [{ offsetMs, boundMs }]));
  if (believed.length === 0) {
    const age = saidDuration(referenceSpeaksMs);
    return unknown(
      `定めたNTPサーバから、過去${age.ja}に信じられる応答がありません。`,
      `No named time server gave an answer that can be believed within ${age.en}.`,
    );
  }
  const low = Math.max(...believed.map(({ offsetMs, boundMs }) => offsetMs - boundMs));
  const high = Math.min(...believed.map(({ offsetMs, boundMs }) => offsetMs + boundMs));
  if (low > high)
    return unknown(
      '定めたNTPサーバの時刻が互いに食い違っています。どれが正しいかを確かめてください。',
      'The named time servers contradict one another. Find out which is right.',
    );
  const offsetMs = (low + high) / 2;
  const boundMs = (high - low) / 2;
  const [offset, bound, limit] = [offsetMs, boundMs, limitMs].map(said) as [string, string, string];
  const ja = `このサーバの時計のずれは${offset}ミリ秒(誤差±${bound}、許容${limit}ミリ秒)です。`;
  const en = `This server’s own clock is off by ${offset} ms (±${bound}; ${limit} ms allowed).`;
  if (Math.abs(offsetMs) + boundMs <= limitMs) return { verdict: 'pass', because: words(ja, en), offsetMs, boundMs };
  if (Math.abs(offsetMs) - boundMs > limitMs) return { verdict: 'fail', because: words(ja, en), offsetMs, boundMs };
  return {
    verdict: 'unknown',
    because: words(`誤差が大きく判定できません。${ja}`, `Too coarse to tell. ${en}`),
    offsetMs,
    boundMs,
  };
}

const said = (ms: number): string => {
  const whole = Math.round(ms);
  return `${whole < 0 ? '−' : ''}${String(Math.abs(whole)).replace(/\B(?=(\d{3})+$)/g, ',')}`;
};
