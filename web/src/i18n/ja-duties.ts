/** Words of the pages about duties. */
export const jaDuties = {
  duties: {
    title: '定期業務',
  },
};
