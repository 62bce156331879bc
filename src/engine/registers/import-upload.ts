import { Fault } from '../../base/fault.ts';
import { sha256Hex } from '../../base/hash.ts';
import { newId } from '../../base/id.ts';
import { inTransaction } from '../../db/pool.ts';
import { type ReadEncoding, type ReadTable, readTable, tableLimits } from '../../tables/index.ts';
import type { RegistersDeps } from './deps.ts';
import { deleteOldUploads, findUpload, insertUpload, type Upload, uploadedBytes } from './import.store.ts';

export const importLimits = {
  fileBytesMax: tableLimits.fileBytesMax,
  lifeMinutes: 30,
  /** Of one person; an older one goes. */
  filesKeptMax: 3,
  allBytesMax: 200 * 1024 * 1024,
  retryAfterSeconds: 300,
} as const;

export interface NewUpload {
  readonly register: string;
  readonly name: string;
  readonly encoding?: ReadEncoding | undefined;
  /** Account id of who uploads, or `cli`. */
  readonly by: string;
}

/** A file that is kept, and what stands in it. */
export interface ReadUpload {
  readonly upload: Upload;
  readonly table: ReadTable;
}

/**
 * Reads a file and keeps it for half an hour, so that it is uploaded once. What cannot be read is not kept.
 *
 * @throws Fault `file-unreadable`, `too-many-attempts` where too much is kept already
 */
export async function keepUpload({ pool, clock }: RegistersDeps, bytes: Buffer, given: NewUpload): Promise<ReadUpload> {
  const table = await readTable(bytes, given);
  const uploadedAt = clock.now();
  const upload: Upload = {
    id: newId(),
    owner: given.by,
    register: given.register,
    name: given.name.slice(0, 200) || 'file',
    encoding: given.encoding ?? null,
    digest: sha256Hex(bytes),
    bytes,
    uploadedAt,
    expiresAt: new Date(uploadedAt.getTime() + importLimits.lifeMinutes * 60_000),
  };
  await inTransaction(pool, async (tx) => {
    await deleteOldUploads(tx, uploadedAt, given.by, importLimits.filesKeptMax - 1);
    if ((await uploadedBytes(tx)) + bytes.length > importLimits.allBytesMax)
      throw new Fault('too-many-attempts', { retryAfterSeconds: importLimits.retryAfterSeconds });
    await insertUpload(tx, upload);
  });
  return { upload, table };
}

/** @throws Fault `not-found` where it is gone, somebody else's, or another register's */
export async function readKept({ pool, clock }: RegistersDeps, id: string, by: string, register: string): Promise<ReadUpload> {
  const upload = await findUpload(pool, id, by, register, clock.now());
  if (upload === null) throw uploadGone();
  return { upload, table: await readTable(upload.bytes, { name: upload.name, encoding: upload.encoding ?? undefined }) };
}

export const uploadGone = (): Fault =>
  new Fault('not-found', {
    what: 'upload',
    ja: `預かったファイルはもうありません(${importLimits.lifeMinutes}分で消します。取り込んだあとも消します)。もう一度ファイルを選んでください。`,
    en: `The file is not kept any more (for ${importLimits.lifeMinutes} minutes, and until it is imported). Choose it again.`,
  });

/** Removes files whose time is over. For a timer, once an hour. */
export const sweepUploads = ({ pool, clock }: RegistersDeps): Promise<void> =>
  deleteOldUploads(pool, clock.now(), null, importLimits.filesKeptMax);
