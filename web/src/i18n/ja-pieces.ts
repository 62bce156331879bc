/** Words of the pieces that forms share: fields, files, choices. */
export const jaPieces = {
  fill: {
    title: '入力',
  },
};
