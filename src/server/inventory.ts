import type { DeviceInventoryRouteDeps } from '../api/device-inventory.routes.ts';
import type { InventoryRouteDeps } from '../api/inventory.routes.ts';
import type { StrangerRouteDeps } from '../api/strangers.routes.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import type { Registers } from '../engine/registers/index.ts';
import { macsIn } from '../facts/neighbours.ts';
import { unknownMachines } from '../facts/unknown-machines.ts';
import { importMachines, keepScan, Strangers } from '../inventory/index.ts';
import { configurationItemsRegister } from '../practices/configuration/items.register.ts';
import { devicesRegister } from '../practices/devices/devices.register.ts';
import { connectionsRegister } from '../practices/network/connections.register.ts';
import { isWithin, rangeOf } from '../practices/network/segments.ts';
import { readGlpi } from '../sources/glpi/parse.ts';
import { readNmap } from '../sources/nmap/parse.ts';
import { ownerOfDevice } from '../staff/index.ts';
import type { Engine } from './engine.ts';
import { companyRanges } from './ranges.ts';
import { repeat } from './repeat.ts';

/** Who looked around since the last round is told what stands; people wait for it after an answer. */
const roundEveryMs = 30_000;
const sweepEveryMs = 3_600_000;

export interface Inventory {
  readonly strangers: Strangers;
  /** What the routes about the inventory need. */
  routes(nameOf: StrangerRouteDeps['nameOf']): InventoryRouteDeps & DeviceInventoryRouteDeps & StrangerRouteDeps;
  start(): void;
  stop(): Promise<void>;
}

/** Registers in which a network card's address may stand. */
const withMacs = [devicesRegister.id, configurationItemsRegister.id, connectionsRegister.id];
const macPattern = '[0-9a-f]{2}([:-][0-9a-f]{2}){5}';

export function openInventory({
  pool,
  clock,
  log,
  engine,
  registers,
}: {
  pool: Pool;
  clock: Clock;
  log: Log;
  engine: Pick<Engine, 'values' | 'intake' | 'onLooked' | 'mayDelete'>;
  registers: Pick<Registers, 'textsLike' | 'linesNaming' | 'definition'>;
}): Inventory {
  const ranges = { list: () => companyRanges(engine.values).list(), of: (network: string) => companyRanges(engine.values).of(network) };
  const strangers = new Strangers({
    pool,
    clock,
    registeredMacs: async () => new Set((await registers.textsLike(withMacs, macPattern)).flatMap(macsIn)),
    ranges,
    tell: async (facts) => {
      const receivedAt = clock.now();
      await engine.intake.accept({ drafts: facts.map((fact) => ({ ...fact, kind: unknownMachines.kind, source: 'tejun', receivedAt })) });
    },
  });
  engine.onLooked((deviceId, observedAt) => strangers.looked(deviceId, observedAt));
  let rounds: ReturnType<typeof repeat> | undefined;
  let sweeps: ReturnType<typeof repeat> | undefined;
  return {
    strangers,
    routes: (nameOf) => ({
      pool,
      clock,
      strangers,
      ranges,
      nameOf,
      importFile: importer({ pool, clock, ranges }),
      ownerOf: (device) => ownerOfDevice(pool, device),
      linesAbout: async (device) =>
        (await registers.linesNaming(device)).map((line) => {
          const definition = registers.definition(line.register);
          return { ...line, code: definition?.code ?? '', title: definition?.title ?? { ja: line.register, en: line.register } };
        }),
    }),
    start: () => {
      rounds = repeat(
        roundEveryMs,
        () => strangers.round(),
        (error) => log.error({ err: error }, 'could not ask about unknown machines'),
      );
      sweeps = repeat(
        sweepEveryMs,
        async () => void ((await engine.mayDelete()) && (await strangers.sweep())),
        (error) => log.error({ err: error }, 'could not drop old neighbours'),
      );
    },
    stop: async () => {
      await rounds?.stop();
      await sweeps?.stop();
    },
  };
}

/** GLPI tells machines; a scan tells machines and where they stand. */
function importer({
  pool,
  clock,
  ranges,
}: {
  pool: Pool;
  clock: Clock;
  ranges: StrangerRouteDeps['ranges'];
}): InventoryRouteDeps['importFile'] {
  return async (source, bytes, by) => {
    const now = clock.now();
    if (source === 'glpi') {
      const told = readGlpi(bytes).map((machine) => ({ ...machine, seenAt: now }));
      return { read: told.length, outside: 0, ...(await importMachines({ pool, clock }, source, told, by)) };
    }
    const found = readNmap(bytes).map((machine) => ({
      ...machine,
      seenAt: machine.seenAt !== null && machine.seenAt < now ? machine.seenAt : now,
    }));
    const { outside } = await inTransaction(pool, (tx) =>
      keepScan(tx, found, { rangeOf: (address) => ranges.of(`${address}/32`), isIn }, now),
    );
    const told = found.map(({ mac, address, name, maker, seenAt }) => ({
      sourceKey: mac === null ? `address:${address}` : `mac:${mac}`,
      kind: 'other' as const,
      name: name || address,
      maker,
      ...{ model: '', serial: '', firmware: '', details: {}, partial: true },
      macs: mac === null ? [] : [mac],
      addresses: [address],
      seenAt,
    }));
    return { read: told.length, outside, ...(await importMachines({ pool, clock }, source, told, by)) };
  };
}

function isIn(address: string, network: string): boolean {
  const [own, range] = [rangeOf(`${address}/32`), rangeOf(network)];
  return own !== null && range !== null && isWithin(own, range);
}
