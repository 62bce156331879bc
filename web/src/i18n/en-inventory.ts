import type { Same } from './index.ts';
import type { jaInventory } from './ja-inventory.ts';

export const enInventory: Same<typeof jaInventory> = {
  inventory: {
    title: 'Inventory',
  },
};
