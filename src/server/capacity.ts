import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Log } from '../base/log.ts';
import { words } from '../base/text.ts';
import {
  cleanItem,
  countRefused,
  forecastAll,
  mayWrite,
  record,
  rollUp,
  type Target,
  targets,
  writeTargetStates,
} from '../capacity/index.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import type { Intake } from '../intake/index.ts';
import { diskFullWarnDays, responseTimeWarnMs } from '../practices/capacity/params.ts';
import { readAddress } from '../sources/probes/address.ts';
import { isRead } from '../sources/prometheus/readings.ts';
import { readRemoteWrite, type WrittenSample } from '../sources/prometheus/remote-write.ts';
import { Scrapes } from '../sources/prometheus/scrapes.ts';
import { BadBytes } from '../sources/prometheus/snappy.ts';
import type { Values } from '../values/index.ts';
import { settle } from './capacity-breaches.ts';
import { lookAtAll } from './capacity-looks.ts';
import { Services } from './capacity-services.ts';
import type { Problems } from './problems.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly values: Values;
  readonly intake: Pick<Intake, 'accept'>;
  readonly problems: Pick<Problems, 'breached'>;
  /** Left out where nothing guards what is old. */
  readonly mayDelete?: () => Promise<boolean>;
}

export interface Capacity {
  /** Looks at every target once, stores what was measured, and opens problems. */
  round(): Promise<void>;
  /** Rolls up, forecasts and drops what is old. */
  daily(): Promise<void>;
  /** Whether an Authorization header may write. */
  mayWrite(authorization: string | undefined): Promise<boolean>;
  /** Takes a remote write. Refuses with `bad-request` what is none. */
  write(body: Uint8Array): Promise<void>;
  /** The address as it is kept, or null where it is none that may be looked at. */
  addressOf(kind: Target['kind'], typed: string): string | null;
  start(): void;
  stop(): Promise<void>;
}

const roundEveryMs = 60_000;
const dailyEveryMs = 600_000;
/** Problems are opened with the facts that led to them, which are not newer than an hour. */
const settleEveryRounds = 5;
/** From a sender that writes by itself something is expected within this time. */
const writtenWithinMs = 300_000;

/** Wires probes, Prometheus, the series, forecasts and problems. */
export function openCapacity({ pool, clock, log, values, intake, problems, mayDelete }: Wiring): Capacity {
  const services = new Services();
  const scrapes = new Scrapes();
  const written = new Map<string, Date>();
  const openedAt = clock.now();
  let rounds = 0;
  const now = () => clock.now();

  const round = async () => {
    const all = await targets(pool);
    const looks = await lookAtAll(all, now);
    await inTransaction(pool, async (tx) => {
      await record(
        tx,
        looks.map(({ target, samples }) => ({ of: { target: target.id }, samples })),
        now(),
      );
    });
    const lookedAt = now();
    await writeTargetStates(pool, [
      ...looks.map(({ target, ms, says, at }) => ({ targetId: target.id, lookedAt: at, ok: ms !== null, says })),
      ...silentSenders(all, written, openedAt, lookedAt),
    ]);
    scrapes.keep(new Set(all.map(({ id }) => id)));
    services.add(looks);
    const drafts = services.drafts(all, values.now(responseTimeWarnMs) as number, lookedAt);
    if (drafts.length > 0) await intake.accept({ drafts });
    if (rounds % settleEveryRounds === 0) await settle({ pool, clock, values, problems, services }, all);
    rounds += 1;
  };

  const daily = async () => {
    await rollUp(pool, clock, mayDelete);
    await forecastAll({
      pool,
      clock,
      horizonDays: () => values.now(diskFullWarnDays) as number,
      emit: async (drafts) => {
        if (drafts.length > 0) await intake.accept({ drafts });
      },
    });
  };

  const write = async (body: Uint8Array) => {
    const samples = read(body);
    const byInstance = Map.groupBy(samples, ({ labels }) => labels.instance ?? '');
    const senders = new Map((await targets(pool)).filter(({ kind }) => kind === 'remote').map((target) => [target.address, target]));
    const known = [...byInstance].flatMap(([instance, list]) => {
      const target = senders.get(instance);
      return target === undefined ? [] : [{ target, list }];
    });
    const strangers = [...byInstance].filter(([instance]) => !senders.has(instance));
    await countRefused(
      pool,
      strangers.slice(0, 100).map(([instance, list]) => ({ reason: 'unknown-sender', name: cleanItem(instance), count: list.length })),
      now(),
    );
    if (known.length === 0) return;
    const measured = known.map(({ target, list }) => ({ of: { target: target.id }, samples: scrapes.add(target.id, list, now()) }));
    await inTransaction(pool, (tx) => record(tx, measured, now()));
    // Whose clock is wrong is not measured by what it sends, and counts as one who sends nothing.
    const current = known.filter(({ list }) => list.some(({ at }) => Math.abs(at - now().getTime()) <= writtenWithinMs));
    for (const { target } of current) written.set(target.id, now());
    await writeTargetStates(
      pool,
      current.map(({ target }) => ({ targetId: target.id, lookedAt: now(), ok: true, says: null })),
    );
  };

  const timers: NodeJS.Timeout[] = [];
  const underWay = new Set<Promise<void>>();
  /** Every so often, never twice at once: a target that hangs makes a round long, and the next one waits. */
  const every = (ms: number, work: () => Promise<void>, problem: string) => {
    let busy = false;
    const once = () => {
      if (busy) return;
      busy = true;
      const run: Promise<void> = work()
        .catch((error: unknown) => log.error({ err: error }, problem))
        .finally(() => {
          busy = false;
          underWay.delete(run);
        });
      underWay.add(run);
    };
    timers.push(setInterval(once, ms));
  };
  return {
    round,
    daily,
    write,
    mayWrite: (authorization) => mayWrite({ pool, clock }, authorization),
    addressOf,
    start: () => {
      every(roundEveryMs, round, 'could not look at targets of capacity');
      every(dailyEveryMs, daily, 'could not roll up or forecast capacity');
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}

function read(body: Uint8Array): WrittenSample[] {
  try {
    return readRemoteWrite(body, isRead);
  } catch (error) {
    // Whoever sends what cannot be read would send it again and again on any other answer.
    if (error instanceof BadBytes) throw new Fault('bad-request', { problem: error.message });
    throw error;
  }
}

/** Senders that write by themselves and did not lately. */
function silentSenders(all: readonly Target[], written: ReadonlyMap<string, Date>, openedAt: Date, now: Date) {
  return all.flatMap((target) => {
    const since = written.get(target.id) ?? (target.createdAt > openedAt ? target.createdAt : openedAt);
    if (target.kind !== 'remote' || now.getTime() - since.getTime() < writtenWithinMs) return [];
    const says = words('5分以上、何も届いていません。', 'Nothing has arrived for five minutes and more.');
    return [{ targetId: target.id, lookedAt: now, ok: false, says }];
  });
}

function addressOf(kind: Target['kind'], typed: string): string | null {
  const text = typed.trim();
  if (kind === 'remote') return /^[\x21-\x7e]{1,200}$/.test(text) ? text : null;
  const address = readAddress(kind, text);
  if (address === null) return null;
  return address.kind === 'http' ? address.url.href : `${address.host}:${address.port}`;
}
