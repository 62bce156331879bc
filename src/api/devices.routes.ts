import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import type { Pool, Tx } from '../db/pool.ts';
import { type Devices, deviceById, listDevices, unansweredOf } from '../devices/index.ts';
import { type CheckedDevice, flipsOfDevice, statesOfCheck, statesOfDevice } from '../engine/checks/index.ts';
import { factById } from '../intake/read.ts';
import type { Check } from '../mechanism/check.ts';
import { checksConcerning, checksOfTraits, citedChecks, clausesOfCheck, type OverviewReader } from '../overview/index.ts';
import type { Values } from '../values/index.ts';
import { callerOf } from './access.ts';
import { checkSchema, deviceListQuery, deviceListSchema, deviceSchema, factSchema } from './contract.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { type FindingRow, findingView, paramView, unmeasured } from './views.ts';
import { done, isoOrNull } from './wire.ts';

export interface DeviceRouteDeps {
  readonly pool: Pool;
  readonly devices: Devices;
  readonly values: Values;
  readonly overview: OverviewReader;
  silentBefore(): Date;
  /** Versions of the agent among the devices that are older than the company allows. */
  oldAgents(): Promise<readonly string[]>;
  /** A device that was retired by a decision has no verdicts any more. */
  forget(tx: Tx, deviceId: string): Promise<void>;
}

const measuredOr = (check: Check, row: CheckedDevice): FindingRow =>
  row.verdict && row.because ? { ...row, verdict: row.verdict, because: row.because } : unmeasured(check, row);
const checkById = new Map(citedChecks.map((check) => [check.id, check]));
const flipsShownMax = 50;
const worstFirst = { fail: 0, unknown: 1, pass: 2 } as const;
const deviceId = z.object({ id: z.uuid() });

export function deviceRoutes(app: ApiApp, deps: DeviceRouteDeps): void {
  const { pool } = deps;
  app.route({
    method: 'GET',
    url: '/api/devices',
    config: { access: readers },
    schema: { querystring: deviceListQuery, response: { 200: deviceListSchema } },
    handler: async ({ query }) => {
      const silentBefore = deps.silentBefore();
      const { class: deviceClass, agent, ...rest } = query;
      const agents = agent === 'old' ? await deps.oldAgents() : undefined;
      const { total, devices } = await listDevices(pool, { ...rest, deviceClass, agents, silentBefore, checksOf: checksOfTraits });
      return {
        total,
        devices: devices.map(({ id, name, platform, os, lastSeenAt, conflict, pass, fail, unknown, ...device }) => ({
          id,
          name,
          platform,
          os,
          lastSeenAt: lastSeenAt.toISOString(),
          silent: lastSeenAt < silentBefore,
          conflict,
          class: device.deviceClass,
          environment: device.environment,
          agentVersion: device.agentVersion,
          counts: { pass, fail, unknown },
        })),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/devices/:id',
    config: { access: readers },
    schema: { params: deviceId, response: { 200: deviceSchema } },
    handler: async ({ params: { id } }) => {
      const device = await deviceById(pool, id);
      if (!device) throw new Fault('not-found', { device: id });
      const [states, unanswered, flips] = await Promise.all([
        statesOfDevice(pool, id),
        unansweredOf(pool, id),
        flipsOfDevice(pool, id, flipsShownMax),
      ]);
      const measured = new Map(states.map((state) => [state.checkId, state]));
      const self = { deviceId: id, deviceName: device.name, platform: device.platform };
      const findings = checksConcerning(device).map((check) => {
        const state = measured.get(check.id);
        return findingView(check, state ? { ...state, ...self } : unmeasured(check, self));
      });
      return {
        id,
        name: device.name,
        platform: device.platform,
        os: device.os,
        agentVersion: device.agentVersion,
        hardwareUuid: device.hardwareUuid,
        serial: device.serial,
        hardware: device.hardware,
        enrolledAt: device.enrolledAt.toISOString(),
        lastSeenAt: device.lastSeenAt.toISOString(),
        silent: device.lastSeenAt < deps.silentBefore(),
        conflict: device.conflict,
        class: device.deviceClass,
        environment: device.environment,
        findings: findings.toSorted((a, b) => worstFirst[a.verdict] - worstFirst[b.verdict]),
        unanswered: unanswered.map((row) => ({ ...row, askedAt: row.askedAt.toISOString() })),
        flips: flips.map((flip) => ({
          at: flip.at.toISOString(),
          check: flip.checkId,
          title: checkById.get(flip.checkId)?.title ?? { ja: flip.checkId, en: flip.checkId },
          from: flip.before,
          to: flip.verdict,
          because: flip.because,
          ledgerSeq: flip.ledgerSeq,
        })),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/devices/:id/decide-conflict',
    config: { access: ['administrator'], stepUp: true },
    schema: { params: deviceId, body: z.object({ decision: z.enum(['same-device', 'separate']) }), response: { 200: done } },
    handler: async (request) => {
      await deps.devices.decide(request.params.id, request.body.decision, callerOf(request).actor, deps.forget);
      return { ok: true as const };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/devices/:id/merge',
    config: { access: ['administrator'], stepUp: true },
    schema: {
      summary: 'Joins another record of the same machine with this one; the other is retired and stays readable.',
      params: deviceId,
      body: z.object({ other: z.uuid() }),
      response: { 200: done },
    },
    handler: async (request) => {
      await deps.devices.merge(request.params.id, request.body.other, callerOf(request).actor, deps.forget);
      return { ok: true as const };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/checks/:room/:name',
    config: { access: readers },
    schema: {
      params: z.object({ room: z.string().max(50), name: z.string().max(50) }),
      querystring: z.object({
        verdict: z.enum(['pass', 'fail', 'unknown']).optional(),
        offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      response: { 200: checkSchema },
    },
    handler: async ({ params: { room, name }, query }) => {
      const check = checkById.get(`${room}/${name}`);
      if (!check) throw new Fault('not-found', { check: `${room}/${name}` });
      const [now, rows] = await Promise.all([deps.overview.now(), statesOfCheck(pool, check, query)]);
      const standing = now.checks.get(check.id)!;
      return {
        id: check.id,
        title: check.title,
        caveat: check.caveat ?? null,
        clauses: clausesOfCheck(check.id),
        params: Object.values(check.params as Record<string, Parameters<typeof paramView>[1]>).map((param) =>
          paramView(deps.values, param),
        ),
        counts: standing.counts,
        total: query.verdict === undefined ? standing.expected : standing.counts[query.verdict],
        findings: rows.map((row) => findingView(check, measuredOr(check, row))),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/facts/:id',
    config: { access: readers },
    schema: { params: z.object({ id: z.coerce.number().int().positive() }), response: { 200: factSchema } },
    handler: async ({ params: { id } }) => {
      const fact = await factById(pool, id);
      if (!fact) throw new Fault('not-found', { fact: id });
      return {
        id: fact.id,
        kind: fact.kind,
        device: fact.deviceId,
        body: fact.body,
        unreadable: fact.unreadable,
        firstObservedAt: fact.observedAt.toISOString(),
        lastObservedAt: isoOrNull(fact.lastObservedAt)!,
        source: fact.source,
        digest: fact.digest.toString('hex'),
      };
    },
  });
}
