import type { Words } from '../base/text.ts';
import { hasRole } from '../people/index.ts';
import { decisions as decisionIds, type ReviewAccount, type Reviews } from '../reviews/index.ts';
import { writeWorkbook } from '../tables/index.ts';
import { callerOf } from './access.ts';
import {
  assignBody,
  decisionsBody,
  finishBody,
  keepableSchema,
  keepTogetherBody,
  keptSchema,
  lineHistorySchema,
  openedReviewSchema,
  openReviewBody,
  reviewersSchema,
  reviewLineParams,
  reviewLinesQuery,
  reviewLinesSchema,
  reviewParams,
  reviewSchema,
  reviewsQuery,
  reviewsSchema,
} from './contract-reviews.ts';
import { evidenceReaders, readers } from './readers.ts';
import { actorOf } from './requests.routes.ts';
import { reviewListRoutes } from './review-lists.routes.ts';
import { reviewSheet } from './reviews.file.ts';
import { accountsIn, type CaseWords, campaignView, decisionView, detailView, lineView } from './reviews.views.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

export interface ReviewRouteDeps {
  readonly reviews: Reviews;
  readonly words: CaseWords;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  reviewers(): Promise<readonly ReviewAccount[]>;
  now(): Date;
  queued?(): void;
}

const workers = ['administrator', 'committee', 'management', 'departmentManager', 'employee'] as const;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Reviews of rights (権限の見直し): what was frozen, what was decided of each line, and what is being taken away. */
export function reviewRoutes(app: ApiApp, deps: ReviewRouteDeps): void {
  readRoutes(app, deps);
  lineRoutes(app, deps);
  actRoutes(app, deps);
  reviewListRoutes(app, deps);
}

function readRoutes(app: ApiApp, { reviews, words: say, nameOf, now }: ReviewRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/reviews',
    config: { access: readers },
    schema: { summary: 'Reviews by page, the newest first.', querystring: reviewsQuery, response: { 200: reviewsSchema } },
    handler: async (request) => {
      const { total, campaigns } = await reviews.campaigns(request.query);
      return { total, reviews: campaigns.map((one) => campaignView(one, say)) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/reviews/:id',
    config: { access: readers },
    schema: {
      summary: 'A review: its population, its sources, and what is to be taken away.',
      params: reviewParams,
      response: { 200: reviewSchema },
    },
    handler: async (request) => {
      const detail = detailView(await reviews.campaign(request.params.id), say);
      // Whose rights are taken away is for those who read every line: a department manager reads the lines that were handed out.
      return hasRole(callerOf(request), evidenceReaders) ? detail : { ...detail, remediations: [] };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/reviews/:id/sheet',
    config: { access: evidenceReaders },
    schema: { summary: 'A review with all its lines and decisions as .xlsx.', params: reviewParams },
    handler: async (request, reply) => {
      const detail = await reviews.campaign(request.params.id);
      const shown = await reviews.everyLine(request.params.id, actorOf(request));
      const names = await nameOf(accountsIn(shown));
      const bytes = await writeWorkbook(
        [
          reviewSheet(
            detailView(detail, say),
            shown.map((line) => lineView(line, names)),
          ),
        ],
        { title: `REV-${detail.one.number}`, at: now() },
      );
      return reply
        .type(xlsx)
        .header('content-disposition', `attachment; filename="REV-${detail.one.number}.xlsx"`)
        .send(Buffer.from(bytes));
    },
  });
}

function lineRoutes(app: ApiApp, { reviews, nameOf }: ReviewRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/reviews/:id/lines',
    config: { access: 'signed-in' },
    schema: {
      summary: 'Lines of a review by page. Whoever was handed lines and has no role of it sees those only.',
      params: reviewParams,
      querystring: reviewLinesQuery,
      response: { 200: reviewLinesSchema },
    },
    handler: async (request) => {
      const { mine, flagged, ...wanted } = request.query;
      const filter = { ...wanted, mine: mine === 'yes', flagged: flagged === undefined ? undefined : flagged === 'yes' };
      const { total, lines } = await reviews.lines(request.params.id, filter, actorOf(request));
      const names = await nameOf(accountsIn(lines));
      return { total, lines: lines.map((line) => lineView(line, names)) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/reviews/:id/lines/:line',
    config: { access: evidenceReaders },
    schema: { summary: 'All decisions on a line, oldest first.', params: reviewLineParams, response: { 200: lineHistorySchema } },
    handler: async (request) => {
      const rows = await reviews.lineHistory(request.params.id, request.params.line);
      const names = await nameOf([...new Set(rows.map(({ account }) => account))]);
      return { decisions: rows.map((row) => decisionView(row, names)) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/reviews/:id/keepable',
    config: { access: workers },
    schema: {
      summary: 'What can be kept together: unchanged, without a flag, kept the last time.',
      params: reviewParams,
      response: { 200: keepableSchema },
    },
    handler: async (request) => {
      const { lines, digest } = await reviews.keepable(request.params.id, actorOf(request));
      return { lines: lines.length, digest, named: lines.map(({ id, who, what, level }) => ({ id, who, what, level })) };
    },
  });
}

function actRoutes(app: ApiApp, { reviews, reviewers, queued }: ReviewRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/reviews',
    config: { access: ['administrator', 'committee'] },
    schema: {
      summary: 'Opens a review now, besides those that open by themselves.',
      body: openReviewBody,
      response: { 201: openedReviewSchema },
    },
    handler: async (request, reply) => {
      const { id, number } = await reviews.open(request.body.variant, callerOf(request).actor);
      queued?.();
      return reply.code(201).send({ id, number });
    },
  });
  app.route({
    method: 'POST',
    url: '/api/reviews/:id/decisions',
    config: { access: workers },
    schema: {
      summary: `Decides lines (${decisionIds.join(', ')}), all or none.`,
      params: reviewParams,
      body: decisionsBody,
      response: { 200: done },
    },
    handler: async (request) => {
      await reviews.decide(request.params.id, request.body.decisions, actorOf(request));
      return { ok: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/reviews/:id/kept',
    config: { access: workers, stepUp: true },
    schema: {
      summary: 'Keeps together what was shown as keepable. Each line gets its own decision.',
      params: reviewParams,
      body: keepTogetherBody,
      response: { 200: keptSchema },
    },
    handler: async (request) => ({ kept: await reviews.decideTogether(request.params.id, request.body, actorOf(request)) }),
  });
  app.route({
    method: 'GET',
    url: '/api/reviews/:id/reviewers',
    config: { access: ['administrator'] },
    schema: { summary: 'To whom lines can be handed.', params: reviewParams, response: { 200: reviewersSchema } },
    handler: async () => ({ reviewers: (await reviewers()).map(({ id, name }) => ({ id, name })) }),
  });
  app.route({
    method: 'POST',
    url: '/api/reviews/:id/assignments',
    config: { access: ['administrator'] },
    schema: { summary: 'Hands lines to somebody, or back.', params: reviewParams, body: assignBody, response: { 200: done } },
    handler: async (request) => {
      await reviews.assign(request.params.id, request.body, actorOf(request));
      queued?.();
      return { ok: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/reviews/:id/finish',
    config: { access: ['administrator', 'committee'], stepUp: true },
    schema: {
      summary: 'Records the duty of a part of the review, out of its decisions.',
      params: reviewParams,
      body: finishBody,
      response: { 200: done },
    },
    handler: async (request) => {
      await reviews.finish(request.params.id, request.body, actorOf(request));
      queued?.();
      return { ok: true as const };
    },
  });
}
