/** The page of what was tied to a case, by what it is (`cases.link(tx, id, { what, ref, … })` on the server). One line for each. */
const pages: Readonly<Record<string, (ref: string) => string>> = {
  case: (ref) => `/cases/${ref}`,
  request: (ref) => `/requests/${ref}`,
  occurrence: (ref) => `/duties/${ref}`,
  device: (ref) => `/devices/${ref}`,
  'drift-event': (ref) => `/devices/changes/${ref}`,
  difference: (ref) => `/devices/changes/${ref}`,
};

/** Null where it has no page of its own. */
export const addressOfLink = (what: string, ref: string): string | null => pages[what]?.(encodeURIComponent(ref)) ?? null;
