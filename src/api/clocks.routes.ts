import type { Clock } from '../base/clock.ts';
import { type ClockOfDevice, listClocks, type ReferenceStands } from '../clocks/index.ts';
import type { Pool } from '../db/pool.ts';
import { timeService } from '../facts/time-service.ts';
import { bodiesOf } from '../intake/read.ts';
import { clockListQuery, clockListSchema, referenceViewSchema } from './contract-clocks.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';

export interface ClockRouteDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  limitMs(): number;
  /** Where this server's own clock stands. */
  reference(): Promise<ReferenceStands>;
  /** Asks the named time servers now. */
  askReference(): Promise<void>;
  /** The company's calendar day of a moment. */
  dayOf(at: Date): string;
}

const shownDays = 30;

export function clockRoutes(app: ApiApp, deps: ClockRouteDeps): void {
  const { pool, clock } = deps;
  app.route({
    method: 'GET',
    url: '/api/clocks',
    config: { access: readers },
    schema: {
      summary: 'The clocks of the devices, the worst first, and this server’s own.',
      querystring: clockListQuery,
      response: { 200: clockListSchema },
    },
    handler: async ({ query }) => {
      const limitMs = deps.limitMs();
      const from = deps.dayOf(new Date(clock.now().getTime() - (shownDays - 1) * 86_400_000));
      const [reference, { sums, devices }] = await Promise.all([deps.reference(), listClocks(pool, { ...query, limitMs, from })]);
      const services = await bodiesOf(
        pool,
        timeService.kind,
        devices.map(({ deviceId }) => deviceId),
      );
      return {
        limitMs,
        reference: referenceView(reference),
        sums,
        devices: devices.map((device) => ({ ...clockView(device, limitMs), ...serviceView(services.get(device.deviceId)) })),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/clocks/reference',
    config: { access: ['administrator'] },
    schema: {
      summary: 'Asks the named time servers now, and says where this server’s own clock stands.',
      response: { 200: referenceViewSchema },
    },
    handler: async () => {
      await deps.askReference();
      return referenceView(await deps.reference());
    },
  });
}

const referenceView = ({ verdict, because, offsetMs, boundMs, servers }: ReferenceStands) => ({
  verdict,
  because,
  offsetMs,
  boundMs,
  servers: servers.map((row) => ({ ...row, at: row.at.toISOString() })),
});

function clockView({ deviceId, name, platform, offsetMs, boundMs, observedAt, days }: ClockOfDevice, limitMs: number) {
  const size = Math.abs(offsetMs);
  const state: 'within' | 'over' | 'coarse' = size + boundMs <= limitMs ? 'within' : size - boundMs > limitMs ? 'over' : 'coarse';
  return { id: deviceId, name, platform, offsetMs, boundMs, observedAt: observedAt.toISOString(), state, days: [...days] };
}

function serviceView(body: unknown): { services: string[] | null; servers: string[] | null } {
  const read = timeService.schema.safeParse(body);
  return { services: read.success ? read.data.running : null, servers: read.success ? read.data.servers : null };
}
