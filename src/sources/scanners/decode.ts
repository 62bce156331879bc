import { scanLimits } from './report.ts';
import { unreadable } from './unreadable.ts';

/**
 * The text of a report. UTF-8 with or without a mark, and UTF-16 with one: what PowerShell writes by `>`.
 *
 * @throws Fault `file-unreadable` for another encoding, a packed file, one without content, one above `scanLimits.fileBytesMax`
 */
export function decodeReport(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (bytes.length > scanLimits.fileBytesMax) throw unreadable('report', `larger than ${scanLimits.fileBytesMax / 1_048_576} MiB`);
  if ((a === 0x1f && b === 0x8b) || (a === 0x50 && b === 0x4b)) throw unreadable('report', 'it is packed; unpack it first');
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw unreadable('report', 'its characters are not UTF-8');
  }
  if (text.trim() === '') throw unreadable('report', 'it is empty');
  return text;
}
