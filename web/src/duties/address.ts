/** What stands after the question mark, read strictly: what does not fit is left out, never an error page. */
export const dutySearch = (raw: Record<string, unknown>): { q?: string; offset?: number } => ({
  ...(typeof raw.q === 'string' && { q: raw.q }),
  ...(typeof raw.offset === 'number' && { offset: raw.offset }),
});
