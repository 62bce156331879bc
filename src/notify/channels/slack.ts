import type { Sendable } from '../outcome.ts';
import type { ChannelSecrets } from '../settings-check.ts';
import { cut, type HttpRequest } from './http.ts';

const headerCharsMax = 150;
const sectionCharsMax = 2900;

/**
 * Slack, incoming webhook. Subject and body are `plain_text`, so that no mark in them becomes bold or a mention; only the link is
 * mark-up, with its parts escaped as Slack asks (& < >, and | which divides a link).
 */
export function slackRequest({ url }: ChannelSecrets['slack'], notice: Sendable): HttpRequest {
  const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
  const blocks: object[] = [{ type: 'header', text: plain(cut(notice.subject, headerCharsMax)) }];
  if (notice.bodyText.trim() !== '') blocks.push({ type: 'section', text: plain(cut(notice.bodyText, sectionCharsMax)) });
  if (notice.linkUrl !== null) {
    const target = notice.linkUrl.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
    const label = (notice.linkLabel || notice.linkUrl).replaceAll('|', '/');
    blocks.push({ type: 'section', text: { type: 'mrkdwn', text: `<${escaped(target)}|${escaped(label)}>`, verbatim: true } });
  }
  // The words of the small notification on a phone, where blocks are not shown.
  const body = JSON.stringify({ text: escaped(cut(notice.subject, headerCharsMax)), blocks });
  return { url, method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
