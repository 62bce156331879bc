// Writes the committed files that follow from the sources: docs/coverage.md, docs/openapi.json.
import { join } from 'node:path';
import { install, root, run } from './prepare.mjs';

install();
process.exit(run([join(root, 'test', 'generate.ts')]));
