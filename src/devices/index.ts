import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { sha256 } from '../base/hash.ts';
import { newId, newSecret } from '../base/id.ts';
import { searchForm } from '../base/text.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import type { Platform } from '../facts/kind.ts';
import { append } from '../ledger/index.ts';
import { clonedWords, type Identity, recognise } from './identity.ts';
import {
  countFailure,
  type Device,
  describeDevice,
  deviceById,
  devicesLike,
  insertDevice,
  insertNode,
  lockIdentity,
  type NodeRow,
  nodeByKey,
  retireDevice,
  revokeOldNodes,
  setConflict,
  touchDevices,
  updateDevice,
} from './store.ts';

export { type Identity, usefulSerial, usefulUuid } from './identity.ts';
export {
  conflicts,
  countByPlatformAt,
  type DeviceFilter,
  type DeviceListed,
  deviceSums,
  listDevices,
  recentFailures,
  unansweredOf,
} from './list.ts';
export {
  askedSoFar,
  clearUnanswered,
  countByPlatform,
  type Device,
  deviceById,
  platformsOf,
  setUnanswered,
  type Unanswered,
} from './store.ts';

export interface Enrolment extends Identity {
  readonly platform: Platform;
  readonly name: string;
  readonly os: string;
  readonly agentVersion: string;
  readonly hardware: string;
}

/** A known agent, as its node key names it. */
export interface Node {
  readonly deviceId: string;
  readonly platform: Platform;
}

/** Each plugin of an agent may enrol by itself, so several keys are good at once. */
const nodeKeysKept = 4;
/** An older key in use this long after a newer agent enrolled means that both are alive. */
const overlapMaxMs = 10 * 60_000;
/** Known keys held in memory; beyond it the oldest are looked up again. */
const nodesHeldMax = 50_000;
const touchEveryMs = 5_000;

/** The devices and their agents: who enrolled, who speaks, when each was last seen. */
export class Devices {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #nodes = new Map<string, NodeRow>();
  readonly #newest = new Map<string, { instanceId: string; at: number }>();
  #seen = new Map<string, Date>();
  #timer: NodeJS.Timeout | undefined;

  constructor(pool: Pool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  /** Returns the node key, which is stored only as a hash. */
  async enrol(enrolment: Enrolment): Promise<{ nodeKey: string; deviceId: string }> {
    const at = this.#clock.now();
    const nodeKey = newSecret();
    const deviceId = await inTransaction(this.#pool, async (tx) => {
      await lockIdentity(tx);
      const id = await this.#register(tx, enrolment, at);
      await insertNode(tx, sha256(nodeKey), id, enrolment.instanceId, at);
      for (const ended of await revokeOldNodes(tx, id, nodeKeysKept, at)) this.#nodes.delete(ended.toString('base64'));
      return id;
    });
    this.#newest.set(deviceId, { instanceId: enrolment.instanceId, at: at.getTime() });
    return { nodeKey, deviceId };
  }

  async #register(tx: Tx, enrolment: Enrolment, at: Date): Promise<string> {
    const found = recognise(enrolment, await devicesLike(tx, enrolment.hardwareUuid, enrolment.serial));
    const search = searchForm(`${enrolment.name} ${enrolment.os} ${enrolment.serial ?? ''} ${enrolment.hardware}`);
    const details = { name: enrolment.name, platform: enrolment.platform, os: enrolment.os, agentVersion: enrolment.agentVersion };
    if (found.is === 'known') {
      const device = found.device;
      await updateDevice(tx, { ...device, ...enrolment, serial: enrolment.serial ?? device.serial, lastSeenAt: at }, search);
      // The plugins of one agent enrol within the same seconds: one entry for one agent.
      if (device.instanceId !== enrolment.instanceId) {
        await append(tx, at, [
          { kind: 'device.re-enrolled', actor: `device:${device.id}`, subject: `device:${device.id}`, payload: details },
        ]);
      }
      return device.id;
    }
    const id = newId();
    const conflict = found.is === 'conflict' ? found : null;
    const fresh: Device = {
      ...enrolment,
      id,
      enrolledAt: at,
      lastSeenAt: at,
      retiredAt: null,
      conflict: conflict?.because ?? null,
      conflictWith: conflict?.with.id ?? null,
    };
    await insertDevice(tx, fresh, search);
    await append(tx, at, [{ kind: 'device.enrolled', actor: `device:${id}`, subject: `device:${id}`, payload: details }]);
    if (conflict) {
      await append(tx, at, [
        {
          kind: 'device.conflict',
          actor: 'system',
          subject: `device:${id}`,
          payload: { with: conflict.with.id, because: { ...conflict.because } },
        },
      ]);
    }
    return id;
  }

  /** The agent that a node key names, or null: then it must enrol again. */
  async node(nodeKey: string): Promise<Node | null> {
    const hash = sha256(nodeKey);
    const key = hash.toString('base64');
    let node = this.#nodes.get(key);
    if (!node) {
      node = (await nodeByKey(this.#pool, hash)) ?? undefined;
      if (!node) return null;
      if (this.#nodes.size >= nodesHeldMax) this.#nodes.delete(this.#nodes.keys().next().value!);
      this.#nodes.set(key, node);
    }
    await this.#watchForClone(node);
    return { deviceId: node.deviceId, platform: node.platform };
  }

  /** Two instances under one identity, both alive: one is a copy, and a person must look. */
  async #watchForClone(node: NodeRow): Promise<void> {
    const newest = this.#newest.get(node.deviceId);
    if (!newest || newest.instanceId === node.instanceId) return;
    const age = this.#clock.now().getTime() - newest.at;
    if (age < 2 * 60_000 || age > overlapMaxMs) return; // requests under way may still use the old key
    this.#newest.delete(node.deviceId);
    const at = this.#clock.now();
    await inTransaction(this.#pool, async (tx) => {
      await setConflict(tx, node.deviceId, clonedWords, null, at);
      await append(tx, at, [
        { kind: 'device.conflict', actor: 'system', subject: `device:${node.deviceId}`, payload: { because: { ...clonedWords } } },
      ]);
    });
  }

  /** A person's decision on a conflict: the same machine (the older record is retired), or two that look alike. */
  async decide(
    deviceId: string,
    decision: 'same-device' | 'separate',
    by: string,
    onRetired: (tx: Tx, deviceId: string) => Promise<void>,
  ): Promise<void> {
    const at = this.#clock.now();
    await inTransaction(this.#pool, async (tx) => {
      const device = await deviceById(tx, deviceId);
      if (!device?.conflict) throw new Fault('not-found', { device: deviceId });
      await setConflict(tx, deviceId, null, null, at);
      if (decision === 'same-device' && device.conflictWith) {
        await retireDevice(tx, device.conflictWith, at);
        await onRetired(tx, device.conflictWith);
      }
      await append(tx, at, [
        { kind: 'device.decided', actor: by, subject: `device:${deviceId}`, payload: { decision, with: device.conflictWith } },
      ]);
    });
    this.#nodes.clear();
  }

  /** Remembers that a device was heard; written every few seconds, since it is no evidence by itself. */
  seen(deviceId: string): void {
    this.#seen.set(deviceId, this.#clock.now());
  }

  start(onError: (error: unknown) => void): void {
    this.#timer = setInterval(() => void this.flush().catch(onError), touchEveryMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush().catch(() => {}); // the database may be gone already; the next contact says the same
  }

  async flush(): Promise<void> {
    if (this.#seen.size === 0) return;
    const batch = this.#seen;
    this.#seen = new Map();
    // One order for all writers, so that two updates never wait for one another.
    const ids = [...batch.keys()].sort();
    try {
      await touchDevices(
        this.#pool,
        ids,
        ids.map((id) => batch.get(id)!),
      );
    } catch (error) {
      for (const [id, at] of batch) if (!this.#seen.has(id)) this.#seen.set(id, at);
      throw error;
    }
  }

  refused(address: string, reason: 'wrong-secret' | 'bad-request' | 'no-identity'): Promise<void> {
    return countFailure(this.#pool, address, reason, this.#clock.now());
  }

  describe(deviceId: string, os: string, agentVersion: string): Promise<void> {
    return describeDevice(this.#pool, deviceId, os, agentVersion);
  }
}
