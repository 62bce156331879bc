import type { Clock } from '../base/clock.ts';
import type { Words } from '../base/text.ts';
import type { NamedCase } from '../engine/cases/index.ts';
import { type Actor, type Duties, occurrenceSubject } from '../engine/duties/index.ts';
import type { Caller } from '../people/index.ts';
import { callerOf } from './access.ts';
import {
  completeBody,
  dutiesSchema,
  dutyEventBody,
  dutyParams,
  dutySettingsBody,
  moveBody,
  noCaseBody,
  noCaseSchema,
  occurrenceDetailSchema,
  occurrenceParams,
  occurrencesQuery,
  occurrencesSchema,
  openedSchema,
  organisationChangeBody,
  quietQuestionsSchema,
  receiptSchema,
  skipBody,
} from './contract-duties.ts';
import type { AttachmentView } from './contract-mechanisms.ts';
import { dutiesView, occurrenceDetailView, occurrencesView, quietQuestionView } from './duties.views.ts';
import { type DutyFeedDeps, dutyFeedRoutes } from './duty-feed.routes.ts';
import { dutyPlanRoutes } from './duty-plan.routes.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';

export interface DutyRouteDeps {
  readonly duties: Duties;
  readonly clock: Clock;
  /** Who calls, with who that is on the staff list. */
  actorOf(caller: Caller): Promise<Actor>;
  /** Names of accounts, of the server and of the command line. */
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  /** The files that belong to a subject of the ledger, oldest first. */
  filesOf(subject: string): Promise<readonly AttachmentView[]>;
  /** Notices were queued and committed: they need not wait for the next look at the queue. */
  queued?(): void;
  /** How a case is named to a reader; null where there is none. */
  caseOf?(id: string | null, actor: Actor): Promise<NamedCase | null>;
  readonly feed: DutyFeedDeps;
}

/** Duties, their occurrences and their calendar. Who sees and may do what beyond the roles is decided by owner, in the engine. */
export function dutyRoutes(app: ApiApp, deps: DutyRouteDeps): void {
  definitionRoutes(app, deps);
  happenedRoutes(app, deps);
  occurrenceRoutes(app, deps);
  actRoutes(app, deps);
  noCaseRoutes(app, deps);
  dutyFeedRoutes(app, deps);
  dutyPlanRoutes(app, deps);
}

const receipt = ({ ledgerSeq }: { readonly ledgerSeq: number }) => ({ ok: true as const, ledgerSeq });
const dutyOf = ({ room, name }: { room: string; name: string }): string => `${room}/${name}`;

function definitionRoutes(app: ApiApp, deps: DutyRouteDeps): void {
  const { duties } = deps;
  app.route({
    method: 'GET',
    url: '/api/duties',
    config: { access: readers },
    schema: { summary: 'Every duty: its rhythm, who sees to it, where it stands.', response: { 200: dutiesSchema } },
    handler: async () => dutiesView(await duties.list(), await duties.parties()),
  });
  app.route({
    method: 'PUT',
    url: '/api/duties/:room/:name/settings',
    config: { access: ['administrator', 'committee'], stepUp: true },
    schema: {
      summary: 'Names owner and deputy. What the committee or management does is handed over by them only.',
      params: dutyParams,
      body: dutySettingsBody,
      response: { 200: receiptSchema },
    },
    handler: async (request) => receipt(await duties.set(dutyOf(request.params), request.body, await deps.actorOf(callerOf(request)))),
  });
}

/** Who may say that something happened: whoever sees to the company's affairs. An auditor only reads. */
const recorders = ['administrator', 'committee', 'management', 'departmentManager'] as const;

function happenedRoutes(app: ApiApp, deps: DutyRouteDeps): void {
  const { duties } = deps;
  app.route({
    method: 'POST',
    url: '/api/duties/:room/:name/events',
    config: { access: recorders },
    schema: { summary: 'It happened: opens an occurrence.', params: dutyParams, body: dutyEventBody, response: { 201: openedSchema } },
    handler: async (request, reply) => {
      const opened = await duties.recordEvent(dutyOf(request.params), request.body, await deps.actorOf(callerOf(request)));
      deps.queued?.();
      return reply.code(201).send({ opened: [...opened] });
    },
  });
  app.route({
    method: 'POST',
    url: '/api/organisation-changes',
    config: { access: ['administrator'], stepUp: true },
    schema: {
      summary: 'The organisation changed: opens every duty that hangs on that.',
      body: organisationChangeBody,
      response: { 201: openedSchema },
    },
    handler: async (request, reply) => {
      const opened = await duties.organisationChanged(request.body, await deps.actorOf(callerOf(request)));
      deps.queued?.();
      return reply.code(201).send({ opened: [...opened] });
    },
  });
}

function occurrenceRoutes(app: ApiApp, deps: DutyRouteDeps): void {
  const { duties } = deps;
  app.route({
    method: 'GET',
    url: '/api/duties/occurrences',
    config: { access: 'signed-in' },
    schema: {
      summary: 'Occurrences by page. Who is no reader of the company sees those that fall to him.',
      querystring: occurrencesQuery,
      response: { 200: occurrencesSchema },
    },
    handler: async (request) =>
      occurrencesView(
        await duties.occurrences({ ...request.query, mine: request.query.mine === 'true' }, await deps.actorOf(callerOf(request))),
      ),
  });
  app.route({
    method: 'GET',
    url: '/api/duties/occurrences/:id',
    config: { access: 'signed-in' },
    schema: { summary: 'One occurrence with its sheet and history.', params: occurrenceParams, response: { 200: occurrenceDetailSchema } },
    handler: async (request) => {
      const caller = callerOf(request);
      const actor = await deps.actorOf(caller);
      const detail = await duties.occurrence(request.params.id, actor);
      const [files, names, ofCase] = await Promise.all([
        deps.filesOf(occurrenceSubject(detail)),
        deps.nameOf(detail.events.map(({ by }) => by)),
        deps.caseOf?.(detail.caseId, actor) ?? null,
      ]);
      return occurrenceDetailView(detail, files, (id) => names.get(id)?.[caller.language] ?? id, ofCase);
    },
  });
}

function actRoutes(app: ApiApp, deps: DutyRouteDeps): void {
  const { duties } = deps;
  // Employees report too (that test data were deleted), so being signed in is enough here; the engine asks for the owner.
  const confirmed = { access: 'signed-in', stepUp: true } as const;
  app.route({
    method: 'POST',
    url: '/api/duties/occurrences/:id/complete',
    config: confirmed,
    schema: {
      summary: 'Records what was done. Final.',
      params: occurrenceParams,
      body: completeBody,
      response: { 200: receiptSchema },
    },
    handler: async (request) => {
      const done = await duties.complete(request.params.id, request.body, await deps.actorOf(callerOf(request)));
      deps.queued?.();
      return receipt(done);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/duties/occurrences/:id/skip',
    config: confirmed,
    schema: {
      summary: 'Leaves it out, with the reason. Final.',
      params: occurrenceParams,
      body: skipBody,
      response: { 200: receiptSchema },
    },
    handler: async (request) => receipt(await duties.skip(request.params.id, request.body, await deps.actorOf(callerOf(request)))),
  });
  app.route({
    method: 'POST',
    url: '/api/duties/occurrences/:id/move',
    config: { access: 'signed-in' },
    schema: {
      summary: 'Another date before the next period, with the reason.',
      params: occurrenceParams,
      body: moveBody,
      response: { 200: receiptSchema },
    },
    handler: async (request) => receipt(await duties.move(request.params.id, request.body, await deps.actorOf(callerOf(request)))),
  });
}

/** Several questions of the kind «was there really no case?», answered in one go. */
function noCaseRoutes(app: ApiApp, deps: DutyRouteDeps): void {
  const { duties } = deps;
  app.route({
    method: 'GET',
    url: '/api/duties/occurrences/no-case',
    config: { access: 'signed-in' },
    schema: {
      summary: 'What is asked because nothing happened for long and the caller may answer, with its sheets.',
      response: { 200: quietQuestionsSchema },
    },
    handler: async (request) => ({
      questions: (await duties.quietQuestions(await deps.actorOf(callerOf(request)))).map(quietQuestionView),
    }),
  });
  app.route({
    method: 'POST',
    url: '/api/duties/occurrences/no-case',
    config: { access: 'signed-in', stepUp: true },
    schema: {
      summary: 'There was no case: all of them or none, each with its own entry. Final.',
      body: noCaseBody,
      response: { 200: noCaseSchema },
    },
    handler: async (request) => {
      const receipts = await duties.noCase(request.body, await deps.actorOf(callerOf(request)));
      return { ok: true as const, receipts };
    },
  });
}
