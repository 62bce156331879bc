import { sha256Hex } from '../base/hash.ts';
import type { Tx } from '../db/pool.ts';
import type { Json, LedgerEvent } from '../ledger/index.ts';
import type { Running } from './running.ts';
import { digestsOf, type Ended, type NewAsk, sumsOfTargets } from './store.ts';

/** More ids than that say no more than their digest. */
const devicesInLedgerMax = 1_000;

/** Who asks what and whom. The text of the query stands in the payload, which can be erased. */
export function askedEvent(ask: NewAsk, chosen: Json): LedgerEvent {
  const devices = ask.deviceIds.toSorted();
  const payload: Record<string, Json> = {
    ask: ask.id,
    kind: ask.kind,
    chosen,
    deviceCount: devices.length,
    devicesDigest: sha256Hex(devices.join('\n')),
    endsAt: ask.endsAt.toISOString(),
  };
  if (devices.length <= devicesInLedgerMax) payload.devices = devices;
  if (ask.sql !== null) Object.assign(payload, { sql: ask.sql, sqlDigest: sha256Hex(ask.sql) });
  if (ask.name !== null) payload.name = ask.name;
  if (ask.checkId !== null) payload.check = ask.checkId;
  return { kind: 'live.asked', actor: ask.by, subject: `live:${ask.id}`, payload };
}

/** What came of it: how the devices stand, and one digest over all that they answered. */
export async function endedEvent(tx: Tx, ask: Running, how: Ended, by: string): Promise<LedgerEvent> {
  const targets = Object.fromEntries((await sumsOfTargets(tx, ask.id)).map(({ state, count }) => [state, count]));
  const digests = await digestsOf(tx, ask.id);
  const answers = sha256Hex(digests.map(({ deviceId, digest }) => `${deviceId} ${digest.toString('hex')}\n`).join(''));
  const payload = { ask: ask.id, ended: how, targets, rows: ask.rows, bytes: ask.bytes, answersDigest: answers };
  return { kind: 'live.ended', actor: by, subject: `live:${ask.id}`, payload };
}
