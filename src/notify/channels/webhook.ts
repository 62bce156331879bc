import { createHmac } from 'node:crypto';
import type { Sendable } from '../outcome.ts';
import type { ChannelSecrets } from '../settings-check.ts';
import type { HttpRequest } from './http.ts';

/**
 * Any other service: JSON with a signature over the time and the body, so that the receiver knows who sent it and that nobody sends
 * it again later. The format is fixed in docs/formats/webhook.md.
 */
export function webhookRequest({ url, secret }: ChannelSecrets['webhook'], notice: Sendable, at: Date): HttpRequest {
  const body = JSON.stringify({
    format: 'tejun-notice/1',
    id: notice.id,
    language: notice.language,
    subject: notice.subject,
    lines: notice.bodyText === '' ? [] : notice.bodyText.split('\n'),
    link: notice.linkUrl === null ? null : { url: notice.linkUrl, label: notice.linkLabel ?? '' },
    about: notice.about,
    urgent: notice.urgent,
    createdAt: notice.createdAt.toISOString(),
  });
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    url,
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'tejun-notice-id': notice.id,
      'tejun-timestamp': timestamp,
      'tejun-signature': `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
    },
    body,
  };
}
