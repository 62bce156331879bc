/** Words of the pages about clocks. */
export const jaClocks = {
  clocks: {
    title: '時計',
  },
};
