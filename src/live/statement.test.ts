import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { liveLimits, refusedNames } from './limits.ts';
import { statementOf } from './statement.ts';

const taken = (sql: string) => {
  const statement = statementOf(sql);
  assert.equal(statement.refused, undefined, `${sql}: ${statement.refused?.en}`);
  return statement.refused === undefined ? statement.sent : '';
};
const refused = (sql: string, why: RegExp) => {
  const statement = statementOf(sql);
  assert.ok(statement.refused !== undefined, `taken: ${sql}`);
  assert.match(statement.refused.en, why, sql);
  assert.notEqual(statement.refused.ja, '');
};

describe('the SQL of a person', () => {
  it('takes one SELECT, with comments, strings and a semicolon at its end, and puts a limit around it', () => {
    for (const sql of [
      'SELECT 1',
      'select name from processes;',
      '  -- who?\nSELECT 1 /* ; DELETE */ ; -- done; really',
      'SELECT \';\' AS a, \'--\' AS b, "c;" FROM (SELECT 1 AS "c;")',
      'WITH x AS (SELECT 1 AS a) SELECT a FROM x -- no line end',
      "SELECT replace('abc', 'b', 'c') AS updated",
      ';;SELECT 1'.slice(2),
    ]) {
      const sent = taken(sql);
      const db = new DatabaseSync(':memory:');
      db.exec('CREATE TABLE processes (name)');
      db.prepare(sent).all();
      assert.match(sent, /LIMIT 1001$/);
    }
  });

  it('takes a name that is refused as a table where it is only text', () => {
    taken("SELECT pid FROM processes WHERE name = 'curl'");
    taken("SELECT pid FROM processes WHERE name IN ('bash', 'curl')");
    taken("SELECT p.pid FROM processes p JOIN users u ON u.uid = p.uid AND p.name = 'curl'");
    taken("SELECT 'shadow' AS word FROM users");
    taken('SELECT 1 FROM users -- curl');
  });

  it('refuses two statements, whatever hides the second', () => {
    for (const sql of [
      'SELECT 1; SELECT 2',
      'SELECT 1;/**/SELECT 2',
      'SELECT 1;--\nSELECT 2',
      "SELECT ';'; SELECT 1",
      'SELECT 1;;DROP TABLE x',
    ])
      refused(sql, /one statement/);
  });

  it('refuses what does not begin with SELECT, and what writes', () => {
    for (const sql of [
      'DELETE FROM users',
      'PRAGMA table_info(users)',
      'VALUES (1)',
      '(SELECT 1)',
      ';',
      '-- only',
      'EXPLAIN SELECT 1',
      '1',
    ])
      refused(sql, /begins with SELECT/);
    refused('WITH x AS (SELECT 1) INSERT INTO users SELECT 1', /INSERT/);
    refused('WITH x AS (SELECT 1) DELETE FROM users', /DELETE/);
    refused("SELECT 1 FROM users WHERE ATTACH 'x'", /ATTACH/);
  });

  it('refuses open quotes and comments, control characters, and parentheses that lead out of the limit', () => {
    for (const sql of ["SELECT 'a", 'SELECT "a', 'SELECT [a', 'SELECT `a', 'SELECT 1 /* a', "SELECT 'it''s"]) refused(sql, /not closed/);
    refused('SELECT 1\u0000', /control/);
    for (const sql of ['SELECT 1) UNION SELECT * FROM (SELECT 2', 'SELECT (1', 'SELECT 1))((']) refused(sql, /parentheses/);
  });

  it('refuses every name on the list, however it is written', () => {
    for (const name of refusedNames.keys()) refused(`SELECT * FROM ${name}`, /cannot be asked/);
    for (const sql of [
      'SELECT * FROM CURL',
      'SELECT * FROM "curl"',
      'SELECT * FROM `Curl`',
      'SELECT * FROM [curl]',
      "SELECT * FROM 'curl'",
      "SELECT * FROM users, 'curl'",
      "SELECT * FROM users JOIN 'curl'",
      "SELECT * FROM users u JOIN groups g ON u.gid = g.gid, 'curl'",
      "SELECT * FROM ('curl')",
      "SELECT * FROM/**/'curl'",
      'SELECT * FROM main.curl',
      'SELECT * FROM users WHERE EXISTS (SELECT 1 FROM curl)',
      "SELECT carve(path) FROM file WHERE path = '/etc/passwd'",
      'WITH c AS (SELECT * FROM curl) SELECT * FROM c',
      "SELECT * FROM users UNION SELECT * FROM 'curl'",
      "SELECT (SELECT 1 FROM 'curl')",
      "SELECT 1 FROM users WHERE 1 IN 'curl'",
      "SELECT 1 FROM users WHERE 1 IN main.'curl'",
      "SELECT * FROM users AS u, 'shadow' AS s",
    ])
      refused(sql, /cannot be asked/);
  });

  it('refuses what is too long before it looks at it', () => {
    refused(`SELECT '${'x'.repeat(1_000_000)}'`, /characters at most/);
    taken(`SELECT '${'x'.repeat(liveLimits.sqlCharsMax - 20)}'`);
    refused('', /Write a query/);
    refused(' \n\t', /Write a query/);
  });
});
