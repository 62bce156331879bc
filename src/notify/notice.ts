import type { Language } from '../base/text.ts';

/** The ways in which a notice can leave. `mail` has a recipient of its own; the others post into one room or address of the company. */
export const channels = ['mail', 'slack', 'teams', 'chatwork', 'lineworks', 'webhook'] as const;
export type Channel = (typeof channels)[number];
export type ChatChannel = Exclude<Channel, 'mail'>;
export const chatChannels = channels.filter((channel): channel is ChatChannel => channel !== 'mail');

/**
 * How a notice stands.
 * `queued` waits for its first attempt, `failed` for its next one. `sending` is under way. `uncertain` may have arrived: the server
 * stopped, or the line broke, between the last byte and the answer; only a person sends it again. `dead` is tried no more, with the
 * reason. `given-up` is what a person left unsent.
 */
export const noticeStates = ['queued', 'sending', 'sent', 'failed', 'dead', 'uncertain', 'given-up'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** A day (all day long), or a time with its length. */
export type NoticeDate = string | { readonly start: Date; readonly minutes: number };

/** What a notice says, as data: every channel makes its own form of it, and nothing in it is ever markup. */
export interface NoticeText {
  readonly subject: string;
  /** Paragraphs. */
  readonly lines: readonly string[];
  /** Where the reader goes on; https, or http within the company's own network. */
  readonly link: { readonly url: string; readonly label: string } | null;
  /** `2026-12-01`, or a time. A mail carries it as a calendar entry. */
  readonly date?: NoticeDate | undefined;
}

interface Notice {
  readonly language: Language;
  readonly text: NoticeText;
  /** An opaque subject, such as `leaflet:<id>`. */
  readonly about: string;
  /** The same key a second time is the same notice: it is not queued again. */
  readonly dedupeKey: string;
  /** Passes quiet hours and closed days. */
  readonly urgent?: boolean | undefined;
  /** Not before this moment; without it, at once. */
  readonly notBefore?: Date | undefined;
}

export interface MailNotice extends Notice {
  readonly channel: 'mail';
  readonly to: {
    readonly address: string;
    readonly name: string;
    /** The id of the person in the staff register, if there is one. */
    readonly person?: string | null | undefined;
  };
}
export interface ChatNotice extends Notice {
  readonly channel: ChatChannel;
}
export type NewNotice = MailNotice | ChatNotice;

/** Why a notice did not leave, or not surely. The screens' words come from it; the server's own words stand beside it. */
export const problems = [
  /** The address is none. */
  'address',
  /** No connection, or no such name. */
  'unreachable',
  /** The connection cannot be made secret as the settings want it. */
  'tls',
  /** User and password, or token, are not accepted. */
  'credentials',
  /** The other side said: not now. */
  'later',
  /** The other side said: never. */
  'refused',
  /** The line broke, or no answer came, after the content was on its way. */
  'no-answer',
  /** This server stopped while it was on its way. */
  'interrupted',
  /** The stored settings cannot be used. */
  'settings',
] as const;
export type Problem = (typeof problems)[number];

export const subjectCharsMax = 200;
export const nameCharsMax = 200;
export const linesMax = 60;
export const lineCharsMax = 2000;
export const linkCharsMax = 2000;
export const keyCharsMax = 300;
/** In one call of `enqueue`. */
export const noticesMax = 20_000;
