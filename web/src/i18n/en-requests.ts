import type { Same } from './index.ts';
import type { jaRequests } from './ja-requests.ts';

/** Words of the pages about requests. */
export const enRequests: Same<typeof jaRequests> = {
  requests: {
    title: 'Requests',
  },
};
