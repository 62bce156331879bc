import { dayOf, momentOf } from '../pieces/when.tsx';

const time = (iso: string): string => momentOf(iso).slice(11);

/** `2026-11-24 02:10〜02:14`; the second day is said where it is another one. */
export function Span({ from, at }: { from: string; at: string }) {
  const sameDay = dayOf(new Date(from)) === dayOf(new Date(at));
  return (
    <span className="number">
      <time dateTime={from}>{momentOf(from)}</time>〜<time dateTime={at}>{sameDay ? time(at) : momentOf(at)}</time>
    </span>
  );
}
