import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The three secrets that a browser keeps for us: its session, a sign-in that is half done, and that it is known. */
const cookies = {
  session: { name: 'tejun', lifeSeconds: 7 * 86_400 },
  ceremony: { name: 'tejun-begun', lifeSeconds: 30 * 60 },
  browser: { name: 'tejun-known', lifeSeconds: 90 * 86_400 },
} as const;
export type CookieName = keyof typeof cookies;

/** Under HTTPS the name begins with `__Host-`, which no other host or path can set. Over plain HTTP browsers refuse that. */
const nameOf = (request: FastifyRequest, cookie: CookieName): string =>
  `${request.protocol === 'https' ? '__Host-' : ''}${cookies[cookie].name}`;

export function readCookie(request: FastifyRequest, cookie: CookieName): string | null {
  const { cookie: header } = request.headers;
  return header === undefined ? null : (parseCookie(header)[nameOf(request, cookie)] ?? null);
}

export function setCookie(request: FastifyRequest, reply: FastifyReply, cookie: CookieName, value: string): void {
  write(request, reply, cookie, value, cookies[cookie].lifeSeconds);
}

export const clearCookie = (request: FastifyRequest, reply: FastifyReply, cookie: CookieName): void => write(request, reply, cookie, '', 0);

function write(request: FastifyRequest, reply: FastifyReply, cookie: CookieName, value: string, maxAge: number): void {
  reply.header(
    'set-cookie',
    stringifySetCookie({
      name: nameOf(request, cookie),
      value,
      maxAge,
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
    }),
  );
}
