/** Words of the pages about capacity. */
export const jaCapacity = {
  capacity: {
    title: '容量・能力',
  },
};
