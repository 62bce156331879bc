interface Part {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Below this share of characters that stay, marks on single words are a riddle: the two texts stand one under the other. */
const sharedMin = 0.4;

/** Both texts whole where hardly anything stays; null where marking words tells more. */
export function inWhole(parts: readonly Part[]): { before: string; after: string } | null {
  const textOf = (left: Part['kind']) =>
    parts
      .filter((part) => part.kind !== left)
      .map((part) => part.text)
      .join('');
  const before = textOf('added');
  const after = textOf('removed');
  if (before === '' || after === '' || before === after) return null;
  const same = parts.filter((part) => part.kind === 'same').reduce((sum, part) => sum + part.text.length, 0);
  return same / Math.max(before.length, after.length) < sharedMin ? { before, after } : null;
}

/** Each part with where it begins: two may say the same. Removed words count too, they stand in the text shown. */
export function placed<P extends Part>(parts: readonly P[]): { part: P; at: number }[] {
  let at = 0;
  return parts.map((part) => {
    const begins = at;
    at += part.text.length;
    return { part, at: begins };
  });
}
