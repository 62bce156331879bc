import { BadBytes, unsnap } from './snappy.ts';
import { type MetricSample, textLimits } from './text.ts';

/** What one request may bring; Prometheus sends 2,000 samples in one by itself. */
export const writeLimits = { packedBytesMax: 1_048_576, bytesMax: 16_000_000, seriesMax: 20_000, samplesMax: 50_000 } as const;

export interface WrittenSample extends MetricSample {
  /** Milliseconds since 1970, as the sender's clock says. */
  readonly at: number;
}

/** Protocol buffers, as far as prometheus.WriteRequest (remote write 1.0) needs them: nothing is copied but texts. */
class Message {
  readonly #bytes: Buffer;
  #at: number;
  readonly #end: number;
  constructor(bytes: Buffer, at = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
  }
  get isAtEnd(): boolean {
    return this.#at >= this.#end;
  }
  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (this.#at >= this.#end) throw new BadBytes('protobuf: ends within a number');
      const byte = this.#bytes[this.#at]!;
      this.#at += 1;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new BadBytes('protobuf: a number without end');
  }
  /** Field number and wire type. */
  tag(): { readonly field: number; readonly wire: number } {
    const tag = Number(this.varint());
    return { field: Math.floor(tag / 8), wire: tag & 7 };
  }
  #span(): { readonly from: number; readonly to: number } {
    const length = Number(this.varint());
    const from = this.#at;
    const to = from + length;
    if (to > this.#end) throw new BadBytes('protobuf: longer than what came');
    this.#at = to;
    return { from, to };
  }
  message(): Message {
    const { from, to } = this.#span();
    return new Message(this.#bytes, from, to);
  }
  text(charsMax: number): string {
    const { from, to } = this.#span();
    if (to - from > charsMax * 4) throw new BadBytes('protobuf: a text is too long');
    return this.#bytes.toString('utf8', from, to);
  }
  double(): number {
    if (this.#at + 8 > this.#end) throw new BadBytes('protobuf: ends within a number');
    this.#at += 8;
    return this.#bytes.readDoubleLE(this.#at - 8);
  }
  skip(wire: number): void {
    if (wire === 0) this.varint();
    else if (wire === 1) this.double();
    else if (wire === 2) this.#span();
    else if (wire === 5 && this.#at + 4 <= this.#end) this.#at += 4;
    else throw new BadBytes('protobuf: an unknown kind of field');
  }
}

/**
 * The samples of a remote write whose names are wanted. Throws `BadBytes` where the body is none: it is as a whole not taken.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/
 */
export function readRemoteWrite(body: Uint8Array, wanted: (name: string) => boolean): WrittenSample[] {
  const message = new Message(unsnap(body, writeLimits.bytesMax));
  const samples: WrittenSample[] = [];
  let series = 0;
  let count = 0;
  while (!message.isAtEnd) {
    const { field, wire } = message.tag();
    if (field !== 1 || wire !== 2) {
      message.skip(wire);
      continue;
    }
    series += 1;
    if (series > writeLimits.seriesMax) throw new BadBytes(`more than ${writeLimits.seriesMax} series`);
    const { name, labels, values } = readSeries(message.message());
    count += values.length;
    if (count > writeLimits.samplesMax) throw new BadBytes(`more than ${writeLimits.samplesMax} samples`);
    if (wanted(name)) for (const { value, at } of values) samples.push({ name, labels, value, at });
  }
  return samples;
}

function readSeries(message: Message) {
  // Without a prototype: a label may have any name.
  const labels: Record<string, string> = Object.create(null) as Record<string, string>;
  const values: { value: number; at: number }[] = [];
  let count = 0;
  while (!message.isAtEnd) {
    const { field, wire } = message.tag();
    if (field === 1 && wire === 2) {
      count += 1;
      if (count > textLimits.labelsMax) throw new BadBytes('too many labels');
      const [name, value] = readLabel(message.message());
      if (Object.hasOwn(labels, name)) throw new BadBytes(`the label ${name.slice(0, 40)} stands twice`);
      labels[name] = value;
    } else if (field === 2 && wire === 2) values.push(readSample(message.message()));
    else message.skip(wire);
    if (values.length > writeLimits.samplesMax) throw new BadBytes(`more than ${writeLimits.samplesMax} samples`);
  }
  return { name: labels.__name__ ?? '', labels, values };
}

function readLabel(message: Message): [string, string] {
  let name = '';
  let value = '';
  while (!message.isAtEnd) {
    const { field, wire } = message.tag();
    if (field === 1 && wire === 2) name = message.text(textLimits.nameCharsMax);
    else if (field === 2 && wire === 2) value = message.text(textLimits.valueCharsMax);
    else message.skip(wire);
  }
  return [name, value];
}

function readSample(message: Message): { value: number; at: number } {
  let value = 0;
  let at = 0;
  while (!message.isAtEnd) {
    const { field, wire } = message.tag();
    if (field === 1 && wire === 1) value = message.double();
    else if (field === 2 && wire === 0) at = Number(BigInt.asIntN(64, message.varint()));
    else message.skip(wire);
  }
  return { value, at };
}
