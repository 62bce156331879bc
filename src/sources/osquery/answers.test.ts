import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { translateAnswer, type Write } from './answers.ts';
import { ask } from './testing/booth.ts';

const id = 'thing/linux#rows';
const thing = ask('thing', 'hourly');
const round = { askedAt: new Date(0), receivedAt: new Date(1_000) };
const translate = (write: Write, question = thing) => translateAnswer(question, write, round, {});
const refusedWith = (write: Write, question = thing): string => {
  const answer = translate(write, question);
  assert.ok(answer.is === 'unreadable' && answer.refused, JSON.stringify(answer));
  assert.match(answer.words.ja, /[ぁ-ん]/);
  return answer.message;
};

describe('answers of an agent', () => {
  it('turns rows into a fact', () => {
    assert.deepEqual(translate({ queries: { [id]: [{ word: 'a' }] }, statuses: { [id]: 0 } }), { is: 'fact', body: { word: 'a' } });
    assert.deepEqual(translate({ queries: { [id]: [{ word: 'a' }] }, statuses: { [id]: '0' } }), { is: 'fact', body: { word: 'a' } });
  });

  it('takes "" of old agents for no rows, and what the question makes of it', () => {
    const answer = translate({ queries: { [id]: '' }, statuses: { [id]: '0' } });
    assert.ok(answer.is === 'unreadable' && !answer.refused);
    assert.equal(answer.words.ja, '何もありません');
  });

  it('never takes an answer that lacks a half for «nothing found»', () => {
    assert.equal(refusedWith({ queries: {}, statuses: { [id]: 0 } }), 'no rows came with the answer');
    assert.equal(refusedWith({ queries: { [id]: [] } }), 'no status came with the answer');
    assert.equal(refusedWith({ queries: { [id]: '' } }), 'no status came with the answer');
  });

  it('tells the agent’s own message, shortened, for every other status', () => {
    const messages = { [id]: 'no such table: thing' };
    assert.equal(refusedWith({ queries: { [id]: '' }, statuses: { [id]: 1 }, messages }), 'no such table: thing');
    assert.equal(refusedWith({ queries: { [id]: [{ word: 'a' }] }, statuses: { [id]: '1' } }), 'status 1');
    assert.equal(refusedWith({ queries: {}, statuses: { [id]: 1 }, messages: { [id]: 'x'.repeat(9_000) } }).length, 500);
    for (const status of [null, true, {}, [], 0.5, -1]) refusedWith({ queries: { [id]: [] }, statuses: { [id]: status } });
  });

  it('calls what came in no known shape unreadable', () => {
    const statuses = { [id]: 0 };
    for (const rows of ['text', 7, { word: 'a' }, [1], [null], [['word']]]) refusedWith({ queries: { [id]: rows }, statuses });
  });

  it('makes text of every cell, and an empty one of what is null', () => {
    const cells = ask('thing', 'hourly', { translate: ({ rows }) => rows![0] });
    const row = { a: 1, b: null, c: true, d: { e: 1 }, f: 'x' };
    assert.deepEqual(translate({ queries: { [id]: [row] }, statuses: { [id]: 0 } }, cells), {
      is: 'fact',
      body: { a: '1', b: '', c: 'true', d: '{"e":1}', f: 'x' },
    });
  });

  it('needs every part: one that discovery skipped names the tables', () => {
    const two = ask('thing', 'hourly', { sql: { rows: 'SELECT 1', probe: 'SELECT 2' }, tables: ['thing', 'other'] });
    const one = { queries: { [id]: [{ word: 'a' }] }, statuses: { [id]: 0 } };
    assert.equal(refusedWith(one, two), 'tables not active: thing, other');
    assert.equal(refusedWith({}, two), 'tables not active: thing, other');
    const failed = { queries: { ...one.queries, 'thing/linux#probe': '' }, statuses: { [id]: 0, 'thing/linux#probe': 1 } };
    assert.equal(refusedWith(failed, two), 'status 1');
  });

  it('keeps the rows of an answer that broke the translation, and knows when there is nothing to say', () => {
    const answer = translate({ queries: { [id]: [{ word: 'break' }] }, statuses: { [id]: 0 } });
    assert.ok(answer.is === 'broken');
    assert.match(answer.reason, /thing\/linux: Error: not foreseen/);
    assert.equal(answer.content, '{"rows":[{"word":"break"}]}');
    const quiet = ask('thing', 'hourly', { translate: () => null as never });
    assert.deepEqual(translate({ queries: { [id]: [] }, statuses: { [id]: 0 } }, quiet), { is: 'nothing' });
  });
});
