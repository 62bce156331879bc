import type { z } from 'zod';
import { Fault } from '../base/fault.ts';
import { type Words, words } from '../base/text.ts';
import {
  type Assessment,
  assess,
  choices,
  type Development,
  developmentLimits,
  fieldTitles,
  levels,
  questions,
  type Requirement,
  type Sheet,
  unready,
} from '../development/index.ts';
import {
  assessBody,
  developmentAssessmentSchema,
  developmentAssessmentsSchema,
  developmentChoicesSchema,
  developmentLanguage,
  projectParams,
  requirementAppliedSchema,
  requirementApplyQuery,
  requirementFileQuery,
  requirementLinesSchema,
  requirementPreviewSchema,
  requirementsSchema,
  saveRequirementsBody,
  startersTakenSchema,
  systemParams,
  traceRequirementsBody,
} from './contract-development.ts';
import { readers } from './readers.ts';
import { actorOf } from './requests.routes.ts';
import type { ApiApp } from './server.ts';

export interface DevelopmentRouteDeps {
  readonly development: Development;
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
}

/** Who may read a project the engine of cases says; who reads one works on its requirements. An auditor changes nothing. */
const signedIn = { access: 'signed-in' } as const;
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Requirements of development projects, and assessments of applications. */
export function developmentRoutes(app: ApiApp, deps: DevelopmentRouteDeps): void {
  readRoutes(app, deps);
  writeRoutes(app, deps);
  fileRoutes(app, deps);
  systemRoutes(app, deps);
}

const optionsOf = (given: Readonly<Record<string, Words>>) => Object.entries(given).map(([id, title]) => ({ id, title }));
const lineView = (line: Requirement): z.output<typeof requirementLinesSchema>['lines'][number] => ({ ...line });

function readRoutes(app: ApiApp, deps: DevelopmentRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/development/choices',
    config: signedIn,
    schema: { summary: 'Questions of the assessment, and the options of requirements.', response: { 200: developmentChoicesSchema } },
    handler: async () => ({
      questions: questions.map(({ id, title, options }) => ({
        id,
        title,
        options: Object.entries(options).map(([key, option]) => ({ id: key, title: option.title })),
      })),
      levels: optionsOf(levels),
      fields: Object.fromEntries(
        Object.entries(fieldTitles).map(([id, title]) => [id, { title, options: choices[id] ? optionsOf(choices[id]) : null }]),
      ),
    }),
  });
  app.route({
    method: 'GET',
    url: '/api/development/projects/:id',
    config: signedIn,
    schema: {
      summary: 'The requirements of a project, with its assessments.',
      params: projectParams,
      response: { 200: requirementsSchema },
    },
    handler: async (request) => sheetView(deps, await deps.development.sheet(request.params.id, actorOf(request))),
  });
}

async function sheetView({ nameOf }: DevelopmentRouteDeps, sheet: Sheet): Promise<z.output<typeof requirementsSchema>> {
  const { project, lines, open, needsRecovery, assessments, proposed, frozen } = sheet;
  const names = await nameOf([...new Set([...assessments.map(({ by }) => by), ...(frozen === null ? [] : [frozen.by])])]);
  const taken = new Set(lines.map(({ starter }) => starter));
  const count = (of: (line: Requirement) => boolean): number => lines.filter(of).length;
  const adopted = lines.filter(({ decision }) => decision === 'adopted');
  return {
    project: { id: project.id, number: project.number, label: project.label, state: project.state, ended: project.ended },
    open,
    needsRecovery,
    lines: lines.map(lineView),
    counts: {
      adopted: adopted.length,
      notApplicable: count(({ decision }) => decision === 'notApplicable'),
      open: count(({ decision }) => decision === 'open'),
      met: adopted.filter(({ result }) => result === 'met').length,
      unmet: adopted.filter(({ result }) => result === 'unmet').length,
    },
    unready: unready(lines, needsRecovery),
    assessments: assessments.map((one) => assessmentView(one, names)),
    proposed: proposed.map(({ starter, applies, because }) => ({
      id: starter.id,
      title: starter.title,
      applies,
      taken: taken.has(starter.id),
      because,
    })),
    frozen: frozen && {
      no: frozen.no,
      digest: frozen.digest,
      lines: frozen.lines,
      adopted: frozen.adopted,
      by: names.get(frozen.by) ?? words(frozen.by, frozen.by),
      at: frozen.at.toISOString(),
    },
  };
}

function assessmentView(one: Assessment, names: ReadonlyMap<string, Words>): z.output<typeof developmentAssessmentSchema> {
  // The level is what was kept; the reason is told by the rule as it is now, and says so where it would come out otherwise.
  const now = assess(one.answers);
  const because = now.level === one.level ? now.because : words('評価した時点の決まりによる', 'By the rule of that time');
  return {
    id: one.id,
    level: one.level,
    points: now.points,
    exposed: one.exposed,
    because,
    answers: { ...one.answers },
    expert: one.expert,
    note: one.note,
    by: names.get(one.by) ?? words(one.by, one.by),
    at: one.at.toISOString(),
  };
}

function writeRoutes(app: ApiApp, deps: DevelopmentRouteDeps): void {
  const { development } = deps;
  app.route({
    method: 'POST',
    url: '/api/development/projects/:id/assessments',
    config: signedIn,
    schema: {
      summary: 'Keeps an assessment of a project.',
      params: projectParams,
      body: assessBody,
      response: { 201: developmentAssessmentSchema },
    },
    handler: async (request, reply) => {
      const kept = await development.assess({ about: 'case', id: request.params.id, ...request.body }, actorOf(request));
      return reply.code(201).send(assessmentView(kept, await deps.nameOf([kept.by])));
    },
  });
  app.route({
    method: 'POST',
    url: '/api/development/projects/:id/starters',
    config: signedIn,
    schema: {
      summary: 'Takes the starters that the newest assessment asks for.',
      params: projectParams,
      body: developmentLanguage,
      response: { 200: startersTakenSchema },
    },
    handler: (request) => development.takeStarters(request.params.id, request.body.language, actorOf(request)),
  });
  app.route({
    method: 'PUT',
    url: '/api/development/projects/:id/requirements',
    config: signedIn,
    schema: {
      summary: 'Writes what requirements say, all lines or none. Refused once the list is frozen.',
      params: projectParams,
      body: saveRequirementsBody,
      response: { 200: requirementLinesSchema },
    },
    handler: async (request) => ({
      lines: (await development.save(request.params.id, request.body.lines as never, actorOf(request))).map(lineView),
    }),
  });
  app.route({
    method: 'PUT',
    url: '/api/development/projects/:id/traces',
    config: signedIn,
    schema: {
      summary: 'Writes how requirements are met, all lines or none.',
      params: projectParams,
      body: traceRequirementsBody,
      response: { 200: requirementLinesSchema },
    },
    handler: async (request) => ({
      lines: (await development.trace(request.params.id, request.body.lines as never, actorOf(request))).map(lineView),
    }),
  });
}

function fileRoutes(app: ApiApp, { development }: DevelopmentRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/development/projects/:id/export',
    config: signedIn,
    schema: { summary: 'The list as .xlsx; taken back, it changes nothing.', params: projectParams, querystring: developmentLanguage },
    handler: async (request, reply) => {
      const { name, bytes } = await development.exportFile(request.params.id, request.query.language, actorOf(request));
      return reply.type(xlsx).header('content-disposition', `attachment; filename="${name}"`).send(Buffer.from(bytes));
    },
  });
  if (!app.hasContentTypeParser('application/octet-stream')) {
    app.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: developmentLimits.fileBytesMax },
      (_request, body, parsed) => parsed(null, body),
    );
  }
  app.route({
    method: 'POST',
    url: '/api/development/projects/:id/import/preview',
    config: signedIn,
    bodyLimit: developmentLimits.fileBytesMax,
    schema: {
      summary: 'What a file (application/octet-stream) would change of a list. Writes nothing.',
      params: projectParams,
      querystring: requirementFileQuery,
      response: { 200: requirementPreviewSchema },
    },
    handler: async (request) => {
      const { params, query } = request;
      const plan = await development.previewImport(params.id, { name: query.name, bytes: bytesIn(request.body) }, actorOf(request));
      const lines = (given: typeof plan.added) => given.map((line) => ({ ...line, fields: [...line.fields] }));
      return { ...plan, added: lines(plan.added), changed: lines(plan.changed), problems: plan.problems.map((each) => ({ ...each })) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/development/projects/:id/import/apply',
    config: signedIn,
    bodyLimit: developmentLimits.fileBytesMax,
    schema: {
      summary: 'Takes the file as it was shown, all of it or nothing.',
      params: projectParams,
      querystring: requirementApplyQuery,
      response: { 200: requirementAppliedSchema },
    },
    handler: (request) => {
      const { name, digest } = request.query;
      return development.applyImport(request.params.id, { name, digest, bytes: bytesIn(request.body) }, actorOf(request));
    },
  });
}

function bytesIn(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw new Fault('bad-request', { expected: 'content-type: application/octet-stream' });
  return body;
}

/** Applications that are bought, not built: lines of the register of systems. */
function systemRoutes(app: ApiApp, deps: DevelopmentRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/development/systems/:row/assessments',
    config: { access: readers },
    schema: { summary: 'Assessments of a system, newest first.', params: systemParams, response: { 200: developmentAssessmentsSchema } },
    handler: async (request) => {
      const found = await deps.development.systemAssessments(request.params.row);
      const names = await deps.nameOf([...new Set(found.map(({ by }) => by))]);
      return { assessments: found.map((one) => assessmentView(one, names)) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/development/systems/:row/assessments',
    config: { access: ['administrator'] },
    schema: {
      summary: 'Keeps an assessment of a system; its line says when it was assessed, and by when again.',
      params: systemParams,
      body: assessBody,
      response: { 201: developmentAssessmentSchema },
    },
    handler: async (request, reply) => {
      const kept = await deps.development.assess({ about: 'row', id: request.params.row, ...request.body }, actorOf(request));
      return reply.code(201).send(assessmentView(kept, await deps.nameOf([kept.by])));
    },
  });
}
