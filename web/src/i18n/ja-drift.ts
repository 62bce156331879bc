/** Words of the pages about changes seen on devices. */
export const jaDrift = {
  drift: {
    title: '変更の検知',
  },
};
