import type { FastifyRequest } from 'fastify';
import { Fault } from '../base/fault.ts';
import { type AnsweringSheet, type Suppliers, sheetLimits } from '../suppliers/index.ts';
import {
  type AnsweringView,
  answeringSchema,
  codeSentSchema,
  confirmBody,
  evidenceQuery,
  evidenceSchema,
  importedSheetSchema,
  importQuery,
  openedSchema,
  removeEvidenceBody,
  saveBody,
  sessionHeader,
  sessionSchema,
  sheetSavedSchema,
  submitBody,
  submittedSchema,
  tokenBody,
} from './contract-suppliers.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

export interface SupplierSheetRouteDeps {
  readonly suppliers: Suppliers;
  /** Attempts of an address: taken before a secret is looked at, and given back where it was good. */
  readonly attempts: { take(address: string): Promise<void>; giveBack(address: string): Promise<void> };
  /** Mails were queued and committed. */
  queued?(): void;
}

const open = { access: 'public' } as const;
const binary = 'application/octet-stream';

/**
 * What a supplier calls who was sent a link: nobody signs in. Every call is a POST, so that no secret stands in an address or a log, and a
 * program that only opens links of mails does nothing. The link shows who asks; answers are shown to a browser that showed the code.
 */
export function supplierSheetRoutes(app: ApiApp, deps: SupplierSheetRouteDeps): void {
  doorRoutes(app, deps);
  draftRoutes(app, deps);
  fileRoutes(app, deps);
}

const guesses: ReadonlySet<string> = new Set(['link-expired', 'wrong-credentials', 'too-many-attempts']);

async function limited<T>({ attempts }: SupplierSheetRouteDeps, request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  await attempts.take(request.ip);
  try {
    const result = await work();
    await attempts.giveBack(request.ip);
    return result;
  } catch (error) {
    // Only who guesses is slowed down: a supplier who forgot an answer was let in before.
    if (error instanceof Fault && !guesses.has(error.code)) await attempts.giveBack(request.ip);
    throw error;
  }
}

/** The secret of the browser; whatever else stands there is answered like a secret that was never made. */
function sessionOf(request: FastifyRequest): string {
  const said = request.headers[sessionHeader];
  return typeof said === 'string' && said.length <= 100 ? said : '';
}

function doorRoutes(app: ApiApp, deps: SupplierSheetRouteDeps): void {
  const { suppliers } = deps;
  app.route({
    method: 'POST',
    url: '/api/supplier-sheet/open',
    config: open,
    schema: { summary: 'Who asks behind a link, and by when. No answers.', body: tokenBody, response: { 200: openedSchema } },
    handler: (request) =>
      limited(deps, request, async () => {
        const { until, submittedAt, ...rest } = await suppliers.open(request.body.token, request.ip);
        return { ...rest, until: until.toISOString(), submittedAt: submittedAt?.toISOString() ?? null };
      }),
  });
  app.route({
    method: 'POST',
    url: '/api/supplier-sheet/code',
    config: open,
    schema: { summary: 'Sends six digits to the contact’s mailbox.', body: tokenBody, response: { 200: codeSentSchema } },
    handler: (request) =>
      limited(deps, request, async () => {
        const sent = await suppliers.sendCode(request.body.token, request.ip);
        deps.queued?.();
        return sent;
      }),
  });
  app.route({
    method: 'POST',
    url: '/api/supplier-sheet/confirm',
    config: open,
    schema: { summary: 'Lets the browser in that shows the digits.', body: confirmBody, response: { 200: sessionSchema } },
    handler: (request) =>
      limited(deps, request, async () => {
        const { session, until } = await suppliers.confirm(request.body.token, request.body.code, request.ip);
        return { session, until: until.toISOString() };
      }),
  });
}

function draftRoutes(app: ApiApp, deps: SupplierSheetRouteDeps): void {
  const { suppliers } = deps;
  app.route({
    method: 'POST',
    url: '/api/supplier-sheet/read',
    config: open,
    schema: { summary: 'The sheet with what was answered so far.', response: { 200: answeringSchema } },
    handler: (request) => limited(deps, request, async () => answeringView(await suppliers.read(sessionOf(request), request.ip))),
  });
  app.route({
    method: 'POST',
    url: '/api/supplier-sheet/save',
    config: open,
    schema: { summary: 'Keeps what was answered so far.', body: saveBody, response: { 200: sheetSavedSchema } },
    handler: (request) =>
      limited(deps, request, async () => {
        const { revision, savedAt } = await suppliers.save(sessionOf(request), request.body);
        return { revision, savedAt: savedAt.toISOString() };
      }),
  });
  app.route({
    method: 'POST',
    url: '/api/supplier-sheet/submit',
    config: open,
    schema: { summary: 'Hands the sheet in, once and for ever.', body: submitBody, response: { 200: submittedSchema } },
    handler: (request) =>
      limited(deps, request, async () => {
        const { revision, name } = request.body;
        const { at, receipt } = await suppliers.submit(sessionOf(request), { revision, name }, request.ip);
        deps.queued?.();
        return { at: at.toISOString(), receipt };
      }),
  });
}

function bytesOf(request: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(request.body)) throw new Fault('bad-request', { expected: `content-type: ${binary}` });
  return request.body;
}

function fileRoutes(app: ApiApp, deps: SupplierSheetRouteDeps): void {
  const { suppliers } = deps;
  if (!app.hasContentTypeParser(binary))
    app.addContentTypeParser(binary, { parseAs: 'buffer', bodyLimit: sheetLimits.evidenceBytesMax }, (_request, body, parsed) =>
      parsed(null, body),
    );
  // Files stand in memory until they are stored: whoever has no good secret never gets so far.
  const known = async (request: FastifyRequest): Promise<void> => {
    await limited(deps, request, () => suppliers.mustKnow(sessionOf(request)));
  };
  app.route({
    method: 'POST',
    url: '/api/supplier-sheet/evidence',
    config: open,
    bodyLimit: sheetLimits.evidenceBytesMax,
    onRequest: known,
    schema: {
      summary: 'Keeps a file (application/octet-stream) that backs an answer.',
      querystring: evidenceQuery,
      response: { 200: evidenceSchema },
    },
    handler: async (request) => {
      const { question, name } = request.query;
      const { id, bytes, ...kept } = await suppliers.addEvidence(sessionOf(request), question, { name, content: bytesOf(request) });
      return { id, bytes, question, name: kept.name };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/supplier-sheet/evidence/remove',
    config: open,
    schema: { summary: 'Takes a file back from an answer.', body: removeEvidenceBody, response: { 200: done } },
    handler: (request) =>
      limited(deps, request, async () => {
        await suppliers.removeEvidence(sessionOf(request), request.body.file);
        return { ok: true } as const;
      }),
  });
  app.route({
    method: 'POST',
    url: '/api/supplier-sheet/excel',
    config: open,
    schema: { summary: 'The sheet as a workbook.' },
    handler: (request, reply) =>
      limited(deps, request, async () => {
        const bytes = await suppliers.excel(sessionOf(request), request.ip);
        return reply.type(xlsx).header('content-disposition', workbookName).send(Buffer.from(bytes));
      }),
  });
  app.route({
    method: 'POST',
    url: '/api/supplier-sheet/excel/import',
    config: open,
    bodyLimit: sheetLimits.excelBytesMax,
    onRequest: known,
    schema: {
      summary: 'Takes the answers of a workbook into the draft: all of them, or none.',
      querystring: importQuery,
      response: { 200: importedSheetSchema },
    },
    handler: async (request) => {
      const { revision, name } = request.query;
      const read = await suppliers.importExcel(sessionOf(request), { revision, name, content: bytesOf(request) }, request.ip);
      return read.ok
        ? { ok: true as const, revision: read.revision!, answered: read.answered }
        : { ok: false as const, problems: [...read.problems], more: read.more };
    },
  });
}

export const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const workbookName = `attachment; filename="supplier-sheet.xlsx"; filename*=UTF-8''${encodeURIComponent('委託先審査票.xlsx')}`;

function answeringView({ sheet, content, revision, answers, evidence, savedAt }: AnsweringSheet): AnsweringView {
  return {
    company: sheet.company,
    contact: sheet.contactName,
    dueOn: sheet.dueOn,
    until: sheet.expiresAt.toISOString(),
    state: sheet.state === 'submitted' ? 'submitted' : 'open',
    submittedAt: sheet.submittedAt?.toISOString() ?? null,
    receipt: sheet.submittedSeq,
    groups: structuredClone(content.groups) as unknown as AnsweringView['groups'],
    revision,
    answers: { ...answers },
    evidence: evidence.map(({ id, question, name, bytes }) => ({ id, question, name, bytes })),
    savedAt: savedAt?.toISOString() ?? null,
    limits: {
      noteCharsMax: sheetLimits.noteCharsMax,
      evidenceBytesMax: sheetLimits.evidenceBytesMax,
      evidenceFilesMax: sheetLimits.evidenceFilesMax,
      excelBytesMax: sheetLimits.excelBytesMax,
    },
  };
}
