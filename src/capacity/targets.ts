import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { sha256, sha256Hex } from '../base/hash.ts';
import { newId, newSecret } from '../base/id.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import {
  endTargetRow,
  heldToken,
  holdToken,
  insertTarget,
  lockTargets,
  type Target,
  type TargetKind,
  targets,
  updateTarget,
} from './target.store.ts';

export interface TargetGiven {
  readonly kind: TargetKind;
  readonly name: string;
  /** As the source of that kind takes it; looked at by the caller. */
  readonly address: string;
  readonly deviceId: string | null;
  readonly warnMs: number | null;
}

/** Each is looked at once a minute: beyond it the minute would not be enough where many do not answer. */
export const targetsMax = 500;
/** The token before the current one stays good so long, while senders are being changed. */
const overlapMs = 7 * 86_400_000;

interface Deps {
  readonly pool: Pool;
  readonly clock: Clock;
}

export function addTarget({ pool, clock }: Deps, given: TargetGiven, by: string): Promise<Target> {
  return inTransaction(pool, async (tx) => {
    await lockTargets(tx);
    const known = await targets(tx);
    if (known.length >= targetsMax) throw new Fault('value-out-of-bounds', { targetsMax });
    refuseTwins(known, given);
    const at = clock.now();
    const target = { ...given, id: newId(), revision: 1, createdAt: at, changedAt: at };
    await insertTarget(tx, target);
    await tell(tx, at, by, target, 'added');
    return target;
  });
}

/** Refuses with `conflict` where somebody changed it since. What it is (its kind) stays. */
export function changeTarget(
  { pool, clock }: Deps,
  id: string,
  given: TargetGiven & { readonly revision: number },
  by: string,
): Promise<Target> {
  return inTransaction(pool, async (tx) => {
    const held = await hold(tx, id, given.revision);
    if (held.kind !== given.kind) throw new Fault('bad-request', { problem: 'the kind of a target stays' });
    refuseTwins(
      (await targets(tx)).filter((each) => each.id !== id),
      given,
    );
    const { name, address, deviceId, warnMs } = given;
    const target = { ...held, name, address, deviceId, warnMs, revision: held.revision + 1, changedAt: clock.now() };
    await updateTarget(tx, target);
    await tell(tx, target.changedAt, by, target, 'changed');
    return target;
  });
}

/** Nobody looks at it any more; what was measured stays. */
export function endTarget({ pool, clock }: Deps, id: string, revision: number, by: string): Promise<void> {
  return inTransaction(pool, async (tx) => {
    const held = await hold(tx, id, revision);
    const at = clock.now();
    await endTargetRow(tx, id, held.revision + 1, at);
    await tell(tx, at, by, held, 'ended');
  });
}

async function hold(tx: Tx, id: string, revision: number): Promise<Target> {
  await lockTargets(tx);
  const held = (await targets(tx)).find((each) => each.id === id);
  if (held === undefined) throw new Fault('not-found');
  if (held.revision !== revision) throw new Fault('conflict', { revision: held.revision });
  return held;
}

function refuseTwins(known: readonly Target[], { kind, name, address }: TargetGiven): void {
  if (known.some((each) => each.name === name)) throw new Fault('conflict', { field: 'name' });
  if (known.some((each) => each.kind === kind && each.address === address)) throw new Fault('conflict', { field: 'address' });
}

async function tell(tx: Tx, at: Date, by: string, target: Target, change: 'added' | 'changed' | 'ended'): Promise<void> {
  const { id, kind, name, address, deviceId, warnMs } = target;
  const payload = { change, kind, name, address: withoutQuery(address), addressDigest: sha256Hex(address), deviceId, warnMs };
  await append(tx, at, [{ kind: 'capacity.target', actor: by, subject: `capacity-target:${id}`, payload }]);
}

/** An entry is never erased, and what stands behind the question mark may be a key: the digest tells one address from another. */
const withoutQuery = (address: string): string => address.replace(/\?.*$/s, '?…');

/** A new token, told this once. */
export function rotateToken({ pool, clock }: Deps, by: string): Promise<string> {
  const token = newSecret();
  return inTransaction(pool, async (tx) => {
    await lockTargets(tx);
    const at = clock.now();
    const before = await heldToken(tx);
    await holdToken(tx, {
      hash: sha256(token),
      previous: before?.hash ?? null,
      previousUntil: before === null ? null : new Date(at.getTime() + overlapMs),
      rotatedAt: at,
    });
    await append(tx, at, [{ kind: 'secret.rotated', actor: by, subject: 'capacity:write-token', payload: {} }]);
    return token;
  });
}

/** Whether an Authorization header carries the token that is good now, or the one before it while that is. */
export async function mayWrite({ pool, clock }: Deps, authorization: string | undefined): Promise<boolean> {
  const [, token] = /^Bearer ([\w-]{20,100})$/.exec(authorization ?? '') ?? [];
  if (token === undefined) return false;
  const held = await heldToken(pool);
  if (held === null) return false;
  const hash = sha256(token);
  if (timingSafeEqual(hash, held.hash)) return true;
  return held.previous !== null && held.previousUntil! > clock.now() && timingSafeEqual(hash, held.previous);
}
