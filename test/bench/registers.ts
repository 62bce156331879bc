import { parseArgs } from 'node:util';
import type { FakeClock } from '../../src/base/clock.ts';
import { newId } from '../../src/base/id.ts';
import { inTransaction } from '../../src/db/pool.ts';
import type { Registers } from '../../src/engine/registers/index.ts';
import { holdRegister } from '../../src/engine/registers/row.store.ts';
import { inventory, software, testRegisters, vendors } from '../../src/engine/registers/testing/site.ts';
import { type LineWrite, writeLines } from '../../src/engine/registers/write.ts';
import type { Register } from '../../src/mechanism/register.ts';
import { percentile, round } from './meters.ts';

/**
 * What a person waits for at registers: every list, search, filter, order and count with 10,000 lines, and how all registers stand
 * when each of them has as many. Against PostgreSQL, one call after another. Prints one JSON object last.
 */
const { values: given } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000' },
    registers: { type: 'string', default: '1' },
    calls: { type: 'string', default: '60' },
  },
});
const rows = Number(given.rows);
const many = Number(given.registers);
const calls = Number(given.calls);
const by = 'account:a';

const copies: Register[] = Array.from({ length: many }, (_, i) => ({
  ...software,
  id: i === 0 ? software.id : `bench/software-${i}`,
  code: `R-S${i}`,
}));
const definitions = [...copies, vendors, inventory];
const site = await testRegisters(definitions);
const registers: Registers = site.registers;
const people = Array.from({ length: 300 }, (_, i) => [newId(), `社員 ${i}`] as const);
for (const [id, name] of people) site.is.people.set(id, name);

const cellsOf = (i: number) => ({
  name: `ソフトウェア ${i}`,
  version: `${i % 17}.${i % 5}`,
  status: i % 7 === 0 ? 'stopped' : 'approved',
  tags: i % 3 === 0 ? ['office', 'dev'] : ['office'],
  seats: (i * 7919) % 1000,
  validUntil: new Date(Date.UTC(2026, 10, 1) + (i % 700) * 86_400_000).toISOString().slice(0, 10),
  free: i % 2 === 0,
  owner: people[i % people.length]![0],
  note: `${i}番目の行です。業務で使うために登録しました。`.repeat(4),
});

async function fill(): Promise<Record<string, number>> {
  const deps = {
    pool: site.database.app,
    clock: site.clock as FakeClock,
    definitions: new Map(definitions.map((each) => [each.id, each])),
    ports: site.ports,
  };
  const begun = performance.now();
  for (const register of copies) {
    const writes = Array.from({ length: rows }, (_, i): LineWrite => ({ act: 'imported', row: null, state: 'current', cells: cellsOf(i) }));
    await inTransaction(site.database.app, async (tx) => {
      await holdRegister(tx, register.id);
      await writeLines(deps, tx, register, writes, { by, at: site.clock.now(), reason: '棚卸し' });
    });
  }
  const seconds = round((performance.now() - begun) / 1000);
  await site.database.owner.query('ANALYZE');
  return { lines: rows * many, seconds };
}

async function timed(name: string, call: (i: number) => Promise<unknown>) {
  const times: number[] = [];
  for (let i = 0; i < calls; i += 1) {
    const begun = performance.now();
    await call(i);
    times.push(performance.now() - begun);
  }
  return { name, medianMs: round(percentile(times, 0.5) ?? 0), p95Ms: round(percentile(times, 0.95) ?? 0) };
}

const id = software.id;
const list = (name: string, wanted: (i: number) => Parameters<Registers['rows']>[1]) => timed(name, (i) => registers.rows(id, wanted(i)));
const written = await fill();
const [line] = (await registers.rows(id, { limit: 1 })).rows;
const thousand = async () => (await registers.rows(id, { limit: 200 })).rows.map(({ id: row, revision }) => ({ id: row, revision }));
const report = {
  written,
  lists: [
    await list('first page', () => ({})),
    await list('last page', () => ({ offset: rows - 50 })),
    await list('search', (i) => ({ q: `えあ ${i % 10}9` })),
    await list('search that finds nothing', () => ({ q: 'どこにもない' })),
    await list('two filters', (i) => ({ filters: ['status:stopped', 'tags:dev', `owner:${people[i % 300]![0]}`] })),
    await list('overdue', () => ({ filters: ['deadline:overdue'] })),
    await list('by number column', () => ({ sort: 'seats', order: 'desc' })),
    await list('by text', () => ({ sort: 'note' })),
    await list('by date', () => ({ sort: 'validUntil', offset: 5_000 })),
    await list('by person', () => ({ sort: 'owner' })),
    await list('200 lines with counts', () => ({ group: 'status', limit: 200 })),
    await list('counts of choices under a search', () => ({ q: '業務', group: 'tags', limit: 1 })),
  ],
  others: [
    await timed('choices', (i) => registers.choices(id, `${i}`)),
    await timed('one line with history', () => registers.row(id, line!.id)),
    await timed('standings of all registers', () => registers.standings(site.clock.now())),
    await timed('list of registers', () => registers.list()),
    await timed('add', (i) => registers.add(id, { name: `追加 ${i}` }, { by })),
    await timed('bulk change of 200', async (i) => registers.bulk(id, await thousand(), { type: 'change', cells: { seats: i } }, { by })),
    await timed('standings of a past day', () => registers.standings(new Date(site.clock.now().getTime() - 1))),
  ],
};
await site.close();
console.log(JSON.stringify(report, null, 2));
