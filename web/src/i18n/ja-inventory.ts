/** Words of the pages about the inventory. */
export const jaInventory = {
  inventory: {
    title: '構成',
  },
};
