import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { silentLog } from '../../src/base/log.ts';
import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { Integrator, memorySigner } from '../../src/ledger/index.ts';
import { newEngine } from '../../src/server/engine.ts';
import { openDoor } from '../../src/sources/osquery/door.ts';
import { serverCertificate } from '../../src/tls/authority.ts';
import { SimulatedAgent } from '../bench/agent.ts';
import { Wire } from '../bench/wire.ts';

/** The agents' door over real TLS, with all that lies behind it, in this process and on a test's own database. */
export interface AgentDoor {
  readonly db: TestDatabase;
  readonly wire: Wire;
  /** An agent that is enrolled, and its node key for calls of the test's own making. */
  readonly agent: SimulatedAgent;
  readonly nodeKey: string;
  /** Another computer, enrolled. */
  enrolled(number: number): Promise<SimulatedAgent>;
  count(name: string): Promise<number>;
  close(): Promise<void>;
}

export async function openAgentDoor(): Promise<AgentDoor> {
  const db = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'tejun-door-'));
  const integrator = new Integrator({ pool: db.app, signer: memorySigner(), clock: systemClock, log: silentLog });
  const engine = await newEngine({ pool: db.app, clock: systemClock, log: silentLog, integrator });
  const tls = await serverCertificate(folder, ['localhost', '127.0.0.1'], systemClock);
  const secret = 'the-secret-of-this-test';
  const door = await openDoor({
    ...engine.agents,
    enrolSecrets: () => [secret],
    clock: systemClock,
    log: silentLog,
    key: tls.key,
    certificate: tls.certificate,
  });
  const wire = new Wire(door.port, tls.authority);
  const problems: string[] = [];
  const observe = (path: string, _ms: number, problem: string | null) => problem && problems.push(`${path}: ${problem}`);
  const enrolled = async (number: number) => {
    const agent = new SimulatedAgent(number, { wire, secret, run: 'door', observe });
    if (!(await agent.enrol())) throw new Error(`no enrolment: ${problems}`);
    return agent;
  };
  const agent = await enrolled(7);
  return {
    db,
    wire,
    agent,
    nodeKey: agent.nodeKey,
    enrolled,
    count: async (name) => {
      // Counters are stored with the next delivery.
      agent.happen(1);
      await agent.flush();
      const { rows } = await db.owner.query<{ count: number }>('SELECT count FROM intake_counter WHERE name = $1', [name]);
      return rows[0]?.count ?? 0;
    },
    close: async () => {
      await door.close();
      await engine.stop();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
