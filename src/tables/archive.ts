import { inflateRawSync } from 'node:zlib';
import { tableLimits } from './limits.ts';
import { unreadable } from './refusal.ts';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly at: number;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const endBytes = 22;
const commentBytesMax = 65_535;

/**
 * What an archive holds, judged by its directory before anything is unpacked, and then unpacked into no more than the directory
 * promised. The spreadsheet library never sees the archive itself.
 *
 * @param wanted which parts are needed
 * @throws Fault `file-unreadable`
 */
export function unpack(bytes: Buffer, wanted: (name: string) => boolean): { parts: Map<string, Buffer>; names: string[] } {
  const entries = directory(bytes);
  if (entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0) > tableLimits.unpackedBytesMax) throw unreadable.unpackedTooLarge();
  const parts = new Map<string, Buffer>();
  for (const entry of entries) if (wanted(entry.name)) parts.set(entry.name, content(bytes, entry));
  return { parts, names: entries.map((entry) => entry.name) };
}

/** The names of what an archive holds; nothing is unpacked. Throws Fault `file-unreadable`. */
export const namesInArchive = (bytes: Buffer): string[] => directory(bytes).map(({ name }) => name);

function directory(bytes: Buffer): Entry[] {
  let end = bytes.length - endBytes;
  const lowest = Math.max(0, end - commentBytesMax);
  while (end >= lowest && bytes.readUInt32LE(end) !== endMark) end -= 1;
  if (end < lowest) throw unreadable.brokenArchive();
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  // The markers of Zip64: no workbook of 20 MB needs it.
  if (count === 0xffff || at === 0xffffffff) throw unreadable.otherDialect();
  if (count > tableLimits.entriesMax) throw unreadable.unpackedTooLarge();
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entryMark) throw unreadable.brokenArchive();
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw unreadable.encrypted();
    const nameBytes = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes
        .toString('utf8', at + 46, at + 46 + nameBytes)
        .replaceAll('\\', '/')
        .replace(/^\/+/, ''),
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      unpackedBytes: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function content(bytes: Buffer, entry: Entry): Buffer {
  const { at } = entry;
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== localMark) throw unreadable.brokenArchive();
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(from, from + entry.packedBytes);
  if (packed.length !== entry.packedBytes) throw unreadable.brokenArchive();
  if (entry.method === 0) {
    if (packed.length !== entry.unpackedBytes) throw unreadable.brokenArchive();
    return packed;
  }
  if (entry.method !== 8) throw unreadable.otherDialect();
  let unpacked: Buffer;
  try {
    // A directory that promises little for much stops here, at the first byte too many.
    unpacked = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpackedBytes) });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? unreadable.unpackedTooLarge() : unreadable.brokenArchive();
  }
  if (unpacked.length !== entry.unpackedBytes) throw unreadable.brokenArchive();
  return unpacked;
}
