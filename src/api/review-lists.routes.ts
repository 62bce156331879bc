import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import { words } from '../base/text.ts';
import { type ListFile, listFieldIds, listFields, reviewLimits } from '../reviews/index.ts';
import { callerOf } from './access.ts';
import { listAppliedSchema, listApplyQuery, listFileQuery, listPreviewSchema, listsSchema, listVariantParams } from './contract-reviews.ts';
import { evidenceReaders } from './readers.ts';
import type { ReviewRouteDeps } from './reviews.routes.ts';
import type { ApiApp } from './server.ts';

const shownMax = 1_000;

/** Lists of accounts that people export elsewhere and import here: shown with all that does not fit, then taken. */
export function reviewListRoutes(app: ApiApp, { reviews, nameOf }: ReviewRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/review-lists',
    config: { access: evidenceReaders },
    schema: { summary: 'The newest list of accounts of each name.', response: { 200: listsSchema } },
    handler: async () => {
      const lists = await reviews.lists();
      const names = await nameOf([...new Set(lists.map(({ by }) => by))]);
      return {
        lists: lists.map(({ id, variant, name, asOf, lines, joined, by, at }) => ({
          id,
          variant,
          name,
          asOf,
          lines,
          joined,
          by: names.get(by) ?? words(by, by),
          at: at.toISOString(),
        })),
      };
    },
  });
  if (!app.hasContentTypeParser('application/octet-stream'))
    app.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: reviewLimits.fileBytesMax },
      (_request, body, parsed) => parsed(null, body),
    );
  app.route({
    method: 'POST',
    url: '/api/review-lists/:variant/preview',
    config: { access: ['administrator'] },
    bodyLimit: reviewLimits.fileBytesMax,
    schema: {
      summary: 'What a list (application/octet-stream) says, whose accounts they are, and what does not fit. Writes nothing.',
      params: listVariantParams,
      querystring: listFileQuery,
      response: { 200: listPreviewSchema },
    },
    handler: async (request) => {
      const { header, columns, lines, joined, mismatches, bad, digest } = await reviews.previewList(
        fileOf(request.params.variant, request.query, request.body),
      );
      return {
        header: [...header],
        columns: { ...columns },
        fields: listFieldIds.map((id) => ({ id, title: listFields[id].title })),
        lines,
        joined,
        mismatches: mismatches.map((each) => ({ ...each })),
        bad: bad.slice(0, shownMax).map((each) => ({ ...each })),
        badCount: bad.length,
        digest,
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/review-lists/:variant/apply',
    config: { access: ['administrator'], stepUp: true },
    bodyLimit: reviewLimits.fileBytesMax,
    schema: {
      summary: 'Takes the list that was shown; a newer one of the same name takes the place of the older.',
      params: listVariantParams,
      querystring: listApplyQuery,
      response: { 200: listAppliedSchema },
    },
    handler: async (request) => {
      const { digest, name, asOf, ...file } = request.query;
      return reviews.applyList(fileOf(request.params.variant, file, request.body), { digest, name, asOf }, callerOf(request).actor);
    },
  });
}

function fileOf(variant: ListFile['variant'], { file, columns }: z.output<typeof listFileQuery>, body: unknown): ListFile {
  if (!Buffer.isBuffer(body)) throw new Fault('bad-request', { expected: 'content-type: application/octet-stream' });
  return { variant, file, bytes: body, columns: columns === undefined ? undefined : columnsIn(columns) };
}

function columnsIn(text: string): Record<string, string | null> {
  try {
    return z.record(z.string(), z.string().nullable()).parse(JSON.parse(text));
  } catch (error) {
    throw new Fault('bad-request', { problem: 'columns is not JSON of fields and titles' }, { cause: error });
  }
}
