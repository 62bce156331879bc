/** Words of the pages about asking devices now. */
export const jaLive = {
  live: {
    title: '照会',
  },
};
