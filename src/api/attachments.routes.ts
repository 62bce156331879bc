import { Readable } from 'node:stream';
import { type Attachments, attachmentLimits, type StoredFile } from '../attachments/index.ts';
import { Fault } from '../base/fault.ts';
import type { Caller } from '../people/index.ts';
import { callerOf } from './access.ts';
import { attachmentParams, uploadedSchema, uploadQuery } from './contract-attachments.ts';
import type { AttachmentView } from './contract-mechanisms.ts';
import { disposition } from './documents.routes.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

export interface AttachmentRouteDeps {
  readonly attachments: Attachments;
  /** Whether somebody may read what a file is part of, and so the file. */
  mayRead(caller: Caller, subject: string): Promise<boolean>;
  /** Names of accounts, as people read them. */
  accountNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export const attachmentView = (file: StoredFile, names: ReadonlyMap<string, string>): AttachmentView => ({
  id: file.id,
  name: file.name,
  bytes: file.bytes,
  mediaType: file.mediaType,
  hash: file.hash,
  addedAt: file.addedAt.toISOString(),
  addedBy: names.get(file.addedBy) ?? file.addedBy,
});

/** Files: up as bytes, down as a download, never shown in a page. */
export function attachmentRoutes(app: ApiApp, deps: AttachmentRouteDeps): void {
  const { attachments } = deps;
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: attachmentLimits.fileBytesMax },
    (_request, body, parsed) => parsed(null, body),
  );
  app.route({
    method: 'POST',
    url: '/api/attachments',
    config: { access: 'signed-in' },
    bodyLimit: attachmentLimits.fileBytesMax,
    schema: {
      summary: 'Keeps a file (application/octet-stream) for a day, until an act takes it by its id.',
      querystring: uploadQuery,
      response: { 200: uploadedSchema },
    },
    handler: async (request) => {
      if (!Buffer.isBuffer(request.body)) throw new Fault('bad-request', { expected: 'content-type: application/octet-stream' });
      const { actor, name } = callerOf(request);
      const file = await attachments.upload(request.body, { name: request.query.name, by: actor });
      return attachmentView(file, new Map([[actor, name]]));
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/attachments/:id',
    config: { access: 'signed-in' },
    schema: { summary: 'Takes away an upload of one’s own that is part of nothing.', params: attachmentParams, response: { 200: done } },
    handler: async (request) => {
      await attachments.discard(request.params.id, callerOf(request).actor);
      return { ok: true } as const;
    },
  });
  downloadRoute(app, deps);
}

function downloadRoute(app: ApiApp, { attachments, mayRead }: AttachmentRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/attachments/:id',
    config: { access: 'signed-in' },
    schema: { summary: 'A file as a download, to whoever may read what it belongs to.', params: attachmentParams },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const file = await attachments.file(request.params.id);
      const may = file !== null && (file.subject === null ? file.addedBy === caller.actor : await mayRead(caller, file.subject));
      // Whether it exists is nobody's business who may not read it.
      if (file === null || !may) throw new Fault('not-found', { attachment: request.params.id });
      return reply
        .type('application/octet-stream')
        .header('content-disposition', disposition('file', file.name))
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'no-store')
        .header('content-length', file.bytes)
        .send(Readable.from(attachments.pieces(file), { objectMode: false }));
    },
  });
}
