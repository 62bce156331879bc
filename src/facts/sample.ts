/**
 * What is measured again and again: a number of one subject at one moment. It goes to the series (src/capacity), beside the facts and not
 * in place of them: a number that moves at each look would fill the store of facts.
 */
export const metrics = ['cpu', 'memory', 'disk', 'inodes', 'load', 'response', 'up'] as const;
export type Metric = (typeof metrics)[number];

export interface Gauge {
  readonly metric: Metric;
  /** Which one, where a subject has several: a volume. '' where it has one. */
  readonly item: string;
  readonly at: Date;
  /**
   * cpu, memory, load, up: percent (load: of the logical processors, and may pass 100). disk, inodes: what is used, beside `size`.
   * response: milliseconds.
   */
  readonly value: number;
  /** disk: bytes that fit; inodes: how many there are. */
  readonly size?: number;
}

/** Processor time since some beginning, in any unit: the reader subtracts what it held before, and sees when it began anew. */
export interface Counter {
  readonly metric: 'cpu';
  readonly item: string;
  readonly at: Date;
  readonly busy: number;
  readonly total: number;
  readonly cores: number;
}

export type Sample = Gauge | Counter;
export const isCounter = (sample: Sample): sample is Counter => 'busy' in sample;
