import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { generated, isFresh } from './generate.ts';
import { allowed, allowedInTests } from './tidy-imports.ts';

/** A convention that no test holds is not a convention. */
const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const sources = globSync('src/**/*.{ts,mjs}', { cwd: root }).sort();
const isTest = (file: string): boolean => /\.test\.ts$|check-tester|test-site|test-database|\/testing\//.test(file);
const roomOf = (file: string): string => file.split('/')[1]!;

const importsOf = (file: string): string[] =>
  [...read(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => normalize(join(dirname(file), match[1]!)));

describe('tidy: rooms', () => {
  it('imports only what a room may import', () => {
    const wrong: string[] = [];
    for (const file of sources) {
      const room = roomOf(file);
      const may = allowed[room];
      assert.ok(may, `${file}: the room ${room} is not in test/tidy-imports.ts`);
      if (may.includes('*')) continue;
      for (const target of importsOf(file)) {
        const to = roomOf(target);
        if (to === room || may.includes(to) || (isTest(file) && allowedInTests.includes(to))) continue;
        wrong.push(`${file} → ${target}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('keeps practices, engines and sources apart from their neighbours', () => {
    const wrong: string[] = [];
    for (const file of sources.filter((f) => /^src\/(practices|engine|sources)\//.test(f))) {
      for (const target of importsOf(file)) {
        if (roomOf(target) === roomOf(file) && target.split('/')[2] !== file.split('/')[2] && target.split('/').length > 3)
          wrong.push(`${file} → ${target}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('lets the offline verifier import nothing but Node itself', () => {
    for (const file of globSync('src/pack/verify*.mjs', { cwd: root })) {
      for (const match of read(file).matchAll(/from\s+'([^']+)'/g)) assert.match(match[1]!, /^(node:|\.\/verify-)/, file);
    }
  });

  it('has a README of at most 40 lines in each room', () => {
    for (const room of Object.keys(allowed).filter((name) => !name.endsWith('.ts'))) {
      const files = globSync(`src/${room}/{README.md,*/README.md}`, { cwd: root });
      assert.ok(files.length > 0, `src/${room} has no README.md`);
      for (const file of files) assert.ok(read(file).split('\n').length <= 41, `${file} is longer than 40 lines`);
    }
  });
});

describe('tidy: files', () => {
  it('keeps every file under 400 lines', () => {
    const files = [...sources, ...globSync('{test,web/src,scripts}/**/*.{ts,tsx,mjs}', { cwd: root })].filter(
      (file) => !/\.gen\.ts$|i18n/.test(file),
    );
    assert.deepEqual(
      files.filter((file) => read(file).split('\n').length > 400),
      [],
    );
  });

  it('reads the time in base/clock.ts only', () => {
    const reading = sources.filter(
      (file) => !isTest(file) && file !== 'src/base/clock.ts' && /\bDate\.now\(\)|\bnew Date\(\)/.test(read(file)),
    );
    // The start of the embedded database waits in real time: there is nobody yet to hand a clock to.
    assert.deepEqual(
      reading.filter((file) => file !== 'src/db/embedded-process.ts'),
      [],
    );
  });

  it('has no room for leftovers by name', () => {
    assert.deepEqual(
      sources.filter((file) => /\b(utils?|helpers?|common|manager)\b/i.test(file)),
      [],
    );
  });

  it('leaves nothing for later in the code', () => {
    const marks = [...sources, ...globSync('web/src/**/*.{ts,tsx}', { cwd: root })].filter((file) =>
      /\b(TODO|FIXME|XXX|HACK)\b/.test(read(file)),
    );
    assert.deepEqual(marks, []);
  });

  it('writes SQL in stores and database files only', () => {
    const sql = /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s+[\w"$*(]/;
    const wrong = sources.filter(
      (file) => /^src\/(api|cli|overview|mechanism|practices|catalog|facts|pack)\//.test(file) && !isTest(file) && sql.test(read(file)),
    );
    assert.deepEqual(wrong, []);
  });
});

describe('tidy: the repository', () => {
  it('pins every dependency to one version', () => {
    const pkg = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    for (const section of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      for (const [name, version] of Object.entries(pkg[section] ?? {}))
        assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, `${section}: ${name}`);
    }
  });

  it('keeps addresses of registries out of the lockfile', () => {
    assert.doesNotMatch(read('package-lock.json'), /"resolved"\s*:/);
  });

  it('keeps the generated files fresh (node scripts/generate.mjs)', async () => {
    for (const file of Object.keys(generated)) assert.ok(await isFresh(file), `${file} is stale`);
  });

  it('lets the web app know the server by the types of its contract only', () => {
    const wrong: string[] = [];
    for (const file of globSync('web/src/**/*.{ts,tsx}', { cwd: root })) {
      for (const match of read(file).matchAll(/^import (type )?[^;]*?from '([^']*src\/[^']+)'/gms)) {
        if (match[1] === undefined || !/src\/api\/contract(-[a-z]+)*\.ts$/.test(match[2]!)) wrong.push(`${file}: ${match[2]}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});
