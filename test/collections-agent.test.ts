import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { KnownCollection } from '../src/facts/collection.ts';
import { agentProgram } from '../src/sources/osquery/local-agent.ts';
import type { Question, Row, WithItems } from '../src/sources/osquery/question.ts';
import { questions } from '../src/sources/osquery/questions/index.ts';
import { valuesFor } from './osquery-statements.ts';

const skip = process.platform !== 'linux' || agentProgram() === null ? 'no osquery agent for Linux here' : false;
/** What does not change by itself while this test runs. */
const still = new Set(['software', 'accounts', 'config-files', 'startup-items', 'certificates', 'interfaces', 'usb-devices', 'settings']);

describe('collections, asked of the real agent', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tejun-collections-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const asked = questions.filter((question) => question.platform === 'linux' && question.collects !== undefined);
  const values = (question: Question) => ({ ...valuesFor(question, 'default'), watchedConfigFiles: [`${folder}/%`] });

  /** What one start of the agent makes of all collections, given what was told before. */
  function tell(known: ReadonlyMap<string, KnownCollection>) {
    const statements = asked.flatMap((question) =>
      Object.entries(question.sql).map(([part, sql]) => ({
        question,
        part,
        sql: typeof sql === 'string' ? sql : sql(values(question), known.get(question.id)),
      })),
    );
    const input = statements.map(({ sql }) => `${sql.replaceAll(/\s*\n\s*/g, ' ')};\n`).join('');
    const flags = ['--json', '-S', '--disable_database', '--disable_extensions', '--disable_events', '--logger_min_status=2'];
    const run = spawnSync(agentProgram()!, [...flags, `--config_path=${folder}/none`], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, LC_ALL: 'C.UTF-8' },
      input,
      encoding: 'utf8',
      timeout: 10 * 60_000,
      killSignal: 'SIGKILL',
      maxBuffer: 64 * 1024 * 1024,
    });
    const answers = (run.stdout.match(/^\[\n[\s\S]*?^\]$/gm) ?? []).map((text) => JSON.parse(text) as Row[]);
    assert.equal(answers.length, statements.length, run.stderr.slice(-500));
    return new Map(
      asked.map((question) => {
        const parts = Object.fromEntries(statements.flatMap((one, at) => (one.question === question ? [[one.part, answers[at]!]] : [])));
        const round = { askedAt: new Date(0), receivedAt: new Date(0) };
        return [question.id, { parts, said: question.translate(parts, round, values(question), known.get(question.id)) }] as const;
      }),
    );
  }

  it('tells all items once, then that nothing changed, then what did', () => {
    writeFileSync(join(folder, '設定①.conf'), 'a');
    const known = new Map<string, KnownCollection>();
    for (const [id, { said }] of tell(known)) {
      if ('unreadable' in said) continue;
      const { body, collected } = said as WithItems<{ count: number; digest: string }>;
      assert.equal(collected.items.length, body.count, id);
      assert.equal(new Set(collected.items.map((item) => JSON.stringify(item))).size, body.count, `${id} tells an item twice`);
      known.set(id, { ...body, token: collected.token });
    }
    assert.ok(known.size >= 6, [...known.keys()].join(', '));
    assert.ok(known.get('software-collection/linux')!.count > 50);

    writeFileSync(join(folder, '設定①.conf'), 'b');
    for (const [id, { parts, said }] of tell(known)) {
      const before = known.get(id);
      if (!before || !still.has(id.split('-collection')[0]!)) continue;
      if (id.startsWith('config-files')) {
        const { items } = (said as WithItems).collected;
        assert.deepEqual(
          items.map((item) => item.key),
          [join(folder, '設定①.conf')],
        );
        assert.notEqual((said as WithItems<{ digest: string }>).body.digest, before.digest);
      } else {
        assert.equal(parts.items!.length, 1, `${id} sent its items again`);
        assert.deepEqual(said, { count: before.count, digest: before.digest });
      }
    }
  });
});
