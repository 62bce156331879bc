import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { addDays, type BusinessCalendar, daysBetween, localDateOf, startOfDay } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import { type ApprovedChange, Drift } from '../drift/index.ts';
import { approvedLines, isLineOf } from '../engine/registers/look.store.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { Intake } from '../intake/index.ts';
import { clientChangesExplained, serverChangesExplained } from '../practices/configuration/drift-params.ts';
import { settingsSilenceMinutes } from '../practices/inventory/params.ts';
import type { Values } from '../values/index.ts';
import { type Repeated, repeat } from './repeat.ts';

const sweepEveryMs = 20_000;
const changesRegister = 'changes/changes';
/** Work in the night of the planned day ends by the next morning. */
const nightHours = 6;
/** What a company means by settings where it does not want the whole configuration explained. */
const settingsOnly: ReadonlySet<CollectionId> = new Set<CollectionId>([
  'settings',
  'config-files',
  'services',
  'startup-items',
  'accounts',
]);
/** What tells that a program ran is no change of the configuration. */
const never: ReadonlySet<CollectionId> = new Set<CollectionId>(['executed-programs']);

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly values: Values;
  readonly intake: Pick<Intake, 'accept'>;
  readonly calendar: () => Pick<BusinessCalendar, 'isBusinessDay'>;
  readonly committed: () => void;
}

/** Changes seen on devices, as the server runs it. */
export interface WatchingDrift {
  readonly drift: Drift;
  /** Looks at once, in the background, where the server runs; in a test that moves time itself it does nothing. */
  wake(): void;
  start(): void;
  stop(): Promise<void>;
}

export function openDrift({ pool, clock, log, values, intake, calendar, committed }: Wiring): WatchingDrift {
  const drift = new Drift({
    pool,
    clock,
    ports: {
      tell: (derived) => {
        const receivedAt = clock.now();
        return intake.accept({ drafts: derived.map((each) => ({ ...each, source: 'drift', receivedAt })) });
      },
      wants: (collection, { deviceClass }) => {
        const scope = values.now(deviceClass === 'server' ? serverChangesExplained : clientChangesExplained);
        return !never.has(collection) && (scope === 'all' || settingsOnly.has(collection));
      },
      approvedChanges: (deviceIds, since) => approvedChanges(pool, deviceIds, since),
      isChangeLine: (tx, row) => isLineOf(tx, changesRegister, row),
      businessDaysSince: (day, now) => businessDaysBetween(calendar(), day, localDateOf(now)),
      silentMs: () => (values.now(settingsSilenceMinutes) as number) * 60_000,
      committed,
    },
  });
  const failed = (error: unknown) => log.error({ err: error }, 'could not look after changes of devices');
  let sweeping: Repeated | null = null;
  return {
    drift,
    wake: () => {
      if (sweeping) drift.sweepAgain().catch(failed);
    },
    start: () => {
      sweeping = repeat(sweepEveryMs, () => drift.sweep(), failed);
    },
    stop: async () => {
      await sweeping?.stop();
      await drift.idle();
    },
  };
}

/** From the beginning of the planned day until the next morning. Only what was approved counts, as it was approved. */
async function approvedChanges(
  pool: Pool,
  deviceIds: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, readonly ApprovedChange[]>> {
  const lines = await approvedLines(pool, changesRegister, { column: 'device', is: deviceIds, calledOff: { outcome: 'cancelled' } });
  const found = new Map<string, ApprovedChange[]>();
  for (const { id, cells, approvedAt } of lines) {
    const { device, plannedOn } = cells as { device: string; plannedOn?: string };
    if (plannedOn === undefined) continue;
    const until = new Date(startOfDay(addDays(plannedOn, 1)).getTime() + nightHours * 3_600_000);
    if (until <= since) continue;
    const list = found.get(device) ?? [];
    list.push({ row: id, from: startOfDay(plannedOn), until, approvedAt });
    found.set(device, list);
  }
  return found;
}

/** Business days behind the first day, up to and with the second. A wait of years is counted no further than it matters. */
function businessDaysBetween(calendar: Pick<BusinessCalendar, 'isBusinessDay'>, from: string, to: string): number {
  const days = Math.min(daysBetween(from, to), 400);
  let count = 0;
  for (let day = 1; day <= days; day += 1) if (calendar.isBusinessDay(addDays(from, day))) count += 1;
  return count;
}
