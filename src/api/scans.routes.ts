import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import type { Caller } from '../people/index.ts';
import { type GivenReport, reportBytesMax, type Scans, type Who } from '../scans/index.ts';
import { callerOf } from './access.ts';
import {
  scanFileQuery,
  scanImportedSchema,
  scanImportQuery,
  scanImportsSchema,
  scanMadeSchema,
  scanPageQuery,
  scanPreviewSchema,
  scanTargetBody,
  scanTargetChangeBody,
  scanTargetDetailSchema,
  scanTargetsSchema,
} from './contract-scans.ts';
import { scanFindingRoutes } from './scan-findings.routes.ts';
import { scanTokenRoutes } from './scan-tokens.routes.ts';
import { importView, runView, targetView } from './scans.views.ts';
import type { ApiApp } from './server.ts';
import { done, isoOrNull } from './wire.ts';

export interface ScanRouteDeps {
  readonly scans: Scans;
  dayOf(at: Date): string;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  describeLines(ids: readonly string[]): Promise<ReadonlyMap<string, { readonly label: string }>>;
  whoOf(caller: Caller): Promise<Who>;
  readonly attempts: {
    /** Counts an attempt by address; what came with a token is given back. Throws `too-many-attempts`. */
    readonly stranger: { take(address: string): Promise<void>; giveBack(address: string): Promise<void> };
    /** The budget of one token. */
    token(id: string): Promise<void>;
  };
}

export const scanId = z.object({ id: z.uuid() });
/** Everybody but auditors: who works on which target the room knows. */
const workers = ['administrator', 'committee', 'management', 'departmentManager', 'employee'] as const;
export const scanWorkers = [...workers];
const administrator = { access: ['administrator'] } as const;

/** Scan results: targets and reports here, findings and tokens beside. Who sees which target, the room decides. */
export function scanRoutes(app: ApiApp, deps: ScanRouteDeps): void {
  if (!app.hasContentTypeParser('application/octet-stream')) {
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: reportBytesMax }, (_request, body, parsed) =>
      parsed(null, body),
    );
  }
  targetRoutes(app, deps);
  changeRoutes(app, deps);
  reportRoutes(app, deps);
  scanFindingRoutes(app, deps);
  scanTokenRoutes(app, deps);
}

function targetRoutes(app: ApiApp, deps: ScanRouteDeps): void {
  const { scans, whoOf } = deps;
  app.route({
    method: 'GET',
    url: '/api/scans/targets',
    config: { access: 'signed-in' },
    schema: { summary: 'What is scanned: all of it for readers, one’s own for developers.', response: { 200: scanTargetsSchema } },
    handler: async (request) => {
      const who = await whoOf(callerOf(request));
      const targets = await scans.targets(who);
      const lines = await deps.describeLines(targets.flatMap(({ line }) => line ?? []));
      const names = await deps.nameOf([...new Set(targets.flatMap(({ developers }) => developers))]);
      return {
        targets: targets.map((target) => ({
          ...targetView(target, { names, lines, mayWork: scans.mayWork(target, who) }),
          open: target.open,
          overdue: target.overdue,
          toConfirm: target.toConfirm,
          proposed: target.proposed,
          lastImportAt: isoOrNull(target.lastImportAt),
        })),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/scans/targets/:id',
    config: { access: 'signed-in' },
    schema: { params: scanId, response: { 200: scanTargetDetailSchema } },
    handler: async (request) => {
      const who = await whoOf(callerOf(request));
      const target = await scans.target(request.params.id, who);
      const newest = await scans.newest(target.id);
      const [lines, names] = await Promise.all([
        deps.describeLines(target.line === null ? [] : [target.line]),
        deps.nameOf([...target.developers, ...newest.map(({ by }) => by)]),
      ]);
      return {
        ...targetView(target, { names, lines, mayWork: scans.mayWork(target, who) }),
        newest: newest.map((each) => importView(each, names)),
        freshDays: scans.rules().freshDays,
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/scans/targets/:id/imports',
    config: { access: 'signed-in' },
    schema: { params: scanId, querystring: scanPageQuery, response: { 200: scanImportsSchema } },
    handler: async (request) => {
      const { total, imports } = await scans.imports(request.params.id, await whoOf(callerOf(request)), request.query);
      const names = await deps.nameOf(imports.map(({ by }) => by));
      return { total, imports: imports.map((each) => importView(each, names)) };
    },
  });
}

function changeRoutes(app: ApiApp, { scans }: ScanRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/scans/targets',
    // It names who may see and change findings.
    config: { ...administrator, stepUp: true },
    schema: { summary: 'A new target.', body: scanTargetBody, response: { 201: scanMadeSchema } },
    handler: async (request, reply) =>
      reply.code(201).send({ id: await scans.addTarget({ ...request.body, ended: false }, callerOf(request).actor) }),
  });
  app.route({
    method: 'PUT',
    url: '/api/scans/targets/:id',
    config: { ...administrator, stepUp: true },
    schema: { summary: 'Changes a target, or ends it.', params: scanId, body: scanTargetChangeBody, response: { 200: done } },
    handler: async (request) => {
      const { no, ...said } = request.body;
      await scans.changeTarget(request.params.id, no, said, callerOf(request).actor);
      return { ok: true as const };
    },
  });
}

export function reportIn(body: unknown, { name, complete }: z.output<typeof scanFileQuery>): GivenReport {
  if (!Buffer.isBuffer(body)) throw new Fault('bad-request', { expected: 'content-type: application/octet-stream' });
  return { name, bytes: body, complete: complete === 'true' };
}

function reportRoutes(app: ApiApp, { scans, whoOf }: ScanRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/scans/targets/:id/preview',
    config: { access: scanWorkers },
    bodyLimit: reportBytesMax,
    schema: {
      summary: 'What a report (application/octet-stream) would change. Writes nothing.',
      params: scanId,
      querystring: scanFileQuery,
      response: { 200: scanPreviewSchema },
    },
    handler: async (request) => {
      const { format, digest, runs } = await scans.preview(
        request.params.id,
        reportIn(request.body, request.query),
        await whoOf(callerOf(request)),
      );
      return { format, digest, runs: runs.map(runView) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/scans/targets/:id/import',
    config: { access: scanWorkers },
    bodyLimit: reportBytesMax,
    schema: {
      summary: 'Takes the report that was shown.',
      params: scanId,
      querystring: scanImportQuery,
      response: { 200: scanImportedSchema },
    },
    handler: async (request) => {
      const given = reportIn(request.body, request.query);
      const { format, runs } = await scans.import(request.params.id, given, request.query.digest, await whoOf(callerOf(request)));
      return { format, runs: runs.map((run) => ({ ...run })) };
    },
  });
}
