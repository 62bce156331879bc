import { tableLimits } from './limits.ts';
import { unreadable } from './refusal.ts';
import type { ReadEncoding, ReadTable } from './shape.ts';
import { inWorker } from './thread.ts';

export interface ReadOptions {
  /** The file's name as the person has it; its ending is held against what the bytes are. */
  readonly name: string;
  /** How a text file is to be read where the person says so; left out, it is found out strictly or refused. */
  readonly encoding?: ReadEncoding | undefined;
}

/**
 * The rows of an .xlsx or CSV file, in a thread of its own. Problems of single rows come with the rows; who stores anything looks
 * at them first.
 *
 * @throws Fault `file-unreadable` with words (`ja`, `en`) for a file that cannot be read at all, `too-many-attempts`
 */
export async function readTable(bytes: Uint8Array, options: ReadOptions): Promise<ReadTable> {
  if (bytes.length > tableLimits.fileBytesMax) throw unreadable.tooLarge();
  return inWorker({ task: 'read', bytes, options });
}
