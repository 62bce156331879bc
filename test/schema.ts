import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaText } from '../src/db/schema.ts';
import { testDatabase } from '../src/db/test-database.ts';

/** Writes src/db/schema.sql from a database that all migrations were applied to. */
const database = await testDatabase();
try {
  writeFileSync(join(import.meta.dirname, '../src/db/schema.sql'), await schemaText(database.owner));
} finally {
  await database.close();
}
