import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerTo, ask, booth } from './testing/booth.ts';

const questions = [ask('disk', 'hourly'), ask('names', 'hourly', { values: ['list'] })];

describe('the agents’ protocol when something fails', () => {
  it('answers an error where nothing was stored, asks again at the next poll, and keeps its counters', async () => {
    const site = booth(questions);
    const node_key = await site.enrol();
    await site.call('/log', { node_key: 'nobody' });
    const asked = await site.call('/distributed/read', { node_key });
    site.state.fail = true;
    await assert.rejects(site.call('/distributed/write', { node_key, ...answerTo(asked) }), /away/);
    await assert.rejects(site.call('/log', { node_key, log_type: 'status', data: [] }), /away/);
    site.state.fail = false;
    const again = await site.call('/distributed/read', { node_key });
    assert.deepEqual(again.queries, asked.queries);
    await site.call('/distributed/write', { node_key, ...answerTo(again) });
    assert.equal(site.emitted.at(-1)!.drafts!.length, 2);
    assert.equal(site.emitted.at(-1)!.counts!['unknown-node'], 1);
  });

  it('does not count a round as missed that it could not hand out', async () => {
    const site = booth(questions);
    const node_key = await site.enrol();
    await site.call('/distributed/read', { node_key });
    site.clock.advance({ minutes: 4 });
    site.state.bookFails = true;
    await assert.rejects(site.call('/distributed/read', { node_key }), /away/);
    site.state.bookFails = false;
    const next = await site.call('/distributed/read', { node_key });
    assert.equal(Object.keys(next.queries).length, 2);
  });

  it('remembers what was asked without an answer, and forgets it with the next one', async () => {
    const site = booth(questions);
    const node_key = await site.enrol();
    await site.call('/distributed/read', { node_key });
    site.clock.advance({ minutes: 4 });
    const again = await site.call('/distributed/read', { node_key });
    assert.deepEqual(
      [...site.unanswered.values()].map((row) => `${row.question} ${row.message} ${row.misses}`),
      ['disk/linux no answer 1', 'names/linux no answer 1'],
    );
    await site.call('/distributed/write', { node_key, ...answerTo(again) });
    assert.equal(site.unanswered.size, 0);
  });

  it('tells each refusal, with how often, and does not ask at every poll', async () => {
    const site = booth([ask('disk', 'hourly')]);
    const node_key = await site.enrol();
    const id = 'disk/linux#rows';
    const no = { queries: { [id]: '' }, statuses: { [id]: 1 }, messages: { [id]: 'distributed query is denylisted' } };
    for (let count = 1; count <= 2; count += 1) {
      assert.ok((await site.call('/distributed/read', { node_key })).queries);
      await site.call('/distributed/write', { node_key, ...no });
      const row = site.unanswered.get('disk/linux')!;
      assert.deepEqual([row.message, row.misses], ['distributed query is denylisted', count]);
      assert.match(site.emitted.at(-1)!.drafts![0]!.unreadable!.ja, /denylisted/);
      assert.deepEqual(await site.call('/distributed/read', { node_key }), {});
      site.clock.advance({ minutes: 61 });
    }
  });

  it('takes no answer to a question whose value has changed since it was asked', async () => {
    const site = booth(questions);
    const node_key = await site.enrol();
    const asked = await site.call('/distributed/read', { node_key });
    site.state.values = { list: ['new'] };
    site.protocol.askAgain((question) => question.values?.includes('list') === true);
    await site.call('/distributed/write', { node_key, ...answerTo(asked) });
    assert.deepEqual(
      site.emitted.at(-1)!.drafts!.map((draft) => draft.kind),
      ['disk'],
    );
    const again = await site.call('/distributed/read', { node_key });
    assert.deepEqual(Object.keys(again.queries), ['names/linux#rows']);
    await site.call('/distributed/write', { node_key, ...answerTo(again) });
    assert.deepEqual(
      site.emitted.at(-1)!.drafts!.map((draft) => draft.kind),
      ['names'],
    );
    assert.equal(site.emitted.at(-1)!.counts!['answer-out-of-date'] ?? 1, 1);
  });

  it('asks the rest where a question cannot be made of the values, says so once, and asks it when the value is put right', async () => {
    const named = ask('names', 'hourly', { values: ['list'], sql: { rows: ({ list }) => `SELECT ${(list as string[]).join()}` } });
    const site = booth([ask('disk', 'hourly'), named]);
    const node_key = await site.enrol();
    const asked = await site.call('/distributed/read', { node_key });
    assert.deepEqual(Object.keys(asked.queries), ['disk/linux#rows']);
    const { drafts, counts } = site.emitted.at(-1)!;
    assert.deepEqual([drafts!.map(({ kind }) => kind), counts!['question-unaskable']], [['names'], 1]);
    assert.match(drafts![0]!.unreadable!.ja, /会社の値/);
    assert.match(site.unanswered.get('names/linux')!.message, /cannot be made/);
    await site.call('/distributed/write', { node_key, ...answerTo(asked) });
    site.clock.advance({ minutes: 5 });
    assert.deepEqual(await site.call('/distributed/read', { node_key }), {}, 'not tried at every poll');
    site.state.values = { list: ['a'] };
    site.protocol.askAgain((question) => question.values?.includes('list') === true);
    const again = await site.call('/distributed/read', { node_key });
    assert.deepEqual(again.queries, { 'names/linux#rows': 'SELECT a' });
    await site.call('/distributed/write', { node_key, ...answerTo(again) });
    assert.equal(site.unanswered.size, 0);
  });

  it('takes an answer that comes after a restart of the server, where its SQL carried no value', async () => {
    const site = booth(questions);
    const node_key = await site.enrol();
    const asked = { queries: { 'disk/linux#rows': '', 'names/linux#rows': '' } };
    await site.call('/distributed/write', { node_key, ...answerTo(asked) });
    assert.deepEqual(
      site.emitted.at(-1)!.drafts!.map((draft) => draft.kind),
      ['disk'],
    );
  });
});
