import { words } from '../../base/text.ts';

/** When an audit or a stop really began and ended. */
export const actual = [
  { id: 'actualFrom', title: words('実際の開始', 'Really from'), type: 'moment', required: true },
  { id: 'actualUntil', title: words('実際の終了', 'Really until'), type: 'moment', required: true },
] as const;
