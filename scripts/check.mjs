// npm run check: types, lint, tidy, unit tests, build. With an argument only that step: types, lint, unit, build.
import { join } from 'node:path';
import { buildWeb, install, root, run } from './prepare.mjs';

const bin = (...path) => join(root, 'node_modules', ...path);
const steps = {
  types: () => run([bin('typescript', 'bin', 'tsc'), '-p', root]) || run([bin('typescript', 'bin', 'tsc'), '-p', join(root, 'web')]),
  lint: () => run([bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', root]),
  unit: () => run([join(root, 'test', 'run.ts'), 'unit']),
  build: () => {
    buildWeb();
    return 0;
  },
};

install();
const wanted = process.argv[2] === undefined ? Object.keys(steps) : [process.argv[2]];
for (const name of wanted) {
  console.error(`— ${name}`);
  const code = steps[name]();
  if (code !== 0) process.exit(code);
}
