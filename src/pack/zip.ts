import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/**
 * Writes a zip without compression, in one fixed form: every byte of it follows from the names and the contents, so that the
 * verifier can make it again and find any changed bit, also one in the zip's own headers. A compressed stream has bits
 * that change nothing.
 */
export class ZipWriter {
  readonly #out: string;
  readonly #handle: number;
  readonly #central: Buffer[] = [];
  #offset = 0;
  constructor(out: string) {
    this.#out = out;
    this.#handle = openSync(`${out}.partial`, 'w', 0o600);
  }
  /** @param name ASCII, with forward slashes */
  add(name: string, data: Uint8Array): void {
    const path = Buffer.from(name, 'ascii');
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0); // version needed: 2.0
    fields.writeUInt16LE(0x21, 8); // 1980-01-01, so that the same pack is the same bytes
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(path.length, 22);
    this.#central.push(Buffer.from('504b01021400', 'hex'), fields, Buffer.alloc(10), offsetOf(this.#offset), path);
    this.#write(Buffer.from('504b0304', 'hex'));
    this.#write(fields);
    this.#write(path);
    this.#write(data);
  }
  /** How long the file is so far. */
  get bytes(): number {
    return this.#offset;
  }
  finish(): void {
    const start = this.#offset;
    const central = Buffer.concat(this.#central);
    this.#write(central);
    const count = this.#central.length / 5;
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(count, 8);
    end.writeUInt16LE(count, 10);
    end.writeUInt32LE(central.length, 12);
    end.writeUInt32LE(start, 16);
    this.#write(end);
    fsyncSync(this.#handle);
    closeSync(this.#handle);
    renameSync(`${this.#out}.partial`, this.#out);
  }
  /** Leaves nothing behind. */
  abandon(): void {
    closeSync(this.#handle);
    rmSync(`${this.#out}.partial`, { force: true });
  }
  #write(data: Uint8Array): void {
    for (let at = 0; at < data.length; ) at += writeSync(this.#handle, data, at, data.length - at);
    this.#offset += data.length;
  }
}

function offsetOf(offset: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(offset);
  return bytes;
}
