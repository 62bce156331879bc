// Writes src/db/schema.sql anew, after a migration was added.
import { join } from 'node:path';
import { install, root, run } from './prepare.mjs';

install();
process.exit(run([join(root, 'test', 'schema.ts')]));
