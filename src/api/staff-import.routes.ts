import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import {
  applyImport,
  fieldsOf,
  forgetMapping,
  type ImportRun,
  importKinds,
  keepMapping,
  keepUpload,
  listMappings,
  type Plan,
  type PlannedRow,
  previewImport,
  readImports,
  uploadLimits,
} from '../staff/index.ts';
import { callerOf } from './access.ts';
import {
  appliedSchema,
  applyBody,
  importKindSchema,
  type importRunSchema,
  importsSchema,
  mappingSchema,
  mappingsSchema,
  previewBody,
  previewSchema,
  readFileSchema,
  readQuery,
} from './contract-staff.ts';
import type { ApiApp } from './server.ts';
import type { StaffRouteDeps } from './staff.routes.ts';
import { done } from './wire.ts';

const administrator = { access: ['administrator'] } as const;
const administratorConfirmed = { ...administrator, stepUp: true } as const;
/** Rows that show a person whether the columns are right. */
const sampleRows = 5;
/** Of each kind of change; the counts are of all. */
const shownMax = 300;
const importsMax = 50;

/** Read a file, look at the difference, apply what was seen. */
export function staffImportRoutes(app: ApiApp, deps: StaffRouteDeps): void {
  readRoute(app, deps);
  previewAndApply(app, deps);
  mappingRoutes(app, deps);
}

function readRoute(app: ApiApp, deps: StaffRouteDeps): void {
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: uploadLimits.fileBytesMax },
    (_request, body, parsed) => parsed(null, body),
  );
  app.route({
    method: 'POST',
    url: '/api/staff/import/read',
    config: administrator,
    bodyLimit: uploadLimits.fileBytesMax,
    schema: {
      summary: 'Reads a file (application/octet-stream) and keeps it for half an hour. Changes nothing.',
      querystring: readQuery,
      response: { 200: readFileSchema },
    },
    handler: async (request) => {
      if (!Buffer.isBuffer(request.body)) throw new Fault('bad-request', { expected: 'content-type: application/octet-stream' });
      const kept = await keepUpload(deps, request.body, { ...request.query, by: callerOf(request).actor });
      const { format, encoding, byteOrderMark, separator, hiddenSheets, sheets } = kept.table;
      return {
        file: kept.id,
        expiresAt: kept.expiresAt.toISOString(),
        format,
        encoding,
        byteOrderMark,
        separator,
        hiddenSheets: [...hiddenSheets],
        sheets: sheets.map(({ name, headerNumber, header, rows }, index) => ({
          name,
          headerNumber,
          header: [...header],
          rows: rows.length,
          sample: rows.slice(0, sampleRows).map((row) => ({ number: row.number, cells: row.cells.map((cell) => cell.slice(0, 200)) })),
          proposed: { ...kept.proposed[index]! },
        })),
      };
    },
  });
}

type Row = z.output<typeof previewSchema>['added'][number];
const rowView = ({ row, before, after, fields }: PlannedRow): Row => ({
  row,
  before: before as Row['before'],
  after: after as Row['after'],
  fields: [...fields],
});

function planView(plan: Plan, digest: string): z.output<typeof previewSchema> {
  const { kind, added, changed, missing, unchanged, newDepartments, problems, moreProblems } = plan;
  return {
    kind,
    digest,
    counts: { added: added.length, changed: changed.length, missing: missing.length, unchanged },
    added: added.slice(0, shownMax).map(rowView),
    changed: changed.slice(0, shownMax).map(rowView),
    missing: missing.slice(0, shownMax).map(rowView),
    newDepartments: newDepartments.slice(0, shownMax).map((department) => department.name),
    problems: [...problems],
    problemCount: problems.length + moreProblems,
  };
}

function previewAndApply(app: ApiApp, deps: StaffRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/staff/import/preview',
    config: administrator,
    schema: { summary: 'What the file would change.', body: previewBody, response: { 200: previewSchema } },
    handler: async (request) => {
      const { plan, digest } = await previewImport(deps, { ...request.body, by: callerOf(request).actor });
      return planView(plan, digest);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/staff/import/apply',
    config: administratorConfirmed,
    schema: { summary: 'Does what the preview showed, all of it or nothing.', body: applyBody, response: { 200: appliedSchema } },
    handler: async (request) => {
      const run = await applyImport(deps, { ...request.body, by: callerOf(request).actor });
      return { run: run === null ? null : (await runViews(deps, [run]))[0]! };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/staff/imports',
    config: administrator,
    schema: { summary: 'The last imports, newest first.', response: { 200: importsSchema } },
    handler: async () => ({ imports: await runViews(deps, await readImports(deps.pool, importsMax)) }),
  });
}

async function runViews({ nameOf }: StaffRouteDeps, runs: readonly ImportRun[]): Promise<z.output<typeof importRunSchema>[]> {
  const names = await nameOf(runs.map((run) => run.by));
  return runs.map((run) => ({ ...run, byName: names.get(run.by) ?? null, at: run.at.toISOString() }));
}

function mappingRoutes(app: ApiApp, deps: StaffRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/staff/mappings',
    config: administrator,
    schema: { summary: 'How the columns of each source are read, and what can be read.', response: { 200: mappingsSchema } },
    handler: async () => ({
      mappings: (await listMappings(deps)).map((mapping) => ({
        ...mapping,
        columns: { ...mapping.columns },
        savedAt: mapping.savedAt.toISOString(),
      })),
      fields: Object.fromEntries(
        importKinds.map((kind) => [kind, fieldsOf[kind].map(({ key, title, required }) => ({ key, title, required }))]),
      ) as z.output<typeof mappingsSchema>['fields'],
    }),
  });
  app.route({
    method: 'PUT',
    url: '/api/staff/mappings',
    config: administrator,
    schema: { body: mappingSchema, response: { 200: done } },
    handler: async (request) => {
      await keepMapping(deps, callerOf(request).actor, request.body);
      return { ok: true as const };
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/staff/mappings',
    config: administrator,
    schema: { querystring: z.object({ kind: importKindSchema, name: z.string().max(60) }), response: { 200: done } },
    handler: async (request) => {
      await forgetMapping(deps, callerOf(request).actor, request.query.kind, request.query.name);
      return { ok: true as const };
    },
  });
}
