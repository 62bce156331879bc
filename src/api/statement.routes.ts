import type { z } from 'zod';
import { controlById, isOperative } from '../catalog/index.ts';
import type { Overview } from '../overview/index.ts';
import type { ControlContent } from '../procedures/index.ts';
import { callerOf } from './access.ts';
import { conflictSchema, editElsewhereSchema, savedSchema, statementSchema } from './contract-procedures.ts';
import type { ProcedureRouteDeps } from './procedures.routes.ts';
import { accountsIn, stateWords, summaryView } from './procedures.views.ts';
import { saving } from './procedures-draft.routes.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';

/**
 * The statement of applicability (適用宣言書): what is in force, else the draft. The rows kept elsewhere are always the draft's:
 * they are edited here, and frozen with the next version.
 */
export function statementRoutes(app: ApiApp, deps: ProcedureRouteDeps): void {
  const { procedures } = deps;
  const elsewhere = async () => {
    const { rows } = await procedures.draft();
    return { rows: [...(rows.elsewhere?.rows ?? [])], revision: rows.elsewhere?.revision ?? 0 };
  };
  app.route({
    method: 'GET',
    url: '/api/statement',
    config: { access: readers },
    schema: { summary: 'The 34 controls with reasons and how far each is carried out.', response: { 200: statementSchema } },
    handler: async (request) => {
      const [now, inForce, draft, kept] = await Promise.all([
        deps.overview.now(),
        procedures.inForceAt(deps.clock.now()),
        procedures.draft(),
        elsewhere(),
      ]);
      const content = inForce?.content ?? draft.content;
      return {
        version: inForce && summaryView(inForce.version, await deps.nameOf(accountsIn([inForce.version])), callerOf(request).accountId),
        company: content.company.name,
        controls: content.controls.map((control) => statementRow(control, now)),
        elsewhere: kept.rows,
        elsewhereRevision: kept.revision,
      };
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/statement',
    config: { access: ['administrator'] },
    schema: {
      summary: 'Controls outside A.8 that the company keeps elsewhere, all rows at once.',
      body: editElsewhereSchema,
      response: { 200: savedSchema, 409: conflictSchema },
    },
    handler: (request, reply) =>
      saving(
        reply,
        () => procedures.editElsewhere(request.body.rows, request.body.revision, callerOf(request).actor),
        async () => ({ elsewhere: await elsewhere() }),
      ),
  });
}

type Row = z.output<typeof statementSchema>['controls'][number];

/** How a control stands in the statement: by the verdicts of what it asks for. */
export function statementRow(control: ControlContent, now: Overview): Row {
  const excluded = new Set(
    control.clauses.filter((clause) => !control.applicable || clause.adoption === 'not-applicable').map(({ id }) => id),
  );
  const operative = (controlById(control.id)?.clauses ?? []).filter(isOperative);
  const state = { pass: 0, fail: 0, unknown: 0, planned: 0, notApplicable: 0 };
  const times: number[] = [];
  for (const { id } of operative) {
    const standing = now.clauses.get(id);
    const verdict = excluded.has(id) ? 'not-applicable' : (standing?.verdict ?? 'unknown');
    state[verdict === 'not-applicable' ? 'notApplicable' : verdict] += 1;
    if (verdict !== 'not-applicable' && standing?.evidenceAt) times.push(standing.evidenceAt.getTime());
  }
  return {
    id: control.id,
    title: control.title,
    applicable: control.applicable,
    reason: control.reason,
    state,
    stateWords: stateWords(state),
    evidenceAt: times.length === 0 ? null : new Date(Math.min(...times)).toISOString(),
    changedClauses: control.clauses.filter(({ adoption }) => adoption !== 'adopted').map(({ id }) => id),
  };
}
