import type { LiveRouteDeps } from '../api/live.routes.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import { chosenDevices } from '../devices/index.ts';
import { allTraits } from '../facts/kind.ts';
import { Live, SavedQueries } from '../live/index.ts';
import { isJudgedOn } from '../mechanism/check.ts';
import { citedChecks } from '../overview/index.ts';
import { repeat } from './repeat.ts';

const checkById = new Map(citedChecks.map((check) => [check.id, check]));
/** How often it is looked what has come to its time. */
const tickEveryMs = 2_000;
const expireEveryMs = 3_600_000;

/** Asking devices at once, as the server runs it. */
export interface AskingNow {
  readonly live: Live;
  readonly saved: SavedQueries;
  start(): void;
  stop(): Promise<void>;
}

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly afterCommit: () => void;
  readonly mayDelete: () => Promise<boolean>;
}

export async function openLive({ pool, clock, log, afterCommit, mayDelete }: Wiring): Promise<AskingNow> {
  const live = await Live.open({ pool, clock, log, kindOf: (checkId) => checkById.get(checkId)?.reads.kind ?? null, afterCommit });
  const timers: { stop(): Promise<void> | void }[] = [];
  return {
    live,
    saved: new SavedQueries({ pool, clock }),
    start: () => {
      timers.push(
        repeat(
          tickEveryMs,
          () => live.tick(),
          (error) => log.error({ err: error }, 'could not look after live queries'),
        ),
        repeat(
          expireEveryMs,
          async () => void ((await mayDelete()) && (await live.expire())),
          (error) => log.error({ err: error }, 'could not remove old answers of live queries'),
        ),
      );
    },
    stop: async () => {
      for (const timer of timers) await timer.stop();
      await live.idle();
    },
  };
}

interface RouteWiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly asking: AskingNow;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  silentBefore(): Date;
}

/** What the routes need. Which devices a check concerns is known here: the room of asking knows no checks. */
export function liveRouteDeps({ pool, clock, asking, nameOf, silentBefore }: RouteWiring): LiveRouteDeps {
  return {
    pool,
    clock,
    live: asking.live,
    saved: asking.saved,
    nameOf,
    silentBefore,
    checkTitle: (checkId) => checkById.get(checkId)?.title ?? null,
    devicesOfCheck: async (checkId, most) => {
      const check = checkById.get(checkId);
      if (!check) return null;
      const judged = allTraits.filter((traits) => isJudgedOn(check, traits));
      const platforms = [...new Set(judged.map(({ platform }) => platform))];
      const classes = [...new Set(judged.map((traits) => traits.deviceClass))];
      const chosen = await Promise.all(classes.map((deviceClass) => chosenDevices(pool, { platforms, deviceClass }, most)));
      return chosen.flat();
    },
  };
}
