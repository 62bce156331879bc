import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { addDays, type BusinessCalendar, daysBetween, localDateOf } from '../calendar/index.ts';
import type { Pool } from '../db/pool.ts';
import { Drift } from '../drift/index.ts';
import type { Cases } from '../engine/cases/index.ts';
import { isLineOf } from '../engine/registers/look.store.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { Intake } from '../intake/index.ts';
import { clientChangesExplained, serverChangesExplained } from '../practices/configuration/drift-params.ts';
import { settingsSilenceMinutes } from '../practices/inventory/params.ts';
import type { Values } from '../values/index.ts';
import { type Changes, openChanges } from './changes.ts';
import { type Repeated, repeat } from './repeat.ts';

const sweepEveryMs = 20_000;
const changesRegister = 'changes/changes';
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
  readonly cases: Cases;
  readonly intake: Pick<Intake, 'accept'>;
  readonly calendar: () => Pick<BusinessCalendar, 'isBusinessDay'>;
  readonly committed: () => void;
}

/** Changes seen on devices, as the server runs it. */
export interface WatchingDrift {
  readonly drift: Drift;
  readonly changes: Changes;
  /** One look at everything: cases that moved, what was stored since, what follows for each device. */
  look(): Promise<void>;
  /** Looks at once, in the background, where the server runs; in a test that moves time itself it does nothing. */
  wake(): void;
  start(): void;
  stop(): Promise<void>;
}

export function openDrift({ pool, clock, log, values, cases, intake, calendar, committed }: Wiring): WatchingDrift {
  const changes = openChanges({ pool, clock, cases });
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
      approvedChanges: changes.approvedChanges,
      onMatched: changes.onMatched,
      isChangeLine: (tx, row) => isLineOf(tx, changesRegister, row),
      businessDaysSince: (day, now) => businessDaysBetween(calendar(), day, localDateOf(now)),
      silentMs: () => (values.now(settingsSilenceMinutes) as number) * 60_000,
      committed,
    },
  });
  const failed = (error: unknown) => log.error({ err: error }, 'could not look after changes of devices');
  const look = async () => {
    await drift.sweep();
    await changes.round(drift);
    await drift.sweep();
  };
  let sweeping: Repeated | null = null;
  return {
    drift,
    changes,
    look,
    wake: () => {
      if (sweeping) drift.sweepAgain().catch(failed);
    },
    start: () => {
      sweeping = repeat(sweepEveryMs, look, failed);
    },
    stop: async () => {
      await sweeping?.stop();
      await drift.idle();
    },
  };
}

/** Business days behind the first day, up to and with the second. A wait of years is counted no further than it matters. */
function businessDaysBetween(calendar: Pick<BusinessCalendar, 'isBusinessDay'>, from: string, to: string): number {
  const days = Math.min(daysBetween(from, to), 400);
  let count = 0;
  for (let day = 1; day <= days; day += 1) if (calendar.isBusinessDay(addDays(from, day))) count += 1;
  return count;
}
