import type { SupplierRouteDeps } from '../api/suppliers.routes.ts';
import type { Clock } from '../base/clock.ts';
import type { Words } from '../base/text.ts';
import { networkServicesRegister } from '../practices/network/services.register.ts';
import { passScore } from '../practices/suppliers/params.ts';
import { workKinds } from '../practices/suppliers/work-kinds.ts';
import type { Values } from '../values/index.ts';
import type { Running } from './running.ts';

interface Wiring {
  readonly clock: Clock;
  readonly values: Values;
  readonly running: Running;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  queued(): void;
}

/** What the routes of suppliers are given. */
export function supplierRouteDeps({ clock, values, running, nameOf, queued }: Wiring): SupplierRouteDeps {
  const { suppliers, cases, duties, registers } = running;
  const titles = new Map(duties.definitions.map(({ id, title }) => [id, title]));
  return {
    suppliers,
    cases,
    clock,
    nameOf,
    queued,
    dutyTitle: (duty) => titles.get(duty) ?? { ja: duty, en: duty },
    workKinds: Object.entries(workKinds).map(([id, title]) => ({ id, title })),
    passMark: () => values.now(passScore) as number,
    services: async () =>
      (await registers.linesAt(networkServicesRegister.id, clock.now())).map(({ id, number, cells }) => ({
        row: id,
        number: `${networkServicesRegister.code}-${number}`,
        cells,
      })),
  };
}
