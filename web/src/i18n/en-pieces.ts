import type { Same } from './index.ts';
import type { jaPieces } from './ja-pieces.ts';

/** Words of the pieces that forms share: fields, files, choices. */
export const enPieces: Same<typeof jaPieces> = {
  fill: {
    title: 'Filling in',
  },
};
