import { clockOffset } from '../../../facts/clock-offset.ts';
import { type Platform, platforms } from '../../../facts/kind.ts';
import { intOf, question, unreadable } from '../question.ts';

/** A round longer than this says too little about the clock: the next one is waited for. */
const roundMaxMs = 10_000;

/** The agent's own clock, read between the moment the question was handed out and the moment the answer came back. */
const offset = (platform: Platform) =>
  question({
    id: `clock-offset/${platform}`,
    kind: clockOffset,
    platform,
    cadence: 'minute',
    tables: ['time'],
    sql: { time: 'SELECT unix_time FROM time' },
    translate({ time }, { askedAt, receivedAt }) {
      const seconds = intOf(time![0]?.unix_time);
      if (seconds === null) return unreadable('端末が時刻を答えませんでした。', 'The device did not tell its time.');
      const roundMs = receivedAt.getTime() - askedAt.getTime();
      if (roundMs < 0 || roundMs > roundMaxMs) {
        return unreadable('往復に時間がかかり、時計のずれを測れませんでした。', 'The round trip took too long to measure the clock.');
      }
      // The reading was taken somewhere within the round and is cut to whole seconds.
      const lowest = seconds * 1000 - receivedAt.getTime();
      const highest = seconds * 1000 + 999 - askedAt.getTime();
      return { offsetMs: Math.round((lowest + highest) / 2), boundMs: Math.ceil((highest - lowest) / 2) };
    },
  });

export const clockQuestions = platforms.map(offset);
