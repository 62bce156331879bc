import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import type { OverviewReader } from '../overview/index.ts';
import { hasRole, type Role } from '../people/index.ts';
import { clauseWords, type Problem, type Procedures } from '../procedures/index.ts';
import type { Values } from '../values/index.ts';
import { callerOf } from './access.ts';
import {
  compareQuery,
  compareSchema,
  decideSchema,
  inForceQuery,
  proceduresSchema,
  readableSchema,
  submitSchema,
  versionSummarySchema,
  versionsSchema,
} from './contract-procedures.ts';
import { accountsIn, chapterView, problemView, readableView, recommendationView, summaryView } from './procedures.views.ts';
import { draftRoutes } from './procedures-draft.routes.ts';
import type { StandingAt } from './procedures-replay.routes.ts';
import { replayRoutes } from './procedures-replay.routes.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { statementRoutes } from './statement.routes.ts';

export interface ProcedureRouteDeps {
  readonly procedures: Procedures;
  readonly values: Values;
  readonly clock: Clock;
  readonly overview: OverviewReader;
  /** Names of accounts by id. */
  nameOf(ids: readonly string[]): Promise<ReadonlyMap<string, Words>>;
  /** The leaflet's own words for a clause; null where no leaflet says it. */
  plainSample(clause: string): Words | null;
  /** How many people other than this one may decide on a version, and how many must. */
  approvers?(except: string | null): Promise<{ readonly able: number; readonly needed: number }>;
  /** Mails were queued and committed: they need not wait for the next look at the queue. */
  queued?(): void;
  /** How a clause stood at a moment; null: now. */
  standingAt: StandingAt;
}

const byId = z.object({ id: z.uuid() });
/** Who decides on a version. Never the one who submitted it, whatever the roles. */
const deciders: readonly Role[] = ['committee', 'management'];

/** The company's own procedures: draft, versions, decisions, what is in force, the statement of applicability. */
export function procedureRoutes(app: ApiApp, deps: ProcedureRouteDeps): void {
  overviewRoute(app, deps);
  draftRoutes(app, deps);
  versionRoutes(app, deps);
  decisionRoutes(app, deps);
  compareRoute(app, deps);
  replayRoutes(app, deps);
  statementRoutes(app, deps);
}

/** The account of a caller. The command line has none: it could submit what nobody answers for. */
function accountOf(caller: { readonly accountId: string | null }): string {
  if (caller.accountId === null) throw new Fault('forbidden', { problem: 'sign in with an account of your own' });
  return caller.accountId;
}

async function summary(deps: ProcedureRouteDeps, id: string, reader: string | null): Promise<z.output<typeof versionSummarySchema>> {
  const { version } = await deps.procedures.version(id);
  return summaryView(version, await deps.nameOf(accountsIn([version])), reader);
}

/** A version that nobody can approve would wait for ever: said before it is submitted. */
function tooFewApprovers({ able, needed }: { readonly able: number; readonly needed: number }): Problem[] {
  if (able >= needed) return [];
  return [
    {
      level: 'warn',
      at: 'approvers',
      words: {
        ja: `承認には${needed}人が必要ですが、承認できる人(情報セキュリティ委員会、経営陣)はあなたのほかに${able}人です。提出の前に招待してください。`,
        en: `${needed} must approve, but besides you only ${able} can (committee or management). Invite them before you submit.`,
      },
    },
  ];
}

function overviewRoute(app: ApiApp, { procedures, nameOf, approvers }: ProcedureRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/procedures',
    config: { access: readers },
    schema: {
      summary: 'Where the procedures stand, and what is missing before the draft can be submitted.',
      response: { 200: proceduresSchema },
    },
    handler: async (request) => {
      const { accountId } = callerOf(request);
      const [draft, versions, recommended] = await Promise.all([procedures.draft(), procedures.versions(), procedures.recommendations()]);
      const { count } = await procedures.changes(draft);
      const [names, able] = await Promise.all([nameOf(accountsIn(versions)), approvers?.(accountId)]);
      const inState = (state: string) => {
        const found = versions.find((version) => version.state === state);
        return found ? summaryView(found, names, accountId) : null;
      };
      return {
        company: procedures.companyName(),
        draft: {
          revision: draft.rows.revision,
          changedAt: draft.rows.changedAt?.toISOString() ?? null,
          changes: count,
          problems: [...procedures.problems(draft), ...(able ? tooFewApprovers(able) : [])].map(problemView),
        },
        inForce: inState('effective'),
        upcoming: inState('upcoming'),
        submitted: inState('submitted'),
        recommendations: recommended.map(recommendationView),
        controls: draft.content.controls.map((control) => chapterView(control, draft, recommended, (id) => procedures.proposed(id))),
      };
    },
  });
}

function versionRoutes(app: ApiApp, deps: ProcedureRouteDeps): void {
  const { procedures, nameOf, clock } = deps;
  app.route({
    method: 'GET',
    url: '/api/procedures/versions',
    config: { access: readers },
    schema: { summary: 'Every version that was ever submitted, newest first.', response: { 200: versionsSchema } },
    handler: async (request) => {
      const versions = await procedures.versions();
      const names = await nameOf(accountsIn(versions));
      return { versions: versions.map((version) => summaryView(version, names, callerOf(request).accountId)) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/procedures/versions/:id',
    config: { access: readers },
    schema: { summary: 'A version to read, whole.', params: byId, response: { 200: readableSchema } },
    handler: async (request) => {
      const { content } = await procedures.version(request.params.id);
      return readableView(content, await summary(deps, request.params.id, callerOf(request).accountId));
    },
  });
  app.route({
    method: 'GET',
    url: '/api/procedures/versions/:id/content',
    config: { access: readers },
    schema: { summary: 'The frozen bytes of a version: their SHA-256 is its digest.', params: byId },
    handler: async (request, reply) => {
      const { number, bytes } = await procedures.frozen(request.params.id);
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="procedures-${number}.json"`)
        .send(bytes);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/procedures/in-force',
    config: { access: 'signed-in' },
    schema: {
      summary: 'The rules in force, now or on a past day, for everybody.',
      querystring: inForceQuery,
      response: { 200: readableSchema },
    },
    handler: async (request) => {
      const { at } = request.query;
      const found = await procedures.inForceAt(at === undefined ? clock.now() : procedures.momentOf(at));
      if (!found) return { version: null, company: procedures.companyName(), controls: [] };
      const names = await nameOf(accountsIn([found.version]));
      const caller = callerOf(request);
      const shown = summaryView(found.version, names, caller.accountId);
      // What the committee said among itself is not for everybody who reads the rules.
      const decisions = hasRole(caller, readers) ? shown.decisions : shown.decisions.map((each) => ({ ...each, comment: '' }));
      return readableView(found.content, { ...shown, decisions });
    },
  });
}

function decisionRoutes(app: ApiApp, deps: ProcedureRouteDeps): void {
  const { procedures } = deps;
  app.route({
    method: 'POST',
    url: '/api/procedures/submit',
    config: { access: ['administrator'], stepUp: true },
    schema: {
      summary: 'Freezes the draft as a version that waits for decisions.',
      body: submitSchema,
      response: { 200: versionSummarySchema },
    },
    handler: async (request) => {
      const by = accountOf(callerOf(request));
      const id = await procedures.submit({ ...request.body, by });
      deps.queued?.();
      return summary(deps, id, by);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/procedures/versions/:id/decide',
    config: { access: deciders, stepUp: true },
    schema: {
      summary: 'Approves or returns a submitted version; the last approval that was needed puts it into force on its day.',
      params: byId,
      body: decideSchema,
      response: { 200: versionSummarySchema },
    },
    handler: async (request) => {
      const by = accountOf(callerOf(request));
      await procedures.decide(request.params.id, { ...request.body, by });
      deps.queued?.();
      return summary(deps, request.params.id, by);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/procedures/versions/:id/withdraw',
    config: { access: ['administrator'], stepUp: true },
    schema: { summary: 'Takes a submitted version back.', params: byId, response: { 200: versionSummarySchema } },
    handler: async (request) => {
      const account = accountOf(callerOf(request));
      await procedures.withdraw(request.params.id, { account, administrator: true });
      return summary(deps, request.params.id, account);
    },
  });
}

function compareRoute(app: ApiApp, { procedures }: ProcedureRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/procedures/compare',
    config: { access: readers },
    schema: {
      summary: 'What differs between two: ids of versions, `draft`, `sample` or `in-force`.',
      querystring: compareQuery,
      response: { 200: compareSchema },
    },
    handler: async ({ query }) => {
      const { before, after, difference } = await procedures.compare(query.from, query.to);
      const side = (clause: (typeof difference.clauses)[number]['before']) =>
        clause && { adoption: clause.adoption, reason: clause.reason, owner: clause.ownerName };
      return {
        from: before.says,
        to: after.says,
        controls: [
          ...difference.controls.map(({ id, title, before: was, after: is }) => ({
            id,
            title,
            before: appliesSaid(was),
            after: appliesSaid(is),
          })),
          ...difference.elsewhere.map(({ control, before: was, after: is }) => {
            const title = (is ?? was)!.title;
            return { id: control, title: { ja: title, en: title }, before: keptSaid(was), after: keptSaid(is) };
          }),
        ],
        clauses: difference.clauses.map((clause) => ({
          id: clause.id,
          fields: [...clause.fields],
          before: side(clause.before),
          after: side(clause.after),
          words: clauseWords(clause, before.content.values, after.content.values),
        })),
        values: difference.values.map(({ id, title, before: was, after: is, laxer, usedBy }) => ({
          id,
          title,
          before: was?.said ?? null,
          after: is?.said ?? null,
          reason: is?.reason ?? null,
          laxer,
          usedBy: [...usedBy],
        })),
      };
    },
  });
}

/** 適用する / 適用外(理由) */
function appliesSaid(control: { readonly applicable: boolean; readonly reason: string } | null): Words {
  if (control === null) return { ja: 'なし', en: 'not there' };
  const because = control.reason === '' ? { ja: '', en: '' } : { ja: `(${control.reason})`, en: ` (${control.reason})` };
  return control.applicable
    ? { ja: `適用する${because.ja}`, en: `applies${because.en}` }
    : { ja: `適用外${because.ja}`, en: `does not apply${because.en}` };
}

/** A row that is kept elsewhere: whether it applies, and where. */
function keptSaid(row: { readonly applicable: boolean; readonly reason: string; readonly where: string } | null): Words {
  const applies = appliesSaid(row);
  const where = row?.where ? [`保管先: ${row.where}`, `kept in ${row.where}`] : null;
  return where === null ? applies : { ja: `${applies.ja} ${where[0]}`, en: `${applies.en}; ${where[1]}` };
}
