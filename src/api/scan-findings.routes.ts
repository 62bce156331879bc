import { callerOf } from './access.ts';
import { scanAgreeBody, scanFindingDetailSchema, scanFindingsQuery, scanFindingsSchema, scanStepBody } from './contract-scans.ts';
import { type ScanRouteDeps, scanId, scanWorkers } from './scans.routes.ts';
import { findingView, nameIn } from './scans.views.ts';
import type { ApiApp } from './server.ts';
import { done } from './wire.ts';

/** What scanners found: read by readers and by who works on the target; decided by the latter. */
export function scanFindingRoutes(app: ApiApp, deps: ScanRouteDeps): void {
  readRoutes(app, deps);
  const { scans, whoOf } = deps;
  app.route({
    method: 'POST',
    url: '/api/scans/findings/steps',
    config: { access: scanWorkers },
    schema: { summary: 'One step of many findings of one target: all of them or none.', body: scanStepBody, response: { 200: done } },
    handler: async (request) => {
      await scans.decide(request.body, await whoOf(callerOf(request)));
      return { ok: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/scans/findings/agree',
    config: { access: ['administrator', 'committee'], stepUp: true },
    schema: { summary: 'Agrees to what somebody else proposed: that findings are left.', body: scanAgreeBody, response: { 200: done } },
    handler: async (request) => {
      await scans.decide({ ...request.body, step: 'agree', wanted: null, until: null }, await whoOf(callerOf(request)));
      return { ok: true as const };
    },
  });
}

function readRoutes(app: ApiApp, deps: ScanRouteDeps): void {
  const { scans, whoOf } = deps;
  app.route({
    method: 'GET',
    url: '/api/scans/findings',
    config: { access: 'signed-in' },
    schema: { summary: 'Findings, the worst and oldest first.', querystring: scanFindingsQuery, response: { 200: scanFindingsSchema } },
    handler: async (request) => {
      const { total, findings } = await scans.findings(request.query, await whoOf(callerOf(request)));
      const today = scans.today();
      return { total, findings: findings.map((finding) => findingView(finding, deps, today)) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/scans/findings/:id',
    config: { access: 'signed-in' },
    schema: { params: scanId, response: { 200: scanFindingDetailSchema } },
    handler: async (request) => {
      const who = await whoOf(callerOf(request));
      const { finding, target, events, presence } = await scans.finding(request.params.id, who);
      const names = await deps.nameOf([...new Set([...events, ...presence].map(({ by }) => by))]);
      return {
        ...findingView(finding, deps, scans.today()),
        message: finding.message,
        cwes: [...finding.cwes],
        aliases: [...finding.aliases],
        aspects: [...finding.aspects],
        measure: finding.measure,
        targetName: target.name,
        mayWork: scans.mayWork(target, who),
        events: events.map((event) => ({ ...event, by: nameIn(names, event.by), at: event.at.toISOString() })),
        presence: presence.map((each) => ({
          ...each,
          by: nameIn(names, each.by),
          scannedAt: each.scannedAt.toISOString(),
          at: each.at.toISOString(),
        })),
      };
    },
  });
}
