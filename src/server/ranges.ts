import { internalSegments } from '../practices/network/params.ts';
import { isWithin, rangeOf, rangesOf } from '../practices/network/segments.ts';
import type { Values } from '../values/index.ts';

/** The company's ranges of addresses as they are in force now, and which of them a network lies in. */
export function companyRanges(values: Pick<Values, 'now'>): { list(): readonly string[]; of(network: string): string | null } {
  const ranges = rangesOf(values.now(internalSegments) as readonly string[]);
  return {
    list: () => ranges.map(({ text }) => text),
    of: (network) => {
      const own = rangeOf(network);
      return own === null ? null : (ranges.find((range) => isWithin(own, range))?.text ?? null);
    },
  };
}
