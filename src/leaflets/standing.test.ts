import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../base/id.ts';
import { acknowledgeByToken } from './acknowledge.ts';
import { judgeRule } from './judge.ts';
import type { LeafletDeps } from './ports.ts';
import { sweepLeaflets } from './remind.ts';
import { send } from './send.ts';
import { leafletOverview, leafletStandings, leafletStandingsAt } from './standing.ts';
import { person, rules, type TestCompany, testCompany } from './testing/company.ts';

describe('how a leaflet stands, now and on any past day', () => {
  let company: TestCompany;
  let deps: LeafletDeps;
  const [hanako, jiro, paper] = [person('花子'), person('次郎'), person('工場', { email: '' })];
  const versions = [
    { from: '2026-11-23T15:00:00Z', version: { id: newId(), number: '1.0', content: rules() } },
    { from: '2027-01-11T15:00:00Z', version: { id: newId(), number: '1.1', content: rules({}, 5) } },
  ];
  before(async () => {
    company = await testCompany();
    deps = {
      ...company.deps,
      readersAt: async (_db, at) => (at <= new Date('2026-12-08T15:00:00Z') ? [hanako, jiro, paper] : [hanako, jiro]),
      inForce: async (at) => versions.findLast(({ from }) => new Date(from) <= at)?.version ?? null,
    };
    company.is.people = [hanako, jiro, paper];
  });
  after(() => company.close());

  const ask = async () => {
    const { digest, sent } = (await leafletOverview(deps)).leaflets[0]!;
    await send(deps, { audience: 'everyone', dueOn: '2027-01-29', digest, after: sent?.id ?? null, by: newId() });
  };
  const then = async (at: string) => {
    const [standing] = await leafletStandingsAt(deps, new Date(at));
    const { content, expected, acknowledged, overdue, noAddress } = standing!;
    return [judgeRule(standing!).verdict, content, expected, acknowledged, overdue, noAddress];
  };
  const now = async () => {
    const [standing] = await leafletStandings(deps);
    return [judgeRule(standing!).verdict, standing!.acknowledged, standing!.overdue, standing!.confirmedAt?.toISOString() ?? null];
  };

  it('moves from unknown over fail to pass, and tells each of these days afterwards', async () => {
    const { digest } = (await leafletOverview(deps)).leaflets[0]!;
    await send(deps, { audience: 'everyone', dueOn: '2026-12-08', digest, after: null, by: newId() });
    assert.deepEqual(await now(), ['unknown', 0, 0, null]);
    company.clock.set('2026-11-26T03:00:00Z');
    await acknowledgeByToken(deps, await company.tokenOf(hanako), null);
    assert.deepEqual(await now(), ['unknown', 1, 0, '2026-11-26T03:00:00.000Z']);
    company.clock.set('2026-12-08T15:00:00Z');
    assert.deepEqual(await now(), ['fail', 1, 2, '2026-11-26T03:00:00.000Z'], 'from midnight of the company, not of UTC');
    await acknowledgeByToken(deps, await company.tokenOf(jiro), null);
    company.is.people = [hanako, jiro];
    await sweepLeaflets(deps);
    assert.deepEqual(await now(), ['pass', 2, 0, '2026-11-26T03:00:00.000Z']);

    company.clock.set('2027-01-12T00:00:00Z');
    assert.equal((await now())[0], 'unknown', 'a new version says something else');
    await ask();
    await acknowledgeByToken(deps, await company.tokenOf(jiro), null);

    assert.deepEqual(await then('2026-11-23T00:00:00Z'), ['unknown', 'no-version', 3, 0, 0, 0]);
    assert.deepEqual(await then('2026-11-23T23:00:00Z'), ['unknown', 'not-sent', 3, 0, 0, 0]);
    assert.deepEqual(await then('2026-11-26T02:59:59Z'), ['unknown', 'sent', 3, 0, 0, 1]);
    assert.deepEqual(await then('2026-11-26T03:00:00Z'), ['unknown', 'sent', 3, 1, 0, 1]);
    assert.deepEqual(await then('2026-12-08T14:59:59Z'), ['unknown', 'sent', 3, 1, 0, 1]);
    assert.deepEqual(await then('2026-12-08T14:59:59Z'), await then('2026-12-01T00:00:00Z'), 'who left since was there then');
    assert.deepEqual(await then('2027-01-11T14:59:59Z'), ['pass', 'sent', 2, 2, 0, 0]);
    assert.deepEqual(await then('2027-01-11T23:00:00Z'), ['unknown', 'changed', 2, 0, 0, 0]);
    assert.deepEqual(await then('2027-01-12T00:00:00Z'), ['unknown', 'sent', 2, 1, 0, 0]);
  });
});
