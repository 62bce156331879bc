import { z } from 'zod';
import { type Words, words } from '../base/text.ts';
import type { Pool, Tx } from '../db/pool.ts';
import { type Device, type Devices, erasureReasons, type RetiredDevice, retiredDevices } from '../devices/index.ts';
import { callerOf } from './access.ts';
import { retireBody, retireDoneSchema, retiredQuery, retiredSchema } from './contract-rollout.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';

export interface RetirementRouteDeps {
  readonly pool: Pool;
  readonly devices: Pick<Devices, 'retire'>;
  /** A device that was retired has no verdicts any more. */
  forget(tx: Tx, deviceId: string): Promise<void>;
  /** Opens the occurrence in which its erasure is recorded; null where the duty does not count (yet). */
  erasure(tx: Tx, device: Device, at: Date, by: string): Promise<string | null>;
  /** How the occurrences stand. */
  closings(ids: readonly string[]): Promise<ReadonlyMap<string, { readonly done: boolean; readonly overdue: boolean }>>;
  /** Lines in force of registers that name a device. */
  linesNaming(device: string): Promise<readonly { readonly id: string; readonly register: string; readonly label: string }[]>;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
}

/** Taking devices out of use, with what is to be proven afterwards. */
export function retirementRoutes(app: ApiApp, deps: RetirementRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/devices/:id/retire',
    config: { access: ['administrator'], stepUp: true },
    schema: {
      summary: 'Takes a device out of use. What leaves the company opens the record of its erasure.',
      params: z.object({ id: z.uuid() }),
      body: retireBody,
      response: { 200: retireDoneSchema },
    },
    handler: async (request) => {
      const { id } = request.params;
      const { reason, note } = request.body;
      const by = callerOf(request).actor;
      const erasure = (tx: Tx, device: Device, at: Date) => deps.erasure(tx, device, at, by);
      const occurrence = await deps.devices.retire(id, by, deps.forget, { reason, note: note.trim(), erasure });
      const lines = await deps.linesNaming(id);
      return {
        occurrence,
        erasure: erasureReasons.includes(reason),
        lines: lines.map(({ id: line, register, label }) => ({ id: line, register, label })),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/devices/retired',
    config: { access: readers },
    schema: {
      summary: 'Devices out of use, and whether their erasure is recorded.',
      querystring: retiredQuery,
      response: { 200: retiredSchema },
    },
    handler: async ({ query }) => {
      const { total, devices } = await retiredDevices(deps.pool, query);
      const closings = await deps.closings(devices.flatMap(({ occurrence }) => occurrence ?? []));
      const names = await deps.nameOf(devices.flatMap(({ by }) => by ?? []));
      return {
        total,
        devices: devices.map(({ by, retiredAt, ...device }) => ({
          ...device,
          retiredAt: retiredAt.toISOString(),
          by: by === null ? null : (names.get(by) ?? words(by, by)),
          erasure: erasureOf(device, closings),
        })),
      };
    },
  });
}

function erasureOf(
  { reason, occurrence }: Pick<RetiredDevice, 'reason' | 'occurrence'>,
  closings: ReadonlyMap<string, { readonly done: boolean; readonly overdue: boolean }>,
): 'recorded' | 'waiting' | 'overdue' | 'not-opened' | 'not-wanted' | 'not-known' {
  if (reason === null) return 'not-known';
  if (!erasureReasons.includes(reason)) return 'not-wanted';
  const closing = occurrence === null ? undefined : closings.get(occurrence);
  if (!closing) return 'not-opened';
  if (closing.done) return 'recorded';
  return closing.overdue ? 'overdue' : 'waiting';
}
