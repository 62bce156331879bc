import type { Same } from './index.ts';
import type { jaDuties } from './ja-duties.ts';

/** Words of the pages about duties. */
export const enDuties: Same<typeof jaDuties> = {
  duties: {
    title: 'Duties',
  },
};
