import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { sha256Hex } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { type ReadEncoding, type ReadTable, readTable, type TableSheet, tableLimits } from '../tables/index.ts';
import { type Mapping, proposeMapping } from './fields.ts';
import { deleteOldUploads, findUpload, insertUpload, type Upload, uploadedBytes } from './import.store.ts';
import type { ImportKind } from './shape.ts';

export interface StaffDeps {
  readonly pool: Pool;
  readonly clock: Clock;
}

export const uploadLimits = {
  fileBytesMax: tableLimits.fileBytesMax,
  lifeMinutes: 30,
  /** Of one person; an older one goes. */
  filesKeptMax: 3,
  allBytesMax: 200 * 1024 * 1024,
  retryAfterSeconds: 300,
} as const;

export interface NewUpload {
  readonly kind: ImportKind;
  readonly name: string;
  readonly encoding?: ReadEncoding | undefined;
  /** Account id of who uploads, or `cli`. */
  readonly by: string;
}

export interface Uploaded {
  readonly id: string;
  readonly expiresAt: Date;
  readonly table: ReadTable;
  /** For each sheet, from which columns the fields would be read. */
  readonly proposed: readonly Mapping[];
}

/**
 * Reads a file and keeps it for half an hour, so that it is uploaded once. What cannot be read is not kept.
 *
 * @throws Fault `file-unreadable`, `too-many-attempts` where too much is kept already
 */
export async function keepUpload({ pool, clock }: StaffDeps, bytes: Buffer, given: NewUpload): Promise<Uploaded> {
  const table = await readTable(bytes, given);
  const uploadedAt = clock.now();
  const upload: Upload = {
    id: newId(),
    owner: given.by,
    kind: given.kind,
    name: given.name.slice(0, 200) || 'file',
    encoding: given.encoding ?? null,
    digest: sha256Hex(bytes),
    bytes,
    uploadedAt,
    expiresAt: new Date(uploadedAt.getTime() + uploadLimits.lifeMinutes * 60_000),
  };
  await inTransaction(pool, async (tx) => {
    await deleteOldUploads(tx, uploadedAt, given.by, uploadLimits.filesKeptMax - 1);
    if ((await uploadedBytes(tx)) + bytes.length > uploadLimits.allBytesMax)
      throw new Fault('too-many-attempts', { retryAfterSeconds: uploadLimits.retryAfterSeconds });
    await insertUpload(tx, upload);
  });
  return {
    id: upload.id,
    expiresAt: upload.expiresAt,
    table,
    proposed: table.sheets.map((sheet) => proposeMapping(given.kind, sheet.header)),
  };
}

export interface ReadAgain {
  readonly upload: Upload;
  readonly table: ReadTable;
  readonly sheet: TableSheet;
}

/**
 * The sheet of a file that is kept.
 *
 * @throws Fault `not-found` where it is gone, somebody else's, or has no such sheet
 */
export async function readUpload({ pool, clock }: StaffDeps, id: string, by: string, sheetName: string | undefined): Promise<ReadAgain> {
  const upload = await findUpload(pool, id, by, clock.now());
  if (upload === null) throw gone();
  const table = await readTable(upload.bytes, { name: upload.name, encoding: upload.encoding ?? undefined });
  const sheet = sheetName === undefined ? table.sheets[0] : table.sheets.find((each) => each.name === sheetName);
  if (sheet === undefined) throw new Fault('not-found', { sheet: sheetName ?? '' });
  return { upload, table, sheet };
}

const gone = (): Fault =>
  new Fault('not-found', {
    what: 'upload',
    ja: `預かったファイルはもうありません(${uploadLimits.lifeMinutes}分で消します)。もう一度ファイルを選んでください。`,
    en: `The file is not kept any more (for ${uploadLimits.lifeMinutes} minutes only). Choose it again.`,
  });

/** Removes files whose time is over. For a timer, once an hour. */
export const sweepUploads = ({ pool, clock }: StaffDeps): Promise<void> =>
  deleteOldUploads(pool, clock.now(), null, uploadLimits.filesKeptMax);
