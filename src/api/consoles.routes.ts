import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import { type Words, words } from '../base/text.ts';
import { unseenByAgents } from '../catalog/unseen.ts';
import {
  type ConsoleFile,
  type ConsoleRecord,
  type Consoles,
  consoleFields,
  consoleKinds,
  consoleLimits,
  type Subject,
} from '../consoles/index.ts';
import { callerOf } from './access.ts';
import { consoleApplyQuery, consoleFileQuery, consoleKind, consolePreviewSchema, consolesSchema } from './contract-consoles.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

export interface ConsoleRouteDeps {
  readonly consoles: Consoles;
  readonly now: () => Date;
  readonly maxDays: () => number;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
}

const params = z.object({ kind: consoleKind });
const shownMax = 300;

/** What consoles of device management and virus protection say: shown, then taken by an administrator. */
export function consoleRoutes(app: ApiApp, deps: ConsoleRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/consoles',
    config: { access: readers },
    schema: { summary: 'The last list of each kind, and what agents cannot see.', response: { 200: consolesSchema } },
    handler: async () => ({
      maxDays: deps.maxDays(),
      kinds: await Promise.all(consoleKinds.map((kind) => kindView(deps, kind))),
      unseen: unseenByAgents.map((each) => ({ ...each })),
    }),
  });
  if (!app.hasContentTypeParser('application/octet-stream')) {
    app.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: consoleLimits.fileBytesMax },
      (_request, body, parsed) => parsed(null, body),
    );
  }
  app.route({
    method: 'POST',
    url: '/api/consoles/:kind/preview',
    config: { access: ['administrator'] },
    bodyLimit: consoleLimits.fileBytesMax,
    schema: {
      summary: 'What a file (application/octet-stream) says, and whom it means. Writes nothing.',
      params,
      querystring: consoleFileQuery,
      response: { 200: consolePreviewSchema },
    },
    handler: async (request) => {
      const { records, missing, bad, digest, header, columns } = await deps.consoles.preview(
        fileOf(request.params.kind, request.query, request.body),
      );
      return {
        ...countsOf(records, missing),
        digest,
        header: [...header],
        columns: { ...columns },
        lines: linesOf(records),
        bad: bad.slice(0, shownMax).map((each) => ({ ...each })),
        badCount: bad.length,
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/consoles/:kind/apply',
    config: { access: ['administrator'], stepUp: true },
    bodyLimit: consoleLimits.fileBytesMax,
    schema: {
      summary: 'Takes the list that was shown.',
      params,
      querystring: consoleApplyQuery,
      response: { 200: done },
    },
    handler: async (request) => {
      const { digest, asOf, product, ...file } = request.query;
      await deps.consoles.apply(fileOf(request.params.kind, file, request.body), { digest, asOf, product }, callerOf(request).actor);
      return { ok: true as const };
    },
  });
}

function fileOf(kind: ConsoleFile['kind'], { name, columns }: z.output<typeof consoleFileQuery>, body: unknown): ConsoleFile {
  if (!Buffer.isBuffer(body)) throw new Fault('bad-request', { expected: 'content-type: application/octet-stream' });
  return { kind, name, bytes: body, columns: columns === undefined ? undefined : columnsIn(columns) };
}

function columnsIn(text: string): Record<string, string | null> {
  try {
    return z.record(z.string(), z.string().nullable()).parse(JSON.parse(text));
  } catch (error) {
    throw new Fault('bad-request', { problem: 'columns is not JSON of fields and titles' }, { cause: error });
  }
}

const countsOf = (records: readonly ConsoleRecord[], missing: readonly Subject[]) => ({
  records: records.length,
  matched: records.filter(({ subject }) => subject !== null).length,
  missing: missing.slice(0, shownMax).map(({ label }) => label),
});
const linesOf = (records: readonly ConsoleRecord[]) => records.slice(0, shownMax).map((record) => ({ ...record }));

async function kindView({ consoles, now, nameOf }: ConsoleRouteDeps, kind: ConsoleFile['kind']) {
  const last = await consoles.last(kind);
  const by = last && ((await nameOf([last.by])).get(last.by) ?? words(last.by, last.by));
  const standing = kind === 'phones' ? await consoles.phones(now()) : null;
  return {
    kind,
    fields: consoleFields[kind].map(({ id, title }) => ({ id, title })),
    last: last && {
      ...countsOf(last.records, last.missing),
      product: last.product,
      asOf: last.asOf,
      at: last.at.toISOString(),
      by: by!,
      lines: linesOf(last.records),
    },
    standing: standing && { verdict: standing.verdict, because: standing.because },
  };
}
