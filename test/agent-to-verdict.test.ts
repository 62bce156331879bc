import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { derivedKinds } from '../src/facts/derived.ts';
import { platforms } from '../src/facts/kind.ts';
import { citedChecks } from '../src/overview/index.ts';
import type { Cadence } from '../src/sources/osquery/question.ts';
import { questions } from '../src/sources/osquery/questions/index.ts';
import { type DataSite, dataSite, type TestAgent } from './data-site.ts';

const running = 'software/file-sharing-running';

/** From what an agent says to what a person reads, through the rooms as the server wires them. */
describe('from the agent to the verdict', () => {
  let data: DataSite;
  before(async () => {
    data = await dataSite();
  });
  after(() => data.close());

  const is = (id: string) => id.startsWith('running-programs/');
  /** Polls until the question for processes comes, and answers it as the SQL would; the agent refuses every other question. */
  async function poll(agent: TestAgent, processes: readonly string[]): Promise<void> {
    for (;;) {
      const sql: Record<string, string> = (await agent.call('/distributed/read')).queries ?? {};
      const asked = Object.keys(sql);
      const found = processes.filter((name) => Object.entries(sql).some(([id, text]) => is(id) && text.includes(`'${name}'`)));
      const rows = found.map((name) => ({ name, path: `/usr/bin/${name}`, command: name }));
      const queries = Object.fromEntries(asked.map((id) => [id, is(id) ? rows : '']));
      const statuses = Object.fromEntries(asked.map((id) => [id, is(id) ? 0 : 1]));
      assert.deepEqual(await agent.call('/distributed/write', { queries, statuses }), {});
      if (asked.some(is)) return;
      data.clock.advance({ seconds: 5 });
    }
  }
  const findings = async (agent: TestAgent) => {
    const { body } = await data.administrator.get(`/api/devices/${agent.deviceId}`);
    return new Map<string, { verdict: string; because: { ja: string }; observedAt: string | null }>(
      body.findings.map((finding: { check: string }) => [finding.check, finding]),
    );
  };
  const verdict = async (agent: TestAgent) => (await findings(agent)).get(running)!.verdict;

  it('judges only what was measured: everything is unknown at first', async () => {
    const agent = await data.agent('srv-01');
    const all = await findings(agent);
    assert.ok(all.size > 20);
    for (const finding of all.values()) assert.deepEqual([finding.verdict, finding.observedAt], ['unknown', null]);
  });

  it('flips with the device, turns unknown when it falls silent, and comes back', async () => {
    const agent = await data.agent('srv-02');
    await poll(agent, ['bash']);
    assert.equal(await verdict(agent), 'pass');
    data.clock.advance({ seconds: 60 });
    await poll(agent, ['bash', 'qbittorrent']);
    assert.equal(await verdict(agent), 'fail');
    assert.match((await findings(agent)).get(running)!.because.ja, /qbittorrent/);
    data.clock.advance({ seconds: 60 });
    await poll(agent, ['bash']);
    assert.equal(await verdict(agent), 'pass');
    data.clock.advance({ minutes: 11 });
    await data.engine.sweep();
    assert.equal(await verdict(agent), 'unknown');
    await poll(agent, ['bash']);
    assert.equal(await verdict(agent), 'pass');
  });

  it('does not take the answer to the old list for one to the new list', async () => {
    const agent = await data.agent('srv-03');
    await poll(agent, ['bash', 'mytool']);
    assert.equal(await verdict(agent), 'pass');
    data.clock.advance({ seconds: 60 });
    let asked: string | undefined;
    while (asked === undefined) {
      asked = Object.keys((await agent.call('/distributed/read')).queries ?? {}).find(is);
      data.clock.advance({ seconds: 1 });
    }
    const param = data.engine.values.param('forbiddenSoftware');
    data.engine.values.onChange((id) => data.protocol.askAgain((question) => question.values?.includes(id) === true));
    const version = data.engine.values.history(param.id)[0]?.version ?? 0;
    await data.engine.values.set({
      param: param.id,
      value: [...(data.engine.values.now(param) as string[]), 'mytool'],
      version,
      by: 'account:a',
    });
    await agent.call('/distributed/write', { queries: { [asked]: [] }, statuses: { [asked]: 0 } });
    const { rows: facts } = await data.database.owner.query<{ asked: string[] }>(
      "SELECT body->'asked' AS asked FROM intake_fact WHERE device_id = $1 AND kind = 'running-programs'",
      [agent.deviceId],
    );
    assert.ok(
      facts.every((fact) => !fact.asked.includes('mytool')),
      'nothing claims to have looked for it',
    );
    data.clock.advance({ seconds: 60 });
    await poll(agent, ['mytool']);
    assert.equal(await verdict(agent), 'fail');
  });

  it('ends the verdicts of a retired device, whatever its agent still has under way', async () => {
    const original = await data.agent('srv-04');
    await poll(original, ['qbittorrent']);
    const repaired = await data.agent('srv-04', 'linux', { uuid: 'new board' });
    const conflicting = (await data.administrator.get(`/api/devices/${repaired.deviceId}`)).body;
    assert.match(conflicting.conflict.ja, /シリアル番号が同じ/);
    await data.site.stepUp(data.administrator);
    const decided = await data.administrator.post(`/api/devices/${repaired.deviceId}/decide-conflict`, { decision: 'same-device' });
    assert.equal(decided.status, 200);
    await data.observe(original.deviceId, 'running-programs', { asked: [], running: [] });
    const { rows } = await data.database.owner.query('SELECT 1 FROM checks_state WHERE device_id = $1', [original.deviceId]);
    assert.equal(rows.length, 0);
    assert.equal((await original.call('/distributed/read')).node_invalid, true);
  });

  it('asks each fact often enough for the checks that read it', () => {
    const enough: Record<string, readonly Cadence[]> = {
      live: ['minute'],
      settings: ['minute', 'hourly'],
      slow: ['minute', 'hourly', 'daily'],
    };
    const derived = new Set(derivedKinds.map(({ kind }) => kind));
    for (const check of citedChecks) {
      for (const platform of platforms) {
        const question = questions.find((one) => one.kind.kind === check.reads.kind && one.platform === platform);
        if (check.platforms[platform] !== 'judged') continue;
        // A room of ours makes it of what was told; how old it may be is that room's to keep.
        if (!question && derived.has(check.reads.kind)) continue;
        assert.ok(question, `${check.id}: nobody asks for ${check.reads.kind} on ${platform}`);
        assert.ok(
          enough[check.freshness]!.includes(question.cadence),
          `${check.id} on ${platform}: ${check.freshness}, asked ${question.cadence}`,
        );
      }
    }
  });
});
