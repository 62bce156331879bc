import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { collectionIds } from '../src/facts/collection.ts';
import type { Platform } from '../src/facts/kind.ts';
import { citedChecks } from '../src/overview/index.ts';
import { questions } from '../src/sources/osquery/questions/index.ts';

interface Row {
  readonly id: string;
  readonly clause: string;
  readonly platform: string;
  /**
   * What covers it: `check:<id>` (cited by a clause, and judged there), `collection:<id>`, `question:<id>`, `tool:<id>` that the
   * server runs itself, or `none:` with the reason in words.
   */
  readonly by: string | null;
}

/** The checks that stock osquery allows, each with what of ours covers it: none is forgotten, and none silently dropped. */
const rows: readonly Row[] = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/osquery-checks.json'), 'utf8'));

const platformsOf: Readonly<Record<string, readonly Platform[]>> = {
  windows: ['windows'],
  darwin: ['macos'],
  linux: ['linux'],
  posix: ['linux', 'macos'],
  all: ['windows', 'macos', 'linux'],
};

describe('the checks that stock osquery allows', () => {
  it('are 123, each once', () => {
    assert.equal(rows.length, 123);
    assert.equal(new Set(rows.map(({ id }) => id)).size, 123);
  });

  it('each have something that covers them', () => {
    assert.deepEqual(
      rows.filter(({ by }) => by === null).map(({ id }) => id),
      [],
    );
  });

  it('are covered by what exists, on the platform that they are about', () => {
    const wrong = rows.flatMap(({ id, platform, by }) => {
      const [kind, ...rest] = (by ?? '').split(':');
      const name = rest.join(':');
      const concerned = platformsOf[platform];
      assert.ok(concerned, `${id}: ${platform}`);
      if (kind === 'none') return name.length > 20 ? [] : [`${id}: a reason is missing`];
      if (kind === 'tool') return [];
      if (kind === 'question') return questions.some((question) => question.id === name) ? [] : [`${id}: no question ${name}`];
      const asked = (platform: Platform, factKind: string) => questions.some((each) => each.id === `${factKind}/${platform}`);
      if (kind === 'collection') {
        if (!collectionIds.some((each) => each === name)) return [`${id}: no collection ${name}`];
        return concerned.some((platform) => asked(platform, `${name}-collection`)) ? [] : [`${id}: ${name} is not asked there`];
      }
      const check = citedChecks.find((each) => each.id === name);
      if (check === undefined) return [`${id}: no cited check ${name}`];
      return concerned.some((platform) => check.platforms[platform] === 'judged') ? [] : [`${id}: ${name} does not judge ${platform}`];
    });
    assert.deepEqual(wrong, []);
  });
});
