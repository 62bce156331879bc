/** Words of the pages about requests. */
export const jaRequests = {
  requests: {
    title: '申請',
  },
};
