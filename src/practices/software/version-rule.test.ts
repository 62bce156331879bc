import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compare, meetsVersion, readVersionRule } from './version-rule.ts';

const meets = (cell: string, version: string) => meetsVersion(readVersionRule(cell), version);

describe('a version that is permitted', () => {
  const yes: readonly [cell: string, version: string][] = [
    ['24.09以上', '24.09'],
    ['24.09 以上', '24.9.1'],
    ['２４．０９以上', '25.00'],
    ['>=24.09', '24.10'],
    ['24.*', '24.1'],
    ['24.x', '24'],
    ['24.09', '24.09.1'],
    ['1.2〜1.9', '1.9.4'],
    ['1.2-1.9', '1.2'],
    ['1.2以上2.0未満', '1.99'],
    ['3.0未満', '2.9'],
    ['3.0以下', '3.0.7'],
    ['24.08、24.09', '24.09'],
    ['バージョン 5.3以上', '5.3'],
    ['5.3 or newer', '5.4'],
    ['', '1'],
    ['すべて', ''],
    ['1.20以上', '1:1.22-3+deb12u1'],
    ['14.38-1', '14.38-1'],
  ];
  for (const [cell, version] of yes)
    it(`${cell || '(blank)'} means ${version || '(blank)'}`, () => assert.equal(meets(cell, version), true));

  const no: readonly [cell: string, version: string][] = [
    ['24.09以上', '24.08'],
    ['24.09以上', '9.20'],
    ['24.*', '2.4'],
    ['24.09', '24.1'],
    ['1.2〜1.9', '1.10'],
    ['1.2以上2.0未満', '2.0'],
    ['3.0未満', '3.0'],
    ['24.08、24.09', '24.07'],
    ['2.0以上', '2.0rc1'],
  ];
  for (const [cell, version] of no) it(`${cell} does not mean ${version}`, () => assert.equal(meets(cell, version), false));

  it('cannot be told where the cell or the version says nothing that can be compared', () => {
    for (const cell of ['最新版', 'サポート中のもの', '24.09以上、ただし検証済み']) {
      assert.equal(readVersionRule(cell).type, 'unreadable', cell);
      assert.equal(meets(cell, '24.09'), null);
    }
    assert.equal(meets('24.09以上', ''), null);
    assert.equal(meets('24.09以上', 'unknown'), null);
  });

  it('is compared number by number', () => {
    const sorted = ['1.0rc1', '1.0', '1.0.1', '1.2', '1.10', '2', '10.0'];
    for (let i = 1; i < sorted.length; i += 1) assert.equal(compare(sorted[i - 1]!, sorted[i]!), -1, `${sorted[i - 1]} < ${sorted[i]}`);
    assert.equal(compare('1.0', '1'), 0);
    assert.equal(compare('v2.1', '2.01'), 0);
  });

  it('reads a hostile cell at once', () => {
    const started = performance.now();
    readVersionRule(`1${'.1'.repeat(40)}!`);
    readVersionRule(`${'1-'.repeat(39)}!`);
    readVersionRule(`${'1a'.repeat(39)}!`);
    assert.ok(performance.now() - started < 200);
  });
});
