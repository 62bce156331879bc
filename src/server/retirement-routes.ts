import type { RetirementRouteDeps } from '../api/retirement.routes.ts';
import { words } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import { erasureBeforeDisposal } from '../practices/information/erasure.duty.ts';
import type { Engine } from './engine.ts';
import type { Running } from './running.ts';

interface Wiring {
  readonly pool: Pool;
  readonly engine: Pick<Engine, 'devices' | 'forget'>;
  readonly running: Pick<Running, 'duties' | 'registers'>;
  readonly nameOf: RetirementRouteDeps['nameOf'];
}

const says = words('廃棄・返却・転用のために端末を点検から外したとき', 'A device is retired to be discarded, returned or reused');

/** What the routes about retiring devices are given: a device that leaves opens the record of its erasure. */
export const retirementRouteDeps = ({ pool, engine, running: { duties, registers }, nameOf }: Wiring): RetirementRouteDeps => ({
  pool,
  devices: engine.devices,
  forget: engine.forget,
  erasure: async (tx, { id, name, serial }, at, by) => {
    const about = words(
      serial === null ? `${name}(製造番号は測定されていません)` : `${name}(製造番号 ${serial})`,
      serial === null ? `${name} (serial number not measured)` : `${name} (serial number ${serial})`,
    );
    const opened = await duties.event(tx, { type: 'measured', what: 'device-retired', says }, { about, key: `device:${id}`, at, by });
    return opened.get(erasureBeforeDisposal.id) ?? null;
  },
  closings: (ids) => duties.closings(ids),
  linesNaming: (device) => registers.linesNaming(device),
  nameOf,
});
