/** Full-width digits and separators count. What is no number stays as it was typed, and the server says so too. */
export const readTyped = (typed: string): number | string | null => {
  const text = typed.normalize('NFKC').replaceAll(',', '').trim();
  if (text === '') return null;
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : typed;
};
