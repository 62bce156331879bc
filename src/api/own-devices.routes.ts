import type { Pool } from '../db/pool.ts';
import { deviceById } from '../devices/index.ts';
import { statesOfDevice } from '../engine/checks/index.ts';
import { checksConcerning } from '../overview/index.ts';
import { callerOf } from './access.ts';
import { ownDevicesSchema } from './contract-today.ts';
import type { ApiApp } from './server.ts';
import { findingView, unmeasured } from './views.ts';

export interface OwnDevicesDeps {
  readonly pool: Pool;
  silentBefore(): Date;
  /** Devices of whom an account belongs to, by the staff list; `id` is null for one that no agent reports. */
  devicesOf(accountId: string): Promise<readonly { readonly id: string | null; readonly name: string }[]>;
}

/** How soon a question is asked again; the agent is told so by its cadence. */
const again = { live: 'minutes', settings: 'hour', slow: 'day' } as const;
const worstFirst = { fail: 0, unknown: 1, pass: 2 } as const;
/** Nobody has more; a list by mistake must not become a page of thousands. */
const devicesMax = 20;

/** What an employee sees of the inventory: the own devices, what is wrong with them and what to do. */
export function ownDeviceRoutes(app: ApiApp, deps: OwnDevicesDeps): void {
  app.route({
    method: 'GET',
    url: '/api/me/devices',
    config: { access: 'signed-in' },
    schema: { summary: 'The devices of the signed-in person, with what fails and its remedy.', response: { 200: ownDevicesSchema } },
    handler: async (request) => {
      const { accountId } = callerOf(request);
      const owned = accountId === null ? [] : (await deps.devicesOf(accountId)).slice(0, devicesMax);
      return { devices: await Promise.all(owned.map((device) => deviceView(deps, device))) };
    },
  });
}

async function deviceView({ pool, silentBefore }: OwnDevicesDeps, { id, name }: { readonly id: string | null; readonly name: string }) {
  const device = id === null ? null : await deviceById(pool, id);
  if (!device) return { id: null, name, os: '', lastSeenAt: null, silent: false, findings: [] };
  const measured = new Map((await statesOfDevice(pool, device.id)).map((state) => [state.checkId, state]));
  const self = { deviceId: device.id, deviceName: device.name, platform: device.platform };
  const findings = checksConcerning(device).map((check) => {
    const state = measured.get(check.id);
    const remedy = check.remedyForUser?.[device.platform] ?? null;
    return { ...findingView(check, state ? { ...state, ...self } : unmeasured(check, self)), remedy, again: again[check.freshness] };
  });
  return {
    id: device.id,
    name: device.name,
    os: device.os,
    lastSeenAt: device.lastSeenAt.toISOString(),
    silent: device.lastSeenAt < silentBefore(),
    findings: findings
      .toSorted((a, b) => worstFirst[a.verdict] - worstFirst[b.verdict])
      .map(({ check, title, verdict, because, remedy, again, since, clauses }) => ({
        check,
        title,
        verdict,
        because,
        remedy,
        again,
        since,
        clauses,
      })),
  };
}
