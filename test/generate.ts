import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allPeopleRoutes, buildServer, openApiOf } from '../src/api/index.ts';
import { systemClock } from '../src/base/clock.ts';
import { silentLog } from '../src/base/log.ts';
import { coverageText } from '../src/catalog/coverage.ts';
import { describedRoutes } from './described-routes.ts';

/** The files that are written from the sources and committed, with their texts. `node scripts/generate.mjs` writes them. */
const root = join(import.meta.dirname, '..');

/** Routes are only described here, never called: their deps may be empty. */
async function openApiText(): Promise<string> {
  const deps = {} as never;
  const app = await buildServer({
    config: { trustedProxies: [], version: '0' },
    clock: systemClock,
    log: silentLog,
    authenticate: async () => null,
    ready: async () => true,
    routes: [...describedRoutes(), ...allPeopleRoutes({ people: deps, config: {} })],
  });
  const text = `${JSON.stringify(openApiOf(app), null, 1)}\n`;
  await app.close();
  return text;
}

export const generated: Readonly<Record<string, () => Promise<string>>> = {
  'docs/coverage.md': async () => coverageText(),
  'docs/openapi.json': openApiText,
};

/** Whether a committed file says what the sources say. */
export const isFresh = async (file: string): Promise<boolean> =>
  existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8') === (await generated[file]!());

if (process.argv[1] === import.meta.filename) {
  for (const [file, text] of Object.entries(generated)) writeFileSync(join(root, file), await text());
}
