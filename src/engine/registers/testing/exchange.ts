import { words } from '../../../base/text.ts';
import type { MeasuredItem } from '../../../mechanism/register.ts';
import { readTable, type SheetColumn, writeWorkbook } from '../../../tables/index.ts';
import type { ExportWanted } from '../exchange-export.ts';
import type { ImportPlan } from '../import-plan.ts';
import { Registers } from '../index.ts';
import type { MeasuredList } from '../ports.ts';
import { inventory, software, type TestRegisters, testRegisters, vendors } from './site.ts';

export const by = 'account:a';
export const register = software.id;

export interface Exchange {
  readonly site: TestRegisters;
  readonly registers: Registers;
  /** What is measured now; a test changes it. */
  measured: MeasuredList;
  /** People beyond those of the site: two of one name. */
  readonly people: { readonly id: string; readonly label: string; readonly detail: string; readonly gone: boolean }[];
  add(cells: Record<string, unknown>): Promise<{ row: string; number: string }>;
  exported(wanted?: Partial<ExportWanted>): Promise<Buffer>;
  preview(bytes: Uint8Array | string, name?: string): Promise<{ upload: string; plan: ImportPlan }>;
  apply(seen: { upload: string; plan: ImportPlan }, endMissing?: number | null): ReturnType<Registers['applyImport']>;
}

/** The registers of the site, with drop-downs and something measured. */
export async function exchange(): Promise<Exchange> {
  const site = await testRegisters();
  const people: Exchange['people'] = [...site.is.people].map(([id, label], i) => ({ id, label, detail: `000${i + 1}`, gone: false }));
  const all = (type: 'person' | 'device') =>
    type === 'person' ? people : [...site.is.devices].map(([id, label]) => ({ id, label, detail: `SN-${label}`, gone: false }));
  const one: Exchange = {
    site,
    people,
    measured: { items: [], complete: true, because: words('すべて報告しています。', 'All have reported.') },
    registers: new Registers({
      pool: site.database.app,
      clock: site.clock,
      definitions: [software, vendors, inventory],
      ports: {
        ...site.ports,
        named: async (type, ids) =>
          new Map(
            all(type)
              .filter(({ id }) => ids.includes(id))
              .map(({ id, label, gone }) => [id, { label, gone }]),
          ),
        everyone: async (type) => all(type),
        measured: async () => one.measured,
      },
    }),
    add: (cells) => one.registers.add(register, cells, { by }),
    exported: async (wanted) =>
      Buffer.from(
        await one.registers.exportFile(register, {
          format: 'xlsx',
          encoding: 'utf-8',
          state: 'current',
          language: 'ja',
          replace: false,
          forFilling: true,
          ...wanted,
        }),
      ),
    preview: async (bytes, name = 'list.csv') => {
      const { upload, plan } = await one.registers.previewImport(Buffer.from(bytes as Uint8Array), { register, name, by });
      return { upload: upload.id, plan };
    },
    apply: ({ upload, plan }, endMissing = null) =>
      one.registers.applyImport(register, { upload, digest: plan.digest, endMissing, reason: '年次の見直し', by }),
  };
  return one;
}

/** A workbook as a person's program would save it: any columns, any rows. */
export const workbook = (header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): Promise<Uint8Array> =>
  writeWorkbook(
    [
      {
        name: 'Sheet1',
        columns: header.map((title, i): SheetColumn => ({ key: String(i), title, width: 12, kind: 'text' })),
        rows: rows.map((row) => Object.fromEntries(row.map((cell, i) => [String(i), cell]))),
      },
    ],
    { title: 'x', at: new Date('2026-11-24T00:00:00Z') },
  );

/** What stands in an exported file: the titles, and the rows under them. */
export async function sheetOf(bytes: Uint8Array, name = 'x.xlsx'): Promise<{ header: readonly string[]; rows: (readonly string[])[] }> {
  const sheet = (await readTable(bytes, { name })).sheets[0]!;
  return { header: sheet.header, rows: sheet.rows.map(({ cells }) => cells) };
}

export const csv = (...rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n');

export const said = ({ problems }: ImportPlan): string[] =>
  problems.map(({ row, column, says }) => `${row ?? '-'} ${column ?? '-'} ${says.ja}`);

export const thing = (label: string, over: Partial<MeasuredItem> = {}): MeasuredItem => ({
  key: label.toLowerCase(),
  label,
  where: words(`端末 ${label}`, `device ${label}`),
  seenAt: new Date('2026-11-24T00:00:00Z'),
  deviceId: null,
  cells: { name: label },
  ...over,
});
