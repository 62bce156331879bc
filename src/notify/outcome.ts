import type { Problem } from './notice.ts';
import type { ClaimedNotice } from './store.ts';

/** How one attempt ended. `words` are those of the other side, or of the network: shown to the administrator as they are. */
export type Outcome =
  | { readonly is: 'sent' }
  /** Surely not delivered, and worth another try. `pauseMs`: nothing else leaves by this channel so long. */
  | { readonly is: 'later'; readonly problem: Problem; readonly words: string; readonly pauseMs?: number }
  /** Surely not delivered, and never will be. */
  | { readonly is: 'never'; readonly problem: Problem; readonly words: string }
  /** Perhaps delivered. */
  | { readonly is: 'uncertain'; readonly problem: Problem; readonly words: string };

/** What can be sent: a claimed notice, or a test message that never was in the queue. */
export type Sendable = Pick<
  ClaimedNotice,
  | 'id'
  | 'recipient'
  | 'recipientName'
  | 'language'
  | 'subject'
  | 'bodyText'
  | 'linkLabel'
  | 'linkUrl'
  | 'calendar'
  | 'about'
  | 'urgent'
  | 'createdAt'
>;

/** One worker's way out. It sends one notice at a time and never tries a second time what may have arrived. */
export interface Transport {
  send(notice: Sendable): Promise<Outcome>;
  /** Breaks off what is under way: its outcome is then uncertain, or a surely unsent `later`. */
  abort(): void;
  close(): void;
}

/** After the server, not the notice, was at fault. */
export const pauseAfterOutageMs = 60_000;

const wordsCharsMax = 500;

/** Words from outside for the list: one line, short, and without any secret that the other side may have repeated. */
export function outsideWords(text: string, secrets: readonly string[] = []): string {
  let said = text;
  for (const secret of secrets) if (secret.length >= 4) said = said.replaceAll(secret, '…');
  said = said.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return said.length > wordsCharsMax ? `${said.slice(0, wordsCharsMax)}…` : said;
}
