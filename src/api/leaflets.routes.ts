import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import { addDays, localDateOf } from '../calendar/index.ts';
import {
  acknowledgeOnPaper,
  dueBusinessDays,
  dueDaysMax,
  type LeafletDeps,
  type LeafletPaper,
  leafletOverview,
  register,
  remindNow,
  send,
  sendToNewcomers,
  setQuiz,
} from '../leaflets/index.ts';
import { callerOf } from './access.ts';
import {
  leafletPdfSchema,
  leafletsSchema,
  paperSchema,
  registerExportQuery,
  registerQuery,
  registerSchema,
  remindedSchema,
  remindSchema,
  savedQuizSchema,
  sendLeafletSchema,
  sentSchema,
  setQuizSchema,
} from './contract-leaflets.ts';
import { registerFile } from './leaflets.file.ts';
import { entryView, leafletView } from './leaflets.views.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

export interface LeafletRouteDeps extends LeafletDeps {
  /** Names of accounts and people by their ids. */
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  /** The leaflet as PDF. */
  pdf(paper: LeafletPaper): Promise<Uint8Array>;
  /** Mails were queued and committed: they need not wait for the next look at the queue. */
  queued?(): void;
  /** Counts an attempt at a public link from an address; throws `too-many-attempts`. What ended well is given back. */
  readonly attempts: { take(address: string): Promise<void>; giveBack(address: string): Promise<void> };
}

/** Leaflets for who sends them and who looks after them. What their readers call stands in `leaflet-reader.routes.ts`. */
export function leafletRoutes(app: ApiApp, deps: LeafletRouteDeps): void {
  overviewRoutes(app, deps);
  sendingRoutes(app, deps);
  registerRoutes(app, deps);
}

function overviewRoutes(app: ApiApp, deps: LeafletRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/leaflets',
    config: { access: readers },
    schema: { summary: 'Every leaflet: what it says, whom it concerns, where it stands.', response: { 200: leafletsSchema } },
    handler: async () => {
      const { version, company, mailReady, leaflets } = await leafletOverview(deps);
      const names = await deps.nameOf(leaflets.flatMap(({ sent }) => (sent === null ? [] : [sent.sentBy])));
      const today = localDateOf(deps.clock.now());
      return {
        version,
        company,
        mailReady,
        dueOn: deps.calendar().addBusinessDays(today, dueBusinessDays),
        dueUntil: addDays(today, dueDaysMax),
        leaflets: leaflets.map((state) => leafletView(state, names)),
      };
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/leaflets/quiz',
    config: { access: ['administrator'] },
    schema: { summary: 'The one question of a leaflet, or none.', body: setQuizSchema, response: { 200: savedQuizSchema } },
    handler: async (request) => {
      const { revision } = await setQuiz(deps, { ...request.body, by: callerOf(request).actor });
      return { revision };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/leaflets/pdf',
    // It makes a file and changes nothing.
    config: { access: readers, own: true },
    schema: { summary: 'A leaflet on paper, to be signed by who has no mail address.', body: leafletPdfSchema },
    handler: async (request, reply) => {
      const { audience, lang } = request.body;
      const { version, company, leaflets } = await leafletOverview(deps);
      const { lines, standing, quiz } = leaflets.find((each) => each.audience === audience)!;
      if (lines.length === 0) throw new Fault('not-ready', { what: 'lines' });
      const pdf = await deps.pdf({
        language: lang,
        audience,
        company,
        version: version?.number ?? '',
        date: localDateOf(deps.clock.now()),
        dueOn: standing.dueOn,
        lines,
        quiz: quiz.quiz,
        reader: null,
      });
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="leaflet-${audience}.pdf"`)
        .send(Buffer.from(pdf));
    },
  });
}

function sendingRoutes(app: ApiApp, deps: LeafletRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/leaflets/send',
    config: { access: ['administrator'], stepUp: true },
    schema: { summary: 'Sends a leaflet to its audience by mail.', body: sendLeafletSchema, response: { 200: sentSchema } },
    handler: async (request) => {
      const { to, ...wanted } = request.body;
      const act = to === 'newcomers' ? sendToNewcomers : send;
      const { campaignId, ...sent } = await act(deps, { ...wanted, by: callerOf(request).actor });
      deps.queued?.();
      return { campaign: campaignId, ...sent };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/leaflets/remind',
    config: { access: ['administrator'] },
    schema: { summary: 'Reminds who has not confirmed; at most once a day each.', body: remindSchema, response: { 200: remindedSchema } },
    handler: async (request) => {
      const queued = await remindNow(deps, request.body.audience, callerOf(request).actor);
      deps.queued?.();
      return { queued };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/leaflets/paper',
    config: { access: ['administrator'], stepUp: true },
    schema: { summary: 'Records signed sheets, all or none.', body: paperSchema, response: { 200: done } },
    handler: async (request) => {
      const { requests: ids, on, note } = request.body;
      await acknowledgeOnPaper(deps, { ids, on, note, by: callerOf(request).actor });
      return { ok: true as const };
    },
  });
}

function registerRoutes(app: ApiApp, deps: LeafletRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/leaflets/requests',
    config: { access: readers },
    schema: { summary: 'The register of acknowledgements.', querystring: registerQuery, response: { 200: registerSchema } },
    handler: async ({ query: { offset, limit, ...query } }) => {
      const { campaign, campaigns, counts, entries } = await register(deps, query);
      const page = entries.slice(offset, offset + limit);
      const names = await deps.nameOf(page.flatMap(({ recordedBy }) => (recordedBy === null ? [] : [recordedBy])));
      return {
        campaign: campaign === null ? null : { ...campaign, sentAt: campaign.sentAt.toISOString() },
        campaigns: campaigns.map((each) => ({ ...each, sentAt: each.sentAt.toISOString() })),
        counts,
        total: entries.length,
        entries: page.map((entry) => entryView(entry, names)),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/leaflets/requests/export',
    config: { access: readers },
    schema: { summary: 'The same as CSV or Excel.', querystring: registerExportQuery },
    handler: async ({ query: { format, lang, ...query } }, reply) => {
      const found = await register(deps, query);
      const recorders = found.entries.flatMap(({ recordedBy }) => (recordedBy === null ? [] : [recordedBy]));
      const file = await registerFile(found, {
        format,
        lang,
        audience: query.audience,
        names: await deps.nameOf(recorders),
        at: deps.clock.now(),
      });
      return reply.type(file.type).header('content-disposition', `attachment; filename="${file.name}"`).send(file.bytes);
    },
  });
}
