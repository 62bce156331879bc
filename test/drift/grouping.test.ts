import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FakeClock } from '../../src/base/clock.ts';
import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { Devices } from '../../src/devices/index.ts';
import { spellMs } from '../../src/drift/event.ts';
import { type Derived, Drift } from '../../src/drift/index.ts';

/** The same numbers in the same order each time, so that a failure can be looked at. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('grouping of changes into events', () => {
  let database: TestDatabase;
  const clock = new FakeClock('2026-11-23T15:00:00Z');
  const ids: string[] = [];
  const derived: Derived[] = [];
  const rows = async <T extends object>(sql: string, ...values: unknown[]) => (await database.owner.query<T>(sql, values)).rows;
  let failAt = Number.POSITIVE_INFINITY;
  /** A server that may be killed while it tells. */
  const newDrift = () =>
    new Drift({
      pool: database.app,
      clock,
      ports: {
        tell: async (all) => {
          failAt -= all.length;
          if (failAt < 0) throw new Error('killed');
          derived.push(...all);
        },
        wants: () => true,
        approvedChanges: async () => new Map(),
        isChangeLine: async () => false,
        businessDaysSince: () => 0,
        silentMs: () => 86_400_000,
        committed: () => {},
      },
    });

  before(async () => {
    database = await testDatabase();
    const devices = new Devices(database.app, clock);
    for (let i = 0; i < 20; i += 1) {
      const said = {
        name: `srv-${i}`,
        serial: `s${i}`,
        hardwareUuid: `u${i}`,
        instanceId: `i${i}`,
        os: '',
        agentVersion: '',
        hardware: '',
      };
      ids.push((await devices.enrol({ ...said, platform: 'linux' })).deviceId);
    }
    await database.owner.query(
      `INSERT INTO inventory_item (collection, platform, key, attributes, digest, first_seen_at)
       SELECT 'software', 'linux', 'pkg-' || n / 2, jsonb_build_object('version', n), sha256(n::text::bytea), now() FROM generate_series(1, 40) n`,
    );
    await database.owner.query(
      `INSERT INTO intake_fact (device_id, kind, source, observed_at, received_at, body, digest) VALUES ($1, 'x', 'test', now(), now(), '{}', sha256('x'))`,
      [ids[0]],
    );
  });
  after(() => database?.close());

  interface Made {
    readonly id: number;
    readonly device: string;
    readonly at: number;
  }
  const insert = async (
    changes: readonly { device: string; at: Date; added: number[]; removed: number[]; trace?: boolean }[],
  ): Promise<Made[]> =>
    (
      await rows<{ id: number; device: string; at: Date }>(
        `INSERT INTO inventory_change (device_id, collection, from_at, at, added, removed, fact_id)
         SELECT c.device, CASE WHEN c.trace THEN 'executed-programs' ELSE 'software' END, c.at - interval '1 hour', c.at, c.added, c.removed, (SELECT min(id) FROM intake_fact)
         FROM jsonb_to_recordset($1::jsonb) AS c (device uuid, at timestamptz, added int[], removed int[], trace boolean)
         RETURNING id, device_id AS device, at`,
        JSON.stringify(changes),
      )
    ).map(({ at, ...change }) => ({ ...change, at: at.getTime() }));

  it('puts each change into one event, by the order in which they came, wherever the rounds fall or break', async () => {
    const below = numbers(8);
    const made: Made[] = [];
    const time = new Map(ids.map((id) => [id, clock.now().getTime()]));
    for (let step = 0; step < 25; step += 1) {
      const chunk = Array.from({ length: 1 + below(60) }, () => {
        const device = ids[below(ids.length)]!;
        time.set(device, time.get(device)! + below(3) * 25 * 60_000);
        const first = 1 + below(36);
        return { device, at: new Date(time.get(device)!), added: [first, first + 1], removed: below(2) ? [first + 2] : [] };
      });
      made.push(...(await insert(chunk)));
      if (below(4) === 0) failAt = below(10);
      const [drift, other] = [newDrift(), newDrift()];
      // Two sweeps at once, some of them broken off: as after a restart in the middle.
      await Promise.allSettled([drift.sweep(), other.sweep()]);
      failAt = Number.POSITIVE_INFINITY;
    }
    await newDrift().sweep();
    const expected = new Map<number, number>();
    const open = new Map<string, { first: number; at: number }>();
    for (const { id, device, at } of made) {
      const event = open.get(device);
      if (event && Math.abs(at - event.at) <= spellMs) expected.set(id, event.first);
      else {
        expected.set(id, id);
        open.set(device, { first: id, at });
      }
    }
    const found = await rows<{ id: number; first: number }>(
      'SELECT c.change_id AS id, e.first_change AS first FROM drift_change c JOIN drift_event e ON e.id = c.event_id ORDER BY 1',
    );
    assert.equal(found.length, made.length);
    assert.deepEqual(new Map(found.map(({ id, first }) => [id, first])), expected);
    const [sums] = await rows<{ wrong: number }>(
      `SELECT count(*) AS wrong FROM drift_event e WHERE
         (SELECT sum(c.differences) FROM drift_change c WHERE c.event_id = e.id) <> (e.counts->'software'->>'added')::int + (e.counts->'software'->>'removed')::int + (e.counts->'software'->>'changed')::int
         OR (SELECT sum(c.loud) FROM drift_change c WHERE c.event_id = e.id) <> e.loud
         OR (SELECT max(i.at) FROM drift_change c JOIN inventory_change i ON i.id = c.change_id WHERE c.event_id = e.id) <> e.at`,
    );
    assert.equal(Number(sums!.wrong), 0);
  });

  it('takes ten thousand changes in one sweep', async () => {
    clock.advance({ days: 30 });
    const at = clock.now().getTime();
    await insert(
      Array.from({ length: 10_000 }, (_, i) => ({
        device: ids[i % ids.length]!,
        at: new Date(at + i * 1000),
        added: [1 + (i % 40)],
        removed: [],
        trace: i % 7 === 0,
      })),
    );
    const begun = performance.now();
    await newDrift().sweep();
    const ms = performance.now() - begun;
    const [{ left }] = (await rows<{ left: number }>(
      "SELECT count(*) AS left FROM inventory_change i WHERE collection = 'software' AND NOT EXISTS (SELECT FROM drift_change c WHERE c.change_id = i.id)",
    )) as [{ left: number }];
    assert.equal(Number(left), 0);
    assert.ok(ms < 20_000, `${Math.round(ms)} ms`);
    console.log(`10,000 changes grouped in ${Math.round(ms)} ms`);
  });
});
