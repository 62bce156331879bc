import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { localDateOf } from '../calendar/index.ts';
import { ClockTrend, ReferenceClock } from '../clocks/index.ts';
import type { Pool } from '../db/pool.ts';
import { maxClockOffsetMs, ntpServers } from '../practices/clock/params.ts';
import { askTime } from '../sources/sntp/client.ts';
import type { Values } from '../values/index.ts';
import { type Repeated, repeat } from './repeat.ts';

const flushEveryMs = 60_000;
const askEveryMs = 3_600_000;

export interface Clocks {
  readonly trend: ClockTrend;
  readonly reference: ReferenceClock;
  /** The company's limit now. */
  limitMs(): number;
  start(): void;
  stop(): Promise<void>;
}

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly values: Values;
  readonly mayDelete: () => Promise<boolean>;
}

/** Wires the trend of the devices' clocks and the comparison of this server's own with the named time servers. */
export function openClocks({ pool, clock, log, values, mayDelete }: Wiring): Clocks {
  const trend = new ClockTrend({ pool, clock, dayOf: localDateOf, mayDrop: mayDelete });
  const limitMs = () => values.now(maxClockOffsetMs) as number;
  const named = () => values.now(ntpServers) as readonly string[];
  const reference = new ReferenceClock({ pool, clock, named, limitMs, ask: (host) => askTime({ host, clock }) });
  const askNow = () => reference.ask().catch((error: unknown) => log.error({ err: error }, 'could not ask the time servers'));
  let asked = '';
  let rounds: Repeated[] = [];
  return {
    trend,
    reference,
    limitMs,
    start() {
      void askNow();
      asked = named().join(' ');
      rounds = [
        repeat(
          flushEveryMs,
          () => trend.flush(),
          (error) => log.error({ err: error }, 'could not keep the trend of clocks'),
        ),
        repeat(
          askEveryMs,
          () => askNow(),
          () => {},
        ),
        // Whoever names a server wants to know now, not within the hour.
        repeat(
          flushEveryMs,
          async () => {
            if (asked === named().join(' ')) return;
            asked = named().join(' ');
            await askNow();
          },
          () => {},
        ),
      ];
    },
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()));
      await trend.stop().catch((error: unknown) => log.error({ err: error }, 'could not keep the trend of clocks'));
    },
  };
}
