import type { WorkbookFacts, WrittenSheet } from './shape.ts';
import { inWorker } from './thread.ts';

/**
 * An .xlsx of these sheets: text stays text, header and print are set for A4. Written in a thread of its own.
 *
 * @throws Fault `internal` where a sheet breaks a limit of the format
 */
export const writeWorkbook = (sheets: readonly WrittenSheet[], facts: WorkbookFacts): Promise<Uint8Array> =>
  inWorker({ task: 'write', sheets, facts });
