import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entryStates, audiences as known } from '../src/leaflets/index.ts';
import { audiences, registerFilters } from '../web/src/api/leaflet-types.ts';
import { leafletSearch, registerSearch } from '../web/src/shell/addresses.ts';

describe('addresses of the leaflets', () => {
  it('take what they know and leave out the rest', () => {
    assert.deepEqual(leafletSearch({ audience: 'developers', x: 1 }), { audience: 'developers' });
    assert.deepEqual(leafletSearch({ audience: 'nobody' }), {});
    assert.deepEqual(registerSearch({ audience: 'managers', state: 'overdue', q: '髙﨑', offset: '50', campaign: 'c' }), {
      audience: 'managers',
      state: 'overdue',
      q: '髙﨑',
      offset: 50,
      campaign: 'c',
    });
    assert.deepEqual(registerSearch({ state: 'constructor', offset: -1, q: '', campaign: '' }), {});
  });

  it('know every audience and every state of the server', () => {
    assert.deepEqual(audiences, known);
    for (const state of entryStates) assert.ok(registerFilters.includes(state), state);
  });
});
