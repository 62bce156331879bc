import { words } from '../base/text.ts';
import type { CaseDetail, Cases } from '../engine/cases/index.ts';
import { type PracticeStanding, type PracticeStandings, practiceKey } from '../mechanism/standing.ts';
import { caseView, kindView, summaryView } from './cases.views.ts';
import {
  caseDetailSchema,
  caseKindsSchema,
  caseParams,
  caseReceiptSchema,
  casesQuery,
  casesSchema,
  openCaseBody,
  stepBody,
} from './contract-cases.ts';
import type { AttachmentView } from './contract-mechanisms.ts';
import { actorOf } from './requests.routes.ts';
import type { ApiApp } from './server.ts';

export interface CaseRouteDeps {
  readonly cases: Cases;
  filesOf(subject: string): Promise<readonly AttachmentView[]>;
  clausesOf(kind: string): readonly string[];
  /** How every kind stands now, by `practiceKey`. */
  standings(): Promise<PracticeStandings>;
  /** Mails were queued and committed. */
  queued?(): void;
}

/** The engine knows who may read and do what: it follows from the kind, the state and who did what before. */
const signedIn = { access: 'signed-in' } as const;
const confirmed = { access: 'signed-in', stepUp: true } as const;

/** Cases (案件): their kinds, lists, one whole, and the steps that people do here. */
export function caseRoutes(app: ApiApp, deps: CaseRouteDeps): void {
  readRoutes(app, deps);
  actRoutes(app, deps);
}

const untold: PracticeStanding = {
  verdict: 'unknown',
  because: words('状況は、この種類の案件を読む役割の人に示します。', 'How they stand is shown to the roles that read cases of this kind.'),
  evidenceAt: null,
  dueOn: null,
};

function readRoutes(app: ApiApp, deps: CaseRouteDeps): void {
  const { cases } = deps;
  app.route({
    method: 'GET',
    url: '/api/cases/kinds',
    config: signedIn,
    schema: { summary: 'Kinds of case, with what the reader can open.', response: { 200: caseKindsSchema } },
    handler: async (request) => {
      const [states, standings] = await Promise.all([cases.kinds(actorOf(request)), deps.standings()]);
      // How a kind stands tells of its cases: how many there are, and which are late.
      const standingOf = ({ kind, readsAll }: (typeof states)[number]) => (readsAll ? standings.get(practiceKey(kind))! : untold);
      return { kinds: states.map((state) => kindView(state, deps.clausesOf(state.kind.id), standingOf(state))) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/cases',
    config: signedIn,
    schema: { summary: 'Cases by page, those under way first.', querystring: casesQuery, response: { 200: casesSchema } },
    handler: async (request) => {
      const { total, cases: found } = await cases.list(request.query, actorOf(request));
      return { total, cases: found.map(summaryView) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/cases/:id',
    config: signedIn,
    schema: { summary: 'A case, whole, with what its reader can do.', params: caseParams, response: { 200: caseDetailSchema } },
    handler: async (request) => {
      const detail = await cases.detail(request.params.id, actorOf(request));
      return caseView(detail, (await Promise.all(subjectsOf(detail).map((subject) => deps.filesOf(subject)))).flat());
    },
  });
}

/** What was attached to the case itself, and to the records of duties that are its steps. */
const subjectsOf = ({ subject, kind, events }: CaseDetail): string[] => [
  subject,
  ...events.flatMap(({ event }) => {
    const way = kind.steps.find(({ id }) => id === event.step)?.way;
    return event.occurrence === null || way?.type !== 'duty' ? [] : [`duty:${way.duty} occurrence:${event.occurrence}`];
  }),
];

function actRoutes(app: ApiApp, { cases, queued }: CaseRouteDeps): void {
  app.route({
    method: 'POST',
    url: '/api/cases',
    config: signedIn,
    schema: { summary: 'Opens a case by its first step.', body: openCaseBody, response: { 201: caseReceiptSchema } },
    handler: async (request, reply) => {
      const opened = await cases.open(request.body, actorOf(request));
      queued?.();
      return reply.code(201).send(opened);
    },
  });
  for (const [way, config] of [
    ['steps', signedIn],
    ['decisions', confirmed],
  ] as const)
    app.route({
      method: 'POST',
      url: `/api/cases/:id/${way}`,
      config,
      schema: {
        summary: way === 'steps' ? 'Does a step.' : 'Does a step that asks for the second factor again.',
        params: caseParams,
        body: stepBody,
        response: { 200: caseReceiptSchema },
      },
      handler: async (request) => {
        const receipt = await cases.act(request.params.id, { ...request.body, confirmed: way === 'decisions' }, actorOf(request));
        queued?.();
        return receipt;
      },
    });
}
