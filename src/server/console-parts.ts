import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { readStanding, type Standing } from '../engine/checks/index.ts';
import { type Platform, platforms } from '../facts/kind.ts';
import { type Draft, digestOf } from '../intake/index.ts';
import type { Check } from '../mechanism/check.ts';
import { citedChecks } from '../overview/index.ts';
import { kindsBesideConsole, withConsole } from './console-facts.ts';
import type { Engine } from './engine.ts';
import { repeat } from './repeat.ts';
import type { Running } from './running.ts';

/** Standing facts that are read, and said again, at a time. */
const perBatch = 500;
const againMs = 60_000;
const readers: readonly Check[] = citedChecks.filter(({ reads }) => kindsBesideConsole.has(reads.kind));

export interface ConsoleParts {
  /** Puts standing facts together with the newest list. Resolves when nothing is due any more; a failure is told and tried again. */
  look(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly engine: Pick<Engine, 'antivirus' | 'intake'>;
  readonly running: Pick<Running, 'consoles'>;
}

/**
 * When a list of a virus-protection console was taken, what stands of the devices is said again with it, and judged at once (decision
 * 0025). May be broken off anywhere: what differs from the list is found again at the next look or start.
 */
export function openConsoleParts({ pool, clock, log, engine, running }: Wiring): ConsoleParts {
  const { antivirus, intake } = engine;
  let isDue = true;
  let under: Promise<void> | null = null;

  const sayAgain = async (check: Check) => {
    const on: readonly Platform[] = platforms.filter((platform) => check.platforms[platform] === 'judged');
    let after: string | null = null;
    for (;;) {
      const from: string | null = after;
      const standing: readonly Standing[] = await inTransaction(pool, (tx) => readStanding(tx, check.id, on, from, perBatch));
      const drafts = standing.flatMap((fact): Draft[] => {
        const said = withConsole(
          { kind: fact.kind, body: fact.body, unreadable: fact.unreadable ?? undefined },
          antivirus.of(fact.deviceId),
        );
        if (digestOf(said as Draft).equals(fact.digest)) return [];
        // As old as the agent's answer is: a list does not make a silent device heard.
        return [{ ...(said as Draft), deviceId: fact.deviceId, source: 'consoles', observedAt: fact.observedAt, receivedAt: clock.now() }];
      });
      if (drafts.length > 0) await intake.accept({ drafts });
      if (standing.length < perBatch) return;
      after = standing.at(-1)!.deviceId;
    }
  };
  const round = async () => {
    try {
      while (isDue) {
        isDue = false;
        await antivirus.reload();
        if (!antivirus.wasImported) continue;
        // A commit that is under way may still hold what the old list said: behind it every answer is stored with the new one.
        await intake.accept({});
        for (const check of readers) await sayAgain(check);
      }
    } catch (error) {
      isDue = true;
      log.error({ err: error }, 'could not put standing facts together with the list of a console; tried again in a minute');
    } finally {
      // In the same step as the last look at what is due.
      under = null;
    }
  };
  const look = () => {
    if (isDue) under ??= round();
    return under ?? Promise.resolve();
  };
  running.consoles.onApplied((kind) => {
    if (kind !== 'antivirus') return;
    isDue = true;
    void look();
  });
  let looking: ReturnType<typeof repeat> | null = null;
  return {
    look,
    start: () => {
      // What a server left undone that was stopped in the middle.
      void look();
      looking = repeat(againMs, look, () => {});
    },
    stop: async () => {
      await looking?.stop();
      await under;
    },
  };
}
