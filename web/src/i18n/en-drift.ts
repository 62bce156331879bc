import type { Same } from './index.ts';
import type { jaDrift } from './ja-drift.ts';

export const enDrift: Same<typeof jaDrift> = {
  drift: {
    title: 'Changes seen',
  },
};
