import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { collectionLimits } from '../../src/facts/collection.ts';
import { freshItemsPerDayMax } from '../../src/inventory/flood.ts';
import { type DataSite, dataSite, type TestAgent } from '../data-site.ts';

/** A device that lies about its long lists: how many, how long, whose, and whether anything changed. */
describe('long lists of a device that lies', () => {
  let data: DataSite;
  before(async () => {
    data = await dataSite();
  });
  after(() => data.close());

  const rows = async <T extends object>(sql: string, ...values: unknown[]) => (await data.database.owner.query<T>(sql, values)).rows;
  const line = (key: string, version = '1.0', publisher = 'Contoso') => [key, version, publisher, 'program'].join('\u001f');
  let token = 0;
  const tokenOf = (n: number) => n.toString(16).padStart(32, '0');
  /** What an honest agent sends, but for what is said otherwise. */
  async function tell(
    agent: TestAgent,
    lines: readonly string[],
    { claims = lines.length, as = tokenOf(++token), collection = 'software' }: { claims?: number; as?: string; collection?: string } = {},
  ) {
    const id = `${collection}-collection/windows`;
    const items = [{ token: as, line: String(claims) }, ...lines.map((each) => ({ token: '', line: each }))];
    data.clock.advance({ minutes: 1 });
    const reply = await agent.call('/distributed/write', {
      queries: { [`${id}#items`]: items, [`${id}#seen`]: [{ n: '9' }] },
      statuses: { [`${id}#items`]: 0, [`${id}#seen`]: 0 },
    });
    assert.deepEqual(reply, {});
    const [fact] = await rows<{ body: { count: number; digest: string } | null; en: string | null }>(
      `SELECT f.body, f.unreadable->>'en' AS en FROM intake_current c JOIN intake_fact f ON f.id = c.fact_id WHERE c.device_id = $1 AND c.kind = $2`,
      agent.deviceId,
      `${collection}-collection`,
    );
    return fact;
  }
  const keys = async (agent: TestAgent) =>
    (
      await rows<{ key: string }>(
        `SELECT i.key FROM inventory_set s JOIN inventory_item i ON i.id = ANY(s.items) WHERE s.device_id = $1 AND s.collection = 'software' ORDER BY 1`,
        agent.deviceId,
      )
    ).map(({ key }) => key);
  /** The sums are what is counted, and a fact says as many as stand. */
  const sound = async () => {
    const wrong = await rows(
      `SELECT i.id FROM inventory_item i LEFT JOIN inventory_set s ON s.items @> ARRAY[i.id] GROUP BY i.id HAVING i.devices <> count(s.device_id)`,
    );
    assert.deepEqual(wrong, []);
    const apart = await rows(
      `SELECT s.collection, f.body, cardinality(s.items) FROM inventory_set s JOIN intake_fact f ON f.id = s.fact_id
       WHERE (f.body->>'count')::int <> cardinality(s.items) OR f.body->>'digest' <> encode(s.digest, 'hex')`,
    );
    assert.deepEqual(apart, []);
  };

  it('keep every name as it is written in Japan, and nothing that would deceive a reader or break a store', async () => {
    const agent = await data.agent('pc-names', 'windows');
    const names = ['①㈱髙﨑', 'ﾃｽﾄ ﾂｰﾙ', '𠮷野家の会計', 'は\u3099んこ', '経理\u200dソフト', '漢'.repeat(300)];
    const evil = [
      'a\u202ecod.exe',
      'b\u0007\u001b[31m',
      'c\ud800',
      "d'; DROP TABLE inventory_item; --",
      'e\u0000f',
      '<script>alert(1)</script>',
    ];
    const fact = await tell(
      agent,
      [...names, ...evil].map((name) => line(name)),
    );
    assert.equal(fact!.body!.count, names.length + evil.length);
    const stored = await keys(agent);
    for (const name of names) assert.ok(stored.includes(name), name);
    const all = stored.join('');
    assert.ok(!/[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/.test(all), 'no control characters, none that turn the text around');
    assert.ok(all.isWellFormed());
    assert.ok(stored.includes("d'; DROP TABLE inventory_item; --"));
    await sound();
  });

  it('may hold ten thousand programs, and no more than the limit', async () => {
    const agent = await data.agent('pc-many', 'windows');
    const many = Array.from({ length: 10_000 }, (_, n) => line(`業務ツール①㈱ ${n}`, `1.${n % 7}`));
    assert.equal((await tell(agent, many))!.body!.count, 10_000);
    assert.equal((await keys(agent)).length, 10_000);
    const tooMany = Array.from({ length: collectionLimits.itemsMax + 1 }, (_, n) => line(`x${n}`));
    assert.ok((await tell(agent, tooMany))!.en);
    assert.equal((await keys(agent)).length, 10_000, 'what stood goes on to stand, and its fact says that it cannot be read');
    await sound();
  });

  it('may not fill the dictionary of all devices by changing at each look', async () => {
    const agent = await data.agent('pc-flood', 'windows');
    await tell(agent, [line('first')]);
    const before = (await rows<{ n: number }>('SELECT count(*)::int AS n FROM inventory_item'))[0]!.n;
    let refused = 0;
    for (let look = 0; look < 5; look += 1) {
      const fact = await tell(
        agent,
        Array.from({ length: 2_000 }, (_, n) => line(`flood ${look}`, `${look}.${n}`)),
      );
      if (fact!.en) refused += 1;
    }
    const grown = (await rows<{ n: number }>('SELECT count(*)::int AS n FROM inventory_item'))[0]!.n - before;
    assert.ok(grown <= freshItemsPerDayMax && refused === 3, `${grown} items, ${refused} refused`);
    await sound();
  });

  it('count a thing once that is told many times, or that is the same when it is cut', async () => {
    const agent = await data.agent('pc-twice', 'windows');
    const long = 'あ'.repeat(collectionLimits.keyCharsMax);
    const fact = await tell(agent, [line('same'), line('same '), line(' same'), line(`${long}1`), line(`${long}2`), line('same', '2.0')]);
    assert.equal(fact!.body!.count, 3);
    assert.deepEqual(await keys(agent), ['same', 'same', long].sort());
    await sound();
  });

  it('are not taken where they are fewer or more than the agent says, or unchanged since nobody told', async () => {
    const agent = await data.agent('pc-claims', 'windows');
    assert.match((await tell(agent, [], { claims: 40 }))!.en!, /0 of 40/, 'unchanged, but nothing was ever told');
    assert.deepEqual(await keys(agent), []);
    await tell(agent, [line('a'), line('b')]);
    assert.match((await tell(agent, [line('a')], { claims: 2 }))!.en!, /1 of 2/);
    assert.match((await tell(agent, [line('a'), line('b'), line('c')], { claims: 2 }))!.en!, /3 of 2/);
    for (const claims of [-1, Number.NaN, 1e300, 0.5]) assert.match((await tell(agent, [line('a')], { claims }))!.en!, /summary/);
    assert.match((await tell(agent, [line('z')], { as: 'x'.repeat(32) }))!.en!, /summary/);
    assert.deepEqual(await keys(agent), ['a', 'b'], 'what was told in full stands');
    await sound();
  });

  it('of one device say nothing of another: its digest is no answer', async () => {
    const [one, two] = [await data.agent('pc-one', 'windows'), await data.agent('pc-two', 'windows')];
    const as = tokenOf(++token);
    await tell(one, [line('theirs')], { as });
    assert.match((await tell(two, [], { as, claims: 1 }))!.en!, /0 of 1/);
    assert.deepEqual([await keys(one), await keys(two)], [['theirs'], []]);
    assert.equal((await tell(one, [], { as, claims: 1 }))!.body!.count, 1, 'of its own it is');
  });
});
