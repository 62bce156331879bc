import type { DeviceTraits } from '../facts/kind.ts';
import { type Baseline, baselineById, listUnits, versionsOf } from './baseline.store.ts';
import { approve, approvedOf, compareBaselines, compareDevice, drop, type Proposing, propose } from './baselines.ts';
import type { DriftDeps } from './deps.ts';
import { differencesOfEvent } from './detail.ts';
import { type Explaining, explain } from './explain.ts';
import { groupChanges, matchAnew, weighAnew } from './group.ts';
import { devicesOfBaseline, type EventFilter, eventById, listEvents, waitingSums } from './list.store.ts';
import { listRules } from './rule.store.ts';
import { addRule, bringBuiltIns, endRule, type RuleDraft, restoreRule } from './rules.ts';
import { tellDevices } from './tell.ts';

export type { Baseline, BaselineCollections, Strictness, Unit } from './baseline.store.ts';
export type { Proposing } from './baselines.ts';
export { type BuiltInRule, builtInRules } from './built-in.ts';
export { type Derived, type DriftDeps, type DriftPorts, driftLimits, type MatchedEvent } from './deps.ts';
export type { DifferenceShown } from './detail.ts';
export { markDevices } from './device.store.ts';
export { type CountsByCollection, type Difference, differing } from './differences.ts';
export { closeEvents } from './event.store.ts';
export { type ApprovedChange, type EventState, eventStates } from './event.ts';
export { baselineDefaults, collectionsOf, unitOf } from './hold.ts';
export {
  countedMax,
  type EventDetail,
  type EventFilter,
  type EventListed,
  eventsBetween,
  eventsByIds,
  listEvents,
  waitingSums,
} from './list.store.ts';
export type { StoredRule } from './rule.store.ts';
export type { RuleDraft } from './rules.ts';
export { nounOf, titleOf } from './title.ts';

const rulesShownMax = 500;
const versionsShownMax = 50;

/** Changes seen on devices: events, their reasons, what is noise, and the approved state of each class of devices. */
export class Drift {
  readonly #deps: DriftDeps;
  #sweeping: Promise<void> | null = null;

  constructor(deps: DriftDeps) {
    this.#deps = deps;
  }

  /** Groups what is new and tells of every device what follows. Any number of times, at any time, never twice at once. */
  sweep(): Promise<void> {
    this.#sweeping ??= (async () => {
      await bringBuiltIns(this.#deps);
      await groupChanges(this.#deps);
      await weighAnew(this.#deps);
      await tellDevices(this.#deps);
    })().finally(() => {
      this.#sweeping = null;
    });
    return this.#sweeping;
  }

  /** A sweep that begins after now: one that is under way may have read before what was just written. */
  async sweepAgain(): Promise<void> {
    await this.#sweeping?.catch(() => {}); // told by whoever began it
    await this.sweep();
  }

  /** Resolves once no sweep is under way. */
  async idle(): Promise<void> {
    await this.#sweeping?.catch(() => {}); // told by whoever began it
  }

  /** Holds what waits on some devices against the changes that are known now; never while a sweep groups. */
  readonly matchAnew = (deviceIds: readonly string[]): Promise<number> => matchAnew(this.#deps, deviceIds);

  readonly events = (filter: EventFilter) => listEvents(this.#deps.pool, filter);
  readonly event = (id: string) => eventById(this.#deps.pool, id);
  readonly differences = (event: { readonly id: string } & DeviceTraits, page: Parameters<typeof differencesOfEvent>[2]) =>
    differencesOfEvent(this.#deps, event, page);
  readonly waiting = () => waitingSums(this.#deps.pool);
  readonly explain = (given: Explaining, by: string) => explain(this.#deps, given, by);

  readonly rules = () => listRules(this.#deps.pool, rulesShownMax);
  readonly addRule = (draft: RuleDraft, by: string) => addRule(this.#deps, draft, by);
  readonly endRule = (id: string, reason: string, by: string) => endRule(this.#deps, id, reason, by);
  readonly restoreRule = (id: string, reason: string, by: string) => restoreRule(this.#deps, id, reason, by);

  readonly units = () => listUnits(this.#deps.pool);
  readonly versions = (traits: DeviceTraits) => versionsOf(this.#deps.pool, traits, versionsShownMax);
  readonly baseline = (id: string) => baselineById(this.#deps.pool, id);
  readonly approved = (traits: DeviceTraits) => approvedOf(this.#deps, traits);
  readonly propose = (given: Proposing, by: string) => propose(this.#deps, given, by);
  readonly approve = (id: string, given: { digest: string; reason: string }, by: string) => approve(this.#deps, id, given, by);
  readonly drop = (id: string, by: string) => drop(this.#deps, id, by);
  readonly compare = (baseline: Baseline, other: Baseline | null) => compareBaselines(this.#deps, baseline, other);
  readonly compareDevice = (baseline: Baseline, deviceId: string) => compareDevice(this.#deps, baseline, deviceId);
  readonly devicesOf = (baseline: string, page: { offset: number; limit: number }) => devicesOfBaseline(this.#deps.pool, baseline, page);
}
