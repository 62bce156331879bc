import { type Words, words } from '../base/text.ts';
import type { Audience } from './content.ts';

/**
 * How the content in force stands with its audience.
 * `no-version`: nothing is in force. `no-lines`: none of its rules concerns them. `not-sent`: never sent. `changed`: what was sent says
 * something else. `sent`: what was sent says exactly this, be it under an older number.
 */
export type ContentState = 'no-version' | 'no-lines' | 'not-sent' | 'changed' | 'sent';

export interface LeafletStanding {
  readonly audience: Audience;
  /** The version in force. */
  readonly version: string | null;
  readonly content: ContentState;
  /** The version that was sent last, when, and by when it was to be confirmed. */
  readonly sentVersion: string | null;
  readonly sentAt: Date | null;
  readonly dueOn: string | null;
  /** People in the audience now. */
  readonly expected: number;
  /** Of them: confirmed exactly what is in force. */
  readonly acknowledged: number;
  /** When the oldest of these confirmations was made; null where there is none. */
  readonly confirmedAt: Date | null;
  /** Not confirmed although their date has passed. */
  readonly overdue: number;
  /** Not confirmed and without an address: they sign on paper. */
  readonly noAddress: number;
  /** Came since and have not been asked. */
  readonly notAsked: number;
}

export interface RuleVerdict {
  readonly verdict: 'pass' | 'fail' | 'unknown';
  readonly because: Words;
}

const unknown = (ja: string, en: string): RuleVerdict => ({ verdict: 'unknown', because: words(ja, en) });

/** Whether a rule has reached the people it binds: all confirmed, somebody overdue, or not known yet. */
export function judgeRule(standing: LeafletStanding): RuleVerdict {
  const { content, version, expected, acknowledged, overdue, notAsked, dueOn } = standing;
  switch (content) {
    case 'no-version':
      return unknown(
        '施行中の手順書がまだないため、しおりを送っていません。',
        'No procedures are in force yet, so no leaflet has been sent.',
      );
    case 'no-lines':
      return unknown('しおりに載せる決まりがありません。', 'No rule concerns the readers of this leaflet.');
    case 'not-sent':
      return unknown(`${version}版のしおりはまだ送っていません。`, `The leaflet of version ${version} has not been sent yet.`);
    case 'changed':
      return unknown(
        `内容が変わりました。${version}版のしおりはまだ送っていません。`,
        `The content has changed. The leaflet of version ${version} has not been sent yet.`,
      );
    case 'sent':
      break;
  }
  if (expected === 0) return unknown('社員名簿に、しおりを読む人がいません。', 'The staff register has nobody who is to read the leaflet.');
  const counted = words(`${expected}人中${acknowledged}人が確認しました。`, `${acknowledged} of ${expected} people have confirmed.`);
  if (overdue > 0) {
    return {
      verdict: 'fail',
      because: words(
        `期限を過ぎても確認していない人が${overdue}人います。${counted.ja}`,
        `${overdue === 1 ? '1 person has' : `${overdue} people have`} not confirmed in time. ${counted.en}`,
      ),
    };
  }
  if (acknowledged >= expected)
    return {
      verdict: 'pass',
      because: words(
        `対象の${expected}人全員が、施行中の内容を確認しました。`,
        `Everybody concerned (${expected}) has confirmed what is in force.`,
      ),
    };
  if (notAsked > 0) {
    return unknown(
      `あとから加わった${notAsked}人に、しおりをまだ送っていません。${counted.ja}`,
      `The leaflet has not been sent to ${notAsked === 1 ? '1 person' : `${notAsked} people`} who came later. ${counted.en}`,
    );
  }
  return unknown(`${counted.ja}期限は${dueOn}です。`, `${counted.en} The rest have until ${dueOn}.`);
}
