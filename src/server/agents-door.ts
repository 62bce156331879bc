import { join } from 'node:path';
import type { AgentRouteDeps } from '../api/agents.routes.ts';
import type { Clock } from '../base/clock.ts';
import type { Config } from '../base/config.ts';
import type { Log } from '../base/log.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { bundlesHandedOut, secretGenerations } from '../devices/index.ts';
import { append } from '../ledger/index.ts';
import { BundleKey } from '../sources/osquery/bundle-signature.ts';
import { intervals } from '../sources/osquery/config.ts';
import { openDoor } from '../sources/osquery/door.ts';
import { EnrolSecret } from '../sources/osquery/enrol-secret.ts';
import { LocalAgent } from '../sources/osquery/local-agent.ts';
import { newestRelease } from '../sources/osquery/releases.ts';
import { type ServerCertificate, serverCertificate } from '../tls/authority.ts';
import { agentsByAge } from './agent-versions.ts';
import { bundleMaker } from './bundles.ts';
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

const bundlesShownMax = 30;

const isAnywhere = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** Opens the TLS endpoint of the agents and ties it to the engine. */
export async function openAgentsDoor({ config, clock, log, pool, engine }: Wiring, opened: Opened): Promise<AgentsDoor> {
  const { home } = config;
  const certificate = await serverCertificate(join(home, 'tls'), config.serverNames, clock);
  const bundleKey = new BundleKey(join(home, 'secrets', 'bundle-key.pem'));
  const secret = new EnrolSecret(join(home, 'secrets', 'enrol-secret.json'), clock);
  const { key, certificate: chain } = certificate;
  engine.start();
  opened.add(() => engine.stop());
  const { port, protocol, close } = await openDoor({
    ...engine.agents,
    enrolSecrets: () => secret.good(),
    secretGeneration: (text) => secret.generationOf(text),
    clock,
    log,
    key,
    certificate: chain,
    port: config.agentPort,
    host: config.agentHost,
  });
  // Where the SQL carries the value, what was answered says nothing of the new one. All else is judged from what is stored.
  engine.values.onChange((param) => protocol.askAgain((question) => question.values?.includes(param) === true));
  engine.onPlaced((ids) => protocol.askDevices(ids));
  opened.add(close);
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
      secret: { ...secret.dates(), generation: secret.generation },
      local: local.state,
      intervals,
    }),
    rollout: () => rolloutOf(pool, bundleKey, engine),
    rotateSecret: (by, atOnce) =>
      inTransaction(pool, async (tx) => {
        await append(tx, clock.now(), [{ kind: 'secret.rotated', actor: by, subject: 'agents:enrol-secret', payload: { atOnce } }]);
        secret.rotate(atOnce);
      }),
    bundle: bundleMaker({
      pool,
      clock,
      key: bundleKey,
      tlsHost: `${serverName}:${port}`,
      authority: certificate.authority,
      secret: () => ({ text: secret.current, generation: secret.generation }),
    }),
  };
  return { port, certificate, local, routes };
}

/** What was handed out, which agents run, and with which secret they came. */
async function rolloutOf(pool: Pool, key: BundleKey, { values }: Engine): ReturnType<AgentRouteDeps['rollout']> {
  const [bundles, generations, versions] = [
    await bundlesHandedOut(pool, bundlesShownMax),
    await secretGenerations(pool),
    await agentsByAge({ pool, values }),
  ];
  return { signing: { publicKey: key.publicKey, fingerprint: key.fingerprint }, bundles, generations, versions, newest: newestRelease };
}
