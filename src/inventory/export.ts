import { Fault } from '../base/fault.ts';
import type { Language } from '../base/text.ts';
import type { Pool } from '../db/pool.ts';
import type { CollectionId } from '../facts/collection.ts';
import type { Platform } from '../facts/kind.ts';
import { type CsvEncoding, type SheetColumn, tableLimits, writeCsv, writeWorkbook } from '../tables/index.ts';
import { itemsOfDevice, listItems } from './read.store.ts';
import { attributeTitles, collectionTitles } from './titles.ts';

export interface ExportWanted {
  readonly collection: CollectionId;
  /** One device's items; all that devices have where it is left out. */
  readonly deviceId?: string | undefined;
  readonly platform?: Platform | undefined;
  readonly q?: string | undefined;
  readonly format: 'xlsx' | 'csv';
  readonly encoding: CsvEncoding;
  readonly language: Language;
  readonly at: Date;
}

/**
 * Items as a file. Cells are text (src/tables writes no formula). A list beyond the rows of a table is refused rather than cut.
 *
 * @throws Fault `value-out-of-bounds`
 */
export async function exportItems(pool: Pool, wanted: ExportWanted): Promise<{ bytes: Uint8Array; title: string }> {
  const { collection, deviceId, platform, q, language } = wanted;
  const page = { offset: 0, limit: tableLimits.rowsMax + 1 };
  const { items } = deviceId
    ? await itemsOfDevice(pool, deviceId, { collection, q, ...page })
    : await listItems(pool, { collection, platform, q, sort: 'key', order: 'asc', ...page });
  if (items.length > tableLimits.rowsMax)
    throw new Fault('value-out-of-bounds', {
      why: 'too-many-rows',
      ja: `${tableLimits.rowsMax}行を超えるため書き出せません。検索やOSで絞り込んでください。`,
      en: `More than ${tableLimits.rowsMax} rows: narrow the list by a search or a system.`,
    });
  const names = [...new Set(items.flatMap((item) => Object.keys(item.attributes)))];
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const columns: SheetColumn[] = [
    { key: 'key', title: say('名称', 'Name'), width: 40, kind: 'text' },
    ...names.map((name): SheetColumn => ({ key: `a.${name}`, title: attributeTitles[name]?.[language] ?? name, width: 24, kind: 'text' })),
    ...(deviceId ? [] : [{ key: 'platform', title: 'OS', width: 10, kind: 'text' } as const]),
    { key: 'devices', title: say('端末数', 'Devices'), width: 10, kind: 'number' },
  ];
  const rows = items.map((item) => ({
    key: item.key,
    ...Object.fromEntries(names.map((name) => [`a.${name}`, item.attributes[name] ?? null])),
    ...('platform' in item ? { platform: item.platform as string } : {}),
    devices: item.devices,
  }));
  const title = collectionTitles[collection][language];
  if (wanted.format === 'csv') return { bytes: writeCsv({ columns, rows }, wanted.encoding).bytes, title };
  const sheet = { name: title, lines: [title], columns, rows, landscape: true, frozenColumns: 1 };
  return { bytes: await writeWorkbook([sheet], { title, at: wanted.at }), title };
}
