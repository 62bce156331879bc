import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type ApiApp, allPeopleRoutes, authenticator, buildServer } from '../api/index.ts';
import type { Clock } from '../base/clock.ts';
import { type Config, isLoopback } from '../base/config.ts';
import type { Log } from '../base/log.ts';
import type { Pool } from '../db/pool.ts';
import { openCliToken, type PeopleDeps } from '../people/index.ts';
import type { ServerCertificate } from '../tls/authority.ts';
import type { Opened } from './opened.ts';
import { type DataRouteDeps, dataRoutes } from './routes.ts';

export interface WebDoor {
  /** As a person types it. */
  readonly url: string;
  /** As the command line on this machine reaches it. */
  readonly loopbackUrl: string;
}

interface Wiring {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly pool: Pool;
  readonly people: PeopleDeps;
  readonly certificate: ServerCertificate;
  readonly data: DataRouteDeps;
  readonly version: string;
  readonly webFolder: string | undefined;
}

/** Opens the people's door. Beyond loopback it is always HTTPS: with a given certificate, else with one of our own authority. */
export async function openWebDoor(wiring: Wiring, opened: Opened): Promise<WebDoor> {
  const { config, clock, log, pool, people, certificate } = wiring;
  const own = { publicUrl: config.publicUrl, ownNames: config.serverNames };
  const https = config.tls
    ? { cert: readFileSync(config.tls.certificateFile), key: readFileSync(config.tls.keyFile) }
    : config.isLoopback
      ? undefined
      : { cert: certificate.certificate, key: certificate.key };
  const app = await buildServer({
    config: { ...own, trustedProxies: config.trustedProxies, https, webFolder: wiring.webFolder, version: wiring.version },
    clock,
    log,
    routes: [...dataRoutes(wiring.data), ...allPeopleRoutes({ people, config: own })],
    authenticate: authenticator(people, openCliToken(config.home)),
    ready: () =>
      pool.query('SELECT 1').then(
        () => true,
        () => false,
      ),
  });
  await app.listen({ port: config.port, host: config.host });
  opened.add(() => app.close());
  const { port } = app.server.address() as { port: number };
  const scheme = https ? 'https' : 'http';
  const isAnywhere = config.host === '0.0.0.0' || config.host === '::';
  if (!isAnywhere && !isLoopback(config.host)) await alsoOnLoopback(app, https, port, opened);
  const host = isAnywhere ? config.serverNames[0]! : config.host;
  return {
    url: config.publicUrl ?? `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    loopbackUrl: `${scheme}://127.0.0.1:${port}`,
  };
}

/** The command line's token counts from this machine only, so that a server on one address must answer on loopback too. */
async function alsoOnLoopback(
  app: ApiApp,
  https: { cert: string | Buffer; key: string | Buffer } | undefined,
  port: number,
  opened: Opened,
): Promise<void> {
  const server: Server = https ? createTlsServer(https, app.routing) : createServer(app.routing);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  opened.add(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
}
