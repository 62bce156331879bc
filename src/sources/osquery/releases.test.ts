import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newestRelease, oldVersions } from './releases.ts';

describe('which agents are old', () => {
  it('counts versions behind the newest that is known', () => {
    assert.deepEqual(oldVersions(['5.23.1', '5.20.0', '5.19.0', '5.9.1'], 3), ['5.19.0', '5.9.1']);
    assert.deepEqual(oldVersions([newestRelease.version, '5.22.0'], 0), ['5.22.0']);
  });
  it('learns of a newer one from a device that runs it', () => {
    assert.deepEqual(oldVersions(['5.27.0', '5.23.1', '5.24.0'], 3), ['5.23.1']);
    assert.deepEqual(oldVersions(['6.0.0', '5.23.1'], 20), ['5.23.1']);
  });
  it('calls what it cannot read old, and not newest', () => {
    assert.deepEqual(oldVersions(['', 'unknown', '5.23.1-10-gdirty', '99999.1'], 3), ['', 'unknown', '99999.1']);
  });
});
