import { Fault } from '../base/fault.ts';
import type { Bin, SeriesBins } from './bins.ts';

/**
 * The bytes in which one day (or month) of one subject's series is kept: a row for each day and subject, in place of a row for each
 * number, which would be mostly overhead. Integers are variable in length and told as differences, so that a disk costs a byte an hour.
 *
 * form (1, or 2 with offsets), then for each series: its id, size, number of runs; a run is spans without a gap that are all alike:
 * slots skipped, length × 2 + (1: one value each), then the spans.
 */
const plainForm = 1;
const offsetForm = 2;
const varintMax = Number.MAX_SAFE_INTEGER;

class Writer {
  #bytes: number[] = [];
  /** A whole number from 0, seven bits a byte, the lowest first. */
  count(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new Fault('internal', { problem: 'capacity: not a count', value });
    let rest = value;
    while (rest >= 128) {
      this.#bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    this.#bytes.push(rest);
  }
  /** A whole number of either sign. */
  signed(value: number): void {
    this.count(value >= 0 ? value * 2 : -value * 2 - 1);
  }
  done(): Buffer {
    return Buffer.from(this.#bytes);
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }
  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }
  count(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined || scale > varintMax / 128) throw new Fault('internal', { problem: 'capacity: broken block' });
      this.#at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }
  signed(): number {
    const value = this.count();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

interface Run {
  readonly single: boolean;
  readonly bins: Bin[];
}

function runsOf(bins: readonly Bin[]): Run[] {
  const runs: Run[] = [];
  for (const bin of bins) {
    const single = bin.count === 1;
    const run = runs.at(-1);
    if (run && run.single === single && run.bins.at(-1)!.slot + 1 === bin.slot) run.bins.push(bin);
    else runs.push({ single, bins: [bin] });
  }
  return runs;
}

/** Spans must be in order, one for each slot. `offsets` are kept for five-minute spans only. */
export function encodeBlock(all: readonly SeriesBins[], offsets: boolean): Buffer {
  const out = new Writer();
  out.count(offsets ? offsetForm : plainForm);
  for (const { series, size, bins } of all) {
    const runs = runsOf(bins);
    out.count(series);
    out.count(size);
    out.count(runs.length);
    let slot = 0;
    let before = 0;
    for (const run of runs) {
      out.count(run.bins[0]!.slot - slot);
      out.count(run.bins.length * 2 + (run.single ? 1 : 0));
      for (const bin of run.bins) {
        out.signed(bin.mean - before);
        before = bin.mean;
        if (!run.single) {
          out.count(bin.count);
          out.count(bin.mean - bin.min);
          out.count(bin.max - bin.mean);
          out.count(bin.p95 - bin.min);
          out.count(bin.last - bin.min);
        }
        if (offsets) out.count(bin.offset);
      }
      slot = run.bins.at(-1)!.slot + 1;
    }
  }
  return out.done();
}

/** What `encodeBlock` was given. An empty block is a row that was made and not yet written. */
export function decodeBlock(bytes: Uint8Array): SeriesBins[] {
  if (bytes.length === 0) return [];
  const reader = new Reader(bytes);
  const form = reader.count();
  if (form !== plainForm && form !== offsetForm) throw new Fault('internal', { problem: 'capacity: a block of another form', form });
  const all: SeriesBins[] = [];
  while (!reader.isAtEnd) {
    const series = reader.count();
    const size = reader.count();
    const bins: Bin[] = [];
    let slot = 0;
    let mean = 0;
    for (let runs = reader.count(); runs > 0; runs -= 1) {
      slot += reader.count();
      const length = reader.count();
      const single = length % 2 === 1;
      for (let left = Math.floor(length / 2); left > 0; left -= 1) {
        mean += reader.signed();
        const bin = single ? singleOf(slot, mean) : manyOf(reader, slot, mean);
        bins.push(form === offsetForm ? { ...bin, offset: reader.count() } : bin);
        slot += 1;
      }
    }
    all.push({ series, size, bins });
  }
  return all;
}

const singleOf = (slot: number, mean: number): Bin => ({ slot, count: 1, min: mean, max: mean, mean, p95: mean, last: mean, offset: 0 });

function manyOf(reader: Reader, slot: number, mean: number): Bin {
  const count = reader.count();
  const min = mean - reader.count();
  const max = mean + reader.count();
  return { slot, count, min, max, mean, p95: min + reader.count(), last: min + reader.count(), offset: 0 };
}
