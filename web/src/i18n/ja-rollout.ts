/** Words of the pages about groups and roll-out. */
export const jaRollout = {
  rollout: {
    title: 'グループ',
  },
};
