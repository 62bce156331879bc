import { z } from 'zod';
import { FakeClock } from '../../base/clock.ts';
import { silentLog } from '../../base/log.ts';
import { type TestDatabase, testDatabase } from '../../db/test-database.ts';
import { Devices } from '../../devices/index.ts';
import { defineFact, type FactKind } from '../../facts/kind.ts';
import { type Accepted, type Draft, Intake, type Line } from '../index.ts';

const color = defineFact('color', z.object({ color: z.string() }));
const size = defineFact('size', z.object({ mm: z.number() }), (a, b) => Math.abs(a.mm - b.mm) <= 5);
const kinds = new Map([color, size].map((kind) => [kind.kind, kind as unknown as FactKind]));

/** An intake with a database of its own, and what it handed on to be judged. */
export interface Desk {
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly intake: Intake;
  readonly accepted: Accepted[];
  commits: number;
  device(): Promise<string>;
  draft(deviceId: string, said: Partial<Draft>): Draft;
  line(deviceId: string, key: string, body?: unknown): Line;
  rows<T extends object>(sql: string, ...values: unknown[]): Promise<T[]>;
  counter(name: string): Promise<number>;
  close(): Promise<void>;
}

export async function desk(afterAccept: (accepted: readonly Accepted[]) => void = () => {}): Promise<Desk> {
  const database = await testDatabase();
  const clock = new FakeClock();
  const devices = new Devices(database.app, clock);
  const accepted: Accepted[] = [];
  const intake = new Intake({
    pool: database.app,
    clock,
    log: silentLog,
    kinds,
    afterAccept: async (_tx, facts) => {
      afterAccept(facts);
      accepted.push(...facts);
    },
    afterCommit: () => {
      site.commits += 1;
    },
  });
  let enrolled = 0;
  const rows = async <T extends object>(sql: string, ...values: unknown[]) => (await database.owner.query<T>(sql, values)).rows;
  const site: Desk = {
    database,
    clock,
    intake,
    accepted,
    commits: 0,
    async device() {
      enrolled += 1;
      const name = `pc-${enrolled}`;
      const said = { name, serial: name, hardwareUuid: `uuid-${name}`, instanceId: name, os: '', agentVersion: '', hardware: '' };
      return (await devices.enrol({ ...said, platform: 'linux' })).deviceId;
    },
    draft: (deviceId, said) => ({ deviceId, kind: 'color', source: 'test', observedAt: clock.now(), receivedAt: clock.now(), ...said }),
    line: (deviceId, key, body = { text: key }) => ({
      key: Buffer.from(key),
      deviceId,
      type: 'result',
      name: 'lines',
      at: clock.now(),
      receivedAt: clock.now(),
      body,
    }),
    rows,
    counter: async (name) => (await rows<{ count: number }>('SELECT count FROM intake_counter WHERE name = $1', name))[0]?.count ?? 0,
    close: () => database.close(),
  };
  return site;
}
