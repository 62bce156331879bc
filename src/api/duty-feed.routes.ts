import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../base/fault.ts';
import type { Language } from '../base/text.ts';
import type { Actor, Duties } from '../engine/duties/index.ts';
import type { Caller } from '../people/index.ts';
import { callerOf } from './access.ts';
import { baseUrl } from './authenticate.ts';
import { feedSchema } from './contract-duties.ts';
import type { ApiApp } from './server.ts';
import { done, isoOrNull } from './wire.ts';

/** Whose calendar it is: an account that can sign in now. */
export interface FeedReader {
  readonly actor: Actor;
  readonly accountId: string;
  readonly language: Language;
}

export interface DutyFeedDeps {
  /** The account with this login, if it is active and not expired. */
  reader(login: string): Promise<FeedReader | null>;
  /** How an account is called where it signs in. */
  loginOf(accountId: string): Promise<string>;
  /** Counts an attempt by address and by login as a sign-in does; throws `too-many-attempts`. What ended well is given back. */
  readonly attempts: { take(address: string, login: string): Promise<void>; giveBack(address: string, login: string): Promise<void> };
  readonly publicUrl: string | undefined;
}

interface FeedRouteDeps {
  readonly duties: Duties;
  actorOf(caller: Caller): Promise<Actor>;
  readonly feed: DutyFeedDeps;
}

const feedPath = '/api/duties/calendar.ics';
const credentialsBytesMax = 1_000;

/** The calendar of one's own duties: for calendar programs, which sign in with a password of its own, and as a file. */
export function dutyFeedRoutes(app: ApiApp, deps: FeedRouteDeps): void {
  passwordRoutes(app, deps);
  app.route({
    method: 'GET',
    url: feedPath,
    // It proves its caller itself: calendar programs know no session, only a name and a password.
    config: { access: 'public' },
    schema: { summary: 'iCalendar of one’s own duties, by HTTP Basic with login and feed password.' },
    handler: async (request, reply) => {
      const reader = await readerOf(request, deps);
      if (reader === null) return refuse(reply);
      return send(reply, await deps.duties.calendar(reader.actor, reader.language, baseUrl(request, deps.feed)));
    },
  });
  app.route({
    method: 'GET',
    url: '/api/duties/calendar',
    config: { access: 'signed-in' },
    schema: { summary: 'The same file for whoever is signed in.' },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const text = await deps.duties.calendar(await deps.actorOf(caller), caller.language, baseUrl(request, deps.feed));
      return send(reply.header('content-disposition', 'attachment; filename="tejun-duties.ics"'), text);
    },
  });
}

const send = (reply: FastifyReply, text: string): FastifyReply =>
  reply.type('text/calendar; charset=utf-8').header('cache-control', 'private, no-store').send(text);

function refuse(reply: FastifyReply): never {
  reply.header('www-authenticate', 'Basic realm="Tejun calendar", charset="UTF-8"');
  throw new Fault('wrong-credentials');
}

/** Null where name and password do not belong together; one answer and one time for every way of being wrong. */
async function readerOf(request: FastifyRequest, { duties, feed }: FeedRouteDeps): Promise<FeedReader | null> {
  const given = basicCredentials(request.headers.authorization);
  if (given === null) return null;
  await feed.attempts.take(request.ip, given.login);
  const reader = await feed.reader(given.login);
  if (!(await duties.opensFeed(reader?.accountId ?? null, given.password)) || reader === null) return null;
  await feed.attempts.giveBack(request.ip, given.login);
  return reader;
}

/** RFC 7617: base64 of `user:password`; the user may hold no colon. */
export function basicCredentials(header: string | undefined): { readonly login: string; readonly password: string } | null {
  const [, encoded] = /^basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '') ?? [];
  if (encoded === undefined || encoded.length > credentialsBytesMax) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8').replaceAll('\u0000', '');
  const colon = text.indexOf(':');
  return colon < 1 ? null : { login: text.slice(0, colon), password: text.slice(colon + 1) };
}

function passwordRoutes(app: ApiApp, deps: FeedRouteDeps): void {
  const { duties, feed } = deps;
  const own = { access: 'signed-in', own: true } as const;
  const accountOf = (request: FastifyRequest): string => {
    const { accountId } = callerOf(request);
    if (accountId === null) throw new Fault('forbidden');
    return accountId;
  };
  const view = async (request: FastifyRequest, password: string | null) => {
    const accountId = accountOf(request);
    const [user, setAt] = await Promise.all([feed.loginOf(accountId), duties.feedSetAt(accountId)]);
    return { address: `${baseUrl(request, feed)}${feedPath}`, user, password, setAt: isoOrNull(setAt) };
  };
  app.route({
    method: 'GET',
    url: '/api/duties/feed',
    config: own,
    schema: { summary: 'Where one’s own calendar is, and since when it has a password.', response: { 200: feedSchema } },
    handler: (request) => view(request, null),
  });
  app.route({
    method: 'POST',
    url: '/api/duties/feed',
    config: { ...own, stepUp: true },
    schema: { summary: 'A new feed password, shown this once; the one before works no more.', response: { 200: feedSchema } },
    handler: async (request) => view(request, await duties.newFeedPassword(accountOf(request))),
  });
  app.route({
    method: 'DELETE',
    url: '/api/duties/feed',
    config: own,
    schema: { summary: 'Ends the feed.', response: { 200: done } },
    handler: async (request) => {
      await duties.endFeed(accountOf(request));
      return { ok: true as const };
    },
  });
}
