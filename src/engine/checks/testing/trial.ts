import { z } from 'zod';
import { FakeClock } from '../../../base/clock.ts';
import { sha256 } from '../../../base/hash.ts';
import { silentLog } from '../../../base/log.ts';
import { type TestDatabase, testDatabase } from '../../../db/test-database.ts';
import { Devices, traitsOf } from '../../../devices/index.ts';
import { defineFact, type Platform } from '../../../facts/kind.ts';
import { defineCheck, fail, pass, unknown } from '../../../mechanism/check.ts';
import { numberParam, type Param, type ParamValue } from '../../../mechanism/param.ts';
import { CheckEngine, type Observation } from '../index.ts';

export const trialLimit = numberParam({
  id: 'trialLimit',
  title: { ja: '上限', en: 'Limit' },
  origin: 'company',
  default: 10,
  min: 0,
  max: 100,
  unit: { ja: '個', en: 'pieces' },
  stricter: 'lower',
});
const level = defineFact('trial-level', z.object({ level: z.number(), word: z.string().optional() }));
const presence = defineFact('trial-presence', z.object({ there: z.boolean() }));
const remedy = { linux: { ja: '直す', en: 'Put it right' } };

/** Two checks of one kind of fact and one of another: a live one, a slower one, and one that the agent cannot see on macOS. */
export const levelCheck = defineCheck({
  id: 'trial/level',
  title: { ja: '量', en: 'Level' },
  reads: level,
  params: { limit: trialLimit },
  freshness: 'live',
  platforms: { linux: 'judged', windows: 'judged' },
  remedy,
  judge({ body }, { limit }) {
    if (body.level === 666) throw new Error('a broken check');
    const said = body.word ?? '';
    if (body.level < 0) return unknown(`不明 ${said}`, `unknown ${said}`);
    return body.level <= limit
      ? pass(`上限${limit}以内 ${said}`, `within ${limit} ${said}`)
      : fail(`上限${limit}超 ${said}`, `above ${limit} ${said}`);
  },
});
export const evenCheck = defineCheck({
  id: 'trial/even',
  title: { ja: '偶数', en: 'Even' },
  reads: level,
  params: {},
  freshness: 'settings',
  platforms: { linux: 'judged' },
  remedy,
  judge: ({ body }) => (body.level % 2 === 0 ? pass('偶数です', 'even') : fail('奇数です', 'odd')),
});
export const presenceCheck = defineCheck({
  id: 'trial/presence',
  title: { ja: '有無', en: 'Presence' },
  reads: presence,
  params: {},
  freshness: 'settings',
  platforms: { linux: 'judged', macos: { ja: 'macOSでは見えません', en: 'Not visible on macOS' } },
  remedy,
  judge: ({ body }) => (body.there ? pass('あります', 'there') : fail('ありません', 'not there')),
});
export const trialChecks = [levelCheck, evenCheck, presenceCheck];

export interface Trial {
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly devices: Devices;
  readonly engine: CheckEngine;
  /** The value of the limit by time; newest first. */
  readonly limits: { from: Date; value: number }[];
  device(platform?: Platform): Promise<string>;
  /** A fact as intake would have stored it, seen now or at a time. */
  observe(deviceId: string, kind: string, body: unknown, at?: Date): Promise<Observation>;
  /** One number that a query answers with. */
  number(sql: string, ...values: unknown[]): Promise<number>;
  close(): Promise<void>;
}

export async function trial(): Promise<Trial> {
  const database = await testDatabase();
  const clock = new FakeClock();
  const devices = new Devices(database.app, clock);
  const limits: { from: Date; value: number }[] = [];
  const inForce = (param: Param, at: Date): ParamValue => limits.find(({ from }) => from <= at)?.value ?? param.default;
  let enrolled = 0;
  return {
    database,
    clock,
    devices,
    limits,
    engine: new CheckEngine({ checks: trialChecks, log: silentLog, inForce, traitsOf, holds: new Set(['trial-level']) }),
    async device(platform = 'linux') {
      enrolled += 1;
      const name = `pc-${enrolled}`;
      const said = { name, serial: name, hardwareUuid: `uuid-${name}`, instanceId: name, os: 'test', agentVersion: '1', hardware: 'test' };
      return (await devices.enrol({ ...said, platform })).deviceId;
    },
    async observe(deviceId, kind, body, at = clock.now()) {
      const unreadable = (body as { unreadable?: Observation['unreadable'] }).unreadable ?? null;
      const digest = sha256(JSON.stringify(body));
      const { rows } = await database.app.query<{ id: number }>(
        `INSERT INTO intake_fact (device_id, kind, source, observed_at, received_at, body, unreadable, digest) VALUES ($1, $2, 'test', $3, $3, $4, $5, $6) RETURNING id`,
        [deviceId, kind, at, unreadable ? null : JSON.stringify(body), unreadable && JSON.stringify(unreadable), digest],
      );
      await database.app.query(
        `INSERT INTO intake_current (device_id, kind, fact_id, last_observed_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (device_id, kind) DO UPDATE SET fact_id = excluded.fact_id, last_observed_at = excluded.last_observed_at`,
        [deviceId, kind, rows[0]!.id, at],
      );
      return { deviceId, kind, factId: rows[0]!.id, body: unreadable ? null : body, unreadable, observedAt: at, digest };
    },
    async number(sql, ...values) {
      const { rows } = await database.owner.query<Record<string, number>>(sql, values);
      return Number(Object.values(rows[0] ?? { none: 0 })[0]);
    },
    close: () => database.close(),
  };
}
