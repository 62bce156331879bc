import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { record } from '../capacity/index.ts';
import { allParams } from '../catalog/index.ts';
import { isServerDoubted } from '../clocks/index.ts';
import { AntivirusList } from '../consoles/index.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { askedSoFar, clearUnanswered, Devices, hardwareIdOf, setUnanswered, traitsOf, usefulSerial } from '../devices/index.ts';
import { closeEvents, markDevices } from '../drift/index.ts';
import { CheckEngine } from '../engine/checks/index.ts';
import { sweepSilence } from '../engine/checks/silence.ts';
import { collectionOf } from '../facts/collection.ts';
import { derivedKinds } from '../facts/derived.ts';
import { AgeGuard } from '../intake/age-guard.ts';
import { Intake } from '../intake/index.ts';
import { collectSets, forgetSets, keepNeighbours, knownCollections, refuseFloods } from '../inventory/index.ts';
import { type Integrator, readEntries } from '../ledger/index.ts';
import { citedChecks } from '../overview/index.ts';
import { ntpServers } from '../practices/clock/params.ts';
import { liveSilenceMinutes, settingsSilenceMinutes } from '../practices/inventory/params.ts';
import { isAdopted } from '../procedures/index.ts';
import type { AgentProtocolDeps } from '../sources/osquery/protocol.ts';
import type { AskedValues } from '../sources/osquery/question.ts';
import { questions } from '../sources/osquery/questions/index.ts';
import { Values } from '../values/index.ts';
import { newAgentsPace } from './agents-pace.ts';
import { type Clocks, openClocks } from './clocks.ts';
import { withConsole } from './console-facts.ts';
import { keepDefinitions } from './definitions.ts';
import { type AskingNow, openLive } from './live.ts';
import { companyRanges } from './ranges.ts';
import { carriedValues, openReevaluation, type Reevaluation } from './reevaluation.ts';

/** What every device is asked at each poll; nearly always it says the same again. */
const minuteKinds = new Set(questions.filter(({ cadence }) => cadence === 'minute').map(({ kind }) => kind.kind));
/** How often the times at which facts were seen again are written. */
const flushEveryMs = 5_000;

/** How often silence is looked for. */
const sweepEveryMs = 20_000;
/** How often it is looked whether a value comes into force: few numbers in memory. */
const tickEveryMs = 1_000;

export interface Engine {
  readonly devices: Devices;
  readonly values: Values;
  readonly intake: Intake;
  readonly checks: CheckEngine;
  /** The trend of the devices' clocks, and this server's own against the named time servers. */
  readonly clocks: Clocks;
  /** Whether the clock is believed so far that what is old by it may be deleted. For every timer that does, right before it does. */
  mayDelete(): Promise<boolean>;
  /** What the newest list of a virus-protection console says, which is stored with what agents say. */
  readonly antivirus: AntivirusList;
  /** Calls back for each device whose look around itself was kept. */
  onLooked(listener: (deviceId: string, observedAt: Date) => void): void;
  /** Drops what stands of a device that is retired, or that comes back with another system. */
  forget(tx: Tx, deviceId: string): Promise<void>;
  /** Told after the commit whose collections were seen, changed or not. */
  onCollected(listener: (deviceIds: readonly string[]) => void): void;
  /** Called within the transaction that retires a device, or takes it for another system. */
  onForget(forget: (tx: Tx, deviceId: string) => Promise<void>): void;
  /** What no longer concerns devices whose use changed is dropped; within the transaction that says so. */
  narrow(tx: Tx, deviceIds: readonly string[]): Promise<void>;
  /** Told after the commit whose use changed. */
  onPlaced(listener: (deviceIds: readonly string[]) => void): void;
  placed(deviceIds: readonly string[]): void;
  /** Asking devices at once. */
  readonly asking: AskingNow;
  /** Judges standing verdicts again when a value comes into force. */
  readonly reevaluation: Reevaluation;
  /** What the agents' protocol needs, but for secrets. */
  readonly agents: Omit<AgentProtocolDeps, 'enrolSecrets'>;
  sweep(): Promise<number>;
  /** When a sweep last came to its end. */
  sweptAt(): Date;
  start(): void;
  stop(): Promise<void>;
}

/** Wires outside → intake → facts → judgement → ledger. Data flows one way. */
export async function newEngine({
  pool,
  clock,
  log,
  integrator,
}: {
  pool: Pool;
  clock: Clock;
  log: Log;
  integrator: Integrator;
}): Promise<Engine> {
  // The last entry of the ledger is the last sign of life: what came into force after it was told to nobody yet.
  const [last] = await readEntries(pool, { limit: 1 });
  const values = await Values.open({ pool, clock, params: allParams, isAdopted, ...(last && { aliveUntil: new Date(last.at) }) });
  const checks = new CheckEngine({
    checks: citedChecks,
    log,
    inForce: (param, at) => values.inForce(param, at),
    traitsOf,
    carried: carriedValues,
    holds: minuteKinds,
  });
  const wrong = await inTransaction(pool, (tx) => checks.recount(tx));
  if (wrong > 0) log.warn({ wrong }, 'sums of verdicts were counted anew');
  const forgetting: ((tx: Tx, deviceId: string) => Promise<void>)[] = [];
  const forget = async (tx: Tx, id: string) => {
    for (const each of forgetting) await each(tx, id);
    intake.forget(id);
    await checks.forget(tx, id);
    await forgetSets(tx, id);
    await closeEvents(tx, id, clock.now());
  };
  const devices = new Devices(pool, clock, forget);
  const placedListeners: ((deviceIds: readonly string[]) => void)[] = [];
  const listeners: ((deviceIds: readonly string[]) => void)[] = [];
  const collected = new Set<string>();
  const looked: ((deviceId: string, observedAt: Date) => void)[] = [];
  const antivirus = await AntivirusList.open(pool, clock);
  const intake = new Intake({
    pool,
    clock,
    log,
    kinds: new Map([...questions.map((question) => question.kind), ...derivedKinds].map((kind) => [kind.kind, kind])),
    complete: (draft) => withConsole(draft, antivirus.of(draft.deviceId)),
    refuse: async (tx, sets, now) => {
      const traits = await traitsOf(
        tx,
        sets.map(({ deviceId }) => deviceId),
      );
      const told = sets.flatMap((set) => (traits.has(set.deviceId) ? [{ ...set, platform: traits.get(set.deviceId)!.platform }] : []));
      return refuseFloods(tx, told, now);
    },
    onNeighbours: async (tx, looks) => {
      const { of } = companyRanges(values);
      await keepNeighbours(tx, looks, (network) => of(network) !== null);
    },
    collect: async (tx, sets) => {
      const ids = sets.map(({ deviceId }) => deviceId);
      const traits = await traitsOf(tx, ids);
      // Of a retired device nothing is kept, whatever its agent still sends.
      const kept = sets.flatMap((set) => (traits.has(set.deviceId) ? [{ ...set, platform: traits.get(set.deviceId)!.platform }] : []));
      if (kept.length > 0) await collectSets(tx, kept);
    },
    onSamples: async (tx, all) => {
      const measured = all.map(({ deviceId, samples }) => ({ of: { device: deviceId }, samples }));
      await record(tx, measured, clock.now());
    },
    afterAccept: async (tx, accepted) => {
      for (const { deviceId, kind } of accepted) if (collectionOf(kind) !== null) collected.add(deviceId);
      await checks.lock(tx);
      await checks.judge(tx, accepted, clock.now());
      await keepDefinitions(tx, accepted);
    },
    holds: {
      kinds: minuteKinds,
      steady: (facts, observedAt) => facts.every((fact) => checks.isSteady(fact, observedAt, clock.now())),
      settled: () => checks.settled(),
    },
    afterCommit: () => {
      integrator.wake();
      // Whoever is told reads what is stored: that a commit failed does no harm.
      const ids = [...collected];
      collected.clear();
      if (ids.length > 0) for (const listener of listeners) listener(ids);
    },
  });
  const reevaluation = openReevaluation({ pool, clock, log, engine: checks, values, afterBatch: () => integrator.wake() });
  const reevaluate = () =>
    void reevaluation.look().catch((error: unknown) => log.error({ err: error }, 'could not judge by values that came into force'));
  values.onChange(reevaluate);
  const named = () => values.now(ntpServers) as readonly string[];
  const ages = await AgeGuard.open({ pool, clock, log, isDoubted: (now) => isServerDoubted(pool, named(), now) });
  const mayDelete = () => ages.mayDelete();
  const clocks = openClocks({ pool, clock, log, values, mayDelete });
  const asking = await openLive({ pool, clock, log, afterCommit: () => integrator.wake(), mayDelete });
  // Read at every poll; made anew when a value comes into force.
  let asked: AskedValues | null = null;
  values.onChange(() => {
    asked = null;
  });
  let sweeping: Promise<number> | null = null;
  let sweptAt = clock.now();
  const sweepOnce = async () => {
    // What was heard in the last seconds is no silence.
    await intake.flush();
    return sweepSilence({
      pool,
      clock,
      engine: checks,
      checks: citedChecks,
      limits: () => ({
        liveMinutes: values.now(liveSilenceMinutes) as number,
        settingsMinutes: values.now(settingsSilenceMinutes) as number,
      }),
    });
  };
  // A sweep that takes longer than the time between two is not overtaken by the next.
  const sweep = () => {
    sweeping ??= sweepOnce()
      .then((count) => {
        sweptAt = clock.now();
        return count;
      })
      .finally(() => {
        sweeping = null;
      });
    return sweeping;
  };
  let timer: NodeJS.Timeout | undefined;
  let flushing: NodeJS.Timeout | undefined;
  let ticking: NodeJS.Timeout | undefined;
  return {
    devices,
    values,
    intake,
    checks,
    clocks,
    mayDelete,
    antivirus,
    forget,
    onCollected: (listener) => void listeners.push(listener),
    onForget: (each) => void forgetting.push(each),
    onLooked: (listener) => looked.push(listener),
    narrow: async (tx, ids) => {
      await checks.narrow(tx, ids);
      // They are held against the approved state of another class from now on.
      await markDevices(tx, ids, clock.now());
    },
    onPlaced: (listener) => void placedListeners.push(listener),
    placed: (ids) => {
      integrator.wake();
      for (const tell of placedListeners) tell(ids);
    },
    reevaluation,
    asking,
    agents: {
      clock,
      log,
      questions,
      live: asking.live,
      emit: async (emission) => {
        await intake.accept(emission);
        for (const { deviceId, neighbours, observedAt } of emission.drafts ?? [])
          if (neighbours) for (const tell of looked) tell(deviceId, observedAt);
        clocks.trend.observed(emission.drafts ?? []);
      },
      room: newAgentsPace(intake, () => values.now(liveSilenceMinutes) as number),
      values: () => {
        asked ??= Object.fromEntries(allParams.map((param) => [param.id, values.now(param)]));
        return asked;
      },
      book: {
        enrol: (enrolling, secretGeneration) =>
          devices.enrol({
            ...enrolling,
            secretGeneration,
            hardwareUuid: hardwareIdOf(enrolling),
            serial: usefulSerial(enrolling.serial),
          }),
        node: (key) => devices.node(key),
        seen: (id) => devices.seen(id),
        bundle: (id, version) => devices.bundle(id, version),
        refused: (address, reason) => devices.refused(address, reason),
        describe: (id, os, version) => devices.describe(id, os, version),
        knownCollections: (id) => knownCollections(pool, id),
        askedSoFar: async (id) => ({ ...(await askedSoFar(pool, id)), known: await knownCollections(pool, id) }),
        setUnanswered: (id, rows) => setUnanswered(pool, id, rows),
        clearUnanswered: (id, ids) => clearUnanswered(pool, id, ids),
      },
    },
    sweep,
    sweptAt: () => sweptAt,
    start: () => {
      clocks.start();
      devices.start((error) => log.error({ err: error }, 'could not record when devices were seen'));
      asking.start();
      ticking = setInterval(() => values.tick(), tickEveryMs);
      flushing = setInterval(() => {
        intake.flush().catch((error: unknown) => log.error({ err: error }, 'could not write when facts were seen again'));
      }, flushEveryMs);
      // What a server left undone that was stopped in the middle, and again where the database was away.
      reevaluate();
      timer = setInterval(() => {
        reevaluate();
        sweep().then(
          (count) => count > 0 && integrator.wake(),
          (error: unknown) => log.error({ err: error }, 'could not look for silent devices'),
        );
      }, sweepEveryMs);
    },
    stop: async () => {
      clearInterval(timer);
      clearInterval(ticking);
      clearInterval(flushing);
      await reevaluation.idle();
      await asking.stop();
      await sweeping?.catch(() => {}); // told already by whoever began it
      await intake.flush().catch(() => {}); // the database may be gone; then these facts were last seen some seconds earlier
      await intake.idle();
      await clocks.stop();
      await devices.stop();
    },
  };
}
