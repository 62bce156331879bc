import type { Same } from './index.ts';
import type { jaSoftware } from './ja-software.ts';

export const enSoftware: Same<typeof jaSoftware> = {
  software: {
    title: 'Software',
  },
};
