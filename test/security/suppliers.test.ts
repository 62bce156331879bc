import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sha256, sha256Hex } from '../../src/base/hash.ts';
import { newId, newSecret } from '../../src/base/id.ts';
import { inTransaction } from '../../src/db/pool.ts';
import { type TestDatabase, testDatabase } from '../../src/db/test-database.ts';
import { append } from '../../src/ledger/index.ts';

/** What the database refuses, whatever the program above believes: tried as the application's own role. */
describe('sheets of suppliers, with the application’s role alone', () => {
  let database: TestDatabase;
  const at = new Date('2026-11-23T00:00:00Z');
  const content = Buffer.from('{"v":1}');
  const digest = sha256Hex(content);
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  const refused = async (work: () => Promise<unknown>, code = '42501') =>
    assert.rejects(work, (error: { code?: string }) => error.code === code || assert.fail(`${error.code}: ${error}`));
  const insert = (id: string, caseId: string, seq: number, more: { digest?: string } = {}) =>
    database.app.query(
      `INSERT INTO suppliers_sheet (id, case_id, case_number, again, way, company, content, digest, contact_name, contact_mail, sent_at, sent_by,
         due_on, expires_at, state, sent_seq)
       VALUES ($1, $2, 'SUP-1', false, 'link', 'x', $3, $4, 'x', 'a@example.com', $5, 'x', '2026-12-01', '2026-12-15', 'open', $6)`,
      [id, caseId, content, more.digest ?? digest, at, seq],
    );
  const said = (kind: 'supplier.sheet-sent' | 'supplier.sheet-submitted', id: string, caseId: string, payload: object) =>
    inTransaction(database.app, (tx) =>
      append(tx, at, [{ kind, actor: 'x', subject: `supplier:${caseId} sheet:${id}`, payload: payload as never }]),
    );
  const sheet = async () => {
    const [id, caseId] = [newId(), newId()];
    await insert(id, caseId, await said('supplier.sheet-sent', id, caseId, { digest }));
    return { id, caseId };
  };
  const submit = (id: string, seq: number, answers = Buffer.from('{"v":1,"a":1}')) =>
    database.app.query(
      `UPDATE suppliers_sheet SET state = 'submitted', submitted_at = $2, submitted_via = 'link', submitted_by = 'x', answers = $3,
         answers_digest = $4, score = '{}', submitted_seq = $5 WHERE id = $1`,
      [id, at, answers, sha256Hex(answers), seq],
    );

  it('takes no sheet that is not in the ledger as it is, and none with another digest', async () => {
    const [id, caseId] = [newId(), newId()];
    const other = await said('supplier.sheet-sent', id, caseId, { digest: 'f'.repeat(64) });
    await refused(() => insert(id, caseId, other));
    await refused(() => insert(id, newId(), other), '42501');
    await refused(() => insert(id, caseId, other, { digest: 'f'.repeat(64) }), '23514');
  });

  it('takes answers once, with their entry, and changes nothing of what was asked or answered', async () => {
    const { id, caseId } = await sheet();
    await refused(() => insert(newId(), caseId, 1));
    const answers = Buffer.from('{"v":1,"a":1}');
    const wrong = await said('supplier.sheet-submitted', id, caseId, { answers: digest, via: 'link' });
    await refused(() => submit(id, wrong));
    const right = await said('supplier.sheet-submitted', id, caseId, { answers: sha256Hex(answers), via: 'link' });
    await submit(id, right);
    await refused(() => submit(id, right));
    await refused(() => database.app.query("UPDATE suppliers_sheet SET state = 'open' WHERE id = $1", [id]));
    await refused(() => database.app.query("UPDATE suppliers_sheet SET content = 'x' WHERE id = $1", [id]));
    await refused(() => database.app.query('DELETE FROM suppliers_sheet'));
    await refused(() =>
      database.app.query(`INSERT INTO suppliers_draft (sheet_id, revision, answers, saved_at) VALUES ($1, 1, '{}', now())`, [id]),
    );
  });

  it('never opens an ended link again, nor gives a code its tries or its use back', async () => {
    const { id } = await sheet();
    const token = sha256(newSecret());
    await database.app.query('INSERT INTO suppliers_link (token_hash, sheet_id, made_at) VALUES ($1, $2, $3)', [token, id, at]);
    const code = newId();
    await database.app.query(
      'INSERT INTO suppliers_code (id, sheet_id, token_hash, code_hash, made_at, expires_at, tries) VALUES ($1, $2, $3, $3, $4, $4, 4)',
      [code, id, token, at],
    );
    await refused(() => database.app.query('UPDATE suppliers_code SET tries = 0 WHERE id = $1', [code]));
    await refused(() => database.app.query('UPDATE suppliers_code SET tries = 6 WHERE id = $1', [code]), '23514');
    await database.app.query('UPDATE suppliers_code SET used_at = now() WHERE id = $1', [code]);
    await refused(() => database.app.query('UPDATE suppliers_code SET used_at = NULL WHERE id = $1', [code]));
    await database.app.query('UPDATE suppliers_link SET ended_at = now() WHERE token_hash = $1', [token]);
    await refused(() => database.app.query('UPDATE suppliers_link SET ended_at = NULL WHERE token_hash = $1', [token]));
    await refused(() => database.app.query('DELETE FROM suppliers_link'));
    await refused(() => database.app.query("UPDATE suppliers_opening SET address = ''"));
    await refused(() => database.app.query('DELETE FROM suppliers_opening'));
  });
});
