import type { Same } from './index.ts';
import type { jaLive } from './ja-live.ts';

export const enLive: Same<typeof jaLive> = {
  live: {
    title: 'Ask now',
  },
};
