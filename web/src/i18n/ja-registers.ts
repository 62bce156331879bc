/** Words of the pages about registers. */
export const jaRegisters = {
  registers: {
    title: '台帳',
  },
};
