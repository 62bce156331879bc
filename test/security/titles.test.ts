import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectionLimits } from '../../src/facts/collection.ts';
import { titleName } from '../../src/practices/software/title-name.ts';
import { readVersionRule } from '../../src/practices/software/version-rule.ts';
import { RuleSet } from '../../src/software/matcher.ts';
import { plainRule } from '../../src/software/rule.ts';

const fill = (text: string): string => `a${text.repeat(collectionLimits.keyCharsMax)}`.slice(0, collectionLimits.keyCharsMax - 1);
const evil = ['-', '- ', '(', ', ', ' version', ' ver', '-1.1', '(1)', ' update 1', ' v', '1.', 'a.', '_-'].map((text) => `${fill(text)}x`);

/** Milliseconds of work. */
function workOf(work: () => void): number {
  const cpu = process.cpuUsage();
  work();
  return process.cpuUsage(cpu).user / 1000;
}

// Twenty thousand of them fit into a device's first list, and each is taken apart.
describe('names of programs that a device makes up', () => {
  it('cost a time in proportion to their length', () => {
    for (const name of evil) {
      const ms = workOf(() => {
        for (let n = 0; n < 20; n += 1) titleName(`${n}${name}`, '1.0', 'windows');
      });
      assert.ok(ms < 200, `${name.slice(0, 20)}…: ${ms} ms for twenty`);
    }
  });

  it('are held against rules of nothing but stars in a time in proportion to both', () => {
    const rules = Array.from({ length: 20 }, (_, n) => ({
      ...plainRule,
      says: 'forbid' as const,
      name: `*${'a*'.repeat(59)}b${n}`,
      label: 'x',
      from: { type: 'value' as const, of: 'x', id: 'x' },
    }));
    const set = new RuleSet(rules);
    const name = 'a'.repeat(200);
    const ms = workOf(() => {
      for (let n = 0; n < 50; n += 1) set.of({ kind: 'installed', platform: 'windows', name: `${name}${n}`, publisher: '' }, null);
    });
    assert.ok(ms < 500, `${ms} ms`);
  });

  it('meet conditions on versions that nobody can read, in a moment', () => {
    for (const cell of ['1-', '1、', '1 ', '1以上 ', ' 、', '1~'].map((text) => `${text.repeat(250)}!`)) {
      const ms = workOf(() => readVersionRule(cell));
      assert.ok(ms < 200, `${cell.slice(0, 10)}…: ${ms} ms`);
    }
  });
});
