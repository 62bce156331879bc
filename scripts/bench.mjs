// npm run bench:<name>: runs test/bench/<name>.ts under the pinned Node. What follows `--` goes to the benchmark.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, install, root, run } from './prepare.mjs';

const [name = '', ...rest] = process.argv.slice(2);
const file = join(root, 'test', 'bench', `${name}.ts`);
if (!/^[a-z0-9-]+$/.test(name) || !existsSync(file))
  fail(
    'usage: npm run bench:agents|api|capacity|case-walks|documents|drift|duties|forecast|inventory|ledger|m4|notices|reevaluate|register-import|registers|requests|software|storage|storm|walks|writing -- [options]',
  );
install();
process.exit(run([file, ...rest]));
