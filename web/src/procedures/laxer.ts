import type { DraftValue } from '../api/procedure-types.ts';
import type { ParamValue } from '../api/types.ts';

/**
 * Whether a value asks less than the guideline does, as far as it can be told before the server is asked. The server judges again:
 * this only shows the field for the reason in time.
 */
export function isLaxerThanSample(value: Pick<DraftValue, 'type' | 'origin' | 'default' | 'stricter'>, wanted: ParamValue): boolean {
  if (value.origin === 'company') return false;
  if (value.type === 'boolean') return wanted !== value.default;
  if (value.type !== 'number' || typeof wanted !== 'number' || typeof value.default !== 'number') return false;
  return value.stricter === 'lower' ? wanted > value.default : value.stricter === 'higher' && wanted < value.default;
}
