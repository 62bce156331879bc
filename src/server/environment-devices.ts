import type { Pool } from '../db/pool.ts';
import type { MeasuredDevice } from '../development/index.ts';
import { usesOf } from '../devices/index.ts';
import type { Registers } from '../engine/registers/index.ts';
import type { Platform } from '../facts/kind.ts';
import { networkAttachments } from '../facts/network-attachments.ts';
import { currentReports } from '../intake/read.ts';
import { itemsById, setsOfDevices } from '../inventory/index.ts';
import { settingsSilenceMinutes } from '../practices/inventory/params.ts';
import type { Values } from '../values/index.ts';

interface Wiring {
  readonly pool: Pool;
  readonly values: Values;
  readonly registers: Pick<Registers, 'linesAt'>;
  readonly at: Date;
}

/** What the devices of 環境台帳 said of their networks and accounts; what is older than a report counts is null. */
export async function environmentDevices({ pool, values, registers, at }: Wiring): Promise<ReadonlyMap<string, MeasuredDevice>> {
  const lines = await registers.linesAt('development/environments', at);
  const ids = [...new Set(lines.flatMap(({ cells }) => (typeof cells.device === 'string' ? [cells.device] : [])))];
  if (ids.length === 0) return new Map();
  const silentMs = (values.inForce(settingsSilenceMinutes, at) as number) * 60_000;
  const isFresh = (seen: Date | null): seen is Date => seen !== null && at.getTime() - seen.getTime() <= silentMs;
  const [reports, sets, uses] = await Promise.all([
    currentReports(pool, networkAttachments.kind),
    setsOfDevices(pool, ids, ['accounts']),
    usesOf(pool, ids),
  ]);
  const accounts = sets.filter(({ collection, lastObservedAt }) => collection === 'accounts' && isFresh(lastObservedAt));
  const items = await itemsById(pool, [...new Set(accounts.flatMap((set) => set.items))]);
  return new Map(
    reports
      .filter(({ deviceId }) => ids.includes(deviceId))
      .map((report): [string, MeasuredDevice] => {
        const { deviceId, deviceName, body, lastObservedAt } = report;
        const read = isFresh(lastObservedAt) && body !== null ? networkAttachments.schema.safeParse(body) : null;
        const held = accounts.find((set) => set.deviceId === deviceId);
        const seen = [lastObservedAt, held?.lastObservedAt ?? null].filter((one) => one !== null);
        const device: MeasuredDevice = {
          id: deviceId,
          name: deviceName,
          use: uses.get(deviceId) ?? null,
          networks: read?.success ? [...new Set(read.data.networks.map(({ network }) => network))] : null,
          forwards: read?.success ? read.data.forwards : null,
          accounts: held === undefined ? null : held.items.flatMap((id) => people(items.get(id), firstPerson[report.platform])),
          seenAt: seen.length === 0 ? at : new Date(Math.max(...seen.map((one) => one.getTime()))),
        };
        return [deviceId, device];
      }),
  );
}

/** The first number that systems give to people. */
const firstPerson: Readonly<Record<Platform, number>> = { linux: 1000, macos: 500, windows: 1000 };

/** An account with which somebody can sign in; those of services are left out. */
function people(
  item: { readonly key: string; readonly attributes: Readonly<Record<string, string>> } | undefined,
  firstUid: number,
): string[] {
  if (item === undefined || Number(item.attributes.uid) < firstUid) return [];
  const shell = item.attributes.shell ?? '';
  return /(nologin|\/false|\/sync|\/shutdown|\/halt)$/.test(shell) ? [] : [item.key];
}
