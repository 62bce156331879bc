import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { record } from '../capacity/index.ts';
import { allParams } from '../catalog/index.ts';
import { inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { askedSoFar, clearUnanswered, Devices, hardwareIdOf, setUnanswered, traitsOf, usefulSerial } from '../devices/index.ts';
import { CheckEngine } from '../engine/checks/index.ts';
import { sweepSilence } from '../engine/checks/silence.ts';
import { Intake } from '../intake/index.ts';
import { collectSets, forgetSets, knownCollections } from '../inventory/index.ts';
import { type Integrator, readEntries } from '../ledger/index.ts';
import { citedChecks } from '../overview/index.ts';
import { liveSilenceMinutes, settingsSilenceMinutes } from '../practices/inventory/params.ts';
import { isAdopted } from '../procedures/index.ts';
import type { AgentProtocolDeps } from '../sources/osquery/protocol.ts';
import { questions } from '../sources/osquery/questions/index.ts';
import { Values } from '../values/index.ts';
import { carriedValues, openReevaluation, type Reevaluation } from './reevaluation.ts';

/** How often silence is looked for. */
const sweepEveryMs = 20_000;
/** How often it is looked whether a value comes into force: few numbers in memory. */
const tickEveryMs = 1_000;

export interface Engine {
  readonly devices: Devices;
  readonly values: Values;
  readonly intake: Intake;
  readonly checks: CheckEngine;
  /** Drops what stands of a device that is retired, or that comes back with another system. */
  forget(tx: Tx, deviceId: string): Promise<void>;
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
  });
  const wrong = await inTransaction(pool, (tx) => checks.recount(tx));
  if (wrong > 0) log.warn({ wrong }, 'sums of verdicts were counted anew');
  const forget = async (tx: Tx, id: string) => {
    await checks.forget(tx, id);
    await forgetSets(tx, id);
  };
  const devices = new Devices(pool, clock, forget);
  const intake = new Intake({
    pool,
    clock,
    log,
    kinds: new Map(questions.map((question) => [question.kind.kind, question.kind])),
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
      await checks.lock(tx);
      await checks.judge(tx, accepted, clock.now());
    },
    afterCommit: () => integrator.wake(),
  });
  const reevaluation = openReevaluation({ pool, clock, log, engine: checks, values, afterBatch: () => integrator.wake() });
  const reevaluate = () =>
    void reevaluation.look().catch((error: unknown) => log.error({ err: error }, 'could not judge by values that came into force'));
  values.onChange(reevaluate);
  let sweeping: Promise<number> | null = null;
  let sweptAt = clock.now();
  const sweepOnce = () =>
    sweepSilence({
      pool,
      clock,
      engine: checks,
      checks: citedChecks,
      limits: () => ({
        liveMinutes: values.now(liveSilenceMinutes) as number,
        settingsMinutes: values.now(settingsSilenceMinutes) as number,
      }),
    });
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
  let ticking: NodeJS.Timeout | undefined;
  return {
    devices,
    values,
    intake,
    checks,
    forget,
    reevaluation,
    agents: {
      clock,
      log,
      questions,
      emit: (emission) => intake.accept(emission),
      values: () => Object.fromEntries(allParams.map((param) => [param.id, values.now(param)])),
      book: {
        enrol: (enrolling) =>
          devices.enrol({
            ...enrolling,
            hardwareUuid: hardwareIdOf(enrolling),
            serial: usefulSerial(enrolling.serial),
          }),
        node: (key) => devices.node(key),
        seen: (id) => devices.seen(id),
        refused: (address, reason) => devices.refused(address, reason),
        describe: (id, os, version) => devices.describe(id, os, version),
        askedSoFar: async (id) => ({ ...(await askedSoFar(pool, id)), known: await knownCollections(pool, id) }),
        setUnanswered: (id, rows) => setUnanswered(pool, id, rows),
        clearUnanswered: (id, ids) => clearUnanswered(pool, id, ids),
      },
    },
    sweep,
    sweptAt: () => sweptAt,
    start: () => {
      devices.start((error) => log.error({ err: error }, 'could not record when devices were seen'));
      ticking = setInterval(() => values.tick(), tickEveryMs);
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
      await reevaluation.idle();
      await sweeping?.catch(() => {}); // told already by whoever began it
      await intake.idle();
      await devices.stop();
    },
  };
}
