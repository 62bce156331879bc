import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { sha256 } from '../base/hash.ts';
import { newId, newSecret } from '../base/id.ts';
import { searchForm } from '../base/text.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import type { Platform } from '../facts/kind.ts';
import { append } from '../ledger/index.ts';
import { putBundles, putSecretGeneration } from './bundle.store.ts';
import { clonedWords, type Identity, type Recognised, recognise } from './identity.ts';
import { joinedRecords, separatedInstance, setMerged, setSeparated } from './join.store.ts';
import { merge, separate } from './join.ts';
import { erasureReasons, insertRetirement, type RetirementReason } from './retirement.store.ts';
import {
  countFailures,
  type Device,
  describeDevice,
  deviceById,
  devicesLike,
  type FailureCount,
  failuresKeptMax,
  insertDevice,
  insertNode,
  lockIdentity,
  type NewDevice,
  type NodeRow,
  nodeByKey,
  raiseConflict,
  retireDevice,
  revokeOldNodes,
  setConflict,
  touchDevices,
  updateDevice,
} from './store.ts';

export { type Bundle, bundlesHandedOut, holdBundles, insertBundle, secretGenerations } from './bundle.store.ts';
export { chosenDevices, type DeviceChoice } from './chosen.ts';
export { type DefinitionsSeen, type OldestDefinitions, oldestDefinitions, recordDefinitions } from './definitions.store.ts';
export { devicesByRule, devicesOfGroup, type GroupRule, type GroupVersion, groupNames, groupsInUse, groupVersions } from './group.store.ts';
export { addGroup, changeGroup, endGroup, type GroupDraft, groupsMax } from './groups.ts';
export { hardwareIdOf, type Identity, usefulSerial, usefulUuid } from './identity.ts';
export {
  agentVersions,
  conflicts,
  type DeviceFilter,
  type DeviceInUse,
  type DeviceListed,
  deviceNames,
  deviceSums,
  devicesById,
  devicesInUse,
  devicesNamed,
  devicesToChoose,
  listDevices,
  recentFailures,
  unansweredOf,
} from './list.ts';
export { usesOf } from './place.store.ts';
export { type PlaceDeps, type Placing, placeDevices, placedAtOnceMax } from './place.ts';
export { erasureReasons, type RetiredDevice, type RetirementReason, retiredDevices, retirementReasons } from './retirement.store.ts';
export {
  askedSoFar,
  clearUnanswered,
  type Device,
  type DeviceCounts,
  deviceById,
  deviceCounts,
  serverSystems,
  setUnanswered,
  traitsOf,
  type Unanswered,
} from './store.ts';

export { joinedRecords };

export interface Enrolment extends Identity {
  readonly platform: Platform;
  readonly name: string;
  readonly os: string;
  readonly agentVersion: string;
  readonly hardware: string;
  /** With which enrolment secret it came, counted from 1; left out where that is not known. */
  readonly secretGeneration?: number | null;
}

/** Why a device is retired, and how the proof of its erasure is begun. */
export interface Retiring {
  readonly reason: RetirementReason;
  readonly note: string;
  /** Opens the occurrence in which its erasure is recorded; null where the duty does not count (yet). */
  readonly erasure?: (tx: Tx, device: Device, at: Date) => Promise<string | null>;
}

/** A known agent, as its node key names it. */
export interface Node {
  readonly deviceId: string;
  readonly platform: Platform;
}

/** Each plugin of an agent may enrol by itself, so several keys are good at once. */
const nodeKeysKept = 4;
/** An older key in use this long after a newer agent enrolled means that both are alive; before, it may be under way. */
const overlapMaxMs = 2 * 60_000;
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
  readonly #bundles = new Map<string, number>();
  #toldBundles = new Map<string, number>();
  #failures = new Map<string, FailureCount>();
  #writingFailures: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  readonly #forget: (tx: Tx, deviceId: string) => Promise<void>;

  /** `forget` drops the verdicts of a device that comes back with another system on it: its old checks do not concern it. */
  constructor(pool: Pool, clock: Clock, forget: (tx: Tx, deviceId: string) => Promise<void> = async () => {}) {
    this.#pool = pool;
    this.#clock = clock;
    this.#forget = forget;
  }

  /** Returns the node key, which is stored only as a hash. */
  async enrol(enrolment: Enrolment): Promise<{ nodeKey: string; deviceId: string }> {
    const at = this.#clock.now();
    const nodeKey = newSecret();
    const hash = sha256(nodeKey);
    const { deviceId, ended } = await inTransaction(this.#pool, async (tx) => {
      await lockIdentity(tx);
      const id = await this.#register(tx, enrolment, at);
      await insertNode(tx, hash, id, enrolment.instanceId, at);
      if (enrolment.secretGeneration) await putSecretGeneration(tx, id, enrolment.secretGeneration);
      return { deviceId: id, ended: await revokeOldNodes(tx, id, hash, nodeKeysKept, at) };
    });
    for (const key of ended) this.#nodes.delete(key.toString('base64'));
    this.#newest.set(deviceId, { instanceId: enrolment.instanceId, at: at.getTime() });
    return { nodeKey, deviceId };
  }

  async #register(tx: Tx, enrolment: Enrolment, at: Date): Promise<string> {
    const separated = await separatedInstance(tx, enrolment.instanceId);
    const found = await this.#recognised(tx, enrolment, separated);
    const search = searchForm(`${enrolment.name} ${enrolment.os} ${enrolment.serial ?? ''} ${enrolment.hardware}`);
    const details = { name: enrolment.name, platform: enrolment.platform, os: enrolment.os, agentVersion: enrolment.agentVersion };
    if (found.is === 'known') {
      const device = found.device;
      if (device.platform !== enrolment.platform) await this.#forget(tx, device.id);
      await updateDevice(tx, { ...device, ...enrolment, serial: enrolment.serial ?? device.serial, lastSeenAt: at }, search);
      // The plugins of one agent enrol within the same seconds: one entry for one agent.
      if (device.instanceId !== enrolment.instanceId || device.platform !== enrolment.platform) {
        await append(tx, at, [
          { kind: 'device.re-enrolled', actor: `device:${device.id}`, subject: `device:${device.id}`, payload: details },
        ]);
      }
      return device.id;
    }
    const id = newId();
    const conflict = found.is === 'conflict' ? found : null;
    const fresh: NewDevice = {
      ...enrolment,
      id,
      enrolledAt: at,
      lastSeenAt: at,
      retiredAt: null,
      conflict: conflict?.because ?? null,
      conflictWith: conflict?.with.id ?? null,
      byInstance: separated !== null,
    };
    await insertDevice(tx, fresh, search);
    if (separated) await setSeparated(tx, enrolment.instanceId, id);
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

  /** A person's word on an instance goes before what its hardware says. */
  async #recognised(tx: Tx, enrolment: Enrolment, separated: { deviceId: string | null } | null): Promise<Recognised> {
    if (!separated) return recognise(enrolment, await devicesLike(tx, enrolment.hardwareUuid, enrolment.serial));
    const own = separated.deviceId === null ? null : await deviceById(tx, separated.deviceId);
    return own ? { is: 'known', device: own } : { is: 'new' };
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
      // After a restart the newest agent is the one that the database knows.
      if (node.newestAt && !this.#newest.has(node.deviceId))
        this.#newest.set(node.deviceId, { instanceId: node.newestInstanceId, at: node.newestAt.getTime() });
    }
    await this.#watchForClone(node);
    return { deviceId: node.deviceId, platform: node.platform };
  }

  /** Two instances under one identity, both alive: one is a copy, and a person must look. */
  async #watchForClone(node: NodeRow): Promise<void> {
    const newest = this.#newest.get(node.deviceId);
    if (!newest || newest.instanceId === node.instanceId) return;
    const at = this.#clock.now();
    if (at.getTime() - newest.at < overlapMaxMs) return;
    this.#newest.delete(node.deviceId); // told once for each enrolment
    try {
      await inTransaction(this.#pool, async (tx) => {
        if (!(await raiseConflict(tx, node.deviceId, clonedWords, at))) return;
        await append(tx, at, [
          { kind: 'device.conflict', actor: 'system', subject: `device:${node.deviceId}`, payload: { because: { ...clonedWords } } },
        ]);
      });
    } catch (error) {
      this.#newest.set(node.deviceId, newest);
      throw error;
    }
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
      await lockIdentity(tx); // two administrators who decide at once: the second finds nothing to decide
      const device = await deviceById(tx, deviceId);
      if (!device?.conflict) throw new Fault('not-found', { device: deviceId });
      await setConflict(tx, deviceId, null, null, at);
      if (decision === 'same-device' && device.conflictWith) {
        await retireDevice(tx, device.conflictWith, at);
        await setMerged(tx, device.conflictWith, deviceId);
        await onRetired(tx, device.conflictWith);
      }
      // Copies are told apart by their agents from now on. Where they share this record, the newest agent keeps it.
      if (decision === 'separate') await separate(tx, device, at);
      await append(tx, at, [
        { kind: 'device.decided', actor: by, subject: `device:${deviceId}`, payload: { decision, with: device.conflictWith } },
      ]);
    });
    this.#newest.delete(deviceId);
    this.#nodes.clear();
  }

  /**
   * Joins two records of one machine that were made at different times. The kept one goes on under the identity of whichever was
   * seen later; the other is retired and stays readable with all that was found on it.
   */
  async merge(keepId: string, otherId: string, by: string, onRetired: (tx: Tx, deviceId: string) => Promise<void>): Promise<void> {
    const at = this.#clock.now();
    // What is only in memory yet decides who was seen later.
    await this.flush();
    await inTransaction(this.#pool, (tx) => merge(tx, keepId, otherId, { by, at, onRetired }));
    this.#newest.delete(keepId);
    this.#newest.delete(otherId);
    this.#nodes.clear();
  }

  /**
   * Takes a device out of service, and says why. Its keys end at once; its findings and facts stay in the record. It can come back only
   * by enrolling anew, as another device. Returns the occurrence in which its erasure is to be recorded, if one is wanted.
   */
  async retire(
    deviceId: string,
    by: string,
    onRetired: (tx: Tx, deviceId: string) => Promise<void>,
    why: Retiring = { reason: 'mistake', note: '' },
  ): Promise<string | null> {
    const at = this.#clock.now();
    const occurrence = await inTransaction(this.#pool, async (tx) => {
      const device = await deviceById(tx, deviceId);
      if (!device || device.retiredAt) throw new Fault('not-found', { device: deviceId });
      await retireDevice(tx, deviceId, at);
      await onRetired(tx, deviceId);
      const wanted = erasureReasons.includes(why.reason) ? ((await why.erasure?.(tx, device, at)) ?? null) : null;
      const payload = { decision: 'retired', reason: why.reason, note: why.note, occurrence: wanted };
      const seq = await append(tx, at, [{ kind: 'device.decided', actor: by, subject: `device:${deviceId}`, payload }]);
      await insertRetirement(tx, { deviceId, reason: why.reason, note: why.note, occurrence: wanted, by, at }, seq);
      return wanted;
    });
    this.#nodes.clear();
    return occurrence;
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
    await this.#flushBundles();
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

  async #flushBundles(): Promise<void> {
    if (this.#toldBundles.size === 0) return;
    const told = this.#toldBundles;
    this.#toldBundles = new Map();
    try {
      await putBundles(this.#pool, told);
    } catch (error) {
      for (const [id, version] of told) if (!this.#toldBundles.has(id)) this.#toldBundles.set(id, version);
      throw error;
    }
  }

  /** Records a refused enrolment. One write at a time, however fast a stranger knocks; what comes meanwhile shares the next. */
  refused(address: string, reason: 'wrong-secret' | 'bad-request' | 'no-identity'): Promise<void> {
    const key = `${address} ${reason}`;
    const known = this.#failures.get(key);
    if (known || this.#failures.size < failuresKeptMax)
      this.#failures.set(key, { address, reason, count: (known?.count ?? 0) + 1, at: this.#clock.now() });
    this.#writingFailures ??= this.#writeFailures().finally(() => {
      this.#writingFailures = null;
    });
    return this.#writingFailures;
  }

  async #writeFailures(): Promise<void> {
    while (this.#failures.size > 0) {
      const batch = this.#failures;
      this.#failures = new Map();
      try {
        await countFailures(this.#pool, [...batch.values()]);
      } catch (error) {
        for (const [key, failure] of batch) if (!this.#failures.has(key)) this.#failures.set(key, failure);
        throw error;
      }
    }
  }

  /** Remembers which bundle's flags a device runs; written where it is another one than before. */
  bundle(deviceId: string, version: number): void {
    if (this.#bundles.get(deviceId) === version) return;
    this.#bundles.set(deviceId, version);
    this.#toldBundles.set(deviceId, version);
  }

  describe(deviceId: string, os: string, agentVersion: string): Promise<void> {
    return describeDevice(this.#pool, deviceId, os, agentVersion);
  }
}
