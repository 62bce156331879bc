import { z } from 'zod';
import { Fault } from '../base/fault.ts';
import type { Words } from '../base/text.ts';
import { localDateOf } from '../calendar/index.ts';
import { clauseById } from '../catalog/index.ts';
import type { VerdictName } from '../mechanism/check.ts';
import { saidValue } from '../mechanism/value.ts';
import type { ClauseVerdict } from '../overview/index.ts';
import { type ClauseContent, plainText, slotsIn } from '../procedures/index.ts';
import { callerOf } from './access.ts';
import { replayQuery, replaySchema } from './contract-procedures.ts';
import type { ProcedureRouteDeps } from './procedures.routes.ts';
import { accountsIn, summaryView } from './procedures.views.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';
import { isoOrNull } from './wire.ts';

export interface PastStanding {
  readonly verdict: ClauseVerdict;
  readonly because: Words;
  readonly checks: readonly {
    readonly id: string;
    readonly title: Words;
    readonly pass: number;
    readonly fail: number;
    readonly unknown: number;
    readonly findings: readonly { readonly device: string; readonly verdict: VerdictName; readonly because: Words; readonly since: Date }[];
  }[];
}
/** How a clause stood at a moment. */
export type StandingAt = (clause: string, at: Date) => Promise<PastStanding>;

/** Findings of one check that a page shows; the counts say how many there are. */
const findingsMax = 50;

/** One clause at any moment: what the rule said, with which values, who saw to it, and how it stood. */
export function replayRoutes(app: ApiApp, deps: ProcedureRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/procedures/clauses/:id',
    config: { access: readers },
    schema: {
      summary: 'A clause as it was at a moment, or at the end of a day.',
      params: z.object({ id: z.string().max(20) }),
      querystring: replayQuery,
      response: { 200: replaySchema },
    },
    handler: async (request) => {
      const { id } = request.params;
      const now = deps.clock.now();
      const { at: asked } = request.query;
      // A day that is not over yet ends now.
      const at = asked === undefined || asked === localDateOf(now) ? now : deps.procedures.momentOf(asked);
      const found = await deps.procedures.inForceAt(at);
      const clause = clauseIn(found?.content.controls ?? [], id) ?? clauseIn(deps.procedures.sample().controls, id);
      if (!clause) throw new Fault('not-found', { clause: id });
      // The future has no verdicts yet: what stands now is shown beside the text to come.
      const standing = await deps.standingAt(id, at > now ? now : at);
      const said = saidAt(deps, clause, at);
      return {
        clause: id,
        at: at.toISOString(),
        version: found && summaryView(found.version, await deps.nameOf(accountsIn([found.version])), callerOf(request).accountId),
        adoption: clause.adoption,
        text: {
          ja: plainText(clause.text.ja, 'ja', said),
          en: plainText(clause.text.en || clause.text.ja, clause.text.en ? 'en' : 'ja', said),
        },
        reason: clause.reason,
        owner: clause.ownerName,
        deputy: clause.deputyName,
        values: Object.entries(said).map(([param, { title, said: words, value, since }]) => ({
          id: param,
          title,
          said: words,
          value,
          since,
        })),
        verdict: standing.verdict,
        because: standing.because,
        checks: standing.checks.map((check) => ({
          ...check,
          findings: check.findings.slice(0, findingsMax).map((finding) => ({ ...finding, since: finding.since.toISOString() })),
        })),
      };
    },
  });
}

const clauseIn = (controls: readonly { readonly clauses: readonly ClauseContent[] }[], id: string): ClauseContent | undefined =>
  controls.flatMap(({ clauses }) => clauses).find((clause) => clause.id === id);

/** The values that a sentence says, and those that a check of the clause reads, as they were in force. */
function saidAt({ values }: ProcedureRouteDeps, clause: ClauseContent, at: Date) {
  const params = new Map(values.params().map((param) => [param.id, param]));
  const checks = clauseById(clause.id)?.clause.mechanisms ?? [];
  const read = checks.flatMap((check) =>
    'params' in check ? Object.values(check.params as Record<string, { id: string }>).map((param) => param.id) : [],
  );
  const ids = new Set([...slotsIn(clause.text.ja), ...slotsIn(clause.text.en), ...read]);
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const param = params.get(id);
      if (!param) return [];
      const value = values.inForce(param, at);
      const since = isoOrNull(values.versionInForce(param, at)?.effectiveFrom ?? null);
      return [
        [
          id,
          { value: value as string | number | boolean | string[], said: saidValue(param, value), title: param.title, reason: null, since },
        ],
      ];
    }),
  );
}
