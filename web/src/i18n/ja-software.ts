/** Words of the pages about software control. */
export const jaSoftware = {
  software: {
    title: 'ソフトウェア',
  },
};
