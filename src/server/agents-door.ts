import type { Server } from 'node:https';
import { join } from 'node:path';
import type { AgentRouteDeps } from '../api/agents.routes.ts';
import type { Clock } from '../base/clock.ts';
import type { Config } from '../base/config.ts';
import type { Log } from '../base/log.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { newAgentServer } from '../sources/osquery/agent-server.ts';
import { agentBundle } from '../sources/osquery/bundle.ts';
import { intervals } from '../sources/osquery/config.ts';
import { EnrolSecret } from '../sources/osquery/enrol-secret.ts';
import { LocalAgent } from '../sources/osquery/local-agent.ts';
import { type ServerCertificate, serverCertificate } from '../tls/authority.ts';
import type { Engine } from './engine.ts';
import type { Opened } from './opened.ts';

export interface AgentsDoor {
  readonly port: number;
  readonly certificate: ServerCertificate;
  /** This computer's own agent; not started yet. */
  readonly local: LocalAgent;
  /** What the screen about agents needs. */
  readonly routes: AgentRouteDeps;
}

interface Wiring {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly pool: Pool;
  readonly engine: Engine;
}

const isAnywhere = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** Opens the TLS endpoint of the agents and ties it to the engine. */
export async function openAgentsDoor({ config, clock, log, pool, engine }: Wiring, opened: Opened): Promise<AgentsDoor> {
  const { home } = config;
  const certificate = await serverCertificate(join(home, 'tls'), config.serverNames, clock);
  const secret = new EnrolSecret(join(home, 'secrets', 'enrol-secret.json'), clock);
  const { key, certificate: chain } = certificate;
  const { server, protocol } = newAgentServer({ ...engine.agents, enrolSecrets: () => secret.good(), clock, log, key, certificate: chain });
  // Where the SQL carries the value, what was answered says nothing of the new one. All else is judged from what is stored.
  engine.values.onChange((param) => protocol.askAgain((question) => question.values?.includes(param) === true));
  engine.onPlaced((ids) => protocol.askDevices(ids));
  engine.start();
  opened.add(() => engine.stop());
  const port = await listen(server, config.agentPort, config.agentHost);
  opened.add(() => close(server));
  const here = isAnywhere(config.agentHost) || config.agentHost.startsWith('127.') ? 'localhost' : config.agentHost;
  const local = new LocalAgent({
    folder: join(home, 'agent'),
    tlsHost: `${here}:${port}`,
    authority: certificate.authority,
    secret: () => secret.current,
    log,
  });
  const serverName = config.serverNames[0]!;
  const routes: AgentRouteDeps = {
    pool,
    facts: () => ({
      serverName,
      port,
      certificate: { fingerprint: certificate.fingerprint, notAfter: certificate.notAfter.toISOString() },
      secret: secret.dates(),
      local: local.state,
      intervals,
    }),
    rotateSecret: (by) =>
      inTransaction(pool, async (tx) => {
        await append(tx, clock.now(), [{ kind: 'secret.rotated', actor: by, subject: 'agents:enrol-secret', payload: {} }]);
        secret.rotate();
      }),
    bundle: async (platform, by) => {
      const written = { kind: 'bundle.written', actor: by, subject: `agents:bundle/${platform}`, payload: {} } as const;
      await inTransaction(pool, (tx) => append(tx, clock.now(), [written]));
      return agentBundle(platform, { tlsHost: `${serverName}:${port}`, authority: certificate.authority, secret: secret.current });
    },
  };
  return { port, certificate, local, routes };
}

/** After a restart every agent calls within its interval; a connection that finds no place in the queue comes seconds later. */
const connectionsWaitingMax = 4096;

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: connectionsWaitingMax }, () => resolve((server.address() as { port: number }).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
