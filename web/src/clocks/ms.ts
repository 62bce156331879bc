/** −1,234: whole milliseconds with the sign of mathematics, as a column of figures wants it. */
export const saidMs = (ms: number): string => {
  const whole = Math.round(ms);
  return `${whole < 0 ? '−' : ''}${Math.abs(whole).toLocaleString('en-US')}`;
};
