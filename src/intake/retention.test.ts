import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type TestDatabase, testDatabase } from '../db/test-database.ts';
import { counters } from './read.ts';
import { expire, lineKeptDays, quarantineKeptDays } from './retention.ts';

const now = new Date('2026-11-22T00:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe('retention of the intake', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
    const device = randomUUID();
    await database.owner.query(
      `INSERT INTO devices_device (id, hardware_uuid, instance_id, platform, name, search, os, agent_version, hardware, enrolled_at, last_seen_at)
       VALUES ($1, 'u', 'i', 'linux', 'pc', 'pc', '', '', '', $2, $2)`,
      [device, now],
    );
    for (const [key, age] of [
      ['a', lineKeptDays + 1],
      ['b', lineKeptDays - 1],
    ] as const) {
      await database.app.query(
        `INSERT INTO intake_line (key, device_id, type, name, at, received_at, body) VALUES ($1, $2, 'status', 'n', $3, $3, '{}')`,
        [Buffer.from(key), device, daysAgo(age)],
      );
    }
    for (const age of [quarantineKeptDays + 1, quarantineKeptDays - 1]) {
      await database.app.query(`INSERT INTO intake_quarantine (at, what, reason, content) VALUES ($1, 'line', 'r', 'c')`, [daysAgo(age)]);
    }
  });
  after(() => database.close());

  it('removes what is past its time as the application’s role, keeps the rest, and counts it', async () => {
    assert.deepEqual(await expire(database.app, now), { lines: 1, quarantined: 1 });
    assert.deepEqual(await expire(database.app, now), { lines: 0, quarantined: 0 });
    const { rows } = await database.app.query(
      'SELECT (SELECT count(*) FROM intake_line) AS lines, (SELECT count(*) FROM intake_quarantine) AS kept',
    );
    assert.deepEqual(rows, [{ lines: 1, kept: 1 }]);
    const counted = await counters(database.app);
    assert.deepEqual([counted['lines-expired'], counted['quarantine-expired']], [1, 1]);
  });
});
