import { parseArgs } from 'node:util';
import { systemClock } from '../../src/base/clock.ts';
import { newId } from '../../src/base/id.ts';
import { words } from '../../src/base/text.ts';
import { localDateOf, startOfDay } from '../../src/calendar/index.ts';
import { testDatabase } from '../../src/db/test-database.ts';
import { Registers } from '../../src/engine/registers/index.ts';
import { software, vendors } from '../../src/engine/registers/testing/site.ts';
import { defineRegister, type MeasuredItem } from '../../src/mechanism/register.ts';
import { percentile, round } from './meters.ts';

/**
 * A register of 10,000 lines with a column of every type: filled from a file, exported to Excel, looked at again with every tenth line
 * changed, applied; and held against 10,000 measured things. Prints one JSON object last.
 */
const { values: given } = parseArgs({ options: { lines: { type: 'string', default: '10000' }, runs: { type: 'string', default: '3' } } });
const count = Number(given.lines);
const runs = Number(given.runs);
const by = 'account:bench';
const tell = (text: string): void => console.error(`[${(performance.now() / 1000).toFixed(1).padStart(6)} s] ${text}`);

const people = Array.from({ length: 300 }, (_, i) => ({
  id: newId(),
  label: `社員 ${i}`,
  detail: String(i).padStart(4, '0'),
  gone: false,
}));
const devices = Array.from({ length: 1_000 }, (_, i) => ({ id: newId(), label: `pc-${i}`, detail: `SN${i}`, gone: false }));
const held = defineRegister({
  ...software,
  id: 'software/held',
  code: 'R-HELD',
  reconcile: {
    list: 'utilities',
    covers: (cells, item) => cells.name === item.label,
    meets: { line: (cells) => [String(cells.name)], thing: (item) => [item.label] },
    isExpected: () => true,
    says: { unregistered: words('台帳にない', 'Not registered'), unmeasured: words('測定されていない', 'Not measured') },
  },
});
// The same without being told by what they meet.
const guessed = defineRegister({ ...held, id: 'software/guessed', code: 'R-GUESS', reconcile: { ...held.reconcile!, meets: undefined! } });

const db = await testDatabase();
let items: MeasuredItem[] = [];
const registers = new Registers({
  pool: db.app,
  clock: systemClock,
  definitions: [software, vendors, held, guessed],
  ports: {
    named: async (type, ids) =>
      new Map((type === 'person' ? people : devices).filter(({ id }) => ids.includes(id)).map((each) => [each.id, each])),
    find: async () => new Map(),
    everyone: async (type) => (type === 'person' ? people : devices),
    value: () => 12,
    localDate: localDateOf,
    startOfDay,
    bindFiles: async () => [],
    countFiles: async () => new Map(),
    measured: async () => ({ items, complete: true, because: words('すべて', 'all') }),
  },
});

const median = (times: readonly number[]): number => round(percentile(times, 0.5) ?? 0);
async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const begun = performance.now();
  const result = await work();
  return { ms: performance.now() - begun, result };
}
async function repeated(name: string, work: (run: number) => Promise<unknown>) {
  const times: number[] = [];
  // What the processors spent on it, all threads together: a busy machine makes the time longer, but hardly this.
  const spent: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage();
    times.push((await timed(() => work(run))).ms);
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1000);
  }
  tell(`${name}: ${times.map((ms) => Math.round(ms)).join(', ')} ms`);
  return { medianMs: median(times), runsMs: times.map(round), cpuMs: median(spent) };
}

for (let i = 0; i < 50; i += 1) await registers.add('vendors/list', { name: `提供元 ${i}` }, { by });
const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const fileOf = (register: string, name: (i: number) => string) => ({
  register,
  name: 'list.csv',
  by,
  bytes: Buffer.from(
    [
      '名称,版,状態,用途,台数,期限,検査日時,無償,責任者,端末,提供元,備考',
      ...Array.from({ length: count }, (_, i) =>
        [
          name(i),
          `${i % 9}.${i % 7}`,
          i % 3 ? '許可' : '停止',
          i % 2 ? '事務、開発' : '',
          String(i % 50),
          '2027-03-31',
          '2026-11-01 09:30',
          i % 2 ? 'はい' : 'いいえ',
          `社員 ${i % 300}`,
          `pc-${i % 1000}`,
          `R-VENDOR-${(i % 50) + 1}`,
          `髙﨑の部署で使うもの。${i}行目\n見直しは年1回。`,
        ]
          .map(cell)
          .join(','),
      ),
    ].join('\r\n'),
  ),
});
async function filled(register: string, name: (i: number) => string) {
  const { bytes, ...file } = fileOf(register, name);
  const { upload, plan } = await registers.previewImport(bytes, file);
  if (plan.problems.length > 0) throw new Error(JSON.stringify(plan.problems.slice(0, 3)));
  return registers.applyImport(register, { upload: upload.id, digest: plan.digest, endMissing: null, reason: '登録', by });
}

const first = await timed(() => filled('software/allowed', (i) => `製品 ${i}`));
tell(`filled with ${first.result.added} lines: ${Math.round(first.ms)} ms`);
const wanted = { encoding: 'utf-8', state: 'current', language: 'ja', replace: false, forFilling: true } as const;
let sheet = Buffer.alloc(0);
const exported = await repeated('export to Excel', async () => {
  sheet = Buffer.from(await registers.exportFile('software/allowed', { ...wanted, format: 'xlsx' }));
});
const list = (await registers.exportFile('software/allowed', { ...wanted, format: 'csv' })) as Buffer;
const edited = Buffer.from(list.toString('utf8').replace(/,許可,(?=[^\r]*?,[05],2027)/g, ',停止,'));
const previewed = await repeated('preview of the same Excel file', async () => {
  const { upload, plan } = await registers.previewImport(sheet, { register: 'software/allowed', name: 'list.xlsx', by });
  await registers.shownChanges('software/allowed', plan);
  if (plan.same !== count || upload.id === '') throw new Error(JSON.stringify([plan.same, plan.problems.slice(0, 3)]));
});
let changed = 0;
const previewedCsv = await repeated('preview of a CSV with changes', async () => {
  const { plan } = await registers.previewImport(edited, { register: 'software/allowed', name: 'list.csv', by });
  await registers.shownChanges('software/allowed', plan);
  changed = plan.lines.length;
});
const applied = await timed(async () => {
  const { upload, plan } = await registers.previewImport(edited, { register: 'software/allowed', name: 'list.csv', by });
  const begun = performance.now();
  await registers.applyImport('software/allowed', { upload: upload.id, digest: plan.digest, endMissing: null, reason: '見直し', by });
  return performance.now() - begun;
});

const differ = (i: number) => (i % 10 === 0 ? `別の ${i}` : `製品 ${i}`);
items = Array.from({ length: count }, (_, i) => ({
  key: `thing ${i}`,
  label: `製品 ${i}`,
  where: words('端末 pc-1', 'device pc-1'),
  seenAt: new Date(),
  deviceId: null,
  cells: { name: `製品 ${i}` },
}));
const reconciled: Record<string, unknown> = {};
for (const register of ['software/held', 'software/guessed']) {
  await filled(register, differ);
  const { ms, result } = await timed(() => registers.sweep());
  tell(`${register}: first comparison, ${result} flips: ${Math.round(ms)} ms`);
  reconciled[register] = { firstMs: round(ms), flips: result };
}
reconciled.again = await repeated('comparison of both again, no flips', () => registers.sweep());
const page = await repeated('a page of the differences', () =>
  registers.differences('software/held', { state: 'open', offset: 0, limit: 50 }),
);
console.log(
  JSON.stringify({
    lines: count,
    runs,
    fillMs: round(first.ms),
    exportXlsx: exported,
    xlsxBytes: sheet.length,
    previewXlsx: previewed,
    previewCsv: previewedCsv,
    changed,
    applyMs: round(applied.result),
    reconciled,
    page,
  }),
);
await db.close();
process.exit(0);
