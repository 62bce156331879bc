import type { Same } from './index.ts';
import type { jaCapacity } from './ja-capacity.ts';

export const enCapacity: Same<typeof jaCapacity> = {
  capacity: {
    title: 'Capacity',
  },
};
