import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { FakeClock } from '../../base/clock.ts';
import { EnrolSecret } from './enrol-secret.ts';

describe('the enrolment secret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tejun-secret-'));
  const file = join(folder, 'secrets', 'enrol-secret.json');
  const clock = new FakeClock();
  after(() => rmSync(folder, { recursive: true }));

  it('is made once, readable by the server alone, and the same after a restart', () => {
    const secret = new EnrolSecret(file, clock);
    assert.equal(secret.current.length, 43);
    assert.equal(new EnrolSecret(file, clock).current, secret.current);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(join(folder, 'secrets')).mode & 0o777, 0o700);
    assert.deepEqual(secret.dates(), { rotatedAt: clock.now().toISOString(), previousValidUntil: null });
  });

  it('leaves the old one good for seven days after a rotation, also over a restart', () => {
    const secret = new EnrolSecret(file, clock);
    const old = secret.current;
    secret.rotate();
    assert.notEqual(secret.current, old);
    assert.deepEqual(new EnrolSecret(file, clock).good(), [secret.current, old]);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(join(folder, 'secrets')), ['enrol-secret.json']);
    clock.advance({ days: 7, ms: -1 });
    assert.deepEqual(secret.good(), [secret.current, old]);
    assert.ok(secret.dates().previousValidUntil);
    clock.advance({ ms: 1 });
    assert.deepEqual(secret.good(), [secret.current]);
    assert.equal(secret.dates().previousValidUntil, null);
  });

  it('knows which of the good ones it is, and ends the old one at once on wish', () => {
    const secret = new EnrolSecret(file, clock);
    const [second, before] = [secret.current, secret.generation];
    assert.equal(secret.generationOf(second), before);
    assert.equal(secret.generationOf('guessed'), null);
    secret.rotate();
    assert.deepEqual([secret.generationOf(secret.current), secret.generationOf(second)], [before + 1, before]);
    secret.rotate(true);
    assert.deepEqual(secret.good(), [secret.current]);
    assert.equal(secret.generationOf(second), null);
    assert.equal(new EnrolSecret(file, clock).generation, before + 2);
  });

  it('counts the secret of a file from before they were counted as the first', () => {
    const old = join(folder, 'old.json');
    writeFileSync(old, JSON.stringify({ current: 'x', rotatedAt: clock.now().toISOString(), previous: null, previousValidUntil: null }));
    assert.equal(new EnrolSecret(old, clock).generationOf('x'), 1);
  });
});
