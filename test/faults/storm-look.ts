import { sha256Hex } from '../../src/base/hash.ts';
import type { Pool } from '../../src/db/pool.ts';
import { derivedKinds } from '../../src/facts/derived.ts';
import type { VerdictName } from '../../src/mechanism/check.ts';
import { itemText, type StormAgent, type Told } from './storm-agent.ts';

/** What the server makes itself, and what hangs on its own clock: not of the simulator's making. */
const notTold = new Set([...derivedKinds.map(({ kind }) => kind), 'clock-offset']);

/** Every answer that may be the last one stored at some moment between the two: the newest acknowledged one, and what came after it. */
function mayStand(told: readonly Told[], from: number, until: number): readonly Told[] {
  const sure = told.findLastIndex(({ ackedAt }) => ackedAt !== null && ackedAt < from);
  return told.slice(Math.max(0, sure)).filter(({ sentAt }) => sentAt < until);
}

interface Shown {
  readonly name: string;
  readonly checkId: string;
  readonly kind: string;
  readonly verdict: VerdictName;
}

const shown = async (pool: Pool): Promise<Shown[]> => {
  const { rows } = await pool.query<Shown>(
    `SELECT d.name, s.check_id AS "checkId", s.kind, s.verdict FROM checks_state s JOIN devices_device d ON d.id = s.device_id`,
  );
  return rows;
};

/**
 * Verdicts that are green and may not be: no answer that can stand is good, or the newest that anybody heard is older than what is
 * running may be.
 */
export async function wronglyGreen(
  pool: Pool,
  agents: readonly StormAgent[],
  liveMaxMs: number,
): Promise<{ wrong: string[]; looked: number }> {
  const byName = new Map(agents.map((agent) => [agent.host.name, agent]));
  const from = performance.now();
  const rows = await shown(pool);
  const until = performance.now();
  let looked = 0;
  const wrong = rows.flatMap(({ name, checkId, kind, verdict }): string[] => {
    const agent = byName.get(name);
    if (!agent || verdict !== 'pass' || notTold.has(kind)) return [];
    looked += 1;
    const told = agent.told.get(kind) ?? [];
    const standing = mayStand(told, from, until);
    if (!standing.some(({ verdicts, goodMoved }) => verdicts.get(checkId) === 'pass' || goodMoved.has(checkId)))
      return [`${name} ${checkId}: nothing good was said`];
    const ageMs = from - (told.at(-1)?.sentAt ?? 0);
    if (kind === 'running-programs' && ageMs > liveMaxMs) return [`${name} ${checkId}: ${Math.round(ageMs / 1000)} s old`];
    return [];
  });
  return { wrong, looked };
}

/** When nothing moves any more: verdicts that are another than what each device said last. */
export async function wrongVerdicts(pool: Pool, agents: readonly StormAgent[]): Promise<{ wrong: string[]; looked: number }> {
  const byName = new Map(agents.map((agent) => [agent.host.name, agent]));
  let looked = 0;
  const wrong = (await shown(pool)).flatMap(({ name, checkId, kind, verdict }): string[] => {
    const last = byName.get(name)?.told.get(kind)?.at(-1);
    const expected = last?.verdicts.get(checkId);
    if (last === undefined || expected === undefined || notTold.has(kind)) return [];
    looked += 1;
    // What carries a value is taken only as an answer: what was said before a clock was put right is unknown until it is asked again.
    const mayWait = last.carriesValues && kind !== 'running-programs' && verdict === 'unknown';
    return expected === verdict || mayWait ? [] : [`${name} ${checkId}: shown ${verdict}, said ${expected}`];
  });
  return { wrong, looked };
}

/** Sums that are not what is counted, and findings or events that do not hang together. */
export async function wrongSums(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ what: string }>(
    `SELECT 'checks_count ' || coalesce(c.check_id, s.check_id) || ' ' || coalesce(c.verdict, s.verdict) AS what
     FROM (SELECT check_id, verdict, count(*)::int AS count FROM checks_state GROUP BY 1, 2) s FULL JOIN checks_count c USING (check_id, verdict)
     WHERE coalesce(s.count, 0) <> coalesce(c.count, 0)
     UNION ALL SELECT 'checks_device ' || device_id FROM (
       SELECT device_id, count(*) FILTER (WHERE verdict = 'pass')::int AS pass, count(*) FILTER (WHERE verdict = 'fail')::int AS fail,
         count(*) FILTER (WHERE verdict = 'unknown')::int AS unknown FROM checks_state GROUP BY 1) s FULL JOIN checks_device c USING (device_id)
     WHERE (coalesce(s.pass, 0), coalesce(s.fail, 0), coalesce(s.unknown, 0)) <> (coalesce(c.pass, 0), coalesce(c.fail, 0), coalesce(c.unknown, 0))
     UNION ALL SELECT 'inventory_item ' || i.id || ': ' || i.devices || ', counted ' || count(s.device_id)
       FROM inventory_item i LEFT JOIN inventory_set s ON s.items @> ARRAY[i.id] GROUP BY i.id HAVING i.devices <> count(s.device_id)
     UNION ALL SELECT 'finding of ' || s.check_id || ' on ' || s.device_id FROM checks_state s
       WHERE s.finding_id <> (SELECT max(f.id) FROM checks_finding f WHERE f.check_id = s.check_id AND f.device_id = s.device_id)
         OR s.verdict <> (SELECT f.verdict FROM checks_finding f WHERE f.id = s.finding_id)
     UNION ALL SELECT 'finding ' || f.id || ' does not follow the one before' FROM (
       SELECT id, before, lag(verdict) OVER (PARTITION BY check_id, device_id ORDER BY id) AS stood FROM checks_finding) f
       WHERE f.before IS DISTINCT FROM f.stood
     UNION ALL SELECT 'fact of ' || c.kind || ' on ' || c.device_id || ' is held against another' FROM checks_state s
       JOIN intake_current c ON c.device_id = s.device_id AND c.kind = s.kind WHERE s.fact_id <> c.fact_id`,
  );
  return rows.map(({ what }) => what);
}

interface StoredList {
  readonly name: string;
  readonly collection: string;
  readonly items: readonly number[];
  /** Oldest first. */
  readonly changes: readonly { readonly added: readonly number[]; readonly removed: readonly number[] }[];
}

/** Lists that are not what the device last told, and changes that were told and are not written. */
export async function wrongLists(pool: Pool, agents: readonly StormAgent[]): Promise<{ wrong: string[]; looked: number }> {
  const { rows: stored } = await pool.query<StoredList>(
    `SELECT d.name, s.collection, s.items,
       coalesce((SELECT jsonb_agg(jsonb_build_object('added', c.added, 'removed', c.removed) ORDER BY c.id) FROM inventory_change c
         WHERE c.device_id = s.device_id AND c.collection = s.collection), '[]'::jsonb) AS changes
     FROM inventory_set s JOIN devices_device d ON d.id = s.device_id`,
  );
  const { rows } = await pool.query<{ id: number; key: string; attributes: Record<string, string> }>(
    'SELECT id, key, attributes FROM inventory_item',
  );
  const texts = new Map(rows.map((item) => [item.id, itemText(item)]));
  const byPlace = new Map(stored.map((list) => [`${list.name} ${list.collection}`, list]));
  const wrong: string[] = [];
  let looked = 0;
  for (const agent of agents)
    for (const [kind, told] of agent.told) {
      if (!kind.endsWith('-collection') || told.length === 0) continue;
      looked += 1;
      const place = `${agent.host.name} ${kind.replace('-collection', '')}`;
      // What carries a value is taken only as an answer to a question of this very server, else asked again.
      const said = told.map((each) => ({
        form: formOf(each.items!),
        acked: each.ackedAt !== null && !each.carriesValues,
        mustStand: !each.carriesValues,
      }));
      const list = byPlace.get(place);
      const why = list
        ? whyWrong(
            historyOf(list).map((ids) => formOf(ids.map((id) => texts.get(id)!).sort())),
            said,
          )
        : 'is not stored';
      if (why) wrong.push(`${place}: ${why}`);
    }
  return { wrong, looked };
}

const formOf = (items: readonly string[]): string => items.join('\n');

/** The lists of a device from its first to the one that stands, told by the changes backwards. */
function historyOf({ items, changes }: StoredList): number[][] {
  const history = [[...items]];
  for (const { added, removed } of changes.toReversed()) {
    const came = new Set(added);
    history.unshift([...history[0]!.filter((id) => !came.has(id)), ...removed]);
  }
  return history;
}

/** Lists by the beginning of their digests, in order. */
const told = (forms: readonly string[]): string =>
  forms.map((form) => sha256Hex(form.replace(/\?$/, '')).slice(0, 4) + (form.endsWith('?') ? '?' : '')).join(' ');

/** Each list that was acknowledged stands in the history, in the order in which they were told, and nothing that was never told does. */
function whyWrong(history: readonly string[], said: readonly { form: string; acked: boolean; mustStand: boolean }[]): string | null {
  if (said.at(-1)!.mustStand && said.at(-1)!.form !== history.at(-1))
    return `stands as another than the device last told: ${told(said.map((each) => each.form + (each.acked ? '' : '?')))} stand as ${told(history)}`;
  const ever = new Set(said.map(({ form }) => form));
  if (history.some((form) => !ever.has(form))) return 'has a state that nobody told';
  let at = 0;
  for (const { form, acked } of said) {
    if (!acked) continue;
    const found = history.indexOf(form, at);
    if (found < 0)
      return `lost a change that was acknowledged: ${told(said.map((each) => each.form + (each.acked ? '' : '?')))} stand as ${told(history)}`;
    at = found;
  }
  return null;
}
