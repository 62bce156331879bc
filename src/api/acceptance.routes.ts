import { type Acceptance, importFileBytesMax, type StandingRow } from '../acceptance/index.ts';
import { Fault } from '../base/fault.ts';
import { dispositionView, historyIds, idsOfRows, type Named, overviewView, resultView, rowView, specRowView } from './acceptance.views.ts';
import {
  acceptanceAppliedSchema,
  acceptanceApplyQuery,
  acceptanceExportQuery,
  acceptanceHistorySchema,
  acceptanceImportQuery,
  acceptanceParams,
  acceptancePreviewSchema,
  acceptanceRowParams,
  acceptanceRowsQuery,
  acceptanceRowsSchema,
  acceptanceSchema,
  acceptedBody,
  doneSchema,
  fixedBody,
  resultsBody,
  specifiedSchema,
  specifyBody,
} from './contract-acceptance.ts';
import { actorOf } from './requests.routes.ts';
import type { ApiApp } from './server.ts';

export interface AcceptanceRouteDeps {
  readonly acceptance: Acceptance;
  /** Names of accounts, of people on the staff list and of files, by id. */
  named(ids: { readonly accounts: readonly string[]; readonly people: readonly string[]; readonly case: string }): Promise<Named>;
}

/** Who may read and do what follows from the acceptance itself: the room asks, and the database refuses. */
const signedIn = { access: 'signed-in' } as const;
const confirmed = { access: 'signed-in', stepUp: true } as const;
/** Changes of a preview that are shown; how many there are stands in the counts. */
const shownChangesMax = 200;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Specifications of acceptances, their results, and what is done about what failed. */
export function acceptanceRoutes(app: ApiApp, deps: AcceptanceRouteDeps): void {
  readRoutes(app, deps);
  writeRoutes(app, deps);
  exchangeRoutes(app, deps);
}

const namesOf = (deps: AcceptanceRouteDeps, id: string, rows: readonly StandingRow[], more: readonly string[] = []): Promise<Named> =>
  deps.named({ case: id, ...idsOfRows(rows, more) });

function readRoutes(app: ApiApp, deps: AcceptanceRouteDeps): void {
  const { acceptance } = deps;
  app.route({
    method: 'GET',
    url: '/api/acceptances/:id',
    config: signedIn,
    schema: {
      summary: 'An acceptance on one screen: progress, what failed.',
      params: acceptanceParams,
      response: { 200: acceptanceSchema },
    },
    handler: async (request) => {
      const { id } = request.params;
      const found = await acceptance.overview(id, actorOf(request));
      const { developer, tester } = found.sheet;
      const ids = idsOfRows(
        found.failed,
        found.versions.map(({ by }) => by),
      );
      const people = [...ids.people, ...[developer, tester].flatMap((one) => (one === null ? [] : [one]))];
      return overviewView(found, await deps.named({ case: id, accounts: ids.accounts, people }));
    },
  });
  app.route({
    method: 'GET',
    url: '/api/acceptances/:id/rows',
    config: signedIn,
    schema: {
      summary: 'Cases of the specification with their newest results, by page.',
      params: acceptanceParams,
      querystring: acceptanceRowsQuery,
      response: { 200: acceptanceRowsSchema },
    },
    handler: async (request) => {
      const { id } = request.params;
      const { total, revision, rows } = await acceptance.rows(id, request.query, actorOf(request));
      const names = await namesOf(deps, id, rows);
      return { total, revision, rows: rows.map((row) => rowView(row, names)) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/acceptances/:id/rows/:row/history',
    config: signedIn,
    schema: {
      summary: 'Every result of one case, the newest first.',
      params: acceptanceRowParams,
      response: { 200: acceptanceHistorySchema },
    },
    handler: async (request) => {
      const { id, row } = request.params;
      const found = await acceptance.history(id, row, actorOf(request));
      const names = await deps.named({ case: id, ...historyIds(found) });
      return {
        results: found.results.map((one) => resultView(one, names)),
        dispositions: found.dispositions.map((one) => dispositionView(one, names)),
      };
    },
  });
}

function writeRoutes(app: ApiApp, { acceptance }: AcceptanceRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/acceptances/:id/specification',
    config: signedIn,
    schema: {
      summary: 'Changes the specification while it is written.',
      params: acceptanceParams,
      body: specifyBody,
      response: { 200: specifiedSchema },
    },
    handler: async (request) => {
      const { revision, rows } = await acceptance.specify(request.params.id, request.body, actorOf(request));
      return { revision, rows: rows.map(specRowView) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/acceptances/:id/results',
    config: signedIn,
    schema: {
      summary: 'Writes results of cases; earlier ones stay.',
      params: acceptanceParams,
      body: resultsBody,
      response: { 200: doneSchema },
    },
    handler: async (request) => {
      await acceptance.record(request.params.id, request.body, actorOf(request));
      return { done: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/acceptances/:id/fixed',
    config: signedIn,
    schema: {
      summary: 'Says that what failed was fixed and can be tested again.',
      params: acceptanceParams,
      body: fixedBody,
      response: { 200: doneSchema },
    },
    handler: async (request) => {
      await acceptance.dispose(request.params.id, { ...request.body, disposition: 'fixed', fixBy: null }, actorOf(request));
      return { done: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/acceptances/:id/accepted',
    config: confirmed,
    schema: {
      summary: 'Accepts what did not pass as it is, with the reason, by somebody else than who tested it.',
      params: acceptanceParams,
      body: acceptedBody,
      response: { 200: doneSchema },
    },
    handler: async (request) => {
      await acceptance.dispose(request.params.id, { ...request.body, disposition: 'accepted' }, actorOf(request));
      return { done: true as const };
    },
  });
}

function exchangeRoutes(app: ApiApp, { acceptance }: AcceptanceRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/acceptances/:id/export',
    config: signedIn,
    schema: {
      summary: 'The specification as .xlsx, with results where there are some.',
      params: acceptanceParams,
      querystring: acceptanceExportQuery,
    },
    handler: async (request, reply) => {
      const { name, bytes } = await acceptance.exportFile(request.params.id, request.query.language, actorOf(request));
      return reply.type(xlsx).header('content-disposition', `attachment; filename="${name}"`).send(Buffer.from(bytes));
    },
  });
  if (!app.hasContentTypeParser('application/octet-stream'))
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: importFileBytesMax }, (_request, body, parsed) =>
      parsed(null, body),
    );
  const bytesOf = (body: unknown): Buffer => {
    if (!Buffer.isBuffer(body)) throw new Fault('bad-request', { expected: 'content-type: application/octet-stream' });
    return body;
  };
  app.route({
    method: 'POST',
    url: '/api/acceptances/:id/import/preview',
    config: signedIn,
    bodyLimit: importFileBytesMax,
    schema: {
      summary: 'What a file (application/octet-stream) would change in the specification; nothing is written.',
      params: acceptanceParams,
      querystring: acceptanceImportQuery,
      response: { 200: acceptancePreviewSchema },
    },
    handler: async (request) => {
      const plan = await acceptance.previewImport(request.params.id, { bytes: bytesOf(request.body), ...request.query }, actorOf(request));
      const { counts, problems, moreProblems, changes, digest } = plan;
      return { counts, problems: [...problems], moreProblems, changes: changes.slice(0, shownChangesMax), digest };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/acceptances/:id/import/apply',
    config: signedIn,
    bodyLimit: importFileBytesMax,
    schema: {
      summary: 'Does what the preview of the same file showed, all of it or nothing.',
      params: acceptanceParams,
      querystring: acceptanceApplyQuery,
      response: { 200: acceptanceAppliedSchema },
    },
    handler: (request) => acceptance.applyImport(request.params.id, { bytes: bytesOf(request.body), ...request.query }, actorOf(request)),
  });
}
