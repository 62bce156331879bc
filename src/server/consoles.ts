import type { Clock } from '../base/clock.ts';
import { daysBetween, localDateOf } from '../calendar/index.ts';
import { Consoles, type Subject } from '../consoles/index.ts';
import type { Pool } from '../db/pool.ts';
import { devicesInUse } from '../devices/index.ts';
import type { Registers } from '../engine/registers/index.ts';
import { devicesRegister } from '../practices/devices/devices.register.ts';
import { consoleListMaxDays } from '../practices/devices/params.ts';
import type { Values } from '../values/index.ts';

interface Wiring {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly values: Values;
  readonly registers: Pick<Registers, 'inForce'>;
}

/** Ties lists of consoles to what the company has: phones of its register, and devices with an agent. */
export function openConsoles({ pool, clock, values, registers }: Wiring): Consoles {
  return new Consoles({
    pool,
    clock,
    subjects: async (kind) => (kind === 'phones' ? phonesIn(registers) : pcs(pool)),
    dayOf: localDateOf,
    daysBetween,
    daysMax: (at) => values.inForce(consoleListMaxDays, at) as number,
  });
}

const text = (cell: unknown): string => (typeof cell === 'string' ? cell : '');

/** Phones and tablets of the company that are used or kept; a private one is no device of the console. */
async function phonesIn(registers: Wiring['registers']): Promise<Subject[]> {
  return (await registers.inForce(devicesRegister.id)).flatMap(({ id, cells }) => {
    const { kind, ownership, status, name, serial } = cells as Record<string, unknown>;
    const counts = ['phone', 'tablet'].includes(text(kind)) && ownership !== 'private' && ['inUse', 'spare'].includes(text(status));
    return counts ? [{ id, label: text(name), serial: text(serial) }] : [];
  });
}

const pcs = async (pool: Pool): Promise<Subject[]> =>
  (await devicesInUse(pool)).map(({ id, name, serial }) => ({ id, label: name, serial: serial ?? '' }));
