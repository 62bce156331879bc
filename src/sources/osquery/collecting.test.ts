import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { KnownCollection } from '../../facts/collection.ts';
import { collecting } from './collecting.ts';
import type { Row, WithItems } from './question.ts';

const question = collecting({
  collection: 'software',
  platform: 'linux',
  cadence: 'hourly',
  tables: ['deb_packages'],
  attributes: ['version', 'publisher'],
  select: 'SELECT name AS key, version, maintainer AS publisher FROM deb_packages',
  seen: 'SELECT COUNT(*) AS n FROM deb_packages',
});
const round = { askedAt: new Date(0), receivedAt: new Date(0) };
const token = (lines: readonly string[]) =>
  createHash('sha256')
    .update([...lines].sort().join('\n'))
    .digest('hex')
    .slice(0, 32);
const rowsOf = (lines: readonly string[], claimed = token(lines), count = lines.length): Row[] => [
  { token: claimed, line: String(count) },
  ...lines.map((line) => ({ token: '', line })),
];
const translate = (items: readonly Row[], known?: KnownCollection, seen = '849') =>
  question.translate({ items, seen: [{ n: seen }] }, round, {}, known) as WithItems<{ count: number; digest: string }> & {
    unreadable?: unknown;
  };
const lines = ['bash\u001f5.2\u001fDebian', '日本語①㈱髙﨑𠮷\u001f1\u001f'];

describe('a question about a collection', () => {
  it('reads the same line on another platform as what its cells are there', () => {
    const on = (platform: 'windows' | 'macos', attributes: string[]) =>
      collecting({ collection: 'services', platform, cadence: 'hourly', tables: ['t'], attributes, select: 'SELECT 1' });
    const items = [
      { token: 'c'.repeat(32), line: '1' },
      { token: '', line: 'sshd\u001fa\u001fb' },
    ];
    const told = (platform: 'windows' | 'macos', ...attributes: string[]) =>
      (on(platform, attributes).translate({ items }, round, {}) as WithItems).collected.items[0]!.attributes;
    assert.deepEqual(told('macos', 'path', 'program'), { path: 'a', program: 'b' });
    assert.deepEqual(told('windows', 'title', 'start'), { title: 'a', start: 'b' });
  });

  it('makes items of the lines, and a digest that does not depend on their order', () => {
    const one = translate(rowsOf(lines));
    assert.deepEqual(one.collected.items[0], { key: 'bash', attributes: { version: '5.2', publisher: 'Debian' } });
    assert.deepEqual(one.collected.items[1], { key: '日本語①㈱髙﨑𠮷', attributes: { version: '1' } });
    assert.equal(one.body.digest, translate(rowsOf([...lines].reverse())).body.digest);
    assert.notEqual(one.body.digest, translate(rowsOf(lines.slice(1))).body.digest);
  });

  it('carries what is known into its SQL, as data', () => {
    const sql = question.sql.items as (values: object, known?: KnownCollection) => string;
    assert.match(sql({}, { token: "x'; --", count: 1, digest: '' }), /<> 'x''; --'/);
    assert.match(sql({}), /<> ''/);
  });

  it('confirms what is known where the agent says the same digest and sends no line', () => {
    const known = { token: token(lines), count: 2, digest: 'a'.repeat(64) };
    assert.deepEqual(translate(rowsOf([], known.token, 2), known), { count: 2, digest: known.digest });
  });

  it('proves nothing where lines are missing, the summary is none, or the table is blind', () => {
    assert.ok(translate(rowsOf(lines, token(lines), 3)).unreadable, 'one line is missing');
    assert.ok(translate(rowsOf([], token(lines), 2)).unreadable, 'all lines are missing, and nothing is known');
    assert.ok(translate([]).unreadable);
    assert.ok(translate(rowsOf(lines, 'no digest')).unreadable);
    assert.ok(translate(rowsOf(lines), undefined, '0').unreadable);
  });
});
