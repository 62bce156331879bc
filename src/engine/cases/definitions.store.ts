import { inTransaction, type Pool } from '../../db/pool.ts';
import { type CaseKind, transitionsOf } from '../../mechanism/case.ts';

const definitionsLock = 8_034_050;

/**
 * Lays down the ways on of every kind, as the owner of the tables: the server's own role may only read them. A kind that this version
 * does not know any more keeps none, so that its cases stand still.
 */
export async function layDownCases(owner: Pool, kinds: readonly CaseKind[]): Promise<void> {
  const ways = kinds.flatMap((kind) => transitionsOf(kind).map((way) => ({ kind: kind.id, ...way })));
  // Held both ways, because in an emergency the later step may come first.
  const apart = kinds.flatMap(({ id, steps }) =>
    steps.flatMap((step) =>
      (step.apart ?? []).flatMap((other) => [
        { kind: id, step: step.id, other },
        { kind: id, step: other, other: step.id },
      ]),
    ),
  );
  const endings = kinds.flatMap(({ id, states }) =>
    Object.entries(states).flatMap(([state, { end }]) => (end === undefined ? [] : [{ kind: id, state }])),
  );
  const mirrors = kinds.flatMap(({ id, mirror }) => (mirror === undefined ? [] : [{ kind: id, register: mirror.register }]));
  const adoptions = kinds.flatMap(({ id, steps }) =>
    steps.flatMap((step) => (step.adopts === undefined ? [] : [{ kind: id, step: step.id, field: step.adopts.field }])),
  );
  await inTransaction(owner, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [definitionsLock]);
    await tx.query('DELETE FROM cases_transition');
    await tx.query(
      `INSERT INTO cases_transition (kind, step, variant, from_state, to_state, any_time, machine, duty, request)
       SELECT kind, step, variant, "from", "to", "anyTime", machine, duty, request
       FROM jsonb_to_recordset($1) AS w (kind text, step text, variant text, "from" text, "to" text, "anyTime" boolean, machine boolean, duty text, request text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(ways)],
    );
    await tx.query('DELETE FROM cases_apart');
    await tx.query(
      `INSERT INTO cases_apart SELECT kind, step, other FROM jsonb_to_recordset($1) AS a (kind text, step text, other text)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(apart)],
    );
    await tx.query('DELETE FROM cases_ending');
    await tx.query(
      'INSERT INTO cases_ending SELECT kind, state FROM jsonb_to_recordset($1) AS e (kind text, state text) ON CONFLICT DO NOTHING',
      [JSON.stringify(endings)],
    );
    await tx.query('DELETE FROM cases_mirror');
    await tx.query('INSERT INTO cases_mirror SELECT kind, register FROM jsonb_to_recordset($1) AS m (kind text, register text)', [
      JSON.stringify(mirrors),
    ]);
    await tx.query('DELETE FROM cases_adoption');
    await tx.query(
      'INSERT INTO cases_adoption SELECT kind, step, field FROM jsonb_to_recordset($1) AS a (kind text, step text, field text)',
      [JSON.stringify(adoptions)],
    );
  });
}
