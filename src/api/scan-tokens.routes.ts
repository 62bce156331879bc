import type { FastifyRequest } from 'fastify';
import { Fault } from '../base/fault.ts';
import { reportBytesMax, type ScanToken } from '../scans/index.ts';
import { callerOf } from './access.ts';
import { scanFileQuery, scanImportedSchema, scanTokenBody, scanTokenMadeSchema, scanTokensSchema } from './contract-scans.ts';
import { reportIn, type ScanRouteDeps, scanId } from './scans.routes.ts';
import { nameIn } from './scans.views.ts';
import type { ApiApp } from './server.ts';
import { done, isoOrNull } from './wire.ts';

/** Tokens of pipelines, and the one thing that can be done with one: posting a report of its target. */
export function scanTokenRoutes(app: ApiApp, deps: ScanRouteDeps): void {
  keepingRoutes(app, deps);
  postRoute(app, deps);
}

function keepingRoutes(app: ApiApp, { scans, nameOf }: ScanRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/scans/targets/:id/tokens',
    config: { access: ['administrator'] },
    schema: { params: scanId, response: { 200: scanTokensSchema } },
    handler: async (request) => {
      const tokens = await scans.tokens(request.params.id);
      const names = await nameOf(tokens.map(({ madeBy }) => madeBy));
      return {
        tokens: tokens.map(({ id, name, expiresAt, madeBy, madeAt, lastUsedAt, revokedAt }) => ({
          id,
          name,
          expiresAt: expiresAt.toISOString(),
          madeBy: nameIn(names, madeBy),
          madeAt: madeAt.toISOString(),
          lastUsedAt: isoOrNull(lastUsedAt),
          revokedAt: isoOrNull(revokedAt),
        })),
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/scans/targets/:id/tokens',
    config: { access: ['administrator'], stepUp: true },
    schema: {
      summary: 'A token for a pipeline, shown this once.',
      params: scanId,
      body: scanTokenBody,
      response: { 201: scanTokenMadeSchema },
    },
    handler: async (request, reply) =>
      reply.code(201).send({ secret: await scans.makeToken(request.params.id, request.body, callerOf(request).actor) }),
  });
  app.route({
    method: 'DELETE',
    url: '/api/scans/tokens/:id',
    // Without step-up: ending a token that leaked must not wait.
    config: { access: ['administrator'] },
    schema: { summary: 'Ends a token at once.', params: scanId, response: { 200: done } },
    handler: async (request) => {
      await scans.endToken(request.params.id, callerOf(request).actor);
      return { ok: true as const };
    },
  });
}

function postRoute(app: ApiApp, { scans, attempts }: ScanRouteDeps): void {
  const proven = new WeakMap<FastifyRequest, ScanToken>();
  /** Before a byte of the body is read: a stranger must not make the server hold files. */
  const prove = async (request: FastifyRequest): Promise<void> => {
    await attempts.stranger.take(request.ip);
    const [, secret] = /^Bearer ([\w-]{1,100})$/.exec(request.headers.authorization ?? '') ?? [];
    const token = secret === undefined ? null : await scans.tokenOf(secret);
    if (token === null) throw new Fault('wrong-credentials');
    await attempts.stranger.giveBack(request.ip);
    await attempts.token(token.id);
    proven.set(request, token);
  };
  app.route({
    method: 'POST',
    url: '/api/scans/reports',
    // It proves its caller itself: a pipeline knows no session, only its token.
    config: { access: 'public' },
    bodyLimit: reportBytesMax,
    onRequest: prove,
    schema: {
      summary: 'A pipeline’s report (application/octet-stream), by bearer token, into the token’s own target.',
      querystring: scanFileQuery,
      response: { 200: scanImportedSchema },
    },
    handler: async (request) => {
      const token = proven.get(request);
      if (token === undefined) throw new Fault('wrong-credentials');
      const { format, runs } = await scans.post(token, reportIn(request.body, request.query));
      return { format, runs: runs.map((run) => ({ ...run })) };
    },
  });
}
