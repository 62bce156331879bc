import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServerOptions as HttpsOptions } from 'node:https';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type RawServerDefault } from 'fastify';
import { createJsonSchemaTransform, serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { newId } from '../base/id.ts';
import type { Log } from '../base/log.ts';
import { type AccessDeps, guardRoutes } from './access.ts';
import { answerFaults } from './faults.ts';
import { limitLargeBodies } from './large-bodies.ts';
import { type OriginConfig, refuseForeignOrigin } from './origin.ts';
import { serveWebFiles } from './web-files.ts';
import { isApi } from './wire.ts';

/** The application as route files see it: bodies, parameters and answers are typed by the zod schemas of each route. */
export type ApiApp = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

/**
 * The routes of one room. A `*.routes.ts` file exports `(app, deps) => void`; `main.ts` hands it over as
 * `(app) => boardRoutes(app, deps)`. Each route declares `config: { access }` or the server does not start.
 */
export type RoutePlugin = (app: ApiApp) => void;

export interface ServerConfig extends OriginConfig {
  /** Addresses or networks of proxies whose X-Forwarded-* headers count. Empty: nobody's do. */
  readonly trustedProxies: readonly string[];
  /** Key and certificate: mandatory in practice as soon as the server listens beyond loopback. */
  readonly https?: HttpsOptions | undefined;
  /** The folder of the built web app; left out, the server answers the API only. */
  readonly webFolder?: string | undefined;
  readonly version: string;
}

export interface ServerDeps extends AccessDeps {
  readonly config: ServerConfig;
  readonly log: Log;
  readonly routes: readonly RoutePlugin[];
  /** Whether the server can do its work now, for `GET /healthz`. */
  ready(): Promise<boolean>;
}

export const bodyBytesMax = 1024 * 1024;
const requestTimeoutMs = 30_000;
/** Open at once: a stranger who opens more and says nothing must not use up the process’s files. */
const connectionsMax = 2_000;

/** The HTTP server, ready to listen or to be asked by `inject`. Throws where a route declares no access. */
export async function buildServer(deps: ServerDeps): Promise<ApiApp> {
  const { config } = deps;
  const app = fastify({
    // The types of http and https servers differ in nothing that we use.
    ...((config.https === undefined ? {} : { https: config.https }) as object),
    logger: false,
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    trustProxy: config.trustedProxies.length === 0 ? false : [...config.trustedProxies],
    genReqId: () => newId(),
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  }) as unknown as ApiApp;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  acceptJsonOnly(app);
  answerFaults(app, deps.log);
  await protectBrowsers(app, config);
  await describeApi(app, config);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // By the route that was found, not by the address: /%61pi/… is the same route under another spelling.
    if (isApi(request.routeOptions.url ?? request.url)) reply.header('cache-control', 'no-store');
    refuseForeignOrigin(request, config);
  });
  guardRoutes(app as unknown as FastifyInstance, deps);
  limitLargeBodies(app as unknown as FastifyInstance, bodyBytesMax);
  healthRoute(app, deps);
  for (const routes of deps.routes) app.register(async (scope) => routes(scope as unknown as ApiApp));
  if (config.webFolder !== undefined) serveWebFiles(app, config.webFolder);
  await app.ready();
  app.server.maxConnections = connectionsMax;
  return app;
}

/** The OpenAPI 3.1 document of a built server, as it is committed in `docs/openapi.json`. */
export const openApiOf = (app: ApiApp): object => app.swagger();

/** No forms, no plain text: one parser. An empty body is no body, so that `POST /api/sign-out` needs none. */
function acceptJsonOnly(app: ApiApp): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, body as string, done);
  });
}

async function protectBrowsers(app: ApiApp, config: ServerConfig): Promise<void> {
  const https = config.https !== undefined || config.publicUrl?.startsWith('https:') === true;
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Mantine sets its colours and sizes in style attributes; without this every component is bare. Styles run nothing.
        styleSrc: ["'self'", "'unsafe-inline'"],
        // The QR code of a one-time password is shown as a data: image and never stored.
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
}

async function describeApi(app: ApiApp, config: ServerConfig): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tejun',
        version: config.version,
        description: 'Write, run and prove your own procedures for ISO/IEC 27001:2022 Annex A.8.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: '__Host-tejun' },
          cli: { type: 'http', scheme: 'bearer', description: 'The token in TEJUN_HOME/cli-token, from loopback only.' },
        },
      },
    },
    transform: createJsonSchemaTransform({ skipList: ['/*'] }),
  });
}

function healthRoute(app: ApiApp, deps: ServerDeps): void {
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { access: 'public' },
    schema: { response: { 200: z.object({ ok: z.literal(true) }), 503: z.object({ ok: z.literal(false) }) } },
    handler: async (_request, reply) => ((await deps.ready()) ? reply.send({ ok: true }) : reply.code(503).send({ ok: false })),
  });
}
