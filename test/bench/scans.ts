import { FakeClock } from '../../src/base/clock.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import { Scans, type Who } from '../../src/scans/index.ts';
import { readScanInThread } from '../../src/sources/scanners/thread.ts';

/**
 * How long a report with 10,000 results takes from its bytes to the committed findings, first and again with every line moved, and how long
 * a page of the list takes then. Real database (commits on disk are not waited for, as in tests), one thread for reading. Prints one JSON.
 */
const results = Number(process.argv[2] ?? 10_000);
const database = await testDatabase();
const clock = new FakeClock('2026-11-20T03:00:00Z');
const scans = new Scans({
  pool: database.app,
  clock,
  read: readScanInThread,
  rulesAt: () => ({
    days: { critical: 7, high: 30, medium: 90, low: 180 },
    blocking: 'high',
    freshDays: 35,
    complexityMax: 15,
    acceptMaxDays: 180,
  }),
  dayOf: (at) => at.toISOString().slice(0, 10),
  acceptances: async () => [],
});
const who: Who = { actor: 'bench', accountId: null, person: null, roles: ['administrator'] };

const tags = ['external/cwe/cwe-089', 'external/cwe/cwe-079', 'external/cwe/cwe-285', 'external/cwe/cwe-327'];
const rules = Array.from({ length: 200 }, (_, i) => ({
  id: `js/rule-${i}`,
  shortDescription: { text: `What rule ${i} finds` },
  fullDescription: { text: 'Longer words of the rule. '.repeat(10) },
  defaultConfiguration: { level: 'error' },
  properties: { tags: ['security', tags[i % 4]], 'security-severity': String(3 + (i % 7)) },
}));
const reportOf = (moved: number, from = 0) =>
  Buffer.from(
    JSON.stringify({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'CodeQL', semanticVersion: '2.23.1', rules } },
          results: Array.from({ length: results }, (_, at) => at + from).map((i) => ({
            ruleId: `js/rule-${i % 200}`,
            message: { text: `This value of item ${i} depends on a user-provided value, which reaches it by several steps.` },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: `src/module-${i % 700}/file-${i % 90}.js`, uriBaseId: '%SRCROOT%' },
                  region: {
                    startLine: i + 1 + moved,
                    snippet: { text: `const value${i} = await db.query("SELECT * FROM t WHERE id = " + request.params.id${i});` },
                  },
                  contextRegion: { startLine: i, snippet: { text: '  // around\n'.repeat(12) } },
                },
              },
            ],
            codeFlows: [
              {
                threadFlows: [
                  {
                    locations: Array.from({ length: 4 }, (_, step) => ({
                      location: {
                        message: { text: `step ${step}` },
                        physicalLocation: { artifactLocation: { uri: 'src/a.js' }, region: { startLine: step + 1 } },
                      },
                    })),
                  },
                ],
              },
            ],
          })),
        },
      ],
    }),
  );

const target = await scans.addTarget({ name: 'bench', kind: 'repository', line: null, developers: [], ended: false }, 'bench');
let peak = 0;
const watching = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 20);
const round = (value: number, digits = 2) => Number(value.toFixed(digits));
async function timed(bytes: Buffer) {
  clock.advance({ minutes: 1 });
  const given = { name: 'bench.sarif', bytes, complete: true };
  const began = performance.now();
  const { digest } = await scans.preview(target, given, who);
  const shown = performance.now();
  const { runs } = await scans.import(target, given, digest, who);
  const [run] = runs;
  return {
    megabytes: round(bytes.length / 1e6, 1),
    previewSeconds: round((shown - began) / 1000),
    importSeconds: round((performance.now() - shown) / 1000),
    new: run!.new,
    gone: run!.gone,
    same: run!.same,
  };
}
const baseMb = round(process.memoryUsage().rss / 1e6, 0);
const first = await timed(reportOf(0));
const again = await timed(reportOf(0));
const moved = await timed(reportOf(7));
const changed = await timed(reportOf(7, results / 2));
clearInterval(watching);

const list: number[] = [];
const filters = [
  {},
  { waits: 'open' },
  { waits: 'overdue' },
  { severity: 'high' },
  { q: 'module-7/' },
  { state: 'new', tool: 'CodeQL' },
  { waits: 'gone' },
] as const;
for (let i = 0; i < 140; i++) {
  const began = performance.now();
  await scans.findings({ target, offset: (i * 50) % 5_000, limit: 50, ...filters[i % filters.length] }, who);
  list.push(performance.now() - began);
}
const standings: number[] = [];
for (const at of [clock.now(), clock.now(), new Date(clock.now().getTime() - 120_000)]) {
  const began = performance.now();
  await scans.standings(at);
  standings.push(round(performance.now() - began, 1));
}
list.sort((a, b) => a - b);
console.log(
  JSON.stringify(
    {
      results,
      first,
      again,
      moved,
      changed,
      listP50Ms: round(list[70]!, 1),
      listP95Ms: round(list[132]!, 1),
      standingsMs: standings,
      baseMb,
      peakMb: round(peak / 1e6, 0),
    },
    null,
    1,
  ),
);
await database.close();
