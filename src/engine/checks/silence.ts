import type { Clock } from '../../base/clock.ts';
import { saidDuration, type Words } from '../../base/text.ts';
import { inTransaction, type Pool } from '../../db/pool.ts';
import type { Check, Freshness } from '../../mechanism/check.ts';
import type { CheckEngine } from './index.ts';
import { lockVerdicts, readStale } from './store.ts';

/** Minutes after which an observation no longer speaks for now. */
export type SilenceLimits = () => { readonly liveMinutes: number; readonly settingsMinutes: number };

/** What is asked once a day speaks for two days at the least. */
const slowMinutesMin = 2 * 24 * 60;
const rowsPerRoundMax = 2000;

export interface SilenceDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly engine: CheckEngine;
  readonly checks: readonly Check[];
  readonly limits: SilenceLimits;
}

/** Turns verdicts to unknown whose device has been silent for longer than the check's limit. Returns how many it touched. */
export async function sweepSilence(deps: SilenceDeps): Promise<number> {
  const now = deps.clock.now();
  const { liveMinutes, settingsMinutes } = deps.limits();
  const minutes: Record<Freshness, number> = {
    live: liveMinutes,
    settings: settingsMinutes,
    slow: Math.max(settingsMinutes, slowMinutesMin),
  };
  let touched = 0;
  for (const freshness of ['live', 'settings', 'slow'] as const) {
    const ids = deps.checks.filter((check) => check.freshness === freshness).map((check) => check.id);
    const limitMs = minutes[freshness] * 60_000;
    for (;;) {
      const spokenFor = { from: new Date(now.getTime() - limitMs), to: new Date(now.getTime() + limitMs), most: rowsPerRoundMax };
      // All verdicts of all devices are looked through, which nobody waits for: without the lock, and on one core.
      const seen = await inTransaction(deps.pool, async (tx) => {
        await tx.query('SET LOCAL max_parallel_workers_per_gather = 0');
        return readStale(tx, ids, spokenFor);
      });
      if (seen.length === 0) break;
      const devices = [...new Set(seen.map(({ deviceId }) => deviceId))];
      const count = await inTransaction(deps.pool, async (tx) => {
        // Before reading again: what an observation that is being stored right now proves must not be called silent.
        await lockVerdicts(tx);
        const stale = await readStale(tx, ids, { ...spokenFor, devices });
        await deps.engine.silence(
          tx,
          stale.map((row) => ({
            ...row,
            body: null,
            unreadable: null,
            because: row.observedAt > now ? clockWords : silentWords(now.getTime() - row.observedAt.getTime(), limitMs),
          })),
          now,
        );
        return stale.length;
      });
      touched += count;
      if (seen.length < rowsPerRoundMax) break;
    }
  }
  return touched;
}

const clockWords: Words = {
  ja: 'サーバの時計が戻されたため、前の報告がいつのものか分かりません。次の報告を待っています。',
  en: 'The clock of the server was set back, so the age of the last report is not known. Waiting for the next one.',
};

function silentWords(silentMs: number, limitMs: number): Words {
  const silent = saidDuration(silentMs);
  const limit = saidDuration(limitMs);
  return {
    ja: `端末から${silent.ja}以上報告がありません(有効とみなす時間は${limit.ja})。`,
    en: `No report from the device for more than ${silent.en} (a report counts for ${limit.en}).`,
  };
}
