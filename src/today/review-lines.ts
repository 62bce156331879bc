import { words } from '../base/text.ts';
import { eachMax, type PracticeLine, type PracticeSituation, type ReviewToDo } from './practice.ts';

/** Reviews with lines that were handed to this person: a line each, the rest in one. The part of a role stands among the duties. */
export function reviewLines(reviews: PracticeSituation['reviews']): PracticeLine[] {
  const shown = reviews.slice(0, reviews.length <= eachMax + 1 ? reviews.length : eachMax);
  const rest = reviews.length - shown.length;
  return [
    ...shown.map(reviewLine),
    ...(rest === 0
      ? []
      : [
          {
            id: 'reviews-rest',
            title: words(`ほかの、あなたの判断を待つ権限の見直し ${rest}件`, `${rest} more reviews that wait for your decisions`),
            why: words('判断を頼まれた行が残っています。', 'Lines that were handed to you are left.'),
            dueOn: null,
            to: '/reviews',
            act: words('見直しを開く', 'Open the reviews'),
          },
        ]),
  ];
}

const reviewLine = ({ id, number, label, lines }: ReviewToDo): PracticeLine => ({
  id: `review-${id}`,
  title: words(
    `権限の見直し ${number}「${label.ja}」の${lines}行を判断する`,
    `Decide ${lines === 1 ? 'a line' : `${lines} lines`} of review ${number}: “${label.en}”`,
  ),
  why: words(
    '判断を頼まれています。判断していない行が残っている間は、見直しを終えられません。',
    'You were asked to decide. A review cannot be finished while a line is undecided.',
  ),
  dueOn: null,
  to: `/reviews/${id}`,
  act: words('見直しを開く', 'Open the review'),
});
