import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bodyOf } from '../question.ts';
import { answer, sqlOf } from './question-tester.ts';
import { softwareControlQuestions as questions } from './software-control.ts';

const round = { askedAt: new Date(0), receivedAt: new Date(0) };

describe('programs that ran', () => {
  const asked = questions.find(({ id }) => id === 'executed-programs-collection/windows')!;
  const line = (...cells: string[]) => ({ token: '', line: cells.join('\u001f') });
  const head = (count: number) => ({ token: 'a'.repeat(32), line: String(count) });

  it('come as names of files with where they lay and the month of the last run', () => {
    const items = [head(2), line('winny.exe', 'prefetch', '', '2026-11'), line('①㈱髙﨑.exe', 'bam', 'user', '')];
    const said = asked.translate({ items, seen: [{ n: '214' }] }, round, {});
    assert.ok('collected' in said);
    assert.deepEqual(said.collected.items, [
      { key: 'winny.exe', attributes: { via: 'prefetch', month: '2026-11' } },
      { key: '①㈱髙﨑.exe', attributes: { via: 'bam', place: 'user' } },
    ]);
    assert.deepEqual((bodyOf(said) as { count: number }).count, 2);
  });

  it('are unreadable where Windows keeps no record of starts: an empty list is not that nothing ran', () => {
    assert.equal(answer(questions, asked.id, { items: [head(0)], seen: [{ n: '0' }] }), 'unreadable');
  });

  it('tell of no profile: whose folder it was stays on the device', () => {
    const sql = asked.sql.items;
    const text = typeof sql === 'string' ? sql : sql!({});
    assert.doesNotMatch(text, /path AS|, path,|sid/);
  });
});

describe('source-trees', () => {
  const values = { sourceTreePlaces: ['/srv/%', 'C:\\src\\%\\', "/opt/o'hara/"] };
  it('looks in each place and one folder below it, with any sign in its name', () => {
    const sql = sqlOf(questions, 'source-trees/linux', 'trees', values);
    assert.ok(sql.includes(`path LIKE '/srv/%/.git/HEAD'`) && sql.includes(`path LIKE '/srv/%/%/.git'`));
    assert.ok(sql.includes(`'C:\\src\\%\\.git\\HEAD'`) && sql.includes(`'/opt/o''hara/.svn/wc.db'`));
    assert.match(sqlOf(questions, 'source-trees/linux', 'trees', { sourceTreePlaces: [] }), /WHERE 0/);
  });
  it('names each tree once by its folder, and says whether files are seen at all', () => {
    const trees = [{ path: '/srv/app/.git/HEAD' }, { path: '/srv/app/.hg/requires' }, { path: '/srv/b/c/.git' }];
    const body = answer(questions, 'source-trees/linux', { trees, tools: [{ path: '/usr/local/bin/gcc' }], seen: [{ seen: '1' }] }, values);
    assert.deepEqual([body.trees, body.tools, body.seen], [['/srv/app', '/srv/b/c'], ['/usr/local/bin/gcc'], true]);
    assert.equal(answer(questions, 'source-trees/windows', {}, values).seen, false);
  });
});

describe('installer-policy/windows', () => {
  const id = 'installer-policy/windows';
  const seen = [{ seen: '1' }];
  it('tells «not set» from «not read»', () => {
    assert.deepEqual(answer(questions, id, { seen }), { elevatedMachine: false, elevatedUsers: 0, store: 'open', seen: true });
    assert.equal(answer(questions, id), 'unreadable');
  });
  it('reads both halves of the setting, and limits of the store', () => {
    const machine = [{ name: 'AlwaysInstallElevated', data: '1' }];
    const users = [
      { path: 'HKEY_USERS\\S-1-5-21-1', data: '1' },
      { path: 'HKEY_USERS\\S-1-5-21-2', data: '0' },
    ];
    assert.deepEqual(answer(questions, id, { machine, users, seen, store: [{ name: 'RequirePrivateStoreOnly', data: '1' }] }), {
      elevatedMachine: true,
      elevatedUsers: 1,
      store: 'private',
      seen: true,
    });
    assert.equal(answer(questions, id, { seen, store: [{ name: 'RemoveWindowsStore', data: '1' }] }).store, 'closed');
  });
});
