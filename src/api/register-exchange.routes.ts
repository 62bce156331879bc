import type { z } from 'zod';
import { Fault } from '../base/fault.ts';
import { countsOfPlan, importLimits, type Registers } from '../engine/registers/index.ts';
import { callerOf } from './access.ts';
import {
  exportQuery,
  importAppliedSchema,
  importApplyBody,
  importPreviewQuery,
  importPreviewSchema,
  registerParams,
} from './contract-registers.ts';
import { mayEditRegister, mayReadRegister, registerEditors, registerFor } from './registers.access.ts';
import type { ApiApp } from './server.ts';

export interface RegisterExchangeRouteDeps {
  readonly registers: Registers;
}

/** A register as a file and back: exported, held against the register, applied as it was seen. */
export function registerExchangeRoutes(app: ApiApp, deps: RegisterExchangeRouteDeps): void {
  exportRoute(app, deps);
  previewRoute(app, deps);
  applyRoute(app, deps);
}

const types = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv' } as const;

function exportRoute(app: ApiApp, { registers }: RegisterExchangeRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/registers/:room/:name/export',
    config: { access: 'signed-in' },
    schema: {
      summary: 'The register as .xlsx or CSV; importing it again changes nothing.',
      params: registerParams,
      querystring: exportQuery,
    },
    handler: async (request, reply) => {
      const { params, query } = request;
      const caller = callerOf(request);
      const register = registerFor(registers, params, caller, mayReadRegister);
      const { id, code, title } = register;
      const forFilling = mayEditRegister(caller, register);
      const bytes = await registers.exportFile(id, { ...query, replace: query.replace === 'true', forFilling });
      const { format, encoding, language } = query;
      const charset = format === 'csv' ? `; charset=${encoding === 'cp932' ? 'windows-31j' : 'utf-8'}` : '';
      const wide = encodeURIComponent(`${code} ${title[language]}.${format}`);
      return reply
        .type(`${types[format]}${charset}`)
        .header('content-disposition', `attachment; filename="${code.replace(/[^\w.-]/g, '_')}.${format}"; filename*=UTF-8''${wide}`)
        .send(Buffer.from(bytes));
    },
  });
}

function previewRoute(app: ApiApp, { registers }: RegisterExchangeRouteDeps): void {
  if (!app.hasContentTypeParser('application/octet-stream')) {
    app.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: importLimits.fileBytesMax },
      (_request, body, parsed) => parsed(null, body),
    );
  }
  app.route({
    method: 'POST',
    url: '/api/registers/:room/:name/import/preview',
    config: { access: registerEditors },
    bodyLimit: importLimits.fileBytesMax,
    schema: {
      summary: 'What a file (application/octet-stream) would change. It is kept for half an hour; the register stays as it is.',
      params: registerParams,
      querystring: importPreviewQuery,
      response: { 200: importPreviewSchema },
    },
    handler: async (request): Promise<z.output<typeof importPreviewSchema>> => {
      const caller = callerOf(request);
      const { id } = registerFor(registers, request.params, caller, mayEditRegister);
      if (!Buffer.isBuffer(request.body)) throw new Fault('bad-request', { expected: 'content-type: application/octet-stream' });
      const { upload, plan } = await registers.previewImport(request.body, { register: id, ...request.query, by: caller.actor });
      const changes = await registers.shownChanges(id, plan);
      return {
        upload: upload.id,
        expiresAt: upload.expiresAt.toISOString(),
        counts: countsOfPlan(plan),
        problems: [...plan.problems],
        moreProblems: plan.moreProblems,
        notes: [...plan.notes],
        changes: changes.map((change) => ({ ...change, cells: [...change.cells] })),
        digest: plan.digest,
      };
    },
  });
}

function applyRoute(app: ApiApp, { registers }: RegisterExchangeRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/registers/:room/:name/import/apply',
    config: { access: registerEditors, stepUp: true },
    schema: {
      summary: 'Does what the preview showed, all of it or nothing.',
      params: registerParams,
      body: importApplyBody,
      response: { 200: importAppliedSchema },
    },
    handler: async (request) => {
      const caller = callerOf(request);
      const { id } = registerFor(registers, request.params, caller, mayEditRegister);
      return registers.applyImport(id, { ...request.body, by: caller.actor });
    },
  });
}
