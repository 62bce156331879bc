import type { Caller } from '../people/index.ts';
import { type Situation, todayLines } from '../today/index.ts';
import { callerOf } from './access.ts';
import { todaySchema } from './contract-today.ts';
import type { ApiApp } from './server.ts';

export interface TodayRouteDeps {
  /** What waits for a person, as their roles let them see it. */
  situationOf(caller: Caller): Promise<Situation>;
}

/** Everybody has a list; it holds only what the person may do. */
export function todayRoutes(app: ApiApp, { situationOf }: TodayRouteDeps): void {
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
