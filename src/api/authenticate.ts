import type { FastifyReply, FastifyRequest } from 'fastify';
import { authenticateCli, authenticateSession, type Caller, type From, type PasskeyPlace, type PeopleDeps } from '../people/index.ts';
import { clearCookie, readCookie } from './cookies.ts';
import { type OriginConfig, passkeyPlace } from './origin.ts';

/** What the routes about people need. `config` is the server's own. */
export interface PeopleApiDeps {
  readonly people: PeopleDeps;
  readonly config: OriginConfig;
}

/** The `authenticate` of a server: the browser's session, or the command line's token from this machine. */
export function authenticator(
  people: PeopleDeps,
  cliToken: string,
): (request: FastifyRequest, reply: FastifyReply) => Promise<Caller | null> {
  return async (request, reply) => {
    // A bearer token decides alone: a wrong one is never covered by a cookie.
    if (request.headers.authorization !== undefined)
      return authenticateCli(cliToken, request.headers.authorization, isFromThisMachine(request));
    const token = readCookie(request, 'session');
    if (token === null) return null;
    const caller = await authenticateSession(people, token);
    if (caller === null) clearCookie(request, reply, 'session');
    return caller;
  };
}

/** By the connection, not by what a header says; a request that came through a proxy is not from this machine. */
function isFromThisMachine(request: FastifyRequest): boolean {
  const { headers, socket } = request;
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/i, '');
  return address === '::1' || address.startsWith('127.');
}

export const fromOf = (request: FastifyRequest): From => ({
  address: request.ip,
  browser: (request.headers['user-agent'] ?? '').slice(0, 300),
});

export const placeOf = (request: FastifyRequest, deps: PeopleApiDeps): PasskeyPlace => passkeyPlace(request, deps.config);

/** The address that a link for another person begins with. */
export const baseUrl = (request: FastifyRequest, { publicUrl }: OriginConfig): string =>
  publicUrl === undefined ? `${request.protocol}://${request.host}` : new URL(publicUrl).origin;
