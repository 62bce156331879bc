import type { z } from 'zod';
import type * as contract from '../../../src/api/contract-reviews.ts';

export type Review = z.infer<typeof contract.reviewSchema>;
export type ReviewLines = z.infer<typeof contract.reviewLinesSchema>;
export type ReviewLine = ReviewLines['lines'][number];
export type ReviewVariant = Review['variant'];
export type Reviewers = z.infer<typeof contract.reviewersSchema>;
export type ReviewPart = ReviewLine['part'];
export type ReviewDecision = 'keep' | 'reduce' | 'revoke';
export type ReviewAnswers = NonNullable<NonNullable<ReviewLine['decision']>['answers']>;
export type ReviewFlag = ReviewLine['flags'][number];
export type Keepable = z.infer<typeof contract.keepableSchema>;
export type ReviewLists = z.infer<typeof contract.listsSchema>;
export type ReviewListPreview = z.infer<typeof contract.listPreviewSchema>;
export type ListVariant = z.infer<typeof contract.listVariantParams>['variant'];
export interface ReviewSearch {
  readonly part?: ReviewPart;
  readonly decided?: 'no' | 'yes';
  readonly flagged?: 'yes' | 'no';
  /** Only what the reader may decide. */
  readonly mine?: 'yes';
  readonly q?: string;
  readonly offset?: number;
}
