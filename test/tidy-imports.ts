/** Who may import whom, by folder of `src`. What is not named is refused. `main` and `server` compose everything. */
export const allowed: Readonly<Record<string, readonly string[]>> = {
  base: [],
  facts: ['base'],
  mechanism: ['base', 'facts'],
  practices: ['base', 'facts', 'mechanism'],
  catalog: ['base', 'mechanism', 'practices'],
  sources: ['base', 'facts'],
  tls: ['base'],
  db: ['base'],
  ledger: ['base', 'db'],
  values: ['base', 'mechanism', 'db', 'ledger'],
  devices: ['base', 'facts', 'db', 'ledger'],
  intake: ['base', 'facts', 'db'],
  engine: ['base', 'facts', 'mechanism', 'db', 'ledger'],
  people: ['base', 'db', 'ledger'],
  overview: ['base', 'facts', 'mechanism', 'catalog'],
  pack: ['base', 'facts', 'mechanism', 'catalog', 'ledger', 'db'],
  api: ['base', 'facts', 'mechanism', 'catalog', 'db', 'devices', 'engine', 'intake', 'ledger', 'overview', 'pack', 'people', 'values'],
  cli: ['base'],
  server: ['*'],
  'main.ts': ['base', 'server'],
};

/** Tests may also reach the tester of checks, the test database and the ledger they look into. */
export const allowedInTests: readonly string[] = [
  'base',
  'facts',
  'mechanism',
  'db',
  'ledger',
  'devices',
  'values',
  'catalog',
  'practices',
];
