import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import { canonicalJson, sha256, sha256Hex } from '../base/hash.ts';
import { newId } from '../base/id.ts';
import { inTransaction, type Pool } from '../db/pool.ts';
import { append } from '../ledger/index.ts';
import type { PracticeStanding } from '../mechanism/standing.ts';
import { readTable } from '../tables/index.ts';
import { type ConsoleImport, importAt, insertImport, lockConsoles } from './consoles.store.ts';
import { type ConsoleKind, guessColumns } from './fields.ts';
import { type ReadConsole, readConsole, type Subject } from './read.ts';
import { phonesStanding } from './standing.ts';

export { AntivirusList, type AntivirusSaid } from './antivirus.ts';
export type { ConsoleImport } from './consoles.store.ts';
export { type ConsoleKind, consoleFields, consoleKinds } from './fields.ts';
export type { BadLine, ConsoleRecord, ReadConsole, Subject } from './read.ts';

export const consoleLimits = { fileBytesMax: 4 * 1024 * 1024, rowsMax: 5_000 } as const;

export interface ConsolesDeps {
  readonly pool: Pool;
  readonly clock: Clock;
  /** What the company has of a kind: lines of the register of devices, or devices with an agent. */
  readonly subjects: (kind: ConsoleKind) => Promise<readonly Subject[]>;
  /** The company's day at a moment, and the whole days between two of its days. */
  readonly dayOf: (at: Date) => string;
  readonly daysBetween: (from: string, to: string) => number;
  /** How old a list may be, at a moment. */
  readonly daysMax: (at: Date) => number;
}

export interface ConsoleFile {
  readonly kind: ConsoleKind;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Field → title of a column; guessed by the titles where left out. */
  readonly columns?: Readonly<Record<string, string | null>> | undefined;
}

export interface ConsolePreview extends ReadConsole {
  readonly header: readonly string[];
  readonly columns: Readonly<Record<string, string | null>>;
  /** What `apply` asks for: it stands for this file, read so, against what the company has now. */
  readonly digest: string;
}

/** Lists of consoles: shown before they are taken, taken whole, and never changed afterwards. */
export class Consoles {
  readonly #deps: ConsolesDeps;
  readonly #listeners: ((kind: ConsoleKind) => void)[] = [];

  constructor(deps: ConsolesDeps) {
    this.#deps = deps;
  }

  /** Told after the commit of which kind a list was taken. */
  onApplied(listener: (kind: ConsoleKind) => void): void {
    this.#listeners.push(listener);
  }

  /** @throws Fault `file-unreadable`, `bad-request` */
  async preview({ kind, name, bytes, columns }: ConsoleFile): Promise<ConsolePreview> {
    const { sheets, problems } = await readTable(bytes, { name });
    const [sheet] = sheets;
    if (!sheet || sheet.rows.length > consoleLimits.rowsMax) throw new Fault('bad-request', { problem: 'no rows, or too many' });
    const mapping = columns ?? guessColumns(kind, sheet.header);
    const named = mapping.label != null || mapping.serial != null;
    const subjects = await this.#deps.subjects(kind);
    const read = named ? readConsole(kind, sheet, mapping, subjects) : { records: [], bad: [], missing: subjects };
    const broken = problems.map(({ row, says }) => ({ row: row ?? sheet.headerNumber, says }));
    const digest = sha256Hex(
      canonicalJson([sha256Hex(bytes), kind, { ...mapping }, read.records.map(({ subject }) => subject), read.missing.map(({ id }) => id)]),
    );
    return { ...read, bad: [...broken, ...read.bad], header: sheet.header, columns: mapping, digest };
  }

  /**
   * Takes the list as it was shown. A cell that cannot be read counts as not said; the person has seen which.
   * @throws Fault `conflict` where the file, or what the company has, is another than was shown; `value-out-of-bounds` for a day to come
   */
  async apply(
    file: ConsoleFile,
    given: { readonly digest: string; readonly asOf: string; readonly product: string },
    by: string,
  ): Promise<void> {
    const { pool, clock, dayOf } = this.#deps;
    const at = clock.now();
    const product = given.product.trim();
    if (product === '') throw new Fault('bad-request', { problem: 'which console' });
    if (given.asOf > dayOf(at)) throw new Fault('value-out-of-bounds', { day: given.asOf });
    const { records, missing, digest } = await this.preview(file);
    if (digest !== given.digest) throw new Fault('conflict', { file: file.name });
    if (records.length === 0) throw new Fault('bad-request', { problem: 'no line can be read' });
    await inTransaction(pool, async (tx) => {
      await lockConsoles(tx);
      const before = await importAt(tx, file.kind, at);
      // An older list must not take the place of a newer one.
      if (before && before.asOf > given.asOf) throw new Fault('conflict', { asOf: before.asOf });
      const id = newId();
      const fileDigest = sha256(file.bytes);
      const matched = records.filter(({ subject }) => subject !== null).length;
      const payload = {
        kind: file.kind,
        product,
        asOf: given.asOf,
        file: fileDigest.toString('hex'),
        lines: records.length,
        matched,
        missing: missing.length,
      };
      const seq = await append(tx, at, [{ kind: 'console.imported', actor: by, subject: `console:${file.kind}`, payload }]);
      await insertImport(tx, { id, kind: file.kind, product, asOf: given.asOf, fileDigest, records, missing, by, at }, seq);
    });
    for (const tell of this.#listeners) tell(file.kind);
  }

  last = (kind: ConsoleKind): Promise<ConsoleImport | null> => importAt(this.#deps.pool, kind, this.#deps.clock.now());

  /** Where the passcodes of phones stood at a moment. Of now also phones count that came after the import. */
  async phones(at: Date): Promise<PracticeStanding> {
    const { pool, clock, subjects, dayOf, daysBetween, daysMax } = this.#deps;
    const found = await importAt(pool, 'phones', at);
    if (!found) return phonesStanding({ days: null, records: [], missing: [], importedAt: null }, daysMax(at));
    const isNow = clock.now().getTime() - at.getTime() < 60_000;
    const named = new Set(found.records.flatMap(({ subject }) => subject ?? []));
    const current = isNow ? await subjects('phones') : null;
    const ids = current && new Set(current.map(({ id }) => id));
    return phonesStanding(
      {
        days: daysBetween(found.asOf, dayOf(at)),
        records: ids ? found.records.filter(({ subject }) => subject !== null && ids.has(subject)) : found.records,
        missing: current ? current.filter(({ id }) => !named.has(id)) : found.missing,
        importedAt: found.at,
      },
      daysMax(at),
    );
  }
}
