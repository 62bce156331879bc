import type { FastifyRequest } from 'fastify';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import { localDateOf } from '../calendar/index.ts';
import type { Cases, ListedCase } from '../engine/cases/index.ts';
import type { Cells } from '../mechanism/field.ts';
import {
  bank,
  bankVersion,
  kept,
  monthDue,
  type SheetDetail,
  type SlaWithFigures,
  type Suppliers,
  sheetLimits,
} from '../suppliers/index.ts';
import { callerOf } from './access.ts';
import {
  agreeBody,
  agreedSchema,
  bankSchema,
  behalfQuery,
  caseIdParams,
  caseSheetsSchema,
  figureBody,
  type SheetView,
  type SupplierView,
  slasSchema,
  submittedSchema,
  suppliersQuery,
  suppliersSchema,
  templateBody,
  templateSchema,
} from './contract-suppliers.ts';
import { actorOf } from './requests.routes.ts';
import type { ApiApp } from './server.ts';
import { workbookName, xlsx } from './supplier-sheet.routes.ts';
import { done } from './wire.ts';

export interface SupplierRouteDeps {
  readonly suppliers: Suppliers;
  readonly cases: Cases;
  readonly clock: Clock;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  dutyTitle(duty: string): Words;
  readonly workKinds: readonly { readonly id: string; readonly title: Words }[];
  passMark(): number;
  /** The lines of the register of network services in force. */
  services(): Promise<readonly { readonly row: string; readonly number: string; readonly cells: Cells }[]>;
  queued?(): void;
}

const readers = { access: ['administrator', 'committee', 'management', 'departmentManager', 'auditor'] } as const;
const keeper = { access: ['administrator'] } as const;
const keeperConfirmed = { access: ['administrator'], stepUp: true } as const;
const supplierKind = 'suppliers/supplier';
const said = (names: ReadonlyMap<string, Words>, id: string): Words => names.get(id) ?? { ja: id, en: id };

/** Suppliers for the company: the list, their sheets, what is asked, and service levels. Their cases go on by the routes of cases. */
export function supplierRoutes(app: ApiApp, deps: SupplierRouteDeps): void {
  listRoutes(app, deps);
  bankRoutes(app, deps);
  sheetRoutes(app, deps);
  slaRoutes(app, deps);
}

function listRoutes(app: ApiApp, deps: SupplierRouteDeps): void {
  const { suppliers, cases, clock } = deps;
  app.route({
    method: 'GET',
    url: '/api/suppliers',
    config: readers,
    schema: {
      summary: 'Suppliers by page, with score and what is due next.',
      querystring: suppliersQuery,
      response: { 200: suppliersSchema },
    },
    handler: async (request) => {
      const { total, cases: found } = await cases.list({ ...request.query, kind: supplierKind, mine: false }, actorOf(request));
      const sheets = await suppliers.newest(found.map(({ one }) => one.id));
      const today = localDateOf(clock.now());
      return { total, suppliers: found.map((each) => supplierView(deps, each, sheets.get(each.one.id), today)) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/suppliers/:id/sheets',
    config: readers,
    schema: {
      summary: 'The sheets and deliveries of a supplier’s case, the newest first.',
      params: caseIdParams,
      response: { 200: caseSheetsSchema },
    },
    handler: async (request) => {
      const { id } = request.params;
      // Who may not read the case may not read its sheets.
      const { kind } = await cases.detail(id, actorOf(request));
      if (kind.id !== supplierKind) throw new Fault('not-found', { case: id });
      const [sheets, deliveries] = await Promise.all([suppliers.sheets(id), suppliers.deliveries([id], clock.now())]);
      const names = await deps.nameOf(sheets.flatMap(({ sheet }) => [sheet.sentBy, sheet.submittedBy ?? '']));
      return {
        sheets: sheets.map((sheet) => sheetView(sheet, names)),
        deliveries: deliveries.map(({ at, what, deliveredOn, acceptance }) => ({ at: at.toISOString(), what, deliveredOn, acceptance })),
      };
    },
  });
}

type NewestOfCase = Awaited<ReturnType<Suppliers['newest']>> extends ReadonlyMap<string, infer T> ? T : never;

function supplierView(
  deps: SupplierRouteDeps,
  { one, kind, number, waiting }: ListedCase,
  sheets: NewestOfCase | undefined,
  today: string,
): SupplierView {
  const next = waiting.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0];
  const { newest, submitted } = sheets ?? { newest: null, submitted: null };
  return {
    case: one.id,
    number,
    label: one.label,
    variant: kind.variants[one.variant] ?? { ja: one.variant, en: one.variant },
    state: kind.states[one.state]?.title ?? { ja: one.state, en: one.state },
    ended: one.endedAt !== null,
    score: submitted?.score?.total ?? null,
    passed: submitted?.score?.passed ?? null,
    assessedAt: submitted?.submittedAt?.toISOString() ?? null,
    asked: newest?.state === 'open' ? { sheet: newest.id, dueOn: newest.dueOn, late: newest.dueOn < today } : null,
    next: next === undefined ? null : { occurrence: next.id, duty: deps.dutyTitle(next.duty), dueOn: next.dueOn, overdue: next.overdue },
  };
}

function sheetView({ sheet, content, answers, evidence, openings, progress }: SheetDetail, names: ReadonlyMap<string, Words>): SheetView {
  const { submittedAt, submittedVia, submittedBy, answersDigest, submittedSeq } = sheet;
  return {
    id: sheet.id,
    again: sheet.again,
    way: sheet.way,
    state: sheet.state,
    digest: sheet.digest,
    contactName: sheet.contactName,
    contactMail: sheet.contactMail,
    sentAt: sheet.sentAt.toISOString(),
    sentBy: said(names, sheet.sentBy),
    dueOn: sheet.dueOn,
    until: sheet.expiresAt.toISOString(),
    submitted:
      submittedAt === null
        ? null
        : {
            at: submittedAt.toISOString(),
            via: submittedVia!,
            by: submittedVia === 'company' ? said(names, submittedBy!).ja : submittedBy!,
            digest: answersDigest!,
            receipt: submittedSeq!,
          },
    groups: content.groups as unknown as SheetView['groups'],
    answers: answers === null ? null : { ...answers },
    score: sheet.score as SheetView['score'],
    evidence: evidence.map(({ id, question, name, bytes }) => ({ id, question, name, bytes })),
    openings: openings.map(({ at, act, address }) => ({ at: at.toISOString(), act, address })),
    progress: progress === null ? null : { ...progress, savedAt: progress.savedAt?.toISOString() ?? null },
  };
}

function bankRoutes(app: ApiApp, deps: SupplierRouteDeps): void {
  const { suppliers } = deps;
  app.route({
    method: 'GET',
    url: '/api/suppliers/bank',
    config: readers,
    schema: { summary: 'The question bank, and what the company asks of it.', response: { 200: bankSchema } },
    handler: async () => {
      const { revision, groups, leftOut } = await suppliers.template();
      return {
        version: bankVersion,
        groups: bank as never,
        workKinds: [...deps.workKinds],
        template: { revision, groups: [...groups], leftOut: [...leftOut] },
        passMark: deps.passMark(),
      };
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/suppliers/template',
    config: keeperConfirmed,
    schema: { summary: 'What is asked from the next sheet on.', body: templateBody, response: { 200: templateSchema } },
    handler: async (request) => {
      const { revision, groups, leftOut } = await suppliers.saveTemplate(request.body, callerOf(request).actor);
      return { revision, groups: [...groups], leftOut: [...leftOut] };
    },
  });
}

const binary = 'application/octet-stream';

function sheetRoutes(app: ApiApp, deps: SupplierRouteDeps): void {
  const { suppliers } = deps;
  if (!app.hasContentTypeParser(binary))
    app.addContentTypeParser(binary, { parseAs: 'buffer', bodyLimit: sheetLimits.excelBytesMax }, (_request, body, parsed) =>
      parsed(null, body),
    );
  app.route({
    method: 'POST',
    url: '/api/suppliers/sheets/:id/link',
    config: keeperConfirmed,
    schema: { summary: 'Sends a new link to the same contact; earlier ones end at once.', params: caseIdParams, response: { 200: done } },
    handler: async (request) => {
      await suppliers.newLink(request.params.id, callerOf(request).actor);
      deps.queued?.();
      return { ok: true } as const;
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/suppliers/sheets/:id/link',
    config: keeper,
    schema: { summary: 'Stops the link of a sheet.', params: caseIdParams, response: { 200: done } },
    handler: async (request) => {
      await suppliers.stopLinks(request.params.id, callerOf(request).actor);
      return { ok: true } as const;
    },
  });
  app.route({
    method: 'GET',
    url: '/api/suppliers/sheets/:id/excel',
    config: keeper,
    schema: { summary: 'The sheet as a workbook, to be handed over.', params: caseIdParams },
    handler: async (request, reply) =>
      reply
        .type(xlsx)
        .header('content-disposition', workbookName)
        .send(Buffer.from(await suppliers.excelFor(request.params.id))),
  });
  app.route({
    method: 'POST',
    url: '/api/suppliers/sheets/:id/answers',
    config: keeperConfirmed,
    bodyLimit: sheetLimits.excelBytesMax,
    schema: {
      summary: 'Reads back a workbook (application/octet-stream) that the supplier filled in; final like every answer.',
      params: caseIdParams,
      querystring: behalfQuery,
      response: { 200: submittedSchema },
    },
    handler: async (request) => {
      const { name, from } = request.query;
      const { at, receipt } = await suppliers.importFor(
        request.params.id,
        { name, from, content: bytesOf(request) },
        callerOf(request).actor,
      );
      deps.queued?.();
      return { at: at.toISOString(), receipt };
    },
  });
}

function bytesOf(request: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(request.body)) throw new Fault('bad-request', { expected: 'content-type: application/octet-stream' });
  return request.body;
}

function slaRoutes(app: ApiApp, deps: SupplierRouteDeps): void {
  const { suppliers, clock } = deps;
  app.route({
    method: 'GET',
    url: '/api/suppliers/sla',
    config: readers,
    schema: { summary: 'Service levels that were agreed, and what came month by month.', response: { 200: slasSchema } },
    handler: async () => {
      const [services, levels] = await Promise.all([deps.services(), suppliers.slas(clock.now())]);
      const names = await deps.nameOf([...new Set(levels.flatMap(({ figures }) => figures.map(({ by }) => by)))]);
      const ofService = Map.groupBy(levels, ({ service }) => service);
      return {
        due: monthDue(localDateOf(clock.now())),
        services: services.map(({ row, number, cells }) => ({
          row,
          number,
          name: String(cells.name ?? ''),
          provider: String(cells.provider ?? ''),
          levels: (ofService.get(row) ?? []).map((level) => levelView(level, names)),
        })),
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/suppliers/sla',
    config: keeper,
    schema: { summary: 'A figure that was agreed for a service.', body: agreeBody, response: { 201: agreedSchema } },
    handler: async (request, reply) => {
      if (!(await deps.services()).some(({ row }) => row === request.body.service))
        throw new Fault('not-found', { service: request.body.service });
      return reply.code(201).send({ id: await suppliers.agree(request.body, callerOf(request).actor) });
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/suppliers/sla/:id',
    config: keeper,
    schema: { summary: 'Ends an agreed figure; what came stays.', params: caseIdParams, response: { 200: done } },
    handler: async (request) => {
      await suppliers.endAgreement(request.params.id, callerOf(request).actor);
      return { ok: true } as const;
    },
  });
  app.route({
    method: 'POST',
    url: '/api/suppliers/sla/figures',
    config: keeper,
    schema: { summary: 'What came in a month; said again, the later one counts.', body: figureBody, response: { 200: done } },
    handler: async (request) => {
      await suppliers.recordFigure(request.body, callerOf(request).actor);
      return { ok: true } as const;
    },
  });
}

const levelView = (level: SlaWithFigures, names: ReadonlyMap<string, Words>) => ({
  id: level.id,
  what: level.what,
  unit: level.unit,
  sense: level.sense,
  agreed: level.agreed,
  since: level.since,
  figures: level.figures.map(({ month, value, source, note, by }) => ({
    month,
    value,
    source,
    note,
    kept: kept(level, value),
    by: said(names, by),
  })),
});
