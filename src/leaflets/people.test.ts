import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { audiences } from './content.ts';
import { isInAudience } from './people.ts';
import { person } from './testing/company.ts';

/** As the staff list knows them. */
const duties = ['administrator', 'committee', 'management', 'departmentManager', 'operator', 'developer'];

describe('whom a leaflet concerns', () => {
  it('follows from the duties on the staff list, every one of them', () => {
    const of = (...own: readonly string[]) => audiences.filter((audience) => isInAudience(person('青木', { duties: own }), audience));
    assert.deepEqual(Object.fromEntries(duties.map((duty) => [duty, of(duty).filter((audience) => audience !== 'everyone')])), {
      administrator: ['operators'],
      committee: ['operators'],
      management: [],
      departmentManager: ['managers'],
      operator: ['operators'],
      developer: ['developers'],
    });
    assert.deepEqual(of(), ['everyone']);
    assert.deepEqual(of('administrator', 'developer', 'committee'), ['everyone', 'developers', 'operators']);
  });

  it('ends with the service', () => {
    const left = person('馬場', { duties: ['administrator'], active: false });
    assert.ok(!audiences.some((audience) => isInAudience(left, audience)));
  });
});
