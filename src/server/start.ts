import { readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { allPeopleRoutes, authenticator, buildServer } from '../api/index.ts';
import type { Clock } from '../base/clock.ts';
import type { Config } from '../base/config.ts';
import type { Log } from '../base/log.ts';
import { inTransaction } from '../db/pool.ts';
import { append, Integrator, openLedger } from '../ledger/index.ts';
import { citedChecks, OverviewReader } from '../overview/index.ts';
import { makeSetupLink, openCliToken, openVault, type PeopleDeps, sweepPeople } from '../people/index.ts';
import { liveSilenceMinutes } from '../practices/inventory/params.ts';
import { newAgentServer } from '../sources/osquery/agent-server.ts';
import { agentBundle } from '../sources/osquery/bundle.ts';
import { intervals } from '../sources/osquery/config.ts';
import { EnrolSecret } from '../sources/osquery/enrol-secret.ts';
import { LocalAgent } from '../sources/osquery/local-agent.ts';
import { serverCertificate } from '../tls/authority.ts';
import { openDatabase } from './database.ts';
import { newEngine } from './engine.ts';
import { claimHome, releaseHome, tellServer } from './lock.ts';
import { measuredReader } from './measured.ts';
import { nameReader } from './names.ts';
import { packBuilder } from './packs.ts';
import { dataRoutes } from './routes.ts';

export interface StartOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** A line for the person at the terminal. */
  readonly say: (line: string) => void;
  readonly version: string;
  readonly webFolder: string | undefined;
}

export interface RunningTejun {
  readonly url: string;
  readonly agentPort: number;
  /** The one-time link of the first administrator, or null once there is one. */
  readonly setupLink: string | null;
  readonly localAgentPid: () => number | undefined;
  stop(): Promise<void>;
}

/** What has been opened, to be closed in the reverse order: after a failed start as well as at the end. */
class Opened {
  readonly #closers: (() => Promise<unknown> | unknown)[] = [];
  add(close: () => Promise<unknown> | unknown): void {
    this.#closers.unshift(close);
  }
  async close(log: Log): Promise<void> {
    for (const close of this.#closers.splice(0)) {
      try {
        await close();
      } catch (error) {
        log.error({ err: error }, 'a part did not stop cleanly');
      }
    }
  }
}

/** Opens every room in its order and wires them. If one fails, those before it are closed again. */
export async function startTejun(options: StartOptions): Promise<RunningTejun> {
  const opened = new Opened();
  try {
    return await open(options, opened);
  } catch (error) {
    await opened.close(options.log);
    throw error;
  }
}

async function open({ config, clock, log, say, version, webFolder }: StartOptions, opened: Opened): Promise<RunningTejun> {
  const { home } = config;
  claimHome(home);
  opened.add(() => releaseHome(home));
  say('Tejun を起動しています… (starting)');
  const database = await openDatabase(config, log, say);
  opened.add(() => database.close());
  const { pool } = database;
  const secrets = join(home, 'secrets');

  const signer = await openLedger(pool, clock, home);
  const integrator = new Integrator({ pool, signer, clock, log });
  integrator.start();
  opened.add(() => integrator.settle().then(() => integrator.stop()));

  const engine = await newEngine({ pool, clock, log, integrator });
  const overview = new OverviewReader(measuredReader(pool, clock), clock);
  const people: PeopleDeps = { pool, clock, vault: openVault(secrets), append: (tx, at, events) => append(tx, at, events as never) };

  // The agents' door.
  const certificate = await serverCertificate(join(home, 'tls'), config.serverNames, clock);
  const secret = new EnrolSecret(join(secrets, 'enrol-secret.json'), clock);
  const { server: agentServer, protocol } = newAgentServer({
    ...engine.agents,
    enrolSecrets: () => secret.good(),
    clock,
    log,
    key: certificate.key,
    certificate: certificate.certificate,
  });
  engine.values.onChange((param) => {
    const kinds = new Set(
      citedChecks
        .filter((check) => Object.values(check.params as Record<string, { id: string }>).some((p) => p.id === param))
        .map((check) => check.reads.kind),
    );
    protocol.askAgain((question) => question.values?.includes(param) === true || kinds.has(question.kind.kind));
  });
  engine.start();
  opened.add(() => engine.stop());
  const agentPort = await listen(agentServer, config.agentPort, config.agentHost);
  opened.add(() => close(agentServer));
  // While the server was away time went on. Nothing is shown before what has grown silent meanwhile is called so.
  await engine.sweep();
  const local = new LocalAgent({
    folder: join(home, 'agent'),
    tlsHost: `localhost:${agentPort}`,
    authority: certificate.authority,
    secret: () => secret.current,
    log,
  });

  // The people's door.
  const silentBefore = () => new Date(clock.now().getTime() - (engine.values.now(liveSilenceMinutes) as number) * 60_000);
  const agentHostName = config.publicUrl
    ? new URL(config.publicUrl).hostname
    : (config.serverNames.find((name) => name !== 'localhost' && isIP(name) !== 6) ?? 'localhost');
  const routes = [
    ...dataRoutes({
      pool,
      clock,
      values: engine.values,
      devices: engine.devices,
      overview,
      integrator,
      verifierKey: signer.vkey,
      silentBefore,
      forget: (tx, id) => engine.checks.forget(tx, id),
      nameOf: nameReader(pool),
      agents: {
        pool,
        facts: () => ({
          serverName: agentHostName,
          port: agentPort,
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
          return agentBundle(platform, {
            tlsHost: `${agentHostName}:${agentPort}`,
            authority: certificate.authority,
            secret: secret.current,
          });
        },
      },
      packs: { build: packBuilder({ pool, clock, integrator, signer, values: engine.values }) },
    }),
    ...allPeopleRoutes({ people, config: { publicUrl: config.publicUrl } }),
  ];
  const https = config.tls
    ? { cert: readFileSync(config.tls.certificateFile), key: readFileSync(config.tls.keyFile) }
    : config.isLoopback || config.trustedProxies.length > 0
      ? undefined
      : { cert: certificate.certificate, key: certificate.key };
  const app = await buildServer({
    config: { publicUrl: config.publicUrl, trustedProxies: config.trustedProxies, https, webFolder, version },
    clock,
    log,
    routes,
    authenticate: authenticator(people, openCliToken(home)),
    ready: () =>
      pool.query('SELECT 1').then(
        () => true,
        () => false,
      ),
  });
  await app.listen({ port: config.port, host: config.host });
  opened.add(() => app.close());
  const { port } = app.server.address() as { port: number };
  const shownHost = config.host === '0.0.0.0' || config.host === '::' ? agentHostName : config.host;
  const url = config.publicUrl ?? `${https ? 'https' : 'http'}://${shownHost.includes(':') ? `[${shownHost}]` : shownHost}:${port}`;
  const sweeper = setInterval(
    () => void sweepPeople(people).catch((error: unknown) => log.error({ err: error }, 'could not clear old sessions')),
    3_600_000,
  );
  opened.add(() => clearInterval(sweeper));

  await inTransaction(pool, (tx) =>
    append(tx, clock.now(), [{ kind: 'server.started', actor: 'system', subject: 'server:tejun', payload: { version } }]),
  );
  tellServer(home, { pid: process.pid, url: `${https ? 'https' : 'http'}://127.0.0.1:${port}` });
  const token = await makeSetupLink(people);
  const setupLink = token === null ? null : `${url}/setup#${token}`;
  if (config.localAgent) {
    local.start();
    opened.add(() => local.stop());
  }
  tell(say, {
    url,
    agentPort,
    setupLink,
    local,
    account: database.embedded?.account?.name ?? null,
    leastPrivilege: database.leastPrivilege,
  });
  return { url, agentPort, setupLink, localAgentPid: () => local.pid, stop: () => opened.close(log) };
}

function tell(
  say: StartOptions['say'],
  at: { url: string; agentPort: number; setupLink: string | null; local: LocalAgent; account: string | null; leastPrivilege: boolean },
): void {
  say('');
  say(`  画面 (web)              ${at.url}`);
  say(`  エージェント (agents)   ${at.agentPort} 番ポート (TLS)`);
  say(`  この端末 (this machine) ${at.local.state.because.ja} (${at.local.state.because.en})`);
  if (at.account) say(`  データベース (database) 専用アカウント ${at.account} で動作 (runs as ${at.account})`);
  if (!at.leastPrivilege)
    say('  注意: データベースに専用ロールを作れません。tejun doctor を参照してください。(no second database role: see tejun doctor)');
  if (at.setupLink) {
    say('');
    say('  最初の管理者を登録する、一度だけ使えるリンク (one-time link for the first administrator):');
    say(`  ${at.setupLink}`);
  }
  say('');
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as { port: number }).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
