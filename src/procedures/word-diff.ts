import type { Language } from '../base/text.ts';

/** A run of words that stayed, came or went. */
export interface DiffRun {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Above so many differing units the search grows by its square: then whole sentences are compared, and at last whole texts. */
const editsMax = 400;

const segmenters: Record<Language, Intl.Segmenter> = {
  ja: new Intl.Segmenter('ja', { granularity: 'word' }),
  en: new Intl.Segmenter('en', { granularity: 'word' }),
};
const wordsOf = (text: string, language: Language): string[] => [...segmenters[language].segment(text)].map(({ segment }) => segment);
/** A sentence with its end: a full stop of either language, or the end of a line. */
const sentencesOf = (text: string): string[] => text.match(/[^。.\n]*[。.\n]+|[^。.\n]+/g) ?? [];

/**
 * What changed from one text to another. Same and removed runs together are the old text, same and added ones the new text.
 * Pure, and bounded for texts that have nothing in common.
 */
export function wordDiff(before: string, after: string, language: Language): DiffRun[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const runs = shortestEdit(wordsOf(before, language), wordsOf(after, language)) ??
    shortestEdit(sentencesOf(before), sentencesOf(after)) ?? [
      { kind: 'removed', text: before } as const,
      { kind: 'added', text: after } as const,
    ];
  return joined(runs.filter(({ text }) => text !== ''));
}

/** Neighbours of a kind as one run; within a change what went stands before what came. */
function joined(runs: readonly DiffRun[]): DiffRun[] {
  const out: DiffRun[] = [];
  let went = '';
  let came = '';
  const flush = () => {
    if (went !== '') out.push({ kind: 'removed', text: went });
    if (came !== '') out.push({ kind: 'added', text: came });
    went = '';
    came = '';
  };
  for (const { kind, text } of runs) {
    if (kind === 'removed') went += text;
    else if (kind === 'added') came += text;
    else {
      flush();
      const last = out.at(-1);
      if (last?.kind === 'same') out[out.length - 1] = { kind, text: last.text + text };
      else out.push({ kind, text });
    }
  }
  flush();
  return out;
}

/** Myers' greedy search for the shortest list of edits; null where it would be longer than `editsMax`. */
function shortestEdit(a: readonly string[], b: readonly string[]): DiffRun[] | null {
  const size = Math.min(a.length + b.length, editsMax);
  const offset = size + 1;
  const reach = new Int32Array(2 * size + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= size; edits += 1) {
    trace.push(reach.slice());
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = diagonal === -edits || (diagonal !== edits && reach[offset + diagonal - 1]! < reach[offset + diagonal + 1]!);
      let x = down ? reach[offset + diagonal + 1]! : reach[offset + diagonal - 1]! + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      reach[offset + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return walkedBack(a, b, trace, offset);
    }
  }
  return null;
}

/** The way back from the end of both texts, turned round. */
function walkedBack(a: readonly string[], b: readonly string[], trace: readonly Int32Array[], offset: number): DiffRun[] {
  const back: DiffRun[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach = trace[edits]!;
    const diagonal = x - y;
    const down = diagonal === -edits || (diagonal !== edits && reach[offset + diagonal - 1]! < reach[offset + diagonal + 1]!);
    const previous = down ? diagonal + 1 : diagonal - 1;
    const fromX = edits === 0 ? 0 : reach[offset + previous]!;
    const fromY = edits === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      back.push({ kind: 'same', text: a[x]! });
    }
    if (edits > 0) {
      back.push(down ? { kind: 'added', text: b[fromY]! } : { kind: 'removed', text: a[fromX]! });
      x = fromX;
      y = fromY;
    }
  }
  return back.reverse();
}
