import type { Clock } from '../base/clock.ts';
import type { Pool } from '../db/pool.ts';
import { keepReferences, newestReferences, type ReferenceRow } from './reference.store.ts';
import { judgeReference, type ReferenceStanding } from './reference-standing.ts';

/** What a time server answered to one question, as `sources/sntp` gives it: positive where this computer is behind. */
export type TimeSaid =
  | { readonly offsetMs: number; readonly boundMs: number; readonly delayMs: number; readonly stratum: number }
  | { readonly refused: string; readonly code?: string };

export interface ReferenceDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** The time servers that the company names, as written. */
  readonly named: () => readonly string[];
  readonly limitMs: () => number;
  readonly ask: (server: string) => Promise<TimeSaid>;
}

/** More are not asked; the company's list holds no more. */
const serversMax = 20;

export interface ReferenceStands extends ReferenceStanding {
  readonly servers: readonly ReferenceRow[];
}

/** This server's own clock against the company's time servers. It is only compared: nothing here sets it. */
export class ReferenceClock {
  readonly #deps: ReferenceDeps;
  #asking: Promise<void> | null = null;

  constructor(deps: ReferenceDeps) {
    this.#deps = deps;
  }

  /** Asks every named server once and keeps what they said. Calls at the same time share one round. */
  ask(): Promise<void> {
    this.#asking ??= this.#round().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** Where this server's clock stands by the newest answers. */
  async stands(): Promise<ReferenceStands> {
    const { pool, clock, limitMs } = this.#deps;
    const named = this.#named();
    const servers = await newestReferences(pool, named);
    return { ...judgeReference(named, servers, limitMs(), clock.now()), servers };
  }

  #named(): string[] {
    const names = this.#deps.named().map((name) => name.trim().toLowerCase());
    return [...new Set(names.filter((name) => name !== ''))].slice(0, serversMax);
  }

  async #round(): Promise<void> {
    const { pool, clock, ask } = this.#deps;
    const rows = await Promise.all(
      this.#named().map(async (server): Promise<ReferenceRow> => {
        const said = await ask(server);
        const none = { offsetMs: null, boundMs: null, delayMs: null, stratum: null, refused: null, code: null };
        const at = clock.now();
        if ('refused' in said) return { ...none, at, server, refused: said.refused, code: said.code?.slice(0, 4) ?? null };
        const { boundMs, delayMs, stratum } = said;
        return { ...none, at, server, offsetMs: -said.offsetMs, boundMs, delayMs, stratum };
      }),
    );
    await keepReferences(pool, rows);
  }
}
