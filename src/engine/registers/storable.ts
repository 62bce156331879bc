import { sha256Hex } from '../../base/hash.ts';
import type { Cell } from '../../mechanism/field.ts';
import type { MeasuredItem } from '../../mechanism/register.ts';

const keyCharsMax = 400;

/**
 * A measured thing as it can be stored and known again. What a device says is as long and as odd as it likes, and half a character is
 * left where a long text was cut: one such name must not keep a whole register from being compared.
 */
export function storable(item: MeasuredItem): MeasuredItem {
  const key = item.key.toWellFormed();
  const cells = Object.entries(item.cells).map(([id, cell]): [string, Cell] => [id, typeof cell === 'string' ? cell.toWellFormed() : cell]);
  return {
    ...item,
    key: key.length <= keyCharsMax ? key : `${key.slice(0, keyCharsMax / 2).toWellFormed()} ${sha256Hex(key)}`,
    label: item.label.slice(0, 1000).toWellFormed(),
    where: { ja: item.where.ja.toWellFormed(), en: item.where.en.toWellFormed() },
    cells: Object.fromEntries(cells),
  };
}
