import { Fault } from '../base/fault.ts';
import { askById, type LiveRow, listRows } from '../live/index.ts';
import { type CsvEncoding, writeCsv } from '../tables/index.ts';
import { callerOf } from './access.ts';
import { answersFileQuery, rowListQuery, rowListSchema, streamQuery } from './contract-live.ts';
import { asker, askParams, type LiveRouteDeps } from './live.routes.ts';
import { LiveStreams } from './live-stream.ts';
import type { ApiApp } from './server.ts';

/** Rows of one piece of a file: what is written between two looks at other requests. */
const rowsPerPiece = 2_000;

/** What came back: as pages, as a file, and as a stream while it comes. */
export function liveAnswerRoutes(app: ApiApp, deps: LiveRouteDeps): void {
  const { pool } = deps;
  app.route({
    method: 'GET',
    url: '/api/live/:id/rows',
    config: asker,
    schema: {
      summary: 'The rows that came, in their order.',
      params: askParams,
      querystring: rowListQuery,
      response: { 200: rowListSchema },
    },
    handler: async ({ params: { id }, query }) => {
      const ask = await askById(pool, id);
      if (!ask) throw new Fault('not-found', { ask: id });
      const { total, rows } = await listRows(pool, id, query);
      return { total, columns: ask.columns, rows: rows.map(({ deviceId, ...row }) => ({ ...row, device: deviceId })) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/live/:id/export',
    config: asker,
    schema: { summary: 'The rows as CSV.', params: askParams, querystring: answersFileQuery },
    handler: async ({ params: { id }, query: { encoding, language } }, reply) => {
      const ask = await askById(pool, id);
      if (!ask) throw new Fault('not-found', { ask: id });
      const columns = [language === 'ja' ? '端末' : 'Device', ...ask.columns];
      const pieces = [piece(columns, [], encoding)];
      const head = pieces[0]!.length;
      for (let offset = 0; ; offset += rowsPerPiece) {
        const { rows } = await listRows(pool, id, { offset, limit: rowsPerPiece });
        if (rows.length > 0) pieces.push(piece(columns, rows, encoding).subarray(head));
        if (rows.length < rowsPerPiece) break;
      }
      const charset = encoding === 'cp932' ? 'windows-31j' : 'utf-8';
      const wide = encodeURIComponent(`${language === 'ja' ? '照会' : 'query'} ${ask.at.toISOString().slice(0, 16).replace(':', '')}.csv`);
      return reply
        .type(`text/csv; charset=${charset}`)
        .header('content-disposition', `attachment; filename="query.csv"; filename*=UTF-8''${wide}`)
        .send(Buffer.concat(pieces));
    },
  });
  const streams = new LiveStreams(deps);
  app.addHook('preClose', async () => streams.close());
  app.route({
    method: 'GET',
    url: '/api/live/:id/stream',
    config: asker,
    schema: {
      summary: 'Server-sent events: devices as they change, until the ask has ended. Goes on behind Last-Event-ID.',
      params: askParams,
      querystring: streamQuery,
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      if (!(await askById(pool, id))) throw new Fault('not-found', { ask: id });
      const said = Number(request.headers['last-event-id'] ?? request.query.after ?? 0);
      const after = Number.isSafeInteger(said) && said >= 0 ? said : 0;
      streams.open(id, { person: callerOf(request).actor, after, reply });
    },
  });
}

/** Columns are counted, not named: what a device calls a column is its own affair. */
function piece(columns: readonly string[], rows: readonly LiveRow[], encoding: CsvEncoding): Buffer {
  const keyed = columns.map((title, i) => ({ key: `c${i}`, title }));
  const filled = rows.map(({ deviceName, cells }) =>
    Object.fromEntries(columns.map((title, i) => [`c${i}`, i === 0 ? deviceName : Object.hasOwn(cells, title) ? cells[title]! : null])),
  );
  return writeCsv({ columns: keyed, rows: filled }, encoding).bytes;
}
