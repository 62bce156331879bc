import type { Clock } from '../base/clock.ts';
import type { Db, Pool, Tx } from '../db/pool.ts';
import type { Actor, CaseFacts } from './shape.ts';

/** What this room asks of others; handed in where the server is composed. */
export interface AcceptancePorts {
  /** The acceptance as this reader may see it. @throws Fault `not-found` where there is none, or they may not know of it */
  caseFor(id: string, actor: Actor): Promise<CaseFacts>;
  /** Who an account is on the staff list; null where it stands there as nobody. */
  personOf(account: string): Promise<string | null>;
  /** Whether the committee approves too, by the company's value. */
  committeeApproves(at: Date): boolean;
  /** Whether a person is on the staff list. */
  isPerson(id: string): Promise<boolean>;
  bindFiles(
    tx: Tx,
    ids: readonly string[],
    to: { readonly subject: string; readonly by: string; readonly at: Date },
  ): Promise<readonly { readonly id: string; readonly hash: string; readonly bytes: number }[]>;
  /** The step of the engine by which the numbers come into the history of the case. */
  counted(tx: Tx, id: string, cells: Readonly<Record<string, string | number>>, at: Date): Promise<void>;
  /**
   * Defects from the company's severity on that scanners found on these lines of registers, neither fixed nor accepted with a reason;
   * null where no report of them was imported.
   */
  openFindings(db: Db, lines: readonly string[], at: Date): Promise<number | null>;
}

export interface AcceptanceDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly ports: AcceptancePorts;
}
