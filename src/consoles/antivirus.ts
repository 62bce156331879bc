import type { Clock } from '../base/clock.ts';
import type { Db } from '../db/pool.ts';
import { importAt } from './consoles.store.ts';

/** What the newest list of a virus-protection console says of one device; null where it does not say it. */
export interface AntivirusSaid {
  readonly product: string;
  readonly asOf: string;
  readonly definitionsOn: string | null;
  readonly scannedOn: string | null;
  readonly realTime: boolean | null;
}

/** The newest antivirus list by device, held in memory: it is asked for each answer of an agent. */
export class AntivirusList {
  readonly #db: Db;
  readonly #clock: Clock;
  #said: ReadonlyMap<string, AntivirusSaid> = new Map();
  /** Whether any list was ever imported: where none was, no fact can hold anything of one. */
  wasImported = false;

  private constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Read before the first agent is answered, so that no fact is stored without what its list says. */
  static async open(db: Db, clock: Clock): Promise<AntivirusList> {
    const list = new AntivirusList(db, clock);
    await list.reload();
    return list;
  }

  /** Takes what was imported last in place of what is held. */
  async reload(): Promise<void> {
    const found = await importAt(this.#db, 'antivirus', this.#clock.now());
    this.wasImported = found !== null;
    this.#said = new Map(
      found?.records.flatMap(({ subject, definitionsOn, scannedOn, realTime }) => {
        if (subject === null) return [];
        const { product, asOf } = found;
        return [
          [
            subject,
            { product, asOf, definitionsOn: definitionsOn ?? null, scannedOn: scannedOn ?? null, realTime: realTime ?? null },
          ] as const,
        ];
      }),
    );
  }

  of(deviceId: string): AntivirusSaid | undefined {
    return this.#said.get(deviceId);
  }
}
