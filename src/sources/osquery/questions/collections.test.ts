import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KnownCollection } from '../../../facts/collection.ts';
import type { AskedValues, Row, WithItems } from '../question.ts';
import { collectionQuestions } from './collections.ts';

const round = { askedAt: new Date(0), receivedAt: new Date(1000) };
const question = (id: string) => collectionQuestions.find((each) => each.id === id)!;
const cut = '\u001f';
const rows = (token: string, ...lines: string[]): Row[] => [
  { token, line: String(lines.length) },
  ...lines.map((line) => ({ token: '', line })),
];
const translate = (id: string, parts: Record<string, Row[]>, known?: KnownCollection) => question(id).translate(parts, round, {}, known);
const sqlOf = (id: string, values: AskedValues = {}, known?: KnownCollection): string => {
  const sql = question(id).sql.items!;
  return typeof sql === 'string' ? sql : sql(values, known);
};
const token = 'ab'.repeat(16);

describe('collections', () => {
  it('become items with names, whatever the characters and their order', () => {
    const lines = [`①㈱髙﨑${cut}1.2${cut}㈱サンプル${cut}program`, `𠮷野家 勤怠${cut}${cut}${cut}program`];
    const said = translate('software-collection/windows', { items: rows(token, ...lines), seen: [{ n: '2' }] }) as WithItems<{
      count: number;
      digest: string;
    }>;
    assert.deepEqual(said.collected.items[0], {
      key: '①㈱髙﨑',
      attributes: { version: '1.2', publisher: '㈱サンプル', source: 'program' },
    });
    assert.deepEqual(said.collected.items[1], { key: '𠮷野家 勤怠', attributes: { source: 'program' } });
    const turned = translate('software-collection/windows', {
      items: rows(token, ...lines.toReversed()),
      seen: [{ n: '2' }],
    }) as typeof said;
    assert.equal(turned.body.digest, said.body.digest);
  });

  it('are unreadable where the agent sees nothing, or where a part is missing', () => {
    const blind = translate('services-collection/linux', { items: rows(token), seen: [{ n: '0' }] });
    assert.ok('unreadable' in blind);
    assert.ok(
      'unreadable' in
        translate('services-collection/linux', {
          items: [
            { token, line: '3' },
            { token: '', line: 'a' },
          ],
          seen: [{ n: '9' }],
        }),
    );
    assert.ok('unreadable' in translate('services-collection/linux', { items: [], seen: [{ n: '9' }] }));
    const none = translate('services-collection/linux', { items: rows(token), seen: [{ n: '9' }] }) as WithItems<{ count: number }>;
    assert.equal(none.body.count, 0, 'seen, and there is none');
  });

  it('stay as they were where the digest is the same, and not where another list has it', () => {
    const known = { count: 7, digest: 'f'.repeat(64), token };
    assert.deepEqual(translate('software-collection/linux', { items: [{ token, line: '7' }], seen: [{ n: '7' }] }, known), {
      count: 7,
      digest: 'f'.repeat(64),
    });
    assert.ok(
      'unreadable' in translate('software-collection/linux', { items: [{ token: 'cd'.repeat(16), line: '7' }], seen: [{ n: '7' }] }, known),
    );
  });

  it('keep what was told of a person’s programs while nobody is signed in', () => {
    assert.equal(translate('user-software-collection/windows', { items: rows(token), people: [{ n: '0' }] }), null);
    const said = translate('user-software-collection/windows', {
      items: rows(token, `Zoom${cut}6${cut}Zoom${cut}user`),
      people: [{ n: '1' }],
    }) as WithItems;
    assert.equal(said.collected.items[0]!.attributes.source, 'user');
    assert.equal(translate('user-software-collection/windows', { items: rows(token), people: [] }), null, 'who is signed in is not known');
  });

  it('look at the company’s files of one platform, take them as data, and never walk a tree', () => {
    const watchedConfigFiles = ["/etc/o'brien.conf", '/etc/sudoers.d/%', '/srv/%%', 'C:\\Windows\\System32\\drivers\\etc\\hosts'];
    const linux = sqlOf('config-files-collection/linux', { watchedConfigFiles });
    assert.ok(linux.includes("'/etc/o''brien.conf'") && linux.includes("LIKE '/etc/sudoers.d/%'"));
    assert.ok(!linux.includes('%%') && !linux.includes('C:\\'));
    const windows = sqlOf('config-files-collection/windows', { watchedConfigFiles });
    assert.ok(windows.includes('C:\\Windows\\System32\\drivers\\etc\\hosts') && !windows.includes('/etc/'));
    assert.ok(sqlOf('config-files-collection/macos', { watchedConfigFiles: [] }).includes("IN ('')"), 'an empty list matches nothing');
  });

  it('never ask for what changes by itself: process numbers, states, addresses', () => {
    for (const { id } of collectionQuestions) {
      const sql = sqlOf(id, { watchedConfigFiles: [] });
      for (const column of ['pid AS', 's.pid,', 'active_state AS', 'status AS state', 'last_run_time', 'mtime', 'usb_address'])
        assert.ok(!sql.includes(column), `${id}: ${column}`);
    }
  });
});
