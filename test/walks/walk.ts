import { newId } from '../../src/base/id.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { layDownCases } from '../../src/engine/cases/index.ts';
import { append } from '../../src/ledger/index.ts';
import { type CaseKind, transitionsOf } from '../../src/mechanism/case.ts';
import { randomOf } from '../bench/walks.ts';

/** What a walk over one kind of case came to. */
export interface Walked {
  readonly kind: string;
  readonly steps: number;
  /** Attempts that the model calls lawful, and that the database took. */
  readonly taken: number;
  readonly refused: number;
  /** Unlawful attempts that got past every guard but the ledger's. */
  readonly illegal: readonly string[];
  /** Lawful attempts that were refused. */
  readonly wrongly: readonly string[];
}

interface Attempt {
  readonly case: string;
  readonly no: number;
  readonly step: string;
  readonly from: string | null;
  readonly to: string;
  readonly actors: readonly string[];
  readonly happenedAt: string;
}
interface Model {
  readonly id: string;
  readonly variant: string;
  state: string | null;
  no: number;
  lastDay: number;
  events: { step: string; actors: readonly string[] }[];
}

const dayMs = 86_400_000;
const casesAtOnce = 20;
const batchSize = 400;
const accountsCount = 5;

/**
 * A random walk over a kind's states, as the application's role, straight into the tables: whatever a program gone wrong might write. The
 * model below says by the definition what is lawful; the two must agree on every step. The guard of the ledger comes last in the
 * trigger, so that whoever is refused by that one alone has passed all others: that counts as illegal too.
 */
export async function walk(kind: CaseKind, steps: number, seed: number): Promise<Walked> {
  const database = await testDatabase();
  try {
    await layDownCases(database.owner, [kind]);
    await onlyTheGuardsOfCases(database);
    await database.owner.query(tryAll);
    await database.owner.query('GRANT EXECUTE ON FUNCTION walk_try(jsonb, timestamptz) TO tejun_app');
    return await new Walk(database, kind, seed).run(steps);
  } finally {
    await database.close();
  }
}

/** What neighbours refuse besides (a sheet that is missing, a case that failed) is tested where it is: here it would stop the walk. */
async function onlyTheGuardsOfCases({ owner }: TestDatabase): Promise<void> {
  const { rows } = await owner.query<{ on: string; name: string }>(
    `SELECT tgrelid::regclass::text AS on, tgname AS name FROM pg_trigger
     WHERE tgrelid IN ('cases_event'::regclass, 'cases_case'::regclass) AND NOT tgisinternal AND tgname NOT LIKE 'cases%'`,
  );
  for (const { on, name } of rows) await owner.query(`ALTER TABLE ${on} DISABLE TRIGGER ${name}`);
}

/** Tries each attempt by itself and says which got how far; nothing of them stays. */
const tryAll = `CREATE FUNCTION walk_try(attempts jsonb, at timestamptz) RETURNS TABLE (n integer, problem text) LANGUAGE plpgsql AS $$
DECLARE
  a record;
BEGIN
  FOR a IN SELECT row_number() OVER () - 1 AS i, t.* FROM jsonb_to_recordset(attempts) AS t ("case" uuid, "no" integer, step text, "from" text,
      "to" text, actors uuid[], "happenedAt" timestamptz) LOOP
    BEGIN
      INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, ledger_seq)
      VALUES (a."case", a."no", a.step, a."from", a."to", coalesce(a.actors[1]::text, 'system'), a.actors, '{}', at, a."happenedAt", '{}', 0);
      n := a.i; problem := 'taken'; RETURN NEXT;
      RAISE EXCEPTION 'undo';
    EXCEPTION WHEN OTHERS THEN
      IF SQLERRM LIKE '%not in the ledger%' THEN
        n := a.i; problem := 'passed'; RETURN NEXT;
      END IF;
    END;
  END LOOP;
END $$`;

class Walk {
  readonly #database: TestDatabase;
  readonly #kind: CaseKind;
  readonly #random: () => number;
  readonly #ways: ReturnType<typeof transitionsOf>;
  readonly #apart: ReadonlySet<string>;
  readonly #accounts = Array.from({ length: accountsCount }, () => newId());
  #cases: Model[] = [];
  #taken = 0;
  #refused = 0;
  #number = 0;
  readonly #illegal: string[] = [];
  readonly #wrongly: string[] = [];
  readonly #at = new Date('2026-11-24T03:00:00Z');

  constructor(database: TestDatabase, kind: CaseKind, seed: number) {
    this.#database = database;
    this.#kind = kind;
    this.#random = randomOf(seed).next;
    this.#ways = transitionsOf(kind);
    this.#apart = new Set(kind.steps.flatMap(({ id, apart = [] }) => apart.flatMap((other) => [`${id} ${other}`, `${other} ${id}`])));
  }

  async run(steps: number): Promise<Walked> {
    for (const id of this.#accounts)
      await this.#database.owner.query(
        `INSERT INTO people_account (id, login, login_key, name, roles, status, language, created_at)
         VALUES ($1, $2, $2, 'walker', '{administrator}', 'invited', 'ja', now())`,
        [id, `${id}@example.jp`],
      );
    for (let done = 0; done < steps; ) {
      while (this.#cases.length < casesAtOnce) await this.#begin();
      const batch = Array.from({ length: Math.min(batchSize, steps - done) }, () => this.#attempt());
      const unlawful = batch.filter((attempt) => !this.#isLawful(attempt));
      await this.#tryUnlawful(unlawful);
      // Of the lawful ones each case takes one: the next would be about a state that is gone.
      const seen = new Set<string>();
      for (const attempt of batch.filter((each) => !unlawful.includes(each))) {
        if (seen.has(attempt.case)) continue;
        seen.add(attempt.case);
        await this.#take(attempt);
      }
      done += batch.length;
    }
    return { kind: this.#kind.id, steps, taken: this.#taken, refused: this.#refused, illegal: this.#illegal, wrongly: this.#wrongly };
  }

  async #tryUnlawful(attempts: readonly Attempt[]): Promise<void> {
    const { rows } = await this.#database.app.query<{ n: number; problem: string }>('SELECT * FROM walk_try($1, $2)', [
      JSON.stringify(attempts.map((each) => ({ ...each, actors: `{${each.actors.join(',')}}` }))),
      this.#at,
    ]);
    this.#refused += attempts.length - rows.length;
    for (const { n, problem } of rows) this.#illegal.push(`${problem}: ${JSON.stringify(attempts[n])}`);
  }

  /** A new case with a lawful beginning. */
  async #begin(): Promise<void> {
    const way = this.#pick(this.#ways.filter(({ from }) => from === null));
    const model: Model = { id: newId(), variant: way.variant, state: null, no: 0, lastDay: 0, events: [] };
    this.#number += 1;
    this.#cases.push(model);
    const machine = this.#kind.steps.find(({ id }) => id === way.step)?.way.type === 'machine';
    await this.#take(
      {
        case: model.id,
        no: 1,
        step: way.step,
        from: null,
        to: way.to,
        actors: machine ? [] : [this.#pick(this.#accounts)],
        happenedAt: this.#day(-2),
      },
      this.#number,
    );
  }

  async #take(attempt: Attempt, number?: number): Promise<void> {
    const { id: kind } = this.#kind;
    const by = attempt.actors[0] ?? 'system';
    const model = this.#cases.find(({ id }) => id === attempt.case)!;
    try {
      await inTransaction(this.#database.app, async (tx) => {
        if (number !== undefined)
          await tx.query(
            `INSERT INTO cases_case (id, kind, number, variant, label, search, state, revision, opened_at, changed_at)
             VALUES ($1, $2, $3, $4, 'x', 'x', '', 0, $5, $5)`,
            [attempt.case, kind, number, model.variant, this.#at],
          );
        const event = { kind: attempt.no === 1 ? ('case.opened' as const) : ('case.step' as const), actor: by };
        const seq = await append(tx, this.#at, [
          { ...event, subject: `case:${kind} case:${attempt.case}`, payload: { step: attempt.step, to: attempt.to } },
        ]);
        await tx.query(
          `INSERT INTO cases_event (case_id, no, step, from_state, to_state, by, actors, people, at, happened_at, cells, ledger_seq)
           VALUES ($1, $2, $3, $4, $5, $6, $7, '{}', $8, $9, '{}', $10)`,
          [attempt.case, attempt.no, attempt.step, attempt.from, attempt.to, by, attempt.actors, this.#at, attempt.happenedAt, seq],
        );
      });
    } catch (error) {
      this.#wrongly.push(`${(error as Error).message}: ${JSON.stringify(attempt)}`);
      this.#cases = this.#cases.filter((one) => one !== model);
      return;
    }
    this.#taken += 1;
    model.state = attempt.to;
    model.no = attempt.no;
    model.lastDay = Math.max(model.lastDay, dayOf(attempt.happenedAt));
    model.events.push({ step: attempt.step, actors: attempt.actors });
    const isOver = !this.#ways.some(({ variant, from }) => variant === model.variant && from === model.state);
    if (isOver || model.events.length > 60) this.#cases = this.#cases.filter((one) => one !== model);
  }

  #attempt(): Attempt {
    const model = this.#pick(this.#cases);
    const near = this.#ways.filter(({ from, variant }) => from === model.state && variant === model.variant);
    const way = near.length > 0 && this.#random() < 0.5 ? this.#pick(near) : this.#pick(this.#ways);
    const states = Object.keys(this.#kind.states);
    const count = this.#random() < 0.9 ? 1 : this.#random() < 0.5 ? 2 : 0;
    return {
      case: model.id,
      no: this.#random() < 0.95 ? model.no + 1 : Math.floor(this.#random() * 9),
      step: this.#random() < 0.9 ? way.step : this.#pick(this.#kind.steps).id,
      from: this.#random() < 0.9 ? model.state : this.#pick([null, ...states]),
      to: this.#random() < 0.85 ? way.to : this.#pick(states),
      actors: [...new Set(Array.from({ length: count }, () => this.#pick(this.#accounts)))],
      happenedAt: this.#day(this.#random() < 0.9 ? 0 : this.#pick([-4, -3, -1, 1])),
    };
  }

  /** By the definition alone, and by what happened to the case. */
  #isLawful({ case: id, no, step, from, to, actors, happenedAt }: Attempt): boolean {
    const model = this.#cases.find((one) => one.id === id)!;
    const way = this.#ways.find((each) => each.variant === model.variant && each.step === step && each.from === from && each.to === to);
    if (way === undefined || from !== model.state || no !== model.no + 1) return false;
    if (way.machine !== (actors.length === 0)) return false;
    if (new Date(happenedAt) > this.#at || (!way.anyTime && dayOf(happenedAt) < model.lastDay)) return false;
    return !model.events.some((event) => this.#apart.has(`${step} ${event.step}`) && event.actors.some((actor) => actors.includes(actor)));
  }

  #day = (offset: number): string => new Date(this.#at.getTime() + offset * dayMs).toISOString();
  #pick = <T>(from: readonly T[]): T => from[Math.floor(this.#random() * from.length)]!;
}

/** The company's day, as a number. */
const dayOf = (at: string): number => Math.floor((new Date(at).getTime() + 9 * 3_600_000) / dayMs);
