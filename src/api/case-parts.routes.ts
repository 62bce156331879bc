import { type AuditorView, auditorsSchema, problemReportQuery } from './contract-case-parts.ts';
import { caseParams } from './contract-cases.ts';
import { disposition } from './documents.routes.ts';
import { actorOf } from './requests.routes.ts';
import type { ApiApp } from './server.ts';

type CaseReader = ReturnType<typeof actorOf>;

export interface CasePartRouteDeps {
  /** Accounts of an audit, for whoever may read it. Throws `not-found`. */
  auditors(caseId: string, reader: CaseReader): Promise<readonly AuditorView[]>;
  /** The report of a problem to management, as a file. Throws `not-found`, also before there is one. */
  problemReport(caseId: string, format: 'pdf' | 'docx', reader: CaseReader): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
}

const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** What cases of some kinds have beside their history: the report of a problem, the accounts of an audit. */
export function casePartRoutes(app: ApiApp, deps: CasePartRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/cases/:id/auditors',
    config: { access: 'signed-in' },
    schema: { summary: 'Accounts that were made for the window of an audit.', params: caseParams, response: { 200: auditorsSchema } },
    handler: async (request) => ({ accounts: [...(await deps.auditors(request.params.id, actorOf(request)))] }),
  });
  app.route({
    method: 'GET',
    url: '/api/cases/:id/report',
    config: { access: 'signed-in' },
    schema: {
      summary: 'The one-page report of a problem to management, as PDF or Word.',
      params: caseParams,
      querystring: problemReportQuery,
    },
    handler: async (request, reply) => {
      const { format } = request.query;
      const { name, bytes } = await deps.problemReport(request.params.id, format, actorOf(request));
      return reply
        .type(types[format])
        .header('content-disposition', disposition('report', `${name}.${format}`))
        .header('cache-control', 'no-store')
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
  });
}
