/** Words that stay, came or went between two texts. */
export interface WordMark {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Above this many comparisons the middle is shown as replaced whole: two 4,000-character texts stay below it in practice. */
const comparisonsMax = 2_000_000;

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const wordsOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

/** What turns `before` into `after`, word by word: the same and the removed parts joined are `before`, the same and the added `after`. */
export function wordDiff(before: string, after: string): WordMark[] {
  const a = wordsOf(before);
  const b = wordsOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return joined([
    ...a.slice(0, head).map(same),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ]);
}

const same = (text: string): WordMark => ({ kind: 'same', text });
const removed = (text: string): WordMark => ({ kind: 'removed', text });
const added = (text: string): WordMark => ({ kind: 'added', text });

/** The longest common run of words, by the plain table: texts here are sentences. */
function middle(a: readonly string[], b: readonly string[]): WordMark[] {
  if (a.length * b.length > comparisonsMax || a.length === 0 || b.length === 0) return [...a.map(removed), ...b.map(added)];
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const marks: WordMark[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      marks.push(same(a[i++]!));
      j++;
    } else if (common[(i + 1) * width + j]! >= common[i * width + j + 1]!) marks.push(removed(a[i++]!));
    else marks.push(added(b[j++]!));
  }
  return [...marks, ...a.slice(i).map(removed), ...b.slice(j).map(added)];
}

/** Neighbours of one kind as one, so that a reader sees phrases. */
function joined(marks: readonly WordMark[]): WordMark[] {
  const result: WordMark[] = [];
  for (const mark of marks) {
    const last = result.at(-1);
    if (last?.kind === mark.kind) result[result.length - 1] = { kind: mark.kind, text: last.text + mark.text };
    else result.push(mark);
  }
  return result;
}
