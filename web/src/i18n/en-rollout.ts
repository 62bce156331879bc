import type { Same } from './index.ts';
import type { jaRollout } from './ja-rollout.ts';

export const enRollout: Same<typeof jaRollout> = {
  rollout: {
    title: 'Groups',
  },
};
