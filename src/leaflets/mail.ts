import { sha256 } from '../base/hash.ts';
import { newSecret } from '../base/id.ts';
import type { Campaign } from './campaign.store.ts';
import { audienceTitles } from './content.ts';
import { addressHash } from './people.ts';
import type { LeafletMail, Reader } from './ports.ts';
import type { NewToken } from './token.store.ts';

export type MailKind = 'first' | 'before' | 'due' | 'late' | 'now';

/** Where a link leads. The secret stands behind #, which no server and no proxy ever sees. */
const leafletUrl = (base: string, token: string): string => `${base.replace(/\/$/, '')}/leaflet#${token}`;

export interface Addressed {
  readonly requestId: string;
  readonly reader: Reader;
  readonly dueOn: string;
  /** What makes this mail one of its kind: `sent`, `before`, `late-1` … */
  readonly key: string;
  readonly kind: MailKind;
}

/** A mail with a secret of its own, and the secret's hash to be stored. The secret itself stands nowhere but in the mail. */
export function leafletMail(campaign: Campaign, to: Addressed, base: string): { readonly mail: LeafletMail; readonly token: NewToken } {
  const token = newSecret();
  const { requestId, reader, dueOn, key, kind } = to;
  const title = audienceTitles[campaign.audience].ja;
  return {
    token: { hash: sha256(token), requestId, addressHash: addressHash(reader) },
    mail: {
      channel: 'mail',
      to: { address: reader.email!.trim(), name: oneLine(reader.name), person: reader.id },
      language: 'ja',
      text: {
        subject: subjectOf(kind, title, campaign.versionNumber, dueOn),
        lines: [
          `${oneLine(reader.name)} さん`,
          ...openingOf(kind, oneLine(campaign.company), title, campaign.versionNumber, dueOn),
          '下のリンクを開いて読み、最後の「読んで理解しました」を押してください。数分で終わります。アカウントやパスワードは要りません。',
          'リンクはあなた専用です。ほかの人へ転送しないでください。',
          'English: open the link and choose “English” at the top of the page.',
        ],
        link: { url: leafletUrl(base, token), label: 'しおりを開く' },
        ...(kind === 'late' ? {} : { date: dueOn }),
      },
      about: `leaflet:${campaign.id}`,
      dedupeKey: `leaflet:${requestId}:${key}`,
    },
  };
}

function subjectOf(kind: MailKind, title: string, version: string, dueOn: string): string {
  if (kind === 'late') return `【期限超過】${title}(${version}版)の確認がまだです`;
  if (kind === 'first') return `${title}(${version}版)を読んで確認してください(${dueOn}まで)`;
  return `【再度のお願い】${title}(${version}版)の確認(${dueOn}まで)`;
}

function openingOf(kind: MailKind, company: string, title: string, version: string, dueOn: string): string[] {
  const what = `${company}の情報セキュリティの決まりのうち、あなたに関わるものをまとめた「${title}」(${version}版)`;
  switch (kind) {
    case 'first':
      return [`${what}をお届けします。`, `${dueOn}までに読んで、確認してください。`];
    case 'late':
      return [`${what}の確認が、まだ届いていません。`, `期限の${dueOn}を過ぎています。できるだけ早く読んで、確認してください。`];
    case 'due':
      return [`${what}の確認が、まだ届いていません。`, `期限は今日(${dueOn})です。`];
    default:
      return [`${what}の確認が、まだ届いていません。`, `${dueOn}までに読んで、確認してください。`];
  }
}

/** A name never begins a new line of a mail. */
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
