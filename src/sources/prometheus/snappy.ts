/** Why bytes are not what they should be; the sender gets 400 and does not send them again. */
export class BadBytes extends Error {}

/**
 * Decodes one block of Snappy (not the framing format). The length it promises is looked at before anything is reserved, and nothing is
 * read or copied beyond what was promised and what came: a few bytes must not become gigabytes.
 *
 * @see https://github.com/google/snappy/blob/main/format_description.txt
 */
export function unsnap(bytes: Uint8Array, bytesMax: number): Buffer {
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at];
    if (byte === undefined || shift > 28) throw new BadBytes('snappy: no length');
    at += 1;
    length += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
  }
  if (length > bytesMax) throw new BadBytes(`snappy: ${length} bytes, more than ${bytesMax}`);
  // Nothing packs more tightly than 64 bytes of copy in three of code.
  if (length > (bytes.length - at) * 64) throw new BadBytes('snappy: promises more than it can hold');
  const out = Buffer.alloc(length);
  let written = 0;
  const little = (from: number, count: number): number => {
    if (from + count > bytes.length) throw new BadBytes('snappy: ends too early');
    let value = 0;
    for (let i = 0; i < count; i += 1) value += bytes[from + i]! * 2 ** (8 * i);
    return value;
  };
  while (at < bytes.length) {
    const tag = bytes[at]!;
    at += 1;
    if ((tag & 3) === 0) {
      let count = (tag >> 2) + 1;
      if (count > 60) {
        const wide = count - 60;
        count = little(at, wide) + 1;
        at += wide;
      }
      if (at + count > bytes.length || written + count > length) throw new BadBytes('snappy: a literal is too long');
      out.set(bytes.subarray(at, at + count), written);
      at += count;
      written += count;
      continue;
    }
    const wide = (tag & 3) === 1 ? 1 : (tag & 3) === 2 ? 2 : 4;
    const count = wide === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = little(at, wide) + (wide === 1 ? (tag >> 5) * 256 : 0);
    at += wide;
    if (offset === 0 || offset > written || written + count > length) throw new BadBytes('snappy: a copy of what is not there');
    // Byte by byte: a copy may reach into what it writes.
    for (let i = 0; i < count; i += 1) out[written + i] = out[written + i - offset]!;
    written += count;
  }
  if (written !== length) throw new BadBytes('snappy: shorter than promised');
  return out;
}
