import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { sha256Hex } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import { type Db, inTransaction, type Pool } from '../db/pool.ts';
import type { Platform } from '../facts/kind.ts';
import { append } from '../ledger/index.ts';
import { insertSaved, newestSaved } from './saved.store.ts';
import { statementOf } from './statement.ts';

/** A query that the company keeps, as it stands now. */
export interface Saved {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  readonly platforms: readonly Platform[];
  readonly by: string;
  readonly at: Date;
}

export interface Saving {
  readonly name: string;
  readonly sql: string;
  readonly platforms: readonly Platform[];
}

/** More of them nobody finds anything in. */
const savedMax = 200;

interface Deps {
  readonly pool: Pool;
  readonly clock: Clock;
}

/** The company's own queries. Every change is a version with its ledger entry; what was ended is offered no more. */
export class SavedQueries {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async list(): Promise<Saved[]> {
    return (await newestSaved(this.#deps.pool)).filter(({ ended }) => !ended).map(({ ended: _ended, ...saved }) => saved);
  }

  /** Throws `value-out-of-bounds` for SQL that could not be asked, `conflict` where the company keeps too many. */
  async add(saving: Saving, by: string): Promise<{ id: string }> {
    if ((await this.list()).length >= savedMax) throw new Fault('conflict', { problem: 'too many', max: savedMax });
    const id = newId();
    await this.#write(id, 1, checked(saving), false, by);
    return { id };
  }

  /** Throws `conflict` where another version came between. */
  async change(id: string, version: number, saving: Saving, by: string): Promise<void> {
    await this.#standing(this.#deps.pool, id);
    await this.#write(id, version + 1, checked(saving), false, by);
  }

  async end(id: string, version: number, by: string): Promise<void> {
    const { name, sql, platforms } = await this.#standing(this.#deps.pool, id);
    await this.#write(id, version + 1, { name, sql, platforms }, true, by);
  }

  async #standing(db: Db, id: string): Promise<Saved> {
    const found = (await newestSaved(db, id)).find((each) => !each.ended);
    if (!found) throw new Fault('not-found', { query: id });
    return found;
  }

  async #write(id: string, version: number, saving: Saving, ended: boolean, by: string): Promise<void> {
    const at = this.#deps.clock.now();
    await inTransaction(this.#deps.pool, async (tx) => {
      if (!(await insertSaved(tx, { id, version, ...saving, ended, by, at })))
        throw new Fault('conflict', { query: id, version: version - 1 });
      const { name, sql, platforms } = saving;
      const payload = { query: id, version, name, sql, sqlDigest: sha256Hex(sql), platforms: [...platforms], ended };
      await append(tx, at, [{ kind: 'live.saved', actor: by, subject: `live-query:${id}`, payload }]);
    });
  }
}

function checked(saving: Saving): Saving {
  const { refused } = statementOf(saving.sql);
  if (refused) throw new Fault('value-out-of-bounds', { value: 'sql', ja: refused.ja, en: refused.en });
  return { ...saving, name: saving.name.trim(), platforms: [...new Set(saving.platforms)] };
}
