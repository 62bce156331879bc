import type { z } from 'zod';
import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import { type Ask, askById, costSums, sumsOfTargets, type TargetView } from '../live/index.ts';
import type { askDetailSchema, askSchema, TargetRow } from './contract-live.ts';
import { isoOrNull } from './wire.ts';

interface Deps {
  readonly pool: Pool;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  checkTitle(checkId: string): Words | null;
}

const same = (text: string): Words => ({ ja: text, en: text });

export async function askViews(deps: Deps, asks: readonly Ask[]): Promise<z.input<typeof askSchema>[]> {
  const names = await deps.nameOf(asks.map(({ by }) => by));
  return asks.map((ask) => ({
    id: ask.id,
    kind: ask.kind,
    by: names.get(ask.by) ?? same(ask.by),
    at: ask.at.toISOString(),
    endsAt: ask.endsAt.toISOString(),
    sql: ask.sql,
    name: ask.name,
    check: ask.checkId === null ? null : { id: ask.checkId, title: deps.checkTitle(ask.checkId) ?? same(ask.checkId) },
    devices: ask.devices,
    columns: ask.columns,
    rows: ask.rows,
    bytes: ask.bytes,
    ended: ask.ended,
    endedAt: isoOrNull(ask.endedAt),
  }));
}

/** One ask with how its devices stand. Throws `not-found`. */
export async function askDetail(deps: Deps, id: string): Promise<z.input<typeof askDetailSchema>> {
  const ask = await askById(deps.pool, id);
  if (!ask) throw new Fault('not-found', { ask: id });
  const [[view], states, cost] = await Promise.all([askViews(deps, [ask]), sumsOfTargets(deps.pool, id), costSums(deps.pool, id)]);
  return { ...view!, states, cost, kept: states.length > 0 };
}

export const targetRow = ({ deviceId, lastSeenAt, askedAt, answeredAt, ...target }: TargetView): TargetRow => ({
  ...target,
  device: deviceId,
  lastSeenAt: lastSeenAt.toISOString(),
  askedAt: isoOrNull(askedAt),
  answeredAt: isoOrNull(answeredAt),
});
