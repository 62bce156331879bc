import type { Clock } from '../base/clock.ts';
import { type Words, words } from '../base/text.ts';
import {
  latest,
  openBreachSubjects,
  outlooksOfTargets,
  type Reached,
  seriesOfTargets,
  settleBreaches,
  type Target,
} from '../capacity/index.ts';
import type { Pool } from '../db/pool.ts';
import { statesOfCheck, statesOfDevice } from '../engine/checks/index.ts';
import type { Metric } from '../facts/sample.ts';
import { diskNotFilling } from '../practices/capacity/disk-forecast.check.ts';
import { diskSpaceLeft } from '../practices/capacity/disk-space.check.ts';
import { processorLoadLow } from '../practices/capacity/load.check.ts';
import { memoryLeft } from '../practices/capacity/memory.check.ts';
import { cpuWarnPercent, diskWarnPercent, memoryWarnPercent, responseTimeWarnMs } from '../practices/capacity/params.ts';
import { answersInTime } from '../practices/capacity/response-time.check.ts';
import type { Values } from '../values/index.ts';
import type { Services } from './capacity-services.ts';
import type { Problems } from './problems.ts';

interface Deps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly values: Values;
  readonly problems: Pick<Problems, 'breached'>;
  readonly services: Services;
}

/**
 * Only servers open problems, and targets that a person named: a clause about information systems means these. A PC whose disk is full
 * is a finding of its own, and a problem of the company only where a person says so.
 */
const checks = [diskSpaceLeft, memoryLeft, processorLoadLow, answersInTime, diskNotFilling];
const perCheckMax = 200;

/** Opens a problem for what reached a level and has none yet. Returns how many. */
export async function settle(deps: Deps, all: readonly Target[]): Promise<number> {
  const { pool, clock, problems } = deps;
  const at = clock.now();
  const reached: Reached[] = [];
  for (const check of checks) {
    const failing = await statesOfCheck(pool, { ...check, classes: ['server'] }, { verdict: 'fail', offset: 0, limit: perCheckMax });
    for (const { deviceId, deviceName, found, because } of failing) {
      const why = found ?? because ?? check.title;
      reached.push({
        subject: `check:${check.id} device:${deviceId}`,
        about: words(`${deviceName}:${why.ja}`, `${deviceName}: ${why.en}`),
      });
    }
  }
  const targets = await targetsNow(deps, all);
  for (const { target, reached: why } of targets)
    if (why !== null)
      reached.push({ subject: `target:${target.id}`, about: words(`${target.name}:${why.ja}`, `${target.name}: ${why.en}`) });
  const well = new Set(targets.filter(({ reached: why }) => why === null).map(({ target }) => `target:${target.id}`));
  await addWellChecks(pool, well, new Set(all.map(({ id }) => `target:${id}`)));
  return settleBreaches(pool, { reached, isWell: (subject) => well.has(subject), at }, (tx, { subject, about }, breach) =>
    problems.breached(tx, { breach, subject, about, at }),
  );
}

/** Of problems that are open: whose check passes now, whose device is retired, whose target ended. */
async function addWellChecks(pool: Pool, well: Set<string>, targets: ReadonlySet<string>): Promise<void> {
  for (const subject of await openBreachSubjects(pool)) {
    const [, check, device] = /^check:(\S+) device:(\S+)$/.exec(subject) ?? [];
    if (check === undefined || device === undefined) {
      if (!targets.has(subject)) well.add(subject);
      continue;
    }
    const state = (await statesOfDevice(pool, device)).find(({ checkId }) => checkId === check);
    if (state === undefined || state.verdict === 'pass') well.add(subject);
  }
}

/** How targets stand that count to no device: what they reached, null where they are well. Those that nobody could measure are left out. */
async function targetsNow(
  { pool, clock, values, services }: Deps,
  all: readonly Target[],
): Promise<{ target: Target; reached: Words | null }[]> {
  const own = all.filter(({ deviceId }) => deviceId === null);
  const companyMs = values.now(responseTimeWarnMs) as number;
  const answering = own.flatMap((target) => {
    const state = target.kind === 'http' || target.kind === 'tcp' ? services.stateOf(target, companyMs) : null;
    if (state === null) return [];
    if (state.state === 'down') return [{ target, reached: words('応答がありません。', 'it does not answer.') }];
    const isSlow = state.p95Ms !== null && state.p95Ms >= state.levelMs;
    const slow = words(
      `応答時間が${state.p95Ms}ミリ秒です(注意水準${state.levelMs}ミリ秒)。`,
      `it takes ${state.p95Ms} ms (level ${state.levelMs} ms).`,
    );
    return [{ target, reached: isSlow ? slow : null }];
  });
  const scraped = own.filter(({ kind }) => kind === 'exporter' || kind === 'remote');
  if (scraped.length === 0) return answering;
  const series = await seriesOfTargets(
    pool,
    scraped.map(({ id }) => id),
  );
  const [numbers, outlooks] = await Promise.all([
    latest(pool, series, clock.now()),
    outlooksOfTargets(
      pool,
      scraped.map(({ id }) => id),
    ),
  ]);
  const limits: Partial<Record<Metric, number>> = {
    disk: values.now(diskWarnPercent) as number,
    inodes: values.now(diskWarnPercent) as number,
    memory: values.now(memoryWarnPercent) as number,
    cpu: values.now(cpuWarnPercent) as number,
  };
  const oldest = clock.now().getTime() - 3_600_000;
  const measured = scraped.flatMap((target) => {
    const mine = series.filter(({ targetId, id }) => targetId === target.id && (numbers.get(id)?.at.getTime() ?? 0) >= oldest);
    if (mine.length === 0) return [];
    const over = mine.find(({ id, metric }) => numbers.get(id)!.hourMean >= (limits[metric] ?? Number.POSITIVE_INFINITY));
    const filling = outlooks.find(({ targetId, warn }) => warn && targetId === target.id);
    const percent = over && Math.round(numbers.get(over.id)!.hourMean);
    const reached = over
      ? words(
          `${metricWords[over.metric].ja}${over.item}が${percent}%です(注意水準${limits[over.metric]}%)。`,
          `${metricWords[over.metric].en} ${over.item} at ${percent}% (level ${limits[over.metric]}%).`,
        )
      : filling
        ? words(
            `${filling.item}が${filling.fullOn ?? '近いうち'}に満杯になる見込みです。`,
            `${filling.item} is expected to be full ${filling.fullOn ?? 'soon'}.`,
          )
        : null;
    return [{ target, reached }];
  });
  return [...answering, ...measured];
}

const metricWords: Record<Metric, Words> = {
  cpu: words('CPU使用率', 'CPU'),
  memory: words('メモリ使用率', 'memory'),
  disk: words('ディスク', 'disk'),
  inodes: words('iノード', 'inodes of'),
  load: words('負荷', 'load'),
  response: words('応答時間', 'response time'),
  up: words('応答', 'answers'),
};
