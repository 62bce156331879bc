import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { sha256 } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import { type Db, inTransaction, type Pool, type Tx } from '../db/pool.ts';
import { kindOf } from './kind-of.ts';
import {
  bind,
  countBySubject,
  deleteLoose,
  deleteOrphans,
  fileById,
  filesOfSubject,
  insertContent,
  insertFile,
  keptContent,
  looseFiles,
  looseOf,
  pieceOf,
  type StoredFile,
} from './store.ts';

export type { StoredFile } from './store.ts';

export const attachmentLimits = {
  fileBytesMax: 20 * 1024 * 1024,
  nameCharsMax: 200,
  /** Of one act. */
  filesMax: 20,
  /** What one person may have uploaded and not yet used. */
  looseFilesMax: 40,
  looseBytesMax: 200 * 1024 * 1024,
  looseLifeHours: 24,
} as const;

const megabyte = 1024 * 1024;
const pieceBytes = megabyte;

/** Serialises the look at what a person holds with the upload that follows it, and the removal of contents with new ones. */
const uploadLock = 8_034_040;

/** Files that people add to what they record. Content is judged by itself, stored once by its hash, and never changed. */
export class Attachments {
  readonly #pool: Pool;
  readonly #clock: Clock;
  /** One upload is stored and one piece is read at a time: files leave the connections to everybody else. */
  readonly #uploads = new Turns();
  readonly #readings = new Turns();

  constructor({ pool, clock }: { readonly pool: Pool; readonly clock: Clock }) {
    this.#pool = pool;
    this.#clock = clock;
  }

  /**
   * Keeps a file that is part of nothing yet.
   *
   * @throws Fault `file-refused` with words, `too-many-attempts` where the person holds too much already
   */
  async upload(content: Buffer, given: { readonly name: string; readonly by: string }): Promise<StoredFile> {
    if (content.length > attachmentLimits.fileBytesMax) throw tooLarge();
    const name = plainName(given.name);
    const kind = kindOf(content, name);
    if (!kind.ok) throw new Fault('file-refused', { name, ...kind.says });
    const file = { id: newId(), hash: sha256(content), name, addedAt: this.#clock.now(), addedBy: given.by };
    await this.#uploads.take(() =>
      inTransaction(this.#pool, async (tx) => {
        await tx.query('SELECT pg_advisory_xact_lock($1)', [uploadLock]);
        const held = await looseOf(tx, given.by);
        if (held.files >= attachmentLimits.looseFilesMax || held.bytes + content.length > attachmentLimits.looseBytesMax)
          throw new Fault('too-many-attempts', { retryAfterSeconds: 3600 });
        await insertContent(tx, file.hash, kind.mediaType, content);
        await insertFile(tx, file);
      }),
    );
    return (await fileById(this.#pool, file.id))!;
  }

  /**
   * Makes uploads of one person part of an act, within its transaction.
   *
   * @throws Fault `not-found` where one is gone, somebody else's or used already, `bad-request` above the limit
   */
  async bind(
    tx: Tx,
    ids: readonly string[],
    to: { readonly subject: string; readonly by: string; readonly at: Date },
  ): Promise<StoredFile[]> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return [];
    if (wanted.length > attachmentLimits.filesMax) throw new Fault('bad-request', { field: 'attach', filesMax: attachmentLimits.filesMax });
    const files = await looseFiles(tx, wanted, to.by);
    if (files.length !== wanted.length)
      throw new Fault('not-found', {
        what: 'attachment',
        ja: `添付ファイルが見つかりません。${attachmentLimits.looseLifeHours}時間を過ぎたファイルは消えます。もう一度添付してください。`,
        en: `An attached file is gone; unused files are kept for ${attachmentLimits.looseLifeHours} hours. Please attach it again.`,
      });
    await bind(tx, wanted, to.subject, to.at);
    return files.map((file) => ({ ...file, subject: to.subject }));
  }

  file = (id: string): Promise<StoredFile | null> => fileById(this.#pool, id);
  /** For packs: the content of a file that is part of some act, by its SHA-256. */
  kept = (hash: string): Promise<{ content: Buffer; mediaType: string } | null> => keptContent(this.#pool, hash);
  of = (subject: string, db: Db = this.#pool): Promise<StoredFile[]> => filesOfSubject(db, subject);
  count = (subjects: readonly string[], db: Db = this.#pool): Promise<Map<string, number>> => countBySubject(db, subjects);

  /**
   * A content piece by piece, each read when it is asked for: whoever reads slowly holds no connection meanwhile.
   *
   * @throws Fault `not-found` where the file goes in the middle of it
   */
  async *pieces({ id, bytes }: Pick<StoredFile, 'id' | 'bytes'>): AsyncGenerator<Buffer> {
    for (let from = 1; from <= bytes; from += pieceBytes) {
      const piece = await this.#readings.take(() => pieceOf(this.#pool, id, from, pieceBytes));
      if (piece === null) throw new Fault('not-found', { attachment: id });
      yield piece;
    }
  }

  /** Takes away an upload of one's own that is part of nothing. */
  async discard(id: string, by: string): Promise<void> {
    await inTransaction(this.#pool, async (tx) => {
      if ((await deleteLoose(tx, this.#clock.now(), { id, by })) === 0) throw new Fault('not-found', { attachment: id });
    });
  }

  /** Removes uploads that no act took within a day. For a timer, once an hour. */
  async sweep(): Promise<void> {
    const before = new Date(this.#clock.now().getTime() - attachmentLimits.looseLifeHours * 3_600_000);
    await inTransaction(this.#pool, async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [uploadLock]);
      await deleteLoose(tx, before);
      await deleteOrphans(tx);
    });
  }
}

/** Work that is done one after another, in the order in which it came. */
class Turns {
  #last: Promise<unknown> = Promise.resolve();
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}

export const tooLarge = (): Fault =>
  new Fault('file-refused', {
    ja: `1つのファイルは${attachmentLimits.fileBytesMax / megabyte}MBまでです。`,
    en: `A file can have at most ${attachmentLimits.fileBytesMax / megabyte} MB.`,
  });

/** Without folders, and without what would turn the name around or hide its ending. */
function plainName(given: string): string {
  const last = given.replaceAll('\\', '/').split('/').at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}\u2028\u2029<>:"|?*]/gu, '').trim();
  if (plain === '' || plain.startsWith('.') || !plain.isWellFormed())
    throw new Fault('file-refused', { ja: 'ファイル名を確かめてください。', en: 'Please check the name of the file.' });
  if (plain.length > attachmentLimits.nameCharsMax)
    throw new Fault('file-refused', {
      ja: `ファイル名は${attachmentLimits.nameCharsMax}文字までです。`,
      en: `The name can have at most ${attachmentLimits.nameCharsMax} characters.`,
    });
  return plain;
}
