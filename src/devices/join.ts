import { Fault } from '../base/fault.ts';
import type { Tx } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import { separateOthers, setByInstance, setMerged, takeOver } from './join.store.ts';
import { type Device, deviceById, lockIdentity, retireDevice, setConflict } from './store.ts';

/** Copies are known by their agents' instances from now on. Where they share one record, the agent that enrolled last keeps it. */
export async function separate(tx: Tx, device: Device, at: Date): Promise<void> {
  if (device.conflictWith === null) {
    await separateOthers(tx, device.id, device.instanceId, at);
    await setByInstance(tx, device.id);
    return;
  }
  const other = await deviceById(tx, device.conflictWith);
  // Different hardware tells them apart by itself.
  if (!other || other.hardwareUuid !== device.hardwareUuid || other.serial !== device.serial) return;
  await setByInstance(tx, device.id);
  await setByInstance(tx, other.id);
}

interface Joining {
  readonly by: string;
  readonly at: Date;
  onRetired(tx: Tx, deviceId: string): Promise<void>;
}

/** Joins two records of one machine; see `Devices.merge`. */
export async function merge(tx: Tx, keepId: string, otherId: string, { by, at, onRetired }: Joining): Promise<void> {
  await lockIdentity(tx);
  const [keep, other] = [await deviceById(tx, keepId), await deviceById(tx, otherId)];
  if (!keep || keep.retiredAt) throw new Fault('not-found', { device: keepId });
  if (!other || other.retiredAt || otherId === keepId) throw new Fault('not-found', { device: otherId });
  if (keep.platform !== other.platform) throw new Fault('conflict', { why: 'platform', device: otherId });
  // It is one machine: what stands of the kept record goes on to stand with its age, and what the agent says next changes it.
  if (other.lastSeenAt > keep.lastSeenAt) await takeOver(tx, keepId, otherId);
  await setConflict(tx, keepId, null, null, at);
  await retireDevice(tx, otherId, at);
  await setMerged(tx, otherId, keepId);
  await onRetired(tx, otherId);
  await append(tx, at, [
    { kind: 'device.decided', actor: by, subject: `device:${keepId}`, payload: { decision: 'merged', with: otherId } },
    { kind: 'device.decided', actor: by, subject: `device:${otherId}`, payload: { decision: 'merged-into', with: keepId } },
  ]);
}
