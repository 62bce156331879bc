import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { schemaText } from './schema.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

describe('the schema', () => {
  let database: TestDatabase;
  let text: string;
  before(async () => {
    database = await testDatabase();
    text = await schemaText(database.owner);
  });
  after(() => database.close());

  it('is the one in schema.sql (node scripts/schema.mjs)', () => {
    assert.equal(readFileSync(join(import.meta.dirname, 'schema.sql'), 'utf8'), text);
  });

  it('shows what a migration changes: a column, a constraint, an index, a trigger, a grant', async () => {
    const changes = [
      'ALTER TABLE values_value ADD note text',
      'ALTER TABLE values_value ADD CHECK (version < 1000)',
      'CREATE INDEX extra ON values_value (set_by)',
      'ALTER TABLE ledger_entry ENABLE REPLICA TRIGGER ledger_refuse',
      'GRANT DELETE ON values_value TO tejun_app',
      'GRANT EXECUTE ON FUNCTION ledger_lock_head() TO PUBLIC',
    ];
    let before = text;
    for (const change of changes) {
      await database.owner.query(change);
      const changed = await schemaText(database.owner);
      assert.notEqual(changed, before, change);
      before = changed;
    }
  });

  it('gives the application no right to change the ledger or to take back a value, a fact or a finding', () => {
    const granted = (table: string) =>
      /^GRANT (.*) ON/.exec(text.split('\n').find((line) => line.includes(`ON TABLE ${table} `)) ?? '')?.[1];
    assert.equal(granted('ledger_entry'), 'INSERT, SELECT');
    assert.equal(granted('ledger_checkpoint'), 'INSERT, SELECT');
    for (const table of ['values_value', 'intake_fact', 'intake_span', 'checks_finding'])
      assert.equal(granted(table), 'INSERT, SELECT', table);
  });
});
