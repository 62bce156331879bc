import type { Duties } from '../engine/duties/index.ts';
import { planQuery, planSchema } from './contract-duty-plan.ts';
import { readers } from './readers.ts';
import type { ApiApp } from './server.ts';

/** The yearly plan: what was done and what is to come, duty by duty and month by month. */
export function dutyPlanRoutes(app: ApiApp, { duties }: { readonly duties: Duties }): void {
  app.route({
    method: 'GET',
    url: '/api/duties/plan',
    config: { access: readers },
    schema: {
      summary: 'The plan of a fiscal year: occurrences that are there, and the dates that follow by the rules of today.',
      querystring: planQuery,
      response: { 200: planSchema },
    },
    handler: async (request) => {
      const { year, today, months, duties: planned } = await duties.plan(request.query.year);
      return {
        year,
        today,
        months: months.map((first) => first.slice(0, 7)),
        duties: planned.map(({ duty, recurrence, owner, entries }) => ({
          id: duty.id,
          title: duty.title,
          recurrence,
          owner,
          entries: entries.map((entry) => ({ ...entry })),
        })),
      };
    },
  });
}
