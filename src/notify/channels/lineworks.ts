import { sign } from 'node:crypto';
import type { Sendable } from '../outcome.ts';
import { plainText } from '../render.ts';
import type { ChannelSecrets, ChannelSettings } from '../settings-check.ts';
import { cut, type HttpRequest } from './http.ts';

export const lineworksAuthBase = 'https://auth.worksmobile.com';
export const lineworksApiBase = 'https://www.worksapis.com';
const textCharsMax = 2000;
/** The longest life that the service allows an assertion. */
const assertionLifeSeconds = 3600;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** LINE WORKS API 2.0: the service account signs an assertion (JWT, RS256) and gets a token for it. */
export function lineworksTokenRequest(
  { clientId, serviceAccount }: ChannelSettings['lineworks'],
  { clientSecret, privateKey }: ChannelSecrets['lineworks'],
  at: Date,
  base: string = lineworksAuthBase,
): HttpRequest {
  const iat = Math.floor(at.getTime() / 1000);
  const claims = { iss: clientId, sub: serviceAccount, iat, exp: iat + assertionLifeSeconds };
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  const assertion = `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
  const form = {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion,
    client_id: clientId,
    client_secret: clientSecret,
    // Only what sending asks for.
    scope: 'bot.message',
  };
  return {
    url: `${base}/oauth2/v2.0/token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  };
}

/** A message of the bot into a message room. */
export function lineworksRequest(
  { botId, channelId }: ChannelSettings['lineworks'],
  token: string,
  notice: Sendable,
  base: string = lineworksApiBase,
): HttpRequest {
  const whole = plainText(notice);
  // The link stands last and must not be what is cut off.
  const over = Math.max(0, whole.length - textCharsMax);
  const text = over === 0 ? whole : plainText({ ...notice, bodyText: cut(notice.bodyText, Math.max(1, notice.bodyText.length - over)) });
  return {
    url: `${base}/v1.0/bots/${encodeURIComponent(botId)}/channels/${encodeURIComponent(channelId)}/messages`,
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
    body: JSON.stringify({ content: { type: 'text', text: cut(text, textCharsMax) } }),
  };
}

/** The token in the answer to a token request; null where there is none. */
export function readToken(body: string): string | null {
  try {
    const { access_token } = JSON.parse(body) as { access_token?: unknown };
    return typeof access_token === 'string' && /^[\x21-\x7e]+$/.test(access_token) ? access_token : null;
  } catch {
    return null; // no JSON, so no token either; the caller shows what came instead
  }
}
