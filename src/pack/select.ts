/** Whether an entry's subject falls under one of a pack's subjects. `verify.mjs` holds the same rule; a test compares them. */
export const concerns = (subjects: readonly string[], subject: string): boolean =>
  subjects.some((rule) =>
    rule.endsWith('*') ? subject.startsWith(rule.slice(0, -1)) : subject === rule || subject.startsWith(`${rule} `),
  );
