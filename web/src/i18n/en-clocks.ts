import type { Same } from './index.ts';
import type { jaClocks } from './ja-clocks.ts';

export const enClocks: Same<typeof jaClocks> = {
  clocks: {
    title: 'Clocks',
  },
};
