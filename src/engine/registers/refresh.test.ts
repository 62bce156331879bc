import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { words } from '../../base/text.ts';
import { practiceKey } from '../../mechanism/standing.ts';
import { Registers } from './index.ts';
import { software, type TestRegisters, testRegisters, vendors } from './testing/site.ts';

const id = software.id;
const by = 'account:a';

describe('what is made from the cells', () => {
  let site: TestRegisters;
  before(async () => {
    site = await testRegisters();
  });
  after(() => site.close());

  it('is made anew once a day, so that people are found by the name they have now', async () => {
    const [person] = site.is.people.keys();
    await site.registers.add(id, { name: '7-Zip', owner: person }, { by });
    await site.registers.sweep();
    site.is.people.set(person!, '佐藤 花子');
    await site.registers.sweep();
    assert.equal((await site.registers.rows(id, { q: '佐藤' })).total, 0);
    site.clock.advance({ days: 1 });
    await site.registers.sweep();
    assert.equal((await site.registers.rows(id, { q: '佐藤' })).total, 1);
    assert.equal((await site.registers.rows(id, { q: '髙橋' })).total, 0);
    assert.equal((await site.registers.rows(id, {})).rows[0]!.revision, 1, 'it is no change of the line');
  });

  it('is made anew at once where a release defines the register otherwise', async () => {
    await site.registers.add(id, { name: 'Git', checkedAt: '2026-11-01T10:00', version: '2' }, { by });
    await site.registers.add(id, { name: 'Git', version: '3' }, { by });
    const later = {
      ...software,
      key: ['name'],
      deadlines: [...software.deadlines!, { column: 'checkedAt', says: words('検査の期限', 'Check due') }],
    };
    const released = new Registers({ pool: site.database.app, clock: site.clock, definitions: [later, vendors], ports: site.ports });
    const verdict = async () => (await released.standings(site.clock.now())).get(practiceKey(later))!.verdict;
    assert.equal(await verdict(), 'unknown');
    await released.sweep();
    assert.equal(await verdict(), 'fail');
    assert.equal((await released.rows(id, { filters: ['deadline:overdue'] })).total, 1);
    // Two lines that the old key told apart both stay; a third one of that name is refused.
    assert.equal((await released.rows(id, { q: 'git' })).total, 2);
    await assert.rejects(released.add(id, { name: 'GIT' }, { by }), { code: 'conflict' });
  });
});
