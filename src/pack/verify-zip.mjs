// Reads a pack that is still zipped, for verify.mjs. Node's own modules only.
import { inflateRawSync } from 'node:zlib';

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc32 = (data) => (data.reduce((c, byte) => crcTable[(c ^ byte) & 255] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

/**
 * Reads a zip. One that the product wrote has a single possible form, which is made again and compared byte by byte. What is
 * damaged is named in `damaged` and read as far as possible, so that the checks after it name the entry.
 */
export function readZip(zip, damaged = []) {
  const files = new Map();
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== 0x06054b50)
    throw new Error('zipの終わりが壊れています / the end of the zip is damaged or cut off');
  let stored = true;
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('zipの目次が壊れています / the index of the zip is damaged');
    const [method, crc, packed, size] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 20),
      zip.readUInt32LE(at + 24),
    ];
    const [nameLength, extra, comment, local] = [
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = unpacked(method, zip.subarray(from, from + packed), size);
    if (data.length !== size || crc32(data) !== crc || files.has(name)) damaged.push(name);
    stored = stored && method === 0;
    if (!name.endsWith('/')) files.set(name, data);
    at += 46 + nameLength + extra + comment;
  }
  if (stored && damaged.length === 0 && !writeZip(files).equals(zip)) damaged.push('(zip)');
  return files;
}

function unpacked(method, raw, size) {
  if (method === 0) return raw;
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, size) });
  } catch {
    return Buffer.alloc(0); // not deflate: its length tells
  }
}

function writeZip(files) {
  const [body, central] = [[], []];
  let offset = 0;
  for (const [name, data] of files) {
    const [path, fields, place] = [Buffer.from(name), Buffer.alloc(26), Buffer.alloc(14)];
    for (const [position, value] of [
      [0, 20],
      [8, 0x21],
      [22, path.length],
    ])
      fields.writeUInt16LE(value, position);
    for (const [position, value] of [
      [10, crc32(data)],
      [14, data.length],
      [18, data.length],
    ])
      fields.writeUInt32LE(value, position);
    place.writeUInt32LE(offset, 10);
    central.push(Buffer.from('504b01021400', 'hex'), fields, place, path);
    body.push(Buffer.from('504b0304', 'hex'), fields, path, data);
    offset += 30 + path.length + data.length;
  }
  const [index, end] = [Buffer.concat(central), Buffer.alloc(22)];
  end.writeUInt32LE(0x06054b50, 0);
  for (const position of [8, 10]) end.writeUInt16LE(files.size, position);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...body, index, end]);
}
