import type { Same } from './index.ts';
import type { jaRegisters } from './ja-registers.ts';

/** Words of the pages about registers. */
export const enRegisters: Same<typeof jaRegisters> = {
  registers: {
    title: 'Registers',
  },
};
