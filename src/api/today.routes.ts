import type { Caller, Role } from '../people/index.ts';
import { type Situation, todayLines } from '../today/index.ts';
import { callerOf } from './access.ts';
import { type ReportView, reportQuery, reportSchema, todaySchema } from './contract-today.ts';
import type { ApiApp } from './server.ts';

export interface TodayRouteDeps {
  /** What waits for a person, as their roles let them see it. */
  situationOf(caller: Caller): Promise<Situation>;
  /** The month on one page; left out, the month before. */
  report(caller: Caller, month: string | undefined): Promise<ReportView>;
}

const reportReaders: readonly Role[] = ['administrator', 'committee', 'management', 'auditor'];

/** Everybody has a list; it holds only what the person may do. */
export function todayRoutes(app: ApiApp, { situationOf, report }: TodayRouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/report',
    config: { access: reportReaders },
    schema: { summary: 'The month on one page, for management.', querystring: reportQuery, response: { 200: reportSchema } },
    handler: (request) => report(callerOf(request), request.query.month),
  });
  app.route({
    method: 'GET',
    url: '/api/today',
    config: { access: 'signed-in' },
    schema: { summary: 'What I have to do, overdue first.', response: { 200: todaySchema } },
    handler: async (request) => {
      const situation = await situationOf(callerOf(request));
      return { date: situation.date, lines: todayLines(situation) };
    },
  });
}
