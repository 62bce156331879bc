import type { Sendable } from '../outcome.ts';
import type { ChannelSecrets, ChannelSettings } from '../settings-check.ts';
import { cut, type HttpRequest } from './http.ts';

export const chatworkBase = 'https://api.chatwork.com/v2';
const bodyCharsMax = 20_000;

/** Chatwork, POST /rooms/{room_id}/messages: a form, the token in a header. */
export function chatworkRequest(
  { roomId }: ChannelSettings['chatwork'],
  { token }: ChannelSecrets['chatwork'],
  notice: Sendable,
  base: string = chatworkBase,
): HttpRequest {
  const link = notice.linkUrl === null ? '' : `\n${untagged(notice.linkLabel ?? '')}\n${notice.linkUrl}`;
  const body = `[info][title]${untagged(notice.subject)}[/title]${untagged(cut(notice.bodyText, bodyCharsMax))}${link}[/info]`;
  return {
    url: `${base}/rooms/${encodeURIComponent(roomId)}/messages`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-chatworktoken': token, accept: 'application/json' },
    body: new URLSearchParams({ body, self_unread: '1' }).toString(),
  };
}

/** Chatwork knows no escape for its tags. A full-width bracket keeps [toall] in a company's text from calling everybody. */
const untagged = (text: string): string => text.replaceAll(/\[(?=\/?[A-Za-z])/g, '［');
