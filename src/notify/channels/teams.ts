import type { Sendable } from '../outcome.ts';
import type { ChannelSecrets } from '../settings-check.ts';
import { cut, type HttpRequest } from './http.ts';

/** A message may have about 28 KB; a Japanese character takes three bytes of it. */
const bodyCharsMax = 6000;

/**
 * Microsoft Teams, a Workflow that starts with a webhook request. It takes Adaptive Cards only. The words stand in text runs, which
 * unlike text blocks know no Markdown: company text stays text.
 */
export function teamsRequest({ url }: ChannelSecrets['teams'], notice: Sendable): HttpRequest {
  const paragraph = (text: string, more: object = {}) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...more }] });
  const lines = cut(notice.bodyText, bodyCharsMax)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    lang: notice.language,
    body: [paragraph(notice.subject, { size: 'Large', weight: 'Bolder' }), ...lines.map((line) => paragraph(line))],
    actions: notice.linkUrl === null ? [] : [{ type: 'Action.OpenUrl', title: notice.linkLabel || notice.linkUrl, url: notice.linkUrl }],
    msteams: { width: 'Full' },
  };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card };
  return {
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ type: 'message', attachments: [attachment] }),
  };
}
