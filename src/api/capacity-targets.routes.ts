import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { type Words, words } from '../base/text.ts';
import {
  addTarget,
  changeTarget,
  endTarget,
  heldToken,
  refusals,
  rotateToken,
  type TargetGiven,
  type TargetKind,
  targetStates,
  targets,
} from '../capacity/index.ts';
import type { Pool } from '../db/pool.ts';
import { callerOf } from './access.ts';
import {
  madeTargetSchema,
  targetBody,
  targetChangeBody,
  targetEndBody,
  targetParams,
  targetsSchema,
  tokenSchema,
} from './contract-capacity.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

export interface TargetRouteDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  responseTimeWarnMs(): number;
  /** The address as it is kept, or null where it is none that may be looked at. */
  addressOf(kind: TargetKind, typed: string): string | null;
  /** Names of devices that are not retired. */
  deviceNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  mayWrite(authorization: string | undefined): Promise<boolean>;
  write(body: Uint8Array): Promise<void>;
}

const refusedShown = 20;
const writePath = '/api/v1/write';

const refusedWords: Readonly<Record<string, Words>> = {
  'unknown-sender': words('登録のない送信元(instance)です。', 'The sender (instance) is not named.'),
  future: words('時刻が先すぎます。送信元の時計を確かめてください。', 'It lies in the future: see to the sender’s clock.'),
  late: words('2週間より前の測定です。', 'It is more than two weeks old.'),
  repeated: words('同じ測定がもう一度届きました。', 'It came twice.'),
  impossible: words('ありえない値です。', 'The value cannot be.'),
  'too-many-series': words('1台の測定項目が多すぎます。', 'Too many series of one machine.'),
};

/** What is measured besides agents: named by an administrator, written to by Prometheus. */
export function capacityTargetRoutes(app: ApiApp, deps: TargetRouteDeps): void {
  const { pool, clock } = deps;
  const given = async (body: z.output<typeof targetBody>): Promise<TargetGiven> => {
    const address = deps.addressOf(body.kind, body.address);
    if (address === null) throw new Fault('value-out-of-bounds', { field: 'address' });
    if (body.deviceId !== null && !(await deps.deviceNames([body.deviceId])).has(body.deviceId))
      throw new Fault('value-out-of-bounds', { field: 'deviceId' });
    const isProbe = body.kind === 'http' || body.kind === 'tcp';
    return { kind: body.kind, name: body.name, address, deviceId: body.deviceId, warnMs: isProbe ? body.warnMs : null };
  };

  app.route({
    method: 'GET',
    url: '/api/capacity/targets',
    config: { access: readers },
    schema: { summary: 'What is measured without an agent, and how the last look went.', response: { 200: targetsSchema } },
    handler: async () => {
      const [all, states, token, refused] = await Promise.all([
        targets(pool),
        targetStates(pool),
        heldToken(pool),
        refusals(pool, refusedShown),
      ]);
      const names = await deps.deviceNames(all.flatMap(({ deviceId }) => deviceId ?? []));
      return {
        targets: all.map(({ createdAt: _, changedAt, ...target }) => {
          const state = states.get(target.id);
          return {
            ...target,
            deviceName: target.deviceId === null ? null : (names.get(target.deviceId) ?? null),
            changedAt: changedAt.toISOString(),
            state: state
              ? { ok: state.ok, lookedAt: state.lookedAt.toISOString(), since: state.since.toISOString(), says: state.says }
              : null,
          };
        }),
        responseTimeWarnMs: deps.responseTimeWarnMs(),
        token: token && { rotatedAt: token.rotatedAt.toISOString(), previousUntil: token.previousUntil?.toISOString() ?? null },
        refused: refused.map(({ reason, name, count, lastAt }) => ({
          reason,
          says: refusedWords[reason] ?? words(reason, reason),
          name,
          count,
          lastAt: lastAt.toISOString(),
        })),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/capacity/targets',
    config: { access: ['administrator'], stepUp: true },
    schema: { body: targetBody, response: { 200: madeTargetSchema } },
    handler: async (request) => {
      const { id } = await addTarget({ pool, clock }, await given(request.body), callerOf(request).actor);
      return { id };
    },
  });

  app.route({
    method: 'PUT',
    url: '/api/capacity/targets/:id',
    config: { access: ['administrator'], stepUp: true },
    schema: { params: targetParams, body: targetChangeBody, response: { 200: done } },
    handler: async (request) => {
      const { revision } = request.body;
      await changeTarget({ pool, clock }, request.params.id, { ...(await given(request.body)), revision }, callerOf(request).actor);
      return { ok: true as const };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/capacity/targets/:id/end',
    config: { access: ['administrator'], stepUp: true },
    schema: { params: targetParams, body: targetEndBody, response: { 200: done } },
    handler: async (request) => {
      await endTarget({ pool, clock }, request.params.id, request.body.revision, callerOf(request).actor);
      return { ok: true as const };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/capacity/token',
    config: { access: ['administrator'], stepUp: true },
    schema: { summary: 'A new token for remote write, shown this once.', body: z.object({}), response: { 200: tokenSchema } },
    handler: async (request) => ({ token: await rotateToken({ pool, clock }, callerOf(request).actor), path: writePath }),
  });

  remoteWriteRoute(app, deps);
}

/** Prometheus signs in with a token of its own, before a byte of its body is read. */
function remoteWriteRoute(app: ApiApp, deps: TargetRouteDeps): void {
  app.register(async (scope) => {
    scope.addContentTypeParser('application/x-protobuf', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    (scope as unknown as ApiApp).route({
      method: 'POST',
      url: writePath,
      config: { access: 'public' },
      schema: { summary: 'Prometheus remote write 1.0 (snappy, protobuf), with the token as Bearer.', response: { 204: z.null() } },
      onRequest: async (request) => {
        if (!(await deps.mayWrite(request.headers.authorization))) throw new Fault('wrong-credentials');
      },
      handler: async (request, reply) => {
        const { body, headers } = request as { body: unknown; headers: Record<string, unknown> };
        if (!Buffer.isBuffer(body) || headers['content-encoding'] !== 'snappy')
          throw new Fault('bad-request', { expected: 'content-type: application/x-protobuf, content-encoding: snappy' });
        await deps.write(body);
        return reply.code(204).send(null);
      },
    });
  });
}
